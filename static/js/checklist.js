/* A line of the checklist, or of what is wrong in a form, leads to its field by its address alone. Where the body has its
   editor, the field itself is hidden: the caret goes into the editor instead. */

class CheckList extends HTMLElement {
  static fields = "input:not([type=hidden]), select, textarea";

  connectedCallback() {
    this.addEventListener("click", (event) => {
      const editor = this.editor(this.target(event.target.closest("a[href^='#']")));
      if (!editor) return;
      event.preventDefault();
      editor.focus();
    });
    addEventListener("load", () => this.begin(), { once: true });
  }

  /* Go to the first field that is wrong, or into the editor where the address leads to the body. */
  begin() {
    const wrong = "isWrong" in this.dataset && this.target(this.querySelector("a"));
    if (wrong) (this.editor(wrong) || (wrong.matches(CheckList.fields) ? wrong : wrong.querySelector(CheckList.fields)))?.focus();
    else if (location.hash) this.editor(this.target(location))?.focus();
  }

  target(link) {
    return link?.hash && document.getElementById(link.hash.slice(1));
  }

  editor(field) {
    return field?.closest(".prose-editor")?.querySelector("[contenteditable=true]");
  }
}

customElements.define("check-list", CheckList);
