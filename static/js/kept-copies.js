/* What this browser keeps of stories that somebody types at, until it has arrived at the site: a copy for each window, as
   {client, who, url, story, base, resumes, headline, at, pairs}. */

const keptCopies = {
  WAIT: 15000, // ms, for an answer
  ELSEWHERE: 10000, // a copy younger than that belongs to a window that is still open

  open() {
    this.opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open("newsroom", 1);
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

  /* Send a form of pairs with what says from which window it comes. Resolves to {status, said}; 0: no answer. */
  send(url, token, where, pairs, options = {}) {
    const form = new FormData();
    form.set("csrfmiddlewaretoken", token);
    for (const [name, value] of Object.entries(where)) if (value) form.set(`keep-${name}`, value);
    if (pairs) form.set("keep-has_form", "on");
    for (const [name, value] of pairs || []) form.append(name, value);
    return this.answer(url, { method: "POST", body: form, ...options });
  },

  async answer(url, options = {}) {
    try {
      const got = await fetch(url, { signal: AbortSignal.timeout(this.WAIT), redirect: "error", ...options });
      return { status: got.status, said: await got.json().catch(() => null) };
    } catch {
      return { status: 0, said: null };
    }
  },

  /* Send the copies that windows left behind which are not there any more. Calls `done(copy, kept)` for each that arrived,
     `refused(copy, said)` for each that the site does not take. */
  async bring(who, token, done, refused = () => {}, but = "") {
    for (const copy of await this.of(who)) {
      if (copy.client === but || Date.now() - copy.at < this.ELSEWHERE) continue;
      const { client, base, resumes } = copy;
      const { status, said } = await this.send(copy.url, token, { client, base, resumes, who }, copy.pairs);
      if (status === 200) {
        await this.drop(copy);
        if (said.kept) done(copy, said.kept);
      } else if (status && status < 500 && said?.words) refused(copy, said);
      else return;
    }
  },

  newClient() {
    if (crypto.randomUUID) return crypto.randomUUID(); // only where the address begins with https
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  },

  bytes: (text) => new TextEncoder().encode(text).length,
  clock: (time) => new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  day: (time) => new Date(time).toLocaleDateString([], { day: "numeric", month: "long" }),
};
