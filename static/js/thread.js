/* <new-comments src="/comments/on/12/latest/" href="/comments/on/12/?order=newest" count="40">the thread</new-comments>
   Tells that comments have come since the page was made, with a link to them. It never puts them in: what a reader
   looks at stays where it is. It asks while the page is looked at only, more and more seldom when nothing comes, and
   gives up when the site does not answer. */
class NewComments extends HTMLElement {
  static EVERY = 30_000;
  static MOST = 300_000;
  static ERRORS = 3;

  connectedCallback() {
    if (this.line) return;
    this.line = document.createElement("p");
    this.line.setAttribute("role", "status");
    this.append(this.line);
    this.pause = NewComments.EVERY;
    this.errors = 0;
    this.asked = Date.now();
    this.seen = null; // the newest comment that was there when the page was made
    this.look = () => this.wait();
    document.addEventListener("visibilitychange", this.look);
    this.wait();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.look);
    clearTimeout(this.timer);
  }

  wait() {
    clearTimeout(this.timer);
    if (document.visibilityState !== "visible" || this.errors >= NewComments.ERRORS) return;
    this.timer = setTimeout(() => this.ask(), Math.max(0, this.asked + this.pause - Date.now()));
  }

  async ask() {
    this.asked = Date.now();
    try {
      const answer = await fetch(this.getAttribute("src"), { credentials: "omit", cache: "no-cache" });
      if (!answer.ok) throw new Error(answer.status);
      this.tell(await answer.json());
      this.errors = 0;
    } catch {
      this.errors += 1;
    }
    this.wait();
  }

  tell({ count, latest }) {
    if (this.seen === null) {
      const came = Math.min(Math.max(count - Number(this.getAttribute("count")), 0), latest.length);
      this.seen = latest[came] ?? 0;
    }
    const fresh = latest.filter((pk) => pk > this.seen && !this.shows(pk));
    const words = `${fresh.length}${fresh.length && fresh.length === latest.length && count > fresh.length ? " or more" : ""}`;
    const text = fresh.length ? `${words} new ${fresh.length === 1 ? "comment" : "comments"}` : "";
    if (text === this.line.textContent) {
      this.pause = Math.min(this.pause * 1.5, NewComments.MOST);
      return;
    }
    this.pause = NewComments.EVERY;
    if (!text) return this.line.replaceChildren();
    // The same link with other words, or whoever has come to it by keyboard would lose their place.
    const link = this.line.firstChild ?? document.createElement("a");
    link.className = "button";
    link.href = this.getAttribute("href");
    link.textContent = text;
    if (!link.isConnected) this.line.append(link);
  }

  /* What stands on the page already, as what its reader has just written. */
  shows(pk) {
    return document.getElementById(`c${pk}`) || document.querySelector(`a[href="/c/${pk}/"]`);
  }
}

customElements.define("new-comments", NewComments);
