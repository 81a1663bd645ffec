"""Five hundred cards by keyboard alone, in Chromium, against the server as it is served:

    python -m benchmarks.keys [--cards 500] [--comments 20000] [--texts FILE.jsonl]

A script reads each card that stands before it (its words, its reports), decides by what it read, and presses the key or
the two keys that this takes. The clock runs from the last key until the next card is current, has the focus and is
painted. At the end each decision is compared with what the script meant.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from .run import database, make_site
from .servers import NEWSROOM, Server, sign_in

CHROMIUM = "/usr/bin/chromium"
WATCH = """
window.painted = null;
document.addEventListener("keydown", (event) => {
  window.pressed = performance.now();
  const before = document.querySelector("[data-card][aria-current]")?.dataset.card;
  const look = () => requestAnimationFrame(() => {
    const now = document.querySelector("[data-card][aria-current]");
    if (now && now.dataset.card !== before && now.contains(document.activeElement))
      requestAnimationFrame(() => { window.painted = [now.dataset.card, performance.now() - window.pressed]; });
    else if (performance.now() - window.pressed < 5000) look();
  });
  look();
}, true);
"""

PAINTED = """() => new Promise((done) => {
  const look = () => (window.painted ? done(window.painted[1]) : setTimeout(look, 5));
  look();
})"""


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cards", type=int, default=500)
    options.add_argument("--comments", type=int, default=20_000)
    options.add_argument("--texts", type=Path, help="Comments to read: one JSON object with a `text` a line.")
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-keys-") as folder:
        site = make_site(Path(folder), 500, options.comments)
        os.environ |= {"DATA_DIR": folder, "LOG_LEVEL": "ERROR", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        waiting = [sys.executable, "-m", "benchmarks.keys_waiting", str(options.cards * 2), str(options.texts or "")]
        subprocess.run(waiting, check=True)  # noqa: S603
        server = Server(NEWSROOM, {})
        try:
            meant, took, minutes = play(server, site, options.cards)
        finally:
            server.stop()
        tell(meant, took, minutes)


def play(server, site, number):
    """Decide on so many cards; return what was meant for each, how long each next card took (ms), and the minutes."""
    from playwright.sync_api import sync_playwright

    meant, took = {}, []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        cookie, _ = sign_in(server, site["moderator"], site["password"])
        pairs = [pair.split("=", 1) for pair in cookie.split("; ")]
        page.context.add_cookies([{"name": name, "value": value, "url": server.home} for name, value in pairs])
        page.goto(f"{server.home}/moderation/")
        page.evaluate(WATCH)
        keys = {code: str(place + 1) for place, code in enumerate(rules_on(page))}
        page.keyboard.press("n")
        begun = time.monotonic()
        while len(meant) < number:
            action, pressed = decide(*read(page), keys)
            card = page.locator("[data-card][aria-current]").get_attribute("data-card")
            meant[int(card)] = action
            page.evaluate("window.painted = null")
            for key in pressed:
                page.keyboard.press(key)
            took.append(page.evaluate(PAINTED))
        minutes = (time.monotonic() - begun) / 60
        page.wait_for_timeout(2000)  # for the answer to the last one
        browser.close()
    return meant, took, minutes


def rules_on(page):
    return page.eval_on_selector_all(".key-sheet .rule-numbers li", "items => items.map(item => item.dataset.rule)")


def read(page):
    card = page.locator("[data-card][aria-current]")
    return card.locator(".text").inner_text(), card.locator(".reports li").all_inner_texts()


def decide(text, reports, keys):
    """Return what a moderator without patience makes of a card: (action, the keys for it)."""
    words = text.lower().split()
    dice = random.Random(text)  # noqa: S311
    if len(reports) > 1 or dice.random() < 0.3:
        return "remove", ["r", keys[dice.choice(sorted(keys)[:9])]]
    return ("hold", ["h"]) if len(words) > 80 and dice.random() < 0.1 else ("keep", ["k"])


def tell(meant, took, minutes):
    import django

    django.setup()
    from moderation.models import Decision

    made = dict(Decision.objects.filter(comment__in=meant, moderator__isnull=False).values_list("comment", "action"))
    wrong = {pk: (action, made.get(pk)) for pk, action in meant.items() if made.get(pk) != action}
    took.sort()
    print(f"{database()}: {len(meant)} cards in {minutes:.1f} minutes, {len(meant) / minutes:.0f} a minute")
    print(f"{dict(Counter(meant.values()))}; otherwise than meant: {json.dumps(wrong) if wrong else 'none'}")
    places = {"median": 0.5, "p95": 0.95, "p99": 0.99}
    print("the next card:", {name: f"{took[int(len(took) * at)]:.0f} ms" for name, at in places.items()}, end=" ")
    print(f"at most {took[-1]:.0f} ms")


if __name__ == "__main__":
    main()
