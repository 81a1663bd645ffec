/* <muted-here data-numbers="31 12"></muted-here>
   Came with the reader's own part of the page: folds away the comments of people whom they muted, also where they
   are quoted (data-comment). */
if (!customElements.get("muted-here")) {
  const fold = (said) => {
    said.dataset.muted = "folded";
    const line = document.createElement("p");
    line.className = "empty";
    const show = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "Show" });
    show.addEventListener("click", () => {
      said.dataset.muted = "shown";
      line.remove();
      const first = said.querySelector(":scope > h3") ?? said;
      first.tabIndex = -1;
      first.focus();
    });
    line.append("A comment by somebody you muted. ", show);
    const entered = said.querySelector(":scope > :not(article):is(:focus, :focus-within)");
    said.prepend(line);
    if (entered) show.focus(); // or whoever has come to it by keyboard would lose their place
  };

  customElements.define(
    "muted-here",
    class extends HTMLElement {
      connectedCallback() {
        const numbers = new Set(this.dataset.numbers.split(" "));
        this.fold = () => {
          for (const said of document.querySelectorAll(":is(.thread article, [data-comment]):not([data-muted])"))
            if (numbers.has(said.dataset.comment ?? said.id.slice(1))) fold(said);
        };
        this.fold();
        document.addEventListener("htmx:afterSwap", this.fold); // more of the conversation may have come
      }

      disconnectedCallback() {
        document.removeEventListener("htmx:afterSwap", this.fold);
      }
    },
  );
}
