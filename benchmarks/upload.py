"""Uploads, against the server as it is served: how soon one photo of 24 megapixels is answered, and five hundred in one
go in Chromium, with its progress:

    python -m benchmarks.upload [--files 500] [--megapixels 12]

Memory is the most that the browser's page, and the server with all its workers, had in hand.
"""

import argparse
import io
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from PIL import Image

from .servers import NEWSROOM, Server

CHROMIUM = "/usr/bin/chromium"
UPLOAD = "/admin/images/photo/upload/"
PREPARE = """
from django.contrib.auth.models import Permission
from django.test import Client
from accounts.models import User
pia = User.objects.create_user("pia@paper.example", display_name="Pia", is_staff=True)
pia.user_permissions.set(Permission.objects.filter(codename__endswith="_photo"))
client = Client()
client.force_login(pia)
print(client.cookies["sessionid"].value)
"""


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--files", type=int, default=500)
    options.add_argument("--megapixels", type=int, default=12)
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-upload-") as folder:
        os.environ |= {"DATA_DIR": folder, "LOG_LEVEL": "CRITICAL", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        manage("migrate", "--verbosity", "0")
        manage("createcachetable")
        manage("collectstatic", "--no-input", "--verbosity", "0")
        session = manage("shell", "--no-imports", "--command", PREPARE).strip().splitlines()[-1]
        files = make_files(Path(folder) / "files", options)
        server = Server(NEWSROOM, {})
        try:
            in_chromium(server, session, files)
        finally:
            server.stop()


def manage(*words):
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def make_files(folder, options):
    """Make a few photos of 24 megapixels and many smaller ones, each another file."""
    folder.mkdir()
    large, small = photo(24), photo(options.megapixels)
    names = [(f"large-{number}", large) for number in range(5)]
    names += [(f"small-{number}", small) for number in range(options.files)]
    for name, data in names:
        remark = b"\xff\xfe" + (len(name) + 2).to_bytes(2, "big") + name.encode()
        (folder / f"{name}.jpg").write_bytes(data[:2] + remark + data[2:])
    print(f"Photos of 24 megapixels: {len(large) / 1e6:.1f} MB; of {options.megapixels}: {len(small) / 1e6:.1f} MB")
    return folder


def photo(megapixels):
    height = int((megapixels * 1e6 / 1.5) ** 0.5)
    grain = Image.merge("RGB", [Image.effect_noise((1200, 800), spread) for spread in (60, 50, 40)])
    written = io.BytesIO()
    grain.resize((height * 3 // 2, height), Image.Resampling.BICUBIC).save(written, "JPEG", quality=92)
    return written.getvalue()


def in_chromium(server, session, files):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": server.home}])
        page.set_default_timeout(1_800_000)
        one_by_one(page, server, sorted(files.glob("large-*")))
        all_at_once(page, server, sorted(files.glob("small-*")))
        browser.close()


def one_by_one(page, server, files):
    """Tell how long each POST took, from its first byte to the answer."""
    took = []
    page.on("requestfinished", lambda asked: took.append(asked) if asked.method == "POST" else None)
    for file in files:
        page.goto(server.home + UPLOAD)
        page.set_input_files("#id_files", file)
        page.click("[data-start]")
        page.wait_for_selector("[data-counts]:has-text('1 of 1 done: 1 filed')")
    seconds = [asked.timing["responseEnd"] / 1000 for asked in took]
    print(f"One of 24 megapixels: {statistics.median(seconds):.2f} s, at most {max(seconds):.2f} s")


def all_at_once(page, server, files):
    page.goto(server.home + UPLOAD)
    with Memory(server.pid) as memory:
        begun = time.monotonic()
        page.set_input_files("#id_files", files)
        chosen = time.monotonic() - begun
        page.click("[data-start]")
        page.wait_for_selector(f"[data-counts]:has-text('{len(files)} of {len(files)} done')")
        took = time.monotonic() - begun
    print(f"{len(files)} in one go: {took:.0f} s, {took / len(files):.2f} s each; chosen and listed in {chosen:.1f} s")
    print(page.text_content("[data-counts]"))
    heap = page.context.new_cdp_session(page).send("Runtime.getHeapUsage")["usedSize"] / 1e6
    page_most, server_most = memory.page / 1e6, memory.server / 1e6
    print(f"At most: page {page_most:.0f} MB, server {server_most:.0f} MB; the page’s scripts at the end {heap:.0f} MB")


class Memory(threading.Thread):
    """Looks twice a second how much memory the page and the server have."""

    def __init__(self, server_pid):
        super().__init__(daemon=True)
        self.server_pid, self.page, self.server, self.over = server_pid, 0, 0, threading.Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *wrong):
        self.over.set()
        self.join()

    def run(self):
        while not self.over.wait(0.5):
            pages, servers = [0], 0
            for process in Path("/proc").glob("[0-9]*"):
                with suppress(OSError, ValueError, IndexError):
                    words = (process / "cmdline").read_bytes()
                    resident = int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
                    if b"--type=renderer" in words:
                        pages.append(resident)
                    elif os.getpgid(int(process.name)) == self.server_pid or b"newsroom.web" in words:
                        servers += resident
            self.page, self.server = max(self.page, *pages), max(self.server, servers)


if __name__ == "__main__":
    main()
