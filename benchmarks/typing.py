"""Somebody types at a story in a real browser while browser, server or both are killed, again and again. Of what
was typed before the kill, two seconds may be lost at most:

    python -m benchmarks.typing --kills 100

Each kill is SIGKILL of the whole family of processes. Of a dead browser only what the site has is found at first; then
the same browser is started again and brings what it alone had. A dead server is started again while the browser waits.
"""

import argparse
import os
import random
import signal
import statistics
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from .run import make_site
from .servers import NEWSROOM, Server, family_of, free_port

CHROMIUM = "/usr/bin/chromium"
STORY, UNSAVED = "/admin/articles/article/{}/change/", "/admin/articles/article/unsaved/"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
KEY = 30  # ms between two keys
PATIENCE = 15  # seconds for what the browser kept to arrive, after the server is back
MOST = 2.0


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=100)
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-typing-") as folder:
        make_site(Path(folder), 20, 20)
        os.environ |= {"DATA_DIR": folder, "LOG_LEVEL": "CRITICAL", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright has a loop of its own
        import django

        django.setup()
        desk = Desk(folder)
        try:
            lost = [desk.round(number) for number in range(options.kills)]
            lost = desk.after_all(lost)
        finally:
            desk.stop()
        for what in ("browser", "server", "both"):
            tell(what, [round for round in lost if round["what"] == what])
    raise SystemExit(any(round["lost"] > MOST for round in lost))


def tell(what, rounds):
    if not rounds:
        return
    seconds = sorted(round["lost"] for round in rounds)
    at_once = sorted(round["at_once"] for round in rounds)
    print(
        f"{what} killed {len(rounds)} times: seconds of typing lost: median {statistics.median(seconds):.2f}, "
        f"95 % {seconds[int(len(seconds) * 0.95) - 1]:.2f}, most {seconds[-1]:.2f}; none in "
        f"{sum(second == 0 for second in seconds)}; more than {MOST:.0f} s in {sum(s > MOST for s in seconds)}. "
        f"At the site alone when it was killed: median {statistics.median(at_once):.2f}, most {at_once[-1]:.2f}.",
        flush=True,
    )


class Desk:
    """A server that always stands at the same address, and a browser that always has the same profile."""

    def __init__(self, folder):
        from playwright.sync_api import sync_playwright

        from articles.models import Article

        self.folder, self.port, self.chance = folder, free_port(), random.Random(1)  # noqa: S311
        self.story = Article.objects.order_by("pk").first()
        self.profile = str(Path(folder) / "browser")
        self.server = self.context = None
        self.serve()
        self.playwright = sync_playwright().start()

    def serve(self):
        self.server = Server(NEWSROOM, {"DATA_DIR": self.folder, "LOG_LEVEL": "CRITICAL"}, port=self.port)

    def open(self):
        from .people import session_of

        self.context = self.playwright.chromium.launch_persistent_context(
            self.profile, executable_path=CHROMIUM, args=OPTIONS, base_url=self.server.home
        )
        self.context.add_cookies([{"name": "sessionid", "value": session_of("editor"), "url": self.server.home}])
        return self.context.pages[0]

    def kill_browser(self):
        """Kill the browser's own processes: those that Playwright started with this profile."""
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                words = path.read_bytes().split(b"\0")
                if f"--user-data-dir={self.profile}".encode() in words and b"--type=" not in b" ".join(words):
                    kill(int(path.parent.name))

    def kill_server(self):
        kill(self.server.pid)
        self.server.process.wait()

    def stop(self):
        self.kill_browser()
        with suppress(Exception):
            self.playwright.stop()
        self.server.stop()

    # One kill

    def round(self, number):
        what = ("browser", "server", "both")[number % 3]
        page = self.open()
        page.goto(STORY.format(self.story.pk))
        page.wait_for_selector(".tiptap")
        page.wait_for_selector("story-keep >> text=What you type is kept by itself.")
        page.click(".tiptap")
        typed = Typing(page, f"r{number}")
        deadly = threading.Timer(self.chance.uniform(1, 6), self.strike, [what, typed])
        deadly.start()
        typed.go_on()
        deadly.join()
        told = {"what": what, "typed": typed, "at_once": typed.lost(self.found(typed))}
        if what != "browser":
            self.serve()
        if what == "server":
            self.wait_for(typed)
        told["lost"] = typed.lost(self.found(typed))
        self.close()
        if number % 10 == 9:
            print(f"{number + 1} kills", flush=True)
        return told

    def strike(self, what, typed):
        """Kill. Who goes on typing in a living browser does so for a while, with nobody to keep it."""
        if what != "browser":
            self.kill_server()
        if what == "both":
            time.sleep(self.chance.uniform(0.5, 3))
        if what != "server":
            typed.end = time.monotonic()
            self.kill_browser()
        else:
            time.sleep(self.chance.uniform(0.5, 3))
            typed.end = time.monotonic()

    def close(self):
        self.kill_browser()
        with suppress(Exception):
            self.context.close()

    def wait_for(self, typed):
        until = time.monotonic() + PATIENCE
        while typed.lost(self.found(typed)) and time.monotonic() < until:
            typed.page.wait_for_timeout(200)

    def found(self, typed):
        """Return what the site has of this round: all the form's text."""
        from articles.models import Unsaved

        rows = Unsaved.objects.filter(article=self.story, fields__icontains=f"{typed.name}n0 ")
        return " ".join(value for row in rows for _, value in row.fields)

    def after_all(self, rounds):
        """Open the page of unsaved text in the browser that was killed so often: it brings what it alone had."""
        time.sleep(11)  # what is younger belongs to a window that may still be open
        page = self.open()
        page.goto(UNSAVED)
        page.wait_for_timeout(5000)
        for round in rounds:
            round["lost"] = round["typed"].lost(self.found(round["typed"]))
        self.close()
        return rounds


class Typing:
    """Numbered words, and when each was in the page."""

    def __init__(self, page, name):
        self.page, self.name, self.at, self.end = page, name, [], None

    def go_on(self):
        with suppress(Exception):  # the browser is gone
            while self.end is None:
                self.page.keyboard.type(f"{self.name}n{len(self.at)} ", delay=KEY)
                self.at.append(time.monotonic())

    def lost(self, found):
        """Return how many seconds before the end of typing the first word was typed that is not there."""
        for number, at in enumerate(self.at):
            if f"{self.name}n{number} " not in found and f"{self.name}n{number}<" not in found:
                return max(0.0, (self.end or at) - at)
        return 0.0


def kill(pid):
    for each in family_of(pid):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
