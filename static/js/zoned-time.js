/* <zoned-time data-zone="Europe/Dublin"> round an input for a time: says, while it is typed, which day of the week that
   is and what it comes to in UTC. Which of two moments is meant the server asks. */

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

const parts = (zone) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });

/* What a clock in the zone shows at a moment, as if that were UTC. */
function shown(format, moment) {
  const now = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(now.year, now.month - 1, now.day, now.hour, now.minute);
}

/* The moments at which that clock shows what is written: one, in autumn's doubled hour two, in spring's missing one none. */
function readings(format, written) {
  const offsets = new Set([-DAY, DAY].map((side) => shown(format, written + side) - written - side));
  return [...offsets].map((offset) => written - offset).filter((moment) => shown(format, moment) === written);
}

const two = (number) => String(number).padStart(2, "0");

function inWords(zone, text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!found) return "";
  const [, year, month, day, hour, minute] = found.map(Number);
  const written = Date.UTC(year, month - 1, day, hour, minute);
  const moments = readings(parts(zone), written);
  const date = (moment) =>
    new Intl.DateTimeFormat("en-IE", {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }).format(moment);
  if (moments.length === 0) return `: ${date(written)}; the clocks leave this time out`;
  if (moments.length > 1) return `: ${date(written)}; this time comes twice, and you will be asked which you mean`;
  const utc = new Date(moments[0]);
  const other = date(utc) === date(written) ? "" : `${date(utc)}, `;
  return `: ${date(written)}, ${two(hour)}:${two(minute)} (${other}${two(utc.getUTCHours())}:${two(utc.getUTCMinutes())} UTC)`;
}

customElements.define(
  "zoned-time",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("input", ({ target }) => {
        if (target.type !== "datetime-local") return;
        this.querySelector("[data-told]").textContent = inWords(this.dataset.zone, target.value);
        this.querySelector(".zoned-which")?.remove(); // it asked about what stood there before
      });
    }
  },
);
