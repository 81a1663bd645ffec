/* The sheet from which forms choose photos. Without scripts a field takes the photo's number, beside a link to the
   library. */

/* The dialog. `choose()` resolves to the cards that were chosen, as {number, words, picture}: none, one, or several. */
class PhotoSheet extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.place = this.querySelector("[data-place]");
    this.many = this.querySelector(".choose-many");
    this.addEventListener("click", (event) => this.clicked(event.target));
    this.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("submit", (event) => { event.preventDefault(); this.find(); });
    this.addEventListener("change", () => this.find());
    this.addEventListener("input", (event) => {
      if (event.target.type !== "search") return;
      clearTimeout(this.wait);
      this.wait = setTimeout(() => this.find(), 250);
    });
    this.dialog.addEventListener("close", () => this.closed());
  }

  choose({ several = false } = {}) {
    this.chosen = new Map();
    this.several = several;
    this.many.hidden = !several;
    this.tell();
    this.dialog.showModal();
    this.place.querySelector("[type=search]")?.select(); // which also gives it the focus
    this.find();
    return new Promise((resolve) => { this.resolve = resolve; });
  }

  closed() {
    if (!this.taken) this.chosen.clear();
    this.taken = false;
    this.resolve?.([...this.chosen.values()]);
    this.resolve = null;
  }

  take() {
    this.taken = true;
    this.dialog.close();
  }

  /* Ask for cards. What is asked for later wins, however long the answers take. */
  load(query, place, more = false) {
    const asked = (this.asked = (this.asked || 0) + 1);
    return fetch(`${this.dataset.url}?${query}`, { headers: { "X-Requested-With": "fetch" } })
      .then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.text(); })
      .then((html) => {
        if (asked !== this.asked) return;
        const page = new DOMParser().parseFromString(html, "text/html");
        const here = document.activeElement.dataset.number;
        if (more) this.addCards(page);
        else if (place === this.place) place.replaceChildren(...page.body.childNodes);
        else place.replaceChildren(...page.querySelector("[data-found]").childNodes);
        // Who was on a card that went stays near it.
        const still = here && this.querySelector(`[data-number="${here}"]`);
        if (!more && (here || place === this.place)) (still || this.place.querySelector("[type=search]")).focus();
        this.mark();
      })
      .catch(() => { if (asked === this.asked) place.textContent = "The library could not be reached. Please try again."; });
  }

  find() {
    clearTimeout(this.wait);
    const form = this.place.querySelector("form");
    if (!form) return this.load("", this.place);
    return this.load(new URLSearchParams(new FormData(form)), this.place.querySelector("[data-found]"));
  }

  addCards(page) {
    const cards = [...page.querySelectorAll(".choices > li")];
    this.querySelector(".choices").append(...cards);
    const next = page.querySelector("[data-more]");
    const button = this.querySelector("[data-more]");
    if (next) button.dataset.more = next.dataset.more; else button.closest("p").remove();
    cards[0]?.querySelector("button").focus();
  }

  clicked(target) {
    const card = target.closest("[data-number]");
    if (target.closest("[data-close]")) this.dialog.close();
    else if (target.closest("[data-take]")) this.take();
    else if (target.closest("[data-more]")) this.load(target.closest("[data-more]").dataset.more, this.place.querySelector("[data-found]"), true);
    else if (card && this.several) this.toggle(card);
    else if (card) { this.remember(card); this.take(); }
  }

  remember(card) {
    const { number, words } = card.dataset;
    this.chosen.set(number, { number, words, picture: card.querySelector("picture")?.cloneNode(true) });
  }

  toggle(card) {
    if (this.chosen.has(card.dataset.number)) this.chosen.delete(card.dataset.number); else this.remember(card);
    this.mark();
    this.tell();
  }

  mark() {
    for (const card of this.querySelectorAll("[data-number]")) {
      if (this.several) card.setAttribute("aria-pressed", this.chosen.has(card.dataset.number));
    }
  }

  tell() {
    this.many.querySelector("output").textContent = this.chosen.size ? `${this.chosen.size} chosen` : "none chosen yet";
  }

  /* Arrow keys go from card to card as they stand there; Enter is the button's own. */
  pressed(event) {
    const cards = [...this.querySelectorAll("[data-number]")];
    const here = cards.indexOf(document.activeElement);
    if (here < 0) {
      if (event.key === "ArrowDown" && event.target.type === "search" && cards.length) { event.preventDefault(); cards[0].focus(); }
      return;
    }
    const columns = cards.filter((card) => card.offsetTop === cards[0].offsetTop).length;
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, Home: -here, End: cards.length - 1 - here };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const next = here + steps[event.key];
    if (next < 0) this.place.querySelector("[type=search]").focus();
    else cards[Math.min(next, cards.length - 1)].focus();
  }

  /* Show the photo with this number in `place`. */
  async show(place, number) {
    const answer = /^\d+$/.test(number) && (await fetch(`${this.dataset.url}?number=${number}`).catch(() => null));
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const card = page && page.querySelector("[data-number]");
    if (card) place.replaceChildren(...[card.querySelector("picture"), card.dataset.words].filter(Boolean));
    return Boolean(card);
  }
}
customElements.define("photo-sheet", PhotoSheet);

/* A field for a photo's number: its link becomes a button that opens the sheet, and the photo is shown beside it. */
class ChoosePhoto extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.place = this.querySelector("[data-chosen]");
    const link = this.querySelector("a[data-open]");
    if (link) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = link.className;
      button.textContent = link.textContent;
      button.dataset.open = "";
      link.replaceWith(button);
    }
    this.addEventListener("click", (event) => { if (event.target.closest("[data-open]")) this.open(); });
    this.field.addEventListener("change", () => this.typed());
  }

  async open() {
    const [photo] = await document.querySelector("photo-sheet").choose();
    if (photo) this.set(photo);
  }

  set({ number, words, picture }) {
    this.field.value = number;
    this.place.replaceChildren(...[picture, words].filter(Boolean));
  }

  async typed() {
    this.place.replaceChildren();
    const number = this.field.value;
    if (number && !(await document.querySelector("photo-sheet").show(this.place, number))) {
      this.place.textContent = `The library has no photo ${number}.`;
    }
  }
}
customElements.define("choose-photo", ChoosePhoto);

/* Several at once for the gallery of a story: a row of the form for each. */
function addToGallery(group, photos) {
  const added = photos.map((photo) => {
    group.querySelector(".add-row a").click();
    const rows = group.querySelectorAll(".dynamic-figures");
    const row = rows[rows.length - 1];
    row.querySelector("choose-photo").set(photo);
    row.querySelector("select[name$=-place]").value = "gallery";
    row.querySelector("input[name$=-position]").value = rows.length;
    return row;
  });
  added[0]?.querySelector("textarea").focus();
}

const group = document.querySelector("#figures-group:has(#figures-empty)");
if (group) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "desk-button quiet-button choose-several";
  button.textContent = "Add several to the gallery";
  button.addEventListener("click", async () => {
    addToGallery(group, await document.querySelector("photo-sheet").choose({ several: true }));
  });
  group.querySelector("h2").after(button);
}
