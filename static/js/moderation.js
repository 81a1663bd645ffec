/* The moderators' desk: keys, and comfort for long hours. Everything works without it, by buttons and links. */

const DECIDE = { k: "keep", g: "settle", h: "hold" };
const PASS = { d: "editor", l: "legal" };
const PICK = { r: "remove", e: "ask" };
const ASKED = { remove: "Remove it: which rule? Press its number.", ask: "Send it back: which rule does it break? Press its number." };
const AHEAD = 10; // so many cards before the last one, the next page is asked for
const MANY = 100; // decisions, and then a pause

/* <moderation-desk>cards and the sheet of keys</moderation-desk> */
class ModerationDesk extends HTMLElement {
  connectedCallback() {
    this.told = this.querySelector("[data-told]");
    this.sheet = this.querySelector("dialog.key-sheet");
    this.rules = [...this.querySelectorAll(".rule-numbers li")].map((rule) => rule.dataset.rule);
    for (const box of this.querySelectorAll("[data-setting]")) this.setting(box);
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("htmx:afterSwap", (event) => this.swapped(event));
    for (const failed of ["htmx:responseError", "htmx:sendError"]) {
      document.addEventListener(failed, (event) => this.unanswered(event));
    }
    this.addEventListener("focusin", (event) => this.stand(event.target.closest("[data-card]")));
    this.addEventListener("change", () => this.count());
    this.querySelector("[data-paused]")?.addEventListener("click", () => this.paused());
    for (const help of document.querySelectorAll("[data-help]")) {
      help.hidden = false;
      help.addEventListener("click", () => this.sheet.showModal());
    }
    this.count();
  }

  /* What each moderator likes is kept in their browser. */
  setting(box) {
    const name = `moderation-${box.dataset.setting}`;
    const kept = localStorage.getItem(name);
    if (kept !== null) box.checked = kept === "on";
    const show = () => this.toggleAttribute(`data-${box.dataset.setting}`, box.checked);
    box.addEventListener("change", () => {
      localStorage.setItem(name, box.checked ? "on" : "off");
      show();
    });
    show();
  }

  get cards() {
    return [...this.querySelectorAll("[data-card]")];
  }

  stand(card) {
    if (!card || card === this.card) return;
    this.card?.removeAttribute("aria-current");
    this.card = card;
    card.setAttribute("aria-current", "true");
  }

  go(step) {
    const cards = this.cards;
    const place = cards.indexOf(this.card);
    const next = place < 0 ? cards[step > 0 ? 0 : cards.length - 1] : cards[place + step];
    if (next) this.show(next);
    if (place + AHEAD > cards.length) this.fetchMore();
    return Boolean(next);
  }

  /* The next page comes before this one is read to its end. */
  fetchMore() {
    const link = this.querySelector("[data-more]:not([data-asked])");
    link?.setAttribute("data-asked", "");
    if (link) htmx.trigger(link.firstElementChild, "more");
  }

  show(card) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  }

  say(words) {
    this.told.textContent = words;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.sheet.open) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    if (event.key === "Escape") return this.ask(null);
    if (!this.hasAttribute("data-keys")) return;
    if (event.repeat && !["n", "p"].includes(event.key)) return; // a key that is held down decides once
    if (this.asked && /^[1-9]$/.test(event.key)) {
      event.preventDefault();
      return this.byRule(this.rules[event.key - 1]);
    }
    const deed = this.deed(event.key);
    if (!deed) return;
    event.preventDefault();
    this.ask(null); // a question that was not answered is not about the next card
    deed();
  }

  deed(key) {
    const card = this.card?.isConnected ? this.card : null;
    if (key === "n") return () => this.go(1);
    if (key === "p") return () => this.go(-1);
    if (key === "?") return () => this.sheet.showModal();
    if (key === "/") return () => document.querySelector("#words")?.focus();
    if (key === "z") return () => this.querySelector(`[data-decided="${this.last}"] [data-undo]`)?.click();
    if (!card) return null;
    if (key in DECIDE) return () => this.press(card, DECIDE[key]);
    if (key in PASS) return () => this.send(card, { action: "pass", passed_to: PASS[key] });
    if (key in PICK) return () => this.ask(PICK[key]);
    if (key === "a") return () => this.around(card);
    if (key === "x") return () => card.querySelector("[name=chosen]")?.click();
    return null;
  }

  press(card, action) {
    const button = card.querySelector(`button[value="${action}"]`);
    if (!button || card.ariaBusy) return;
    card.ariaBusy = "true";
    button.click();
    this.leave(card);
  }

  /* Which rule? Its number is the second key. */
  ask(action) {
    this.asked = action;
    this.toggleAttribute("data-asked", Boolean(action));
    this.querySelector(".asked")?.remove();
    if (!action) return;
    const asked = document.createElement("div");
    asked.className = "asked";
    asked.setAttribute("role", "status");
    asked.append(ASKED[action], this.querySelector(".rule-numbers").cloneNode(true));
    this.append(asked);
  }

  byRule(rule) {
    const action = this.asked;
    this.ask(null);
    if (rule && this.card) this.send(this.card, { action, rule });
  }

  send(card, fields) {
    const place = card.closest(".in-place");
    const address = card.querySelector("button[formaction]")?.getAttribute("formaction");
    if (!address || card.ariaBusy) return;
    card.ariaBusy = "true";
    const number = card.dataset.card;
    const values = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`c${number}-${name}`, value]));
    htmx.ajax("POST", address, { source: place, target: place, swap: "innerHTML", values });
    this.leave(card);
  }

  /* The next card is there at once: the answer to this one comes while it is read. */
  leave(card) {
    this.stand(card);
    if (!this.go(1)) this.say("That was the last card on this page.");
  }

  /* The moderator may stand on another card by now. */
  unanswered(event) {
    const sent = event.detail.elt;
    const more = sent.closest("[data-more]");
    if (more) {
      more.removeAttribute("data-asked");
      return this.say("The next comments could not be fetched: the server did not answer. Please try again.");
    }
    const card = sent.closest(".in-place")?.querySelector("[data-card]");
    if (!card || event.detail.requestConfig.verb !== "post") return;
    card.ariaBusy = null;
    const whose = card.querySelector("h2")?.textContent ?? "";
    this.say(`The comment by ${whose} was not decided: the server did not answer. Please try again.`);
  }

  around(card) {
    card.querySelector("details.background").open = true;
    card.querySelector("[data-around]")?.click();
  }

  swapped(event) {
    const place = event.detail.target;
    for (const now of document.querySelectorAll("[data-now]")) {
      const shown = document.querySelector(`[data-count="${now.dataset.now}"]`);
      if (shown) shown.textContent = now.textContent;
    }
    const decided = place.querySelector?.("[data-decided]");
    if (!decided) return;
    this.last = decided.dataset.decided;
    const undo = decided.querySelector("[data-undo]");
    if (undo) setTimeout(() => undo.remove(), 1000 * Number(undo.dataset.undo));
    if (document.activeElement === document.body) this.next(place);
    this.tired();
    this.count();
  }

  next(place) {
    const after = this.cards.find((card) => place.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (after) this.show(after);
    else place.querySelector("[data-decided]").focus();
  }

  tired() {
    const number = 1 + Number(sessionStorage.getItem("moderation-decided") ?? 0);
    sessionStorage.setItem("moderation-decided", number);
    const pause = this.querySelector(".pause");
    if (pause && this.hasAttribute("data-pause") && number >= MANY) pause.hidden = false;
  }

  paused() {
    sessionStorage.setItem("moderation-decided", 0);
    this.querySelector(".pause").hidden = true;
    if (this.card?.isConnected) this.show(this.card);
  }

  count() {
    const shown = this.querySelector("[data-chosen]");
    const number = this.querySelectorAll("[name=chosen]:checked").length;
    if (shown) shown.textContent = number ? `(${number})` : "";
    this.toggleAttribute("data-choosing", number > 0);
  }
}

customElements.define("moderation-desk", ModerationDesk);
