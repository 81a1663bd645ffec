/* A line of the checklist leads to its field by its address alone. Where the body has its editor, the field itself is
   hidden: the caret goes into the editor instead. */

class CheckList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const editor = this.editor(event.target.closest("a[href^='#']")?.hash);
      if (!editor) return;
      event.preventDefault();
      editor.focus();
    });
    if (location.hash) addEventListener("load", () => this.editor(location.hash)?.focus(), { once: true });
  }

  editor(hash) {
    return hash && document.getElementById(hash.slice(1))?.closest(".prose-editor")?.querySelector("[contenteditable=true]");
  }
}

customElements.define("check-list", CheckList);
