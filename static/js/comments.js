/* Comments: likes, drafts, and what authors do with their own where it stands. Helps over pages that work without. */

/* <count-down data-seconds="272">until 14:32</count-down>
   Says how much time is left, and tells ("over") when none is. A screen reader reads it when it comes by, not each second. */
class CountDown extends HTMLElement {
  connectedCallback() {
    this.end ??= Date.now() + 1000 * Number(this.dataset.seconds);
    this.timer = setInterval(() => this.show(), 1000);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  /* Five minutes are counted down; what a moderator sent back may be changed for a week. */
  inWords(left) {
    if (left >= 2 * 86400) return `${Math.floor(left / 86400)} days`;
    if (left >= 2 * 3600) return `${Math.floor(left / 3600)} hours`;
    return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  }

  show() {
    const left = Math.max(0, Math.round((this.end - Date.now()) / 1000));
    this.textContent = left ? this.inWords(left) : "none";
    if (left) return;
    clearInterval(this.timer);
    this.dispatchEvent(new Event("over", { bubbles: true }));
  }
}

const LIKE = '.thread a[href$="/like/"]';
const numbers = (text) => text.split(" ").filter(Boolean);
const press = (link, liked) => {
  link.setAttribute("role", "button");
  link.setAttribute("aria-pressed", String(liked));
};

/* <reader-here data-token="…" data-own="31:272 30:0 29:" data-liked="12 15"></reader-here>
   Came with the reader's own part of the page: shows on the thread, which is the same for everyone, what they like, and
   how to edit (for so many seconds) and delete what they wrote; 29 is theirs, and more about it stands on its page.
   With data-decide="/moderation/comments/0/" a moderator finds the way to decide at each comment. */
class ReaderHere extends HTMLElement {
  connectedCallback() {
    this.came ??= Date.now();
    this.liked ??= new Set(numbers(this.dataset.liked));
    this.told = document.createElement("p");
    this.told.className = "seen-by-readers-only";
    this.told.setAttribute("role", "status");
    this.replaceChildren(this.told);
    this.show();
  }

  show() {
    for (const one of numbers(this.dataset.own)) {
      const [number, seconds] = one.split(":");
      const comment = document.querySelector(`.thread #c${number}`);
      if (comment && !("own" in comment.dataset)) this.own(comment, seconds && seconds - (Date.now() - this.came) / 1000);
    }
    for (const link of document.querySelectorAll(`${LIKE}:not([aria-pressed])`)) {
      const comment = link.closest("article");
      if (!("own" in comment.dataset)) press(link, this.liked.has(comment.id.slice(1)));
    }
    if (this.dataset.decide) this.decide();
  }

  decide() {
    for (const link of document.querySelectorAll('.thread article > a[href$="/report/"]')) {
      const comment = link.closest("article");
      if ("decide" in comment.dataset) continue;
      comment.dataset.decide = "";
      const href = this.dataset.decide.replace("/0/", `/${comment.id.slice(1)}/`);
      link.after(" ", Object.assign(document.createElement("a"), { href, textContent: "Decide" }));
    }
  }

  own(comment, seconds) {
    const address = comment.querySelector(":scope > h3 + a")?.getAttribute("href");
    if (!address) return; // an empty place
    comment.dataset.own = "";
    const last = comment.querySelector(":scope > a:last-of-type");
    if (seconds !== "") this.offer(last, address, seconds);
    if (last.matches('[href$="/report/"]')) last.remove();
  }

  offer(last, address, seconds) {
    const link = (deed, word) => Object.assign(document.createElement("a"), { href: `${address}${deed}/`, textContent: word });
    last.after(" ", link("delete", "Delete"));
    if (seconds <= 1) return;
    const edit = link("edit", "Edit ");
    const left = document.createElement("count-down");
    left.dataset.seconds = seconds;
    edit.append(left);
    edit.addEventListener("over", () => {
      if (edit === document.activeElement) edit.nextElementSibling.focus();
      edit.remove();
    });
    last.after(" ", edit);
  }

  async like(link) {
    if (link.ariaBusy) return;
    link.ariaBusy = "true";
    const want = link.getAttribute("aria-pressed") === "true" ? "unlike" : "like";
    const body = new URLSearchParams({ csrfmiddlewaretoken: this.dataset.token, want });
    try {
      const answer = await fetch(link.href, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (answer.status !== 200) return window.location.assign(link.href); // its page says why
      const { likes, mine } = await answer.json();
      press(link, mine);
      this.liked[mine ? "add" : "delete"](link.closest("article").id.slice(1));
      link.lastChild.textContent = likes;
      this.told.textContent = `${mine ? "You like this comment" : "You took your like back"}. Likes: ${likes}.`;
    } catch {
      this.told.textContent = "That could not be sent just now. Please try again in a moment.";
    } finally {
      link.ariaBusy = null;
    }
  }
}

customElements.define("count-down", CountDown);
customElements.define("reader-here", ReaderHere);

const here = () => document.querySelector("reader-here");
document.addEventListener("click", (event) => {
  const link = event.target.closest(`${LIKE}[aria-pressed]`);
  if (!link || !here() || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  here().like(link);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches(`${LIKE}[aria-pressed]`)) return;
  event.preventDefault();
  event.target.click();
});

/* What came into the page in place of a comment's text (after an edit) or of all of it (after it was deleted). */
document.addEventListener("htmx:afterSwap", (event) => {
  here()?.show();
  const news = event.target.querySelector?.("[data-instead]");
  const comment = news?.closest(".thread article");
  if (!comment) return;
  const old = news.dataset.instead === "all" ? ":not(article, .in-place)" : ":is(p, blockquote, div[dir])";
  for (const part of comment.querySelectorAll(`:scope > ${old}`)) part.remove();
});

/* <textarea data-draft>
   What is typed stays in this browser until it is stored or given up, or somebody signs out; for a week at most. */
const DRAFT = "draft ";
const WEEK = 7 * 24 * 3600 * 1000;
const drafts = {
  // A browser may refuse its storage altogether, or be full.
  get(address) {
    try {
      const { text, at } = JSON.parse(localStorage.getItem(DRAFT + address));
      return Date.now() - at < WEEK ? text : "";
    } catch {
      return "";
    }
  },
  set(address, text) {
    try {
      localStorage.setItem(DRAFT + address, JSON.stringify({ text, at: Date.now() }));
    } catch {
      /* then it is not kept */
    }
  },
  drop(address) {
    try {
      localStorage.removeItem(DRAFT + address);
    } catch {
      /* then there is none */
    }
  },
  clear() {
    for (const key of Object.keys(localStorage)) if (key.startsWith(DRAFT)) localStorage.removeItem(key);
  },
};
const draftOf = (form) => form?.querySelector("textarea[data-draft]") && form.getAttribute("action");

const restore = (area) => {
  const text = drafts.get(draftOf(area.form));
  if (!text || text === area.value || area.hasAttribute("aria-invalid")) return;
  area.value = text;
  const note = document.createElement("p");
  note.className = "help";
  note.setAttribute("role", "status");
  note.append("What you had typed here before is back. ");
  const afresh = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "Start afresh" });
  afresh.addEventListener("click", () => {
    area.value = area.defaultValue;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    note.remove();
    area.focus();
  });
  note.append(afresh);
  area.after(note);
  area.dispatchEvent(new Event("input", { bubbles: true }));
};

document.addEventListener("input", (event) => {
  const area = event.target;
  if (!area.matches("textarea[data-draft]")) return;
  if (area.value.trim() && area.value !== area.defaultValue) drafts.set(draftOf(area.form), area.value);
  else drafts.drop(draftOf(area.form));
});
document.querySelectorAll("textarea[data-draft]").forEach(restore);
document.addEventListener("htmx:afterSwap", (event) => {
  const { requestConfig, xhr } = event.detail;
  if (requestConfig?.verb === "get") event.target.querySelectorAll?.("textarea[data-draft]").forEach(restore);
  else if (xhr?.status === 200) drafts.drop(requestConfig.path); // stored
});
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-cancel]")?.closest("form");
  if (draftOf(form)) drafts.drop(draftOf(form));
});
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.endsWith("/logout/")) drafts.clear();
});
