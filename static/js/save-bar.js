/* <save-bar> at the foot of the window. Some telephones lay their keyboard over the window instead of making it smaller:
   the bar then stands above the keyboard. */

class SaveBar extends HTMLElement {
  connectedCallback() {
    if (!window.visualViewport) return;
    for (const name of ["resize", "scroll"]) visualViewport.addEventListener(name, () => this.rise());
  }

  rise() {
    const { height, offsetTop, scale } = visualViewport;
    const covered = scale > 1 ? 0 : Math.round(document.documentElement.clientHeight - offsetTop - height);
    this.style.bottom = covered > 0 ? `${covered}px` : "";
  }
}

customElements.define("save-bar", SaveBar);
