/* <kept-here data-who="5" data-token="…" hidden>a heading</kept-here>
   On the page of unsaved text: sends what this browser alone has, and lists what the site does not take. */
class KeptHere extends HTMLElement {
  async connectedCallback() {
    const { who, token } = this.dataset;
    let brought = 0;
    const refused = new Map();
    await keptCopies.bring(who, token, () => { brought += 1; }, (copy, said) => refused.set(copy.client, said.words));
    if (brought) return location.reload();
    const left = await keptCopies.of(who);
    const list = document.createElement("ul");
    list.append(...left.map((copy) => this.line(copy, refused.get(copy.client))));
    this.append(list);
    this.hidden = !left.length;
  }

  line(copy, why = "It could not be sent yet.") {
    const line = document.createElement("li");
    const name = Object.assign(document.createElement("b"), { textContent: copy.headline || "Without a headline" });
    const when = Object.assign(document.createElement("span"), { className: "quiet", textContent: ` ${keptCopies.clock(copy.at)} on ${keptCopies.day(copy.at)}. ${why}` });
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
      await keptCopies.drop(copy);
      line.remove();
      this.hidden = !this.querySelector("li");
    });
    return button;
  }
}

customElements.define("kept-here", KeptHere);
