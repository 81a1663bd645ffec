/* <muted-here data-numbers="31 12"></muted-here>
   Came with the reader's own part of the page: folds away the comments of people whom they muted. */
if (!customElements.get("muted-here")) {
  const fold = (comment) => {
    comment.dataset.muted = "folded";
    const line = document.createElement("p");
    line.className = "empty";
    const show = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "Show" });
    show.addEventListener("click", () => {
      comment.dataset.muted = "shown";
      line.remove();
      const heading = comment.querySelector(":scope > h3");
      heading.tabIndex = -1;
      heading.focus();
    });
    line.append("A comment by somebody you muted. ", show);
    comment.prepend(line);
  };

  customElements.define(
    "muted-here",
    class extends HTMLElement {
      connectedCallback() {
        this.fold = () => {
          for (const number of this.dataset.numbers.split(" ")) {
            const comment = document.querySelector(`.thread #c${number}`);
            if (comment && !comment.dataset.muted) fold(comment);
          }
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
