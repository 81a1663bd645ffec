"""The servers that are measured: the constant view, the site as it is served, and the site without kept pages."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import suppress
from pathlib import Path

SERVE = ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "8", "--no-ws"]


NEWSROOM = ["newsroom.serve", "--without-tasks"]  # what `make serve` runs
CONSTANT = [*SERVE, "--log-level", "error", "benchmarks.constant:application"]


class Server:
    def __init__(self, command, env, port=None):
        self.port = port or free_port()
        self.home = f"http://127.0.0.1:{self.port}"
        door = {"PORT": str(self.port), "GRANIAN_PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", *command],
            env=os.environ | env | door,
            start_new_session=True,
            stdout=subprocess.PIPE,
        )
        self.pid = self.process.pid
        if NEWSROOM[0] in command:
            for line in self.process.stdout:  # its door is open before anybody stands behind it
                if b"Ready" in line:
                    break
        deadline = time.monotonic() + 30
        while not self.answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise SystemExit(f"{command[2]} did not start.")
            time.sleep(0.01)

    def answers(self):
        with socket.socket() as door:
            return door.connect_ex(("127.0.0.1", self.port)) == 0

    def get(self, address):
        return urllib.request.urlopen(self.home + address, timeout=30)  # noqa: S310

    def stop(self):
        os.killpg(self.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            self.process.wait()


class Servers:
    """All three, on the same site; with somebody signed in for what needs it."""

    def __init__(self, home, site):
        self.folder, self.site = Path(home), site

    def __enter__(self):
        env = {"DATA_DIR": str(self.folder), "COMMENT_PAGE_SIZE": "200", "LOG_LEVEL": "ERROR"}
        env |= {"COMMENT_RATES": "", "REPORT_BUDGETS": ""}  # one reader posts hundreds a second
        self.kept = Server(NEWSROOM, env)
        begun = time.monotonic()
        page = self.kept.get(self.site["story"]).read()
        self.first_ms = (time.monotonic() - begun) * 1000
        (self.folder / "page.html").write_bytes(page)
        self.cold = Server(NEWSROOM, env | {"PAGES_KEPT_MB": "0"})
        self.constant = Server(CONSTANT, {"CONSTANT_PAGE": str(self.folder / "page.html")})
        return self

    def __exit__(self, *wrong):
        for server in (self.kept, self.cold, self.constant):
            server.stop()


def sign_in(server, email, password):
    """Sign in as a person would; return the Cookie header and the CSRF token."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    form = opener.open(f"{server.home}/account/login/", timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    words = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "login": email, "password": password})
    opener.open(f"{server.home}/account/login/", words.encode(), timeout=30)
    cookies = {cookie.name: cookie.value for cookie in jar}
    if "sessionid" not in cookies:
        raise SystemExit(f"{email} could not sign in.")
    return "; ".join(f"{name}={value}" for name, value in cookies.items()), cookies["csrftoken"]


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def family_of(pid):
    """Return this process and all that descend from it."""
    family, parents = {pid}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    return family


def memory_of(pid):
    """Return what a server's processes take, in MiB, with what they share counted once (PSS)."""
    total = 0
    for each in family_of(pid):
        with suppress(OSError):
            total += int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{each}/smaps_rollup").read_text(), re.M)[1])
    return total / 1024
