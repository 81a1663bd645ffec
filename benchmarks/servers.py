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
from pathlib import Path

SERVE = ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "8", "--no-ws"]


class Server:
    def __init__(self, application, env):
        self.port = free_port()
        self.home = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", *SERVE, "--port", str(self.port), "--log-level", "error", application]
        self.process = subprocess.Popen(  # noqa: S603
            command, env=os.environ | env | {"PORT": str(self.port)}, start_new_session=True
        )
        self.pid = self.process.pid
        deadline = time.monotonic() + 30
        while not self.answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise SystemExit(f"{application} did not start.")
            time.sleep(0.01)

    def answers(self):
        with socket.socket() as door:
            return door.connect_ex(("127.0.0.1", self.port)) == 0

    def get(self, address, opener=None):
        return (
            (opener or urllib.request).urlopen(self.home + address, timeout=30)
            if opener is None
            else opener.open(self.home + address, timeout=30)
        )

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
        self.kept = Server("newsroom.wsgi:application", env)
        begun = time.monotonic()
        page = self.kept.get(self.site["story"]).read()
        self.first_ms = (time.monotonic() - begun) * 1000
        (self.folder / "page.html").write_bytes(page)
        self.cold = Server("newsroom.wsgi:application", env | {"PAGES_KEPT_MB": "0"})
        self.constant = Server("benchmarks.constant:application", {"CONSTANT_PAGE": str(self.folder / "page.html")})
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


def memory_of(group):
    """Return what the processes of a server take, in MiB, with what they share counted once (PSS)."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == group:
                total += int(re.search(r"^Pss:\s+(\d+)", (folder / "smaps_rollup").read_text(), re.M)[1])
        except (OSError, TypeError):
            continue
    return total / 1024
