/* Nothing typed is lost: what is typed in the story's form is kept while it is typed, at the site and, until it has arrived
   there, in this browser. Without it the form is stored by its buttons. */

const LOOK = 400; // ms: so often the form is looked at
const EVERY = 1000; // so often what is new in it is sent
const ASK = 7500; // so often it is asked who else is here
const AGAIN = 3000; // after so long it is tried again
const WAIT = 15000; // for an answer
const LAST = 45000; // bytes of text: so much a browser still sends when its page is closed
const ELSEWHERE = 10000; // a copy younger than that belongs to a window that is still open

const MARK = "newsroom";
const bytes = (text) => new TextEncoder().encode(text).length;
const clock = (time) => new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = (time) => new Date(time).toLocaleDateString([], { day: "numeric", month: "long" });

function newClient() {
  if (crypto.randomUUID) return crypto.randomUUID(); // only where the address begins with https
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/* What this browser keeps: a copy for each window, as {client, who, url, story, base, resumes, headline, at, pairs}. */
const copies = {
  open() {
    this.opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(MARK, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("unsaved", { keyPath: "client" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return this.opened;
  },

  /* `strict`: it is on the disk when this is done, whatever becomes of the browser. */
  async run(mode, work) {
    const database = await this.open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction("unsaved", mode, { durability: "strict" });
      const asked = work(transaction.objectStore("unsaved"));
      transaction.oncomplete = () => resolve(asked?.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  },

  put(copy) {
    return this.run("readwrite", (store) => store.put(copy));
  },

  /* Not what was put there meanwhile. */
  drop({ client, at }) {
    return this.run("readwrite", (store) => {
      const asked = store.get(client);
      asked.onsuccess = () => { if (asked.result?.at === at) store.delete(client); };
    }).catch(() => {});
  },

  /* Those of one person, oldest first. */
  async of(who) {
    const all = await this.run("readonly", (store) => store.getAll()).catch(() => []);
    return all.filter((copy) => copy.who === who).sort((one, other) => one.at - other.at);
  },
};

/* Send a form of pairs with what says from which window it comes. Resolves to {status, said}; 0: no answer. */
async function send(url, token, where, pairs, options = {}) {
  const form = new FormData();
  form.set("csrfmiddlewaretoken", token);
  for (const [name, value] of Object.entries(where)) if (value) form.set(`keep-${name}`, value);
  if (pairs) form.set("keep-has_form", "on");
  for (const [name, value] of pairs || []) form.append(name, value);
  return answer(url, { method: "POST", body: form, ...options });
}

async function answer(url, options = {}) {
  try {
    const got = await fetch(url, { signal: AbortSignal.timeout(WAIT), redirect: "error", ...options });
    return { status: got.status, said: await got.json().catch(() => null) };
  } catch {
    return { status: 0, said: null };
  }
}

/* Send the copies that windows left behind which are not there any more. Calls `done(copy, said)` for each that arrived,
   `refused(copy, said)` for each that the site does not take. */
async function bring(who, token, done, refused = () => {}, but = "") {
  for (const copy of await copies.of(who)) {
    if (copy.client === but || Date.now() - copy.at < ELSEWHERE) continue;
    const { status, said } = await send(copy.url, token, { client: copy.client, base: copy.base, resumes: copy.resumes, who }, copy.pairs);
    if (status === 200) {
      await copies.drop(copy);
      if (said.kept) done(copy, said.kept);
    } else if (status && status < 500 && said?.words) refused(copy, said);
    else return;
  }
}

/* <story-keep data-url="…/keep/" data-story="12" data-base="3" data-who="5">state, who else is here</story-keep> */
class StoryKeep extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.clientField = this.form.elements["keep-client"];
    this.text = this.arrived = "sent" in this.dataset ? null : this.read();
    this.stored = this.arrived; // what this browser has on its disk
    this.sentAt = this.askedAt = 0;
    this.hasTyped = "sent" in this.dataset;
    this.say("", "What you type is kept by itself.");
    for (const name of ["input", "change", "click", "keyup", "drop"]) document.addEventListener(name, () => { this.touched = true; });
    this.touched = true;
    this.form.addEventListener("submit", (event) => this.submits(event));
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", (event) => event.persisted && this.comeBack());
    addEventListener("beforeunload", (event) => this.mayBeLost && event.preventDefault());
    for (const name of ["online", "focus"]) addEventListener(name, () => this.ask());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.lookNow() : this.ask()));
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
    return this.hasNews && this.text !== this.stored && (this.isBad || bytes(this.text) > LAST);
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
    if (this.busy || this.submitted) return;
    if (now - this.sentAt < (this.isBad || this.dataset.is === "refused" ? AGAIN : EVERY)) return;
    if (this.dataset.is === "out") this.renew();
    else if (this.hasNews) this.send();
    else if (now - this.askedAt >= (this.isBad ? AGAIN : ASK)) this.ask();
  }

  /* Who puts a telephone away may not come back to this page. */
  lookNow() {
    this.sentAt = 0;
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
      await copies.put(this.copy);
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
    if (copy) copies.drop(copy);
    if (said.saved) { // it was on its way when this window was saved; what is typed since belongs to another
      if (!this.submitted) this.beAnother();
      return;
    }
    this.arrived = text;
    this.say("kept", `Kept ${said.kept.at}`, this.dataset.is === "kept" ? "" : "What you type is kept.");
  }

  async ask() {
    if (!this.busy && !this.submitted) await (this.dataset.is === "out" ? this.renew() : this.exchange());
  }

  async exchange(pairs) {
    this.busy = true;
    this.askedAt = this.sentAt = Date.now();
    try {
      let got = await send(this.dataset.url, this.token, this.window, pairs);
      if (got.status === 403 && !got.said) { // no page of ours: the token is no longer good
        if (!(await this.renew(true))) return got;
        got = await send(this.dataset.url, this.token, this.window, pairs);
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
      const got = await answer(this.dataset.url);
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
    this.clientField.value = newClient();
    this.arrived = null;
    this.touched = true;
    this.store();
  }

  /* What a window left behind that is not there any more, because its browser was closed or broke down. */
  bringCopies() {
    if (this.isBad) return;
    const place = document.querySelector("[data-keep-left]");
    bring(this.dataset.who, this.token, (copy, kept) => {
      if (copy.story !== this.dataset.story || !place) return;
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = kept.open;
      link.textContent = copy.headline || "Without a headline";
      const words = ` This browser kept text that was never saved, from ${clock(copy.at)} on ${day(copy.at)}.`;
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
    const pairs = this.hasNews && !this.submitted ? JSON.parse(this.text) : null;
    if (!pairs && !this.dataset.story) return;
    const keepalive = !pairs || bytes(this.text) < LAST;
    send(this.dataset.url, this.token, { ...this.window, leaving: "on" }, pairs, { keepalive, signal: null });
  }

  /* The browser shows the page as it was left. */
  comeBack() {
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

/* <kept-here data-who="5" data-token="…" hidden><ul></ul></kept-here>
   On the page of unsaved text: sends what this browser alone has, and lists what the site does not take. */
class KeptHere extends HTMLElement {
  async connectedCallback() {
    const { who, token } = this.dataset;
    let brought = 0;
    const refused = new Map();
    await bring(who, token, () => { brought += 1; }, (copy, said) => refused.set(copy.client, said.words));
    if (brought) return location.reload();
    const left = await copies.of(who);
    this.querySelector("ul").replaceChildren(...left.map((copy) => this.line(copy, refused.get(copy.client))));
    this.hidden = !left.length;
  }

  line(copy, why = "It could not be sent yet.") {
    const line = document.createElement("li");
    const name = Object.assign(document.createElement("b"), { textContent: copy.headline || "Without a headline" });
    const when = Object.assign(document.createElement("span"), { className: "quiet", textContent: ` ${clock(copy.at)} on ${day(copy.at)}. ${why}` });
    const text = document.createElement("details");
    const words = copy.pairs.filter(([field, value]) => /[a-z]{2}/i.test(value) && !/_FORMS$|-id$|_mode$|-place$|^(kind|slug)$/.test(field));
    const area = Object.assign(document.createElement("textarea"), { readOnly: true, rows: 8, value: words.map(([, value]) => value).join("\n\n") });
    area.setAttribute("aria-label", `Text of ${name.textContent}`);
    text.append(Object.assign(document.createElement("summary"), { textContent: "Look at the text" }), area);
    line.append(name, when, text, this.button(copy, line));
    return line;
  }

  /* Pressed twice, because nothing brings it back. */
  button(copy, line) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "desk-button quiet-button", textContent: "Throw away" });
    button.addEventListener("click", async () => {
      if (!button.dataset.asked) {
        button.dataset.asked = "yes";
        button.textContent = "Really throw it away?";
        return;
      }
      await copies.drop(copy);
      line.remove();
      this.hidden = !this.querySelector("li");
    });
    return button;
  }
}

customElements.define("story-keep", StoryKeep);
customElements.define("kept-here", KeptHere);
