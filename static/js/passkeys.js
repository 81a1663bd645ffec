/* <passkey-form options="#id or address" hidden><form>…<input type="hidden" name="credential">…</form></passkey-form>
   Asks the browser to make or to show a passkey and sends its answer with the form. Stays hidden where that
   cannot be done. `options` names the JSON element that the page carries, or the address to fetch it from. */
const REASONS = {
  NotAllowedError: "No passkey was shown, or it took too long. You can try again.",
  AbortError: "No passkey was shown, or it took too long. You can try again.",
  InvalidStateError: "There is a passkey for your account on this device already.",
  SecurityError: "Passkeys do not work at this address: they need the site’s name, and https.",
};

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!webauthnJSON.supported()) return;
    this.form = this.querySelector("form");
    this.told = document.createElement("p");
    this.told.className = "errors";
    this.told.setAttribute("role", "alert");
    this.form.append(this.told);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
    this.hidden = false;
  }

  async ask() {
    this.told.textContent = "";
    try {
      this.form.elements.credential.value = JSON.stringify(await this.credential());
      this.form.submit();
    } catch (error) {
      this.told.textContent = REASONS[error.name] || "That did not work. Please load the page again and retry.";
    }
  }

  async credential() {
    const { creation_options: wanted, request_options: asked } = await this.options();
    if (!wanted) return webauthnJSON.get(asked);
    const alone = this.form.elements.passwordless.checked;
    Object.assign(wanted.publicKey.authenticatorSelection, {
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
      ...(alone && { userVerification: "required" }),
    });
    return webauthnJSON.create(wanted);
  }

  async options() {
    const from = this.getAttribute("options");
    if (from.startsWith("#")) return JSON.parse(document.querySelector(from).textContent);
    const answer = await fetch(from, { headers: { Accept: "application/json" } });
    return answer.json();
  }
}

customElements.define("passkey-form", PasskeyForm);
