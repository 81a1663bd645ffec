/* Many photos at once: each file is sent by itself, two at a time, and is answered with its fate. Without scripts the same
   form sends them all. */

const AT_ONCE = 2;
const WRONG = ["refused", "failed"];
const LOST = "The connection was lost. What was sent is kept; the rest waits here.";
const SIGNED_OUT = "You are signed out. Sign in again in another tab, then go on here: nothing is lost.";
const UNREADABLE = "This file cannot be read: it was moved or changed, or it is a folder. Choose it again.";
const TOO_LARGE_IN_FRONT = "What stands before this site takes no file of this size. Please make it smaller, or tell your administrators.";
const inWords = (bytes) => (bytes < 100000 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`);

/* One file and its line in the list. */
class Waiting {
  constructor(file) {
    this.file = file;
    this.isArchive = /\.zip$/i.test(file.name);
    this.line = document.createElement("li");
    this.line.className = "fate";
    this.name = document.createElement("b");
    this.name.append(document.createElement("bdi"));
    this.name.firstChild.textContent = file.name;
    this.words = document.createElement("span");
    this.words.className = "quiet";
    this.bar = document.createElement("progress");
    this.bar.max = 1;
    this.bar.setAttribute("aria-label", file.name);
    const place = document.createElement("div");
    place.append(this.name, " ", this.words, this.bar);
    this.line.append(place);
    this.wait();
  }

  wait() {
    this.sent = 0;
    this.bar.hidden = true;
    this.bar.value = 0;
    this.words.textContent = `${inWords(this.file.size)}, waits`;
  }

  progress(sent, total) {
    this.sent = this.file.size * (sent / total);
    this.bar.hidden = false;
    this.bar.value = sent / total;
    this.words.textContent = sent < total ? inWords(this.file.size) : "is examined…";
  }
}

/* <upload-many data-most-bytes="…" data-too-large="what to do then" and both for an archive>a form with files, and the list of fates</upload-many> */
class UploadMany extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.form.elements.files;
    this.start = this.find("start");
    this.waiting = [];
    this.active = new Set();
    this.failed = new Set();
    this.here = new Set(); // what tells one file from another
    this.begun = false;
    this.number = 0; // an archive counts as many as are in it
    this.counts = { filed: 0, known: 0, refused: 0, failed: 0 };
    this.bytes = { done: 0, all: 0 };
    this.find("with-scripts").hidden = false;
    this.input.addEventListener("change", () => this.chosen(this.input.files));
    this.form.addEventListener("submit", (event) => this.begin(event));
    this.find("go-on").addEventListener("click", () => this.goOn());
    this.find("again").addEventListener("click", () => this.tryAgain([...this.failed]));
    this.addEventListener("dragover", (event) => this.over(event, true));
    this.addEventListener("dragleave", (event) => this.over(event, false));
    this.addEventListener("drop", (event) => this.dropped(event));
    addEventListener("online", () => this.stopped === LOST && this.goOn());
    addEventListener("beforeunload", (event) => (this.waiting.length || this.active.size) && this.begun && event.preventDefault());
  }

  find(name) {
    return this.querySelector(`[data-${name}]`);
  }

  /* Choosing */

  over(event, inside) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.toggleAttribute("data-over", inside);
  }

  async dropped(event) {
    this.over(event, false);
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    this.chosen(entries.length ? (await Promise.all(entries.map(filesIn))).flat() : event.dataTransfer.files);
  }

  chosen(files) {
    for (const file of files) {
      const key = `${file.webkitRelativePath}/${file.name}/${file.size}/${file.lastModified}`;
      if (this.here.has(key)) continue;
      const one = new Waiting(file);
      this.here.add(key);
      this.number += 1;
      this.bytes.all += file.size;
      this.find("right").append(one.line);
      if (this.isTooLarge(one)) this.tooLarge(one);
      else this.waiting.push(one);
    }
    this.input.value = "";
    this.find("fates").hidden = !this.number;
    this.count();
    if (this.begun) this.next();
    else this.say(this.find("counts").textContent);
  }

  /* Sending */

  begin(event) {
    event.preventDefault();
    if (!this.form.reportValidity()) return;
    if (!this.waiting.length) return this.input.focus();
    this.begun = true;
    this.say(`Uploading ${this.waiting.length}.`);
    this.count();
    this.next();
  }

  next() {
    while (this.begun && !this.stopped && this.waiting.length && this.active.size < AT_ONCE) this.take(this.waiting.shift());
  }

  async take(one) {
    this.active.add(one);
    try {
      one.words.textContent = "is read…";
      const bytes = await (one.isArchive ? one.file.slice(0, 9) : one.file).arrayBuffer().catch(() => null);
      if (bytes) await this.send(one, bytes);
      else this.refuse(one, UNREADABLE);
    } finally {
      this.active.delete(one);
      this.count();
      this.next();
    }
  }

  /* What is in the library already need not be sent: so the same files chosen again go on where they stopped. */
  async send(one, bytes) {
    if (globalThis.crypto?.subtle && !one.isArchive) {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      const answer = await fetch(`${this.address}?${new URLSearchParams({ sha256, name: one.file.name })}`).catch(() => null);
      if (!answer) return this.stop(one, LOST);
      if (answer.redirected) return this.stop(one, SIGNED_OUT);
      if (answer.status === 200) return this.settle(one, await answer.text());
    }
    return this.answered(one, await this.post(one));
  }

  get address() {
    return location.pathname;
  }

  post(one) {
    const data = new FormData(this.form);
    data.set("files", one.file);
    const request = new XMLHttpRequest();
    request.open("POST", this.address);
    request.setRequestHeader("HX-Request", "true");
    request.upload.onprogress = (event) => {
      one.progress(event.loaded, event.total);
      this.total();
    };
    return new Promise((resolve) => {
      request.onloadend = () => resolve(request);
      request.send(data);
    });
  }

  async answered(one, request) {
    if (!request.status) return this.stop(one, LOST);
    if (new URL(request.responseURL).pathname !== this.address) return this.stop(one, SIGNED_OUT);
    if (this.settle(one, request.responseText)) return null;
    // The form's token is of a session that is over: with a new one the file is sent once more.
    if (request.status === 403 && !one.renewed) {
      one.renewed = true;
      if (await this.renew()) return this.answered(one, await this.post(one));
      return this.stop(one, SIGNED_OUT);
    }
    if (request.status === 413) return this.refuse(one, TOO_LARGE_IN_FRONT);
    return this.refuse(one, `The site could not take it (${request.status}). Try it again in a minute.`, "failed");
  }

  /* Show the fate that the answer tells, or those of all that is in an archive; false where it tells none. */
  settle(one, text) {
    const told = new DOMParser().parseFromString(text, "text/html");
    const fates = [...told.querySelectorAll("[data-fate]")].map((fate) => document.adoptNode(fate));
    if (fates.length) this.decided(one, fates);
    return Boolean(fates.length);
  }

  isTooLarge(one) {
    return one.file.size > Number(one.isArchive ? this.dataset.archiveMostBytes : this.dataset.mostBytes);
  }

  tooLarge(one) {
    this.refuse(one, one.isArchive ? this.dataset.archiveTooLarge : this.dataset.tooLarge);
  }

  refuse(one, why, kind = "refused") {
    const fate = document.createElement("li");
    fate.className = `fate is-${kind}`;
    fate.dataset.fate = kind;
    const words = document.createElement("p");
    words.textContent = why;
    const place = document.createElement("div");
    place.append(one.name, words);
    fate.append(place);
    this.decided(one, [fate]);
  }

  decided(one, fates) {
    one.line.replaceWith(...fates);
    one.fates = fates;
    one.sent = 0;
    this.number += fates.length - 1;
    this.bytes.done += one.file.size;
    for (const fate of fates) {
      this.counts[fate.dataset.fate] += 1;
      if (WRONG.includes(fate.dataset.fate)) this.find("wrong").append(fate);
      const photo = Number(fate.dataset.photo || 0);
      if (photo && !(photo > this.first)) this.first = photo;
    }
    const failed = fates.find((fate) => fate.dataset.fate === "failed");
    if (failed) this.offerAgain(one, failed);
  }

  offerAgain(one, fate) {
    this.failed.add(one);
    const again = document.createElement("button");
    again.type = "button";
    again.className = "desk-button quiet-button";
    again.textContent = "Try again";
    again.addEventListener("click", () => this.tryAgain([one]));
    fate.append(again);
  }

  tryAgain(some) {
    for (const one of some) {
      this.failed.delete(one);
      for (const fate of one.fates) {
        this.counts[fate.dataset.fate] -= 1;
        fate.remove();
      }
      this.number -= one.fates.length - 1;
      this.bytes.done -= one.file.size;
      one.renewed = false;
      one.wait();
      one.line.firstElementChild.prepend(one.name);
      this.find("right").prepend(one.line);
      this.waiting.unshift(one);
    }
    this.count();
    this.next();
  }

  /* Stopping and going on */

  stop(one, why) {
    one.wait();
    this.waiting.unshift(one);
    this.tellWhy(why);
  }

  tellWhy(why) {
    this.stopped = why;
    this.find("stopped").hidden = false;
    this.find("why").textContent = why;
    this.find("sign-in").hidden = why !== SIGNED_OUT;
  }

  async goOn() {
    const here = await this.renew();
    if (!here) return this.tellWhy(here === null ? LOST : SIGNED_OUT);
    this.stopped = "";
    this.find("stopped").hidden = true;
    this.say(`Going on: ${this.waiting.length} to upload.`);
    return this.next();
  }

  /* Fetch the form's token anew: true when it is there, false for who is signed out, null without a connection. */
  async renew() {
    const answer = await fetch(this.address).catch(() => null);
    if (!answer) return null;
    if (answer.redirected || !answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.form.elements.csrfmiddlewaretoken.value = page.querySelector("upload-many [name=csrfmiddlewaretoken]").value;
    return true;
  }

  /* Telling */

  say(words) {
    this.find("told").textContent = words;
  }

  total() {
    const sent = [...this.active].reduce((sum, one) => sum + one.sent, this.bytes.done);
    this.find("total").hidden = !this.begun;
    this.find("total").value = this.bytes.all ? sent / this.bytes.all : 1;
  }

  count() {
    const { filed, known, refused, failed } = this.counts;
    const done = filed + known + refused + failed;
    const words = `${filed} filed, ${known} here already, ${refused + failed} not taken`;
    const chosen = `${this.number} chosen, ${inWords(this.bytes.all)}`;
    this.find("counts").textContent = this.begun ? `${done} of ${this.number} done: ${words}` : chosen;
    this.find("again").hidden = !this.failed.size;
    this.find("caption").hidden = !this.first;
    if (this.first) this.find("caption").search = `?from=${this.first}`;
    this.total();
    const over = this.begun && done === this.number;
    this.find("caption").classList.toggle("quiet-button", !over);
    this.start.classList.toggle("quiet-button", over);
    if (!this.begun || this.stopped) return;
    // Screen readers hear each tenth, and the end.
    const tenth = Math.floor((10 * done) / this.number);
    if (over) this.say(`All ${done} are done: ${words}.`);
    else if (tenth !== this.tenth && done) this.say(`${done} of ${this.number} done: ${words}.`);
    this.tenth = tenth;
  }
}

/* All files in what was dropped, folders too. */
async function filesIn(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    for (const inner of some.filter(({ name }) => !name.startsWith("."))) found.push(...(await filesIn(inner)));
  }
}

customElements.define("upload-many", UploadMany);
