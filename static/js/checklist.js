/* A line of the checklist leads to its field by its address alone. Where the body has its editor, the field itself is
   hidden: the caret goes into the editor instead. */

class CheckList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (link) requestAnimationFrame(() => this.lead(link.hash));
    });
    if (location.hash) addEventListener("load", () => this.lead(location.hash), { once: true });
  }

  lead(hash) {
    const field = document.getElementById(hash.slice(1));
    const editor = field?.closest(".prose-editor")?.querySelector(".ProseMirror");
    (editor || field)?.focus();
    editor?.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("check-list", CheckList);
