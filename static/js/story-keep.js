/* Nothing typed is lost: what is typed in the story's form is kept while it is typed, at the site and, until it has arrived
   there, in this browser (kept-copies.js). Without it the form is stored by its buttons. */

const LOOK = 400; // ms: so often the form is looked at
const EVERY = 1000; // so often what is new in it is sent
const ASK = 7500; // so often it is asked who else is here
const AGAIN = 3000; // after so long it is tried again
const LAST = 45000; // bytes of text: so much a browser still sends when its page is closed

/* <story-keep data-url="…/keep/" data-story="12" data-base="3" data-who="5">state, who else is here</story-keep> */
class StoryKeep extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.clientField = this.form.elements["keep-client"];
    this.text = this.arrived = "sent" in this.dataset ? null : this.read();
    this.stored = this.arrived; // what this browser has on its disk
    this.sentAt = this.askedAt = 0;
    this.hasTyped = "sent" in this.dataset;
    this.say("", "What you type is kept automatically.");
    for (const name of ["input", "change", "click", "keyup", "drop"]) document.addEventListener(name, () => { this.touched = true; });
    this.touched = true;
    this.form.addEventListener("submit", (event) => this.submits(event));
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", (event) => event.persisted && this.comeBack());
    addEventListener("beforeunload", (event) => this.mayBeLost && event.preventDefault());
    for (const name of ["online", "focus"]) addEventListener(name, () => this.lookNow());
    document.addEventListener("visibilitychange", () => this.lookNow());
    this.querySelector("[data-close]").addEventListener("click", () => this.dialog.close());
    setInterval(() => this.look(), LOOK);
    this.ask().then(() => this.bringCopies());
  }

  get dialog() {
    return this.querySelector("[data-not-saved]");
  }

  get token() {
    return this.form.elements.csrfmiddlewaretoken.value;
  }

  get isBad() {
    return ["away", "out"].includes(this.dataset.is);
  }

  get hasNews() {
    return this.text !== this.arrived;
  }

  /* Neither the site nor this browser has it, nor would a last message carry it. */
  get mayBeLost() {
    if (this.submitted) return false;
    this.text = this.read();
    return this.hasNews && this.text !== this.stored && (this.isBad || keptCopies.bytes(this.text) > LAST);
  }

  get window() {
    const { who, base } = this.dataset;
    const resumes = this.form.elements["keep-resumes"]?.value;
    return { client: this.clientField.value, who, base, resumes, typed: this.hasTyped ? "on" : "" };
  }

  /* The form as it would be sent, less what nobody typed. The body's editor writes into its field at each key. */
  read() {
    const pairs = [...new FormData(this.form)].filter(([name, value]) => {
      return typeof value === "string" && name !== "csrfmiddlewaretoken" && !name.startsWith("keep-");
    });
    return JSON.stringify(pairs);
  }

  /* Keeping */

  look() {
    if (this.touched) this.notice();
    const now = Date.now();
    if (this.busy || this.submitted || this.hasLeft) return;
    if (now - this.sentAt < (this.isBad || this.dataset.is === "refused" ? AGAIN : EVERY)) return;
    if (this.hasNews || now - this.askedAt >= (this.isBad ? AGAIN : ASK)) this.ask();
  }

  /* Who puts a telephone away may not come back to this page; who comes back wants to know who else is here. */
  lookNow() {
    this.sentAt = this.askedAt = 0;
    this.touched = true;
    this.look();
  }

  notice() {
    this.touched = false;
    const text = this.read();
    if (text === this.text) return;
    this.hasTyped = true;
    this.text = text;
    if (this.submitted) this.beAnother();
    this.store();
  }

  /* In this browser, until it has arrived at the site. */
  async store() {
    const text = this.text;
    const { url, story } = this.dataset;
    const { client, who, base, resumes } = this.window;
    const pairs = JSON.parse(text);
    const headline = (pairs.find(([name]) => name === "headline") || [])[1] || "";
    this.copy = { client, who, url, story, base, resumes, headline, at: Date.now(), pairs };
    try {
      await keptCopies.put(this.copy);
      this.stored = text;
      this.keepsNothing = false;
    } catch {
      this.keepsNothing = true;
    }
  }

  async send() {
    const { text, copy } = this;
    const { status, said } = await this.exchange(JSON.parse(text));
    if (status !== 200) return;
    if (copy) keptCopies.drop(copy);
    if (said.saved) { // it was on its way when this window was saved; what is typed since belongs to another
      if (!this.submitted) this.beAnother();
      return;
    }
    this.arrived = text;
    this.say("kept", `Kept ${said.kept.at}`, this.dataset.is === "kept" ? "" : "What you type is kept.");
  }

  async ask() {
    if (this.busy || this.submitted) return;
    if (this.dataset.is === "out") await this.renew();
    else if (this.hasNews && this.copy) await this.send();
    else await this.exchange();
  }

  async exchange(pairs) {
    this.busy = true;
    this.askedAt = this.sentAt = Date.now();
    try {
      let got = await keptCopies.send(this.dataset.url, this.token, this.window, pairs);
      if (got.status === 403 && !got.said) { // no page of ours: the token is no longer good
        if (!(await this.renew(true))) return got;
        got = await keptCopies.send(this.dataset.url, this.token, this.window, pairs);
      }
      this.understand(got);
      return got;
    } finally {
      this.busy = false;
    }
  }

  understand({ status, said }) {
    if (status === 200) {
      if (this.isBad && !this.hasNews) this.say("kept", "The site can be reached again.", "The site can be reached again.");
      if (said.others) this.showOthers(said.others, said.newer);
    } else if (status === 401) this.say("out", "Signed out.", "You are signed out. What you type is kept in this browser.");
    else if (status === 409) this.say("out", said.words, said.words);
    else if (status && status < 500 && said?.words) this.say("refused", said.words, said.words);
    else this.say("away", "Not reachable.", "The site cannot be reached. What you type is kept in this browser.");
  }

  /* Who signed in again has another token for their forms. Resolves to whether it is the same person still. */
  async renew(isPart = false) {
    if (this.busy && !isPart) return false;
    this.busy = true;
    this.sentAt = Date.now();
    try {
      const got = await keptCopies.answer(this.dataset.url);
      if (got.status === 200 && String(got.said.who) !== this.dataset.who) got.status = 409;
      if (got.status === 409) got.said = { words: "Somebody else has signed in in this browser." };
      if (got.status !== 200) {
        this.understand(got);
        return false;
      }
      this.form.elements.csrfmiddlewaretoken.value = got.said.token;
      for (const field of document.querySelectorAll("#logout-form [name=csrfmiddlewaretoken]")) field.value = got.said.token;
      if (this.dataset.is === "out") this.say("", "Signed in again.", "You are signed in again, and what you typed is sent.");
      return true;
    } finally {
      this.busy = isPart;
    }
  }

  /* From now on this is another window: the one before was saved. */
  beAnother() {
    this.submitted = false;
    this.clientField.value = keptCopies.newClient();
    this.arrived = null;
    this.touched = true;
    this.store();
  }

  /* What a window left behind that is not there any more, because its browser was closed or broke down. */
  bringCopies() {
    if (this.isBad) return;
    const place = document.querySelector("[data-keep-left]");
    keptCopies.bring(this.dataset.who, this.token, (copy, kept) => {
      if (copy.story !== this.dataset.story || !place) return;
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = kept.open;
      link.textContent = copy.headline || "Without a headline";
      const words = ` This browser kept text that was never saved, from ${keptCopies.clock(copy.at)} on ${keptCopies.day(copy.at)}.`;
      line.append(link, words);
      place.querySelector("ul").prepend(line);
      place.hidden = false;
      this.tell(words);
    }, undefined, this.clientField.value);
  }

  /* Saving, and leaving */

  submits(event) {
    if (event.defaultPrevented) return;
    if (this.isBad) {
      event.preventDefault();
      this.tryFirst(event.submitter);
      return;
    }
    this.notice();
    this.submitted = true;
  }

  /* Where it would only lead to an error, the page stays. */
  async tryFirst(button) {
    await (this.dataset.is === "out" ? this.renew() : this.exchange());
    if (!this.isBad) {
      this.form.requestSubmit(button);
      return;
    }
    const why = this.querySelector("[data-why]");
    why.textContent = this.dataset.is === "out"
      ? "You are signed out. What you typed stands here, and in this browser."
      : "The site cannot be reached just now. What you typed stands here, and in this browser. Save again in a moment.";
    this.dialog.showModal();
  }

  leave() {
    this.notice();
    this.hasLeft = true; // the browser still says that the page is hidden: that is no reason to be here again
    const pairs = this.hasNews && !this.submitted ? JSON.parse(this.text) : null;
    if (!pairs && !this.dataset.story) return;
    const keepalive = !pairs || keptCopies.bytes(this.text) < LAST;
    keptCopies.send(this.dataset.url, this.token, { ...this.window, leaving: "on" }, pairs, { keepalive, signal: null });
  }

  /* The browser shows the page as it was left. */
  comeBack() {
    this.hasLeft = false;
    if (this.submitted) location.reload();
    else this.ask();
  }

  /* Telling */

  say(is, words, told = "") {
    const here = this.keepsNothing && is !== "kept" ? " This browser keeps nothing: copy what you typed." : " Kept in this browser.";
    const isNew = this.dataset.is !== is;
    this.dataset.is = is;
    const isBad = ["away", "out", "refused"].includes(is);
    const state = isBad && this.hasNews ? words + here : words;
    const place = this.querySelector("[data-state]");
    if (place.textContent !== state) place.textContent = state;
    for (const link of this.querySelectorAll("[data-sign-in]")) link.hidden = is !== "out";
    if (isNew && told) this.tell(told);
    if (!this.isBad && this.dialog.open) this.dialog.close();
  }

  tell(words) {
    this.querySelector("[data-told]").textContent = words;
  }

  showOthers(others, newer) {
    const list = this.querySelector("[data-others]");
    const before = [...list.children].map((line) => line.textContent);
    if (before.join() !== others.join()) {
      list.replaceChildren(...others.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
      const come = others.filter((words) => !before.includes(words));
      if (come.length) this.tell(come.join(" "));
    }
    const place = this.querySelector("[data-newer]");
    if (newer && place.textContent !== newer) this.tell(newer);
    place.textContent = newer;
    place.hidden = !newer;
  }
}

customElements.define("story-keep", StoryKeep);
