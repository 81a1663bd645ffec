/* Small helps over pages that work without them. */

/* What a conversation needs beside, fetched when it comes near, and at once for those who are known here or are writing:
   a first view asks for no more than it shows. */
const conversation = document.currentScript.dataset.conversation.split(" ");
const known = () => /(^|; )known=/.test(document.cookie);
const fetchConversation = () => {
  for (const src of conversation.splice(0)) {
    const script = document.createElement("script");
    script.src = src;
    document.head.append(script);
  }
};

/* <reader-part src="/me/strip/">a plain link</reader-part>
   The part of a public page that belongs to its reader, asked for only where somebody is signed in. */
class ReaderPart extends HTMLElement {
  connectedCallback() {
    if (known()) {
      // Each its own source: of one source, htmx asks one thing at a time and drops the rest.
      // Who has come to it by keyboard does not lose their place.
      this.addEventListener("htmx:beforeSwap", () => (this.entered = this.contains(document.activeElement)));
      this.addEventListener("htmx:afterSwap", () => this.entered && this.querySelector("a")?.focus());
      htmx.ajax("GET", this.getAttribute("src"), { source: this, target: this, swap: "innerHTML" });
    }
  }
}

/* Blanks at either end, as the server takes them off: a byte order mark is none. */
const EDGES = /^(?:[^\S\ufeff]|[\x1c-\x1f\x85])+|(?:[^\S\ufeff]|[\x1c-\x1f\x85])+$/g;

/* <character-count>…</character-count> round a <textarea data-most="2000">
   Says how many characters are left, counted as the reader sees them: the server counts the same way. */
class CharacterCount extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea[data-most]");
    if (!this.area || !("Segmenter" in Intl)) return;
    this.most = Number(this.area.dataset.most);
    this.segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    this.line = document.createElement("p");
    this.line.className = "count";
    this.append(this.line);
    this.area.addEventListener("input", () => this.count());
    this.count();
  }

  count() {
    const left = this.most - this.seen(this.area.value);
    this.line.textContent = left < 0 ? `${-left} characters too many` : `${left} characters left`;
    this.line.classList.toggle("errors", left < 0);
    // Spoken only near the end, not at every key.
    this.line.setAttribute("aria-live", left < 100 ? "polite" : "off");
  }

  /* How many characters a reader sees (comments/fields.py: length), without the blanks that the server takes off. */
  seen(text) {
    return [...this.segmenter.segment(text.replace(EDGES, ""))].length;
  }
}

const near = document.querySelector("new-comments");
if (document.querySelector("[data-draft], count-down, reader-here, form[action$='/logout/']") || (near && known())) fetchConversation();
else if (near) {
  const watch = new IntersectionObserver(
    ([entry]) => {
      if (!entry.isIntersecting) return;
      watch.disconnect();
      fetchConversation();
    },
    { rootMargin: "800px" },
  );
  watch.observe(near);
}

customElements.define("reader-part", ReaderPart);
customElements.define("character-count", CharacterCount);

/* Reply and Report open in place, under the comment. Without this script, or with a key held, they are plain links. */
document.addEventListener("click", (event) => {
  const link = event.target.closest(".thread article > a:not(h3 + a, [href$='/like/'])");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const comment = link.parentElement;
  let place = comment.querySelector(":scope > .in-place");
  if (!place) {
    place = document.createElement("div");
    place.className = "in-place";
    comment.querySelector(":scope > a:last-of-type").after(place);
  }
  htmx.ajax("GET", link.getAttribute("href"), { source: link, target: place, swap: "innerHTML" });
});

/* Who has marked a passage of the story takes it along to the page on which an error is told of. */
const passageMarked = () => (getSelection().rangeCount ? String(getSelection().getRangeAt(0)) : "");
let marked = ""; // a click on the link may end the selection
document.addEventListener("pointerdown", () => (marked = passageMarked()));
document.addEventListener("click", (event) => {
  const link = event.target.closest(".tell-us a");
  const passage = (passageMarked() || marked).trim();
  if (link && passage) link.search = new URLSearchParams({ passage: [...passage].slice(0, 500).join("") });
});

/* What opened each place, to give it the focus back. */
const openers = new WeakMap();
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.matches("a")) openers.set(event.detail.target, event.detail.elt);
});

/* A form that was fetched into the thread goes away again by its cancel link, and the focus returns to where it was. */
document.addEventListener("click", (event) => {
  const cancel = event.target.closest("[data-cancel]");
  const place = cancel && cancel.closest(".in-place");
  if (!openers.has(place)) return; // on a page of its own the link leads back
  event.preventDefault();
  place.replaceChildren();
  openers.get(place).focus();
});

/* What came into the page is told to those who do not see it appear. */
document.addEventListener("htmx:afterSwap", (event) => {
  const told = event.target.querySelector && event.target.querySelector("[data-focus]");
  if (told) told.focus();
});

/* When the server could not answer, what was typed stays where it is, and the form says so. */
const say = (event) => {
  const sent = event.detail.elt;
  const place = sent.closest("form:not(.cards), .in-place"); // the moderators' cards stand in one form
  if (!place && sent.href && !sent.closest("moderation-desk")) return window.location.assign(sent.href);
  if (!place) return; // what the page asks by itself, now and then
  let line = place.querySelector("[data-unanswered]");
  if (!line) {
    line = document.createElement("p");
    line.className = "errors";
    line.dataset.unanswered = "";
    line.setAttribute("role", "alert");
    place.prepend(line);
  }
  line.textContent = "That could not be sent just now. Your text is still here: please try again in a moment.";
};
document.addEventListener("htmx:responseError", say);
document.addEventListener("htmx:sendError", say);

/* <article data-read="/reading/12/">
   Tells the site, once, that its story stood before a reader for ten seconds. It carries no cookie, and it is not sent
   for those whose browser asks not to be followed, although it follows nobody. */
const story = document.querySelector("[data-read]");
if (story && navigator.doNotTrack !== "1" && !navigator.globalPrivacyControl) {
  let left = 10_000;
  let since, timer;
  const read = () => {
    document.removeEventListener("visibilitychange", look);
    fetch(story.dataset.read, { method: "POST", credentials: "omit", keepalive: true }).catch(() => {});
  };
  const look = () => {
    if (document.visibilityState === "visible") {
      since = Date.now();
      timer = setTimeout(read, left);
    } else if (timer) {
      clearTimeout(timer);
      left -= Date.now() - since;
    }
  };
  document.addEventListener("visibilitychange", look);
  look();
}
