/* The picture desk: the focal point, texts that are offered, and many files at once. Everything works without it. */

/* <text-offer data-for="id_credit" data-value="Ina Ross / Quayside"><button>Use it</button></text-offer>
   Puts its text into a field when its button is pressed. With data-live it asks for another text whenever one of the
   fields of its section has changed. */
class TextOffer extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.dataset.for);
    if (!this.field) return;
    this.addEventListener("click", (event) => {
      if (!event.target.closest("button")) return;
      event.preventDefault();
      this.fill();
    });
    if ("live" in this.dataset) this.closest("section").addEventListener("change", () => this.ask());
  }

  fill() {
    if (this.field.type === "checkbox") this.field.checked = Boolean(this.dataset.value);
    else this.field.value = this.dataset.value;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.field.focus();
    if ("live" in this.dataset) this.hidden = true;
  }

  async ask() {
    const form = new FormData(this.field.form);
    form.append("suggest", "1");
    const answer = await fetch(location.href, { method: "POST", body: form }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const text = await answer.text();
    this.dataset.value = text;
    this.querySelector("q").textContent = text;
    this.hidden = !text || text === this.field.value;
  }
}

const within = (number) => Math.min(1, Math.max(0, number));

/* <focal-point data-width="4000" data-height="3000" data-x="0.5" data-y="0.5" data-src="a small rendition">
     <div class="focal-photo">the photo</div> two number fields <ul class="photo-crops"><li data-across="16" data-down="9"></ul>
   The focal point is set by a click on the photo, with the arrow keys on its mark, or in the fields; the crops follow. */
class FocalPoint extends HTMLElement {
  connectedCallback() {
    this.across = document.getElementById("id_focal_x");
    this.down = document.getElementById("id_focal_y");
    this.photo = this.querySelector(".focal-photo");
    const { width, height, src } = this.dataset;
    this.photo.style.setProperty("--ratio", width / height);
    this.photo.classList.add("is-sized");
    this.crops = [...this.querySelectorAll("[data-across]")].map((place) => {
      const picture = document.createElement("img");
      picture.src = src;
      picture.alt = "";
      picture.style.aspectRatio = `${place.dataset.across} / ${place.dataset.down}`;
      place.prepend(picture);
      return { picture, ratio: place.dataset.across / place.dataset.down };
    });
    if (this.across) this.listen();
    this.show();
  }

  listen() {
    this.mark = document.createElement("button");
    this.mark.type = "button";
    this.mark.className = "focal-mark";
    this.mark.setAttribute("role", "slider");
    this.mark.setAttribute("aria-label", "Focal point. Left and right, up and down move it.");
    this.photo.append(this.mark);
    this.photo.addEventListener("pointerdown", (event) => this.press(event));
    this.photo.addEventListener("pointermove", (event) => this.held && this.point(event));
    this.photo.addEventListener("click", (event) => event.detail && event.target !== this.mark && this.point(event));
    for (const end of ["pointerup", "pointercancel"]) this.photo.addEventListener(end, () => { this.held = false; });
    this.mark.addEventListener("keydown", (event) => this.key(event));
    for (const field of [this.across, this.down]) field.addEventListener("input", () => this.show());
  }

  /* A finger on the photo may want to scroll the page: it moves the point when it took the mark, or as a click. */
  press(event) {
    this.held = !event.button && (event.pointerType === "mouse" || event.target === this.mark);
    if (!this.held) return;
    event.preventDefault();
    this.photo.setPointerCapture(event.pointerId);
    this.mark.focus({ preventScroll: true });
    this.point(event);
  }

  point(event) {
    const box = this.photo.getBoundingClientRect();
    this.set((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }

  key(event) {
    const step = event.shiftKey ? 0.1 : 0.01;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const [across, down] = moves[event.key] ?? [];
    if (across === undefined) return;
    event.preventDefault();
    this.set(this.x + across, this.y + down);
  }

  get x() {
    return this.value(this.across, this.dataset.x);
  }

  get y() {
    return this.value(this.down, this.dataset.y);
  }

  value(field, otherwise) {
    const number = parseFloat(field ? field.value : otherwise);
    return Number.isNaN(number) ? 0.5 : within(number);
  }

  set(x, y) {
    this.across.value = within(x).toFixed(2);
    this.down.value = within(y).toFixed(2);
    this.down.dispatchEvent(new Event("input", { bubbles: true }));
  }

  show() {
    const { x, y } = this;
    for (const { picture, ratio } of this.crops) picture.style.objectPosition = this.position(ratio, x, y);
    if (!this.mark) return;
    const [across, down] = [x, y].map((part) => `${Math.round(part * 100)} %`);
    this.mark.style.left = `${x * 100}%`;
    this.mark.style.top = `${y * 100}%`;
    this.mark.setAttribute("aria-valuenow", Math.round(x * 100));
    this.mark.setAttribute("aria-valuetext", `${across} across, ${down} down`);
  }

  /* As images/renditions.py crops: the largest part in this ratio, with the point as near to its middle as it can be. */
  position(ratio, x, y) {
    const [width, height] = [this.dataset.width, this.dataset.height].map(Number);
    const part = (side, cut, point) => {
      const left = Math.min(Math.max(0, point * side - cut / 2), side - cut);
      return side > cut ? `${(100 * left) / (side - cut)}%` : "50%";
    };
    return `${part(width, Math.min(width, height * ratio), x)} ${part(height, Math.min(height, width / ratio), y)}`;
  }
}

/* What was typed and not saved is not left by mistake. */
for (const form of document.querySelectorAll(".photo-desk form")) {
  let unsaved = "unsaved" in form.dataset;
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
}

customElements.define("text-offer", TextOffer);
customElements.define("focal-point", FocalPoint);
