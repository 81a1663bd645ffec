/* The desk's keys, and the sheet that tells them. Everything works without them, by buttons and links; single keys do
   nothing where somebody types, and can be switched off (WCAG 2.1.4). */

const KEPT = "desk-keys";
const SINGLE = { n: "new", m: "mine", s: "stories" }; // each leads to an address that the element has
const GROUPS = "fieldset.module, .inline-group";
const FIELDS = "summary, input:not([type=hidden]), select, textarea, [contenteditable=true]";

/* <desk-keys data-new data-mine data-stories><dialog>the sheet</dialog></desk-keys> */
class DeskKeys extends HTMLElement {
  connectedCallback() {
    this.sheet = this.querySelector("dialog");
    this.box = this.querySelector("[data-single]");
    this.box.checked = localStorage.getItem(KEPT) !== "off";
    this.box.addEventListener("change", () => localStorage.setItem(KEPT, this.box.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => this.key(event), true);
    document.querySelector("[data-desk-keys]")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.sheet.showModal();
    });
  }

  key(event) {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const act = event.ctrlKey || event.metaKey || event.altKey ? this.held(event) : this.single(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) act();
  }

  /* With a key held down, while somebody types too. */
  held(event) {
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      const step = { PageDown: 1, PageUp: -1 }[event.key];
      return step && this.groups.length && (() => this.go(step));
    }
    if (event.altKey) return null;
    if (event.key.toLowerCase() === "s" && !event.shiftKey) return this.press("_continue", "_save");
    if (event.key !== "Enter") return null;
    return event.shiftKey ? this.press("_preview") : this.press("_release", "_publish", "_submit");
  }

  single(event) {
    if (!this.box.checked || event.target.closest("input, textarea, select, [contenteditable=true]")) return null;
    if (event.key === "?") return () => this.sheet.showModal();
    if (event.key === "/") return () => this.find();
    const address = this.dataset[SINGLE[event.key]];
    return address ? () => location.assign(address) : null;
  }

  press(...names) {
    const button = names.map((name) => document.querySelector(`.submit-row [name="${name}"]`)).find(Boolean);
    return button && (() => button.click());
  }

  find() {
    const field = document.querySelector("main [type=search], #searchbar");
    if (field) field.focus();
    else location.assign(`${this.dataset.stories}#searchbar`);
  }

  get groups() {
    return [...document.querySelectorAll(GROUPS)].filter((group) => !group.parentElement.closest(GROUPS));
  }

  go(step) {
    const groups = this.groups;
    const here = groups.findIndex((group) => group.contains(document.activeElement));
    const next = groups[here < 0 ? (step > 0 ? 0 : groups.length - 1) : here + step];
    const field = next && [...next.querySelectorAll(FIELDS)].find((field) => field.checkVisibility());
    field?.focus();
    next?.scrollIntoView({ block: "start" });
  }
}

customElements.define("desk-keys", DeskKeys);
