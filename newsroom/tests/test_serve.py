"""The production command against its real processes: what it refuses, how it stops and is started anew."""

import http.client
import os
import select
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path
from unittest import SkipTest, TestCase

from django.conf import settings

READY = {
    "PRODUCTION": "true",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "www.paper.example",
    "SITE_URL": "https://www.paper.example",
    "EMAIL_HOST": "mail.paper.example",
}
LEFT_OUT = {
    *READY,
    "DATABASE_URL",
    "CACHE_URL",
    "TASK_BACKEND",
    "TRUSTED_PROXIES",
    "HOST",
    "WEB_WORKERS",
    "WEB_THREADS",
}
PATH = "/account/login/"


class Site:
    """A site of its own in a folder of its own, served until the test is over."""

    def __init__(self, folder, **settings_of_it):
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = door.getsockname()[1]
        environ = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        environ |= {"DATA_DIR": str(folder), "PORT": str(self.port), **settings_of_it}
        self.log = Path(folder, "log")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "newsroom.serve"], cwd=settings.BASE_DIR, env=environ, stdout=log, stderr=log
            )

    def wait(self, words="Ready:"):
        until = time.monotonic() + 60
        while words not in self.log.read_text():
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(self.log.read_text())
            time.sleep(0.05)
        return self

    def get(self, path=PATH, **headers):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = line.getresponse()
            answer.read()
            return answer
        finally:
            line.close()

    def tree(self):
        """Return the ids of all processes under ours."""
        found, ids = [], [self.process.pid]
        while ids:
            children = Path(f"/proc/{ids[0]}/task/{ids[0]}/children")
            ids = [*ids[1:], *map(int, children.read_text().split() if children.exists() else [])]
            found += ids[:1]
        return found


FIRST = None  # the folder of a first site: its static files and its database, as others begin with them


def setUpModule():
    """Collect the static files and start once with no database at all: it is made."""
    global FIRST
    if os.environ.get("DATABASE_URL"):
        raise SkipTest("The processes are the same with every database.")
    FIRST = Path(tempfile.mkdtemp())
    environ = {name: value for name, value in os.environ.items() if name not in LEFT_OUT} | {"DATA_DIR": str(FIRST)}
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environ, check=True)
    site = Site(FIRST)
    site.wait().process.terminate()
    site.process.wait(30)


def tearDownModule():
    if FIRST:
        shutil.rmtree(FIRST)


@contextmanager
def served(**settings_of_it):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "static").symlink_to(FIRST / "static")
        shutil.copy(FIRST / "newsroom.sqlite3", folder)
        site = Site(folder, **settings_of_it)
        try:
            yield site
        finally:
            site.process.terminate()
            site.process.wait(40)


class Readers:
    """Some who ask all the time, half of them on a new connection each time; what they were answered is counted.

    A kept connection that the server has closed before anything was asked on it is opened again, as browsers and
    proxies do; one that breaks after that has failed.
    """

    def __init__(self, site, count=6):
        self.site, self.answers, self.done, self.counting = site, Counter(), threading.Event(), threading.Lock()
        self.threads = [threading.Thread(target=self.ask, args=(number % 2 == 0,)) for number in range(count)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.done.set()
        for thread in self.threads:
            thread.join()

    def ask(self, keeps):
        line = None
        while not self.done.wait(0.005):
            if line is None or is_closed(line):
                line = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=20)
                try:
                    line.connect()
                except OSError:
                    self.count("not let in")
                    line = None
                    continue
            try:
                line.request("GET", PATH)
                answer = line.getresponse()
                answer.read()
                self.count(answer.status)
                if not keeps:
                    line.close()
                    line = None
            except (OSError, http.client.HTTPException) as error:
                self.count(type(error).__name__)
                line = None
        if line:
            line.close()

    def count(self, what):
        with self.counting:
            self.answers[what] += 1


def is_closed(line):
    return line.sock is None or bool(select.select([line.sock], [], [], 0)[0])


def left_of(pids):
    """Return the commands of those that are still there after half a minute, for which a busy machine may have use."""
    until = time.monotonic() + 30
    while (left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]) and time.monotonic() < until:
        time.sleep(0.05)
    return [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in left]


class StopTests(TestCase):
    def test_all_who_were_let_in_are_answered(self):
        with served() as site, Readers(site.wait()) as readers:
            time.sleep(1)
            processes = site.tree()
            site.process.send_signal(signal.SIGTERM)
            self.assertEqual(site.process.wait(20), 0)
        self.assertGreater(readers.answers.pop(200), 10)
        readers.answers.pop("not let in", None)
        # Who was at the door but not yet in at that very moment: one waits there, and one may be on the way.
        self.assertLessEqual(readers.answers.pop("ConnectionResetError", 0), 2)
        self.assertEqual(readers.answers, {})
        self.assertGreaterEqual(len(processes), 4)
        self.assertEqual(left_of(processes), [])

    def test_nothing_outlives_a_command_that_was_killed(self):
        with served() as site:
            processes = site.wait().tree()
            site.process.kill()
            site.process.wait()
            self.assertEqual(left_of(processes), [])

    def test_a_task_worker_that_broke_off_is_started_again_and_the_site_goes_on(self):
        with served() as site:
            site.wait()
            first = self.task_worker(site)
            os.kill(first, signal.SIGKILL)
            time.sleep(0.3)
            self.assertEqual(site.get().status, 200)
            self.assertNotEqual(self.task_worker(site, besides=first), first)

    def task_worker(self, site, besides=None):
        until = time.monotonic() + 10
        while time.monotonic() < until:
            for pid in site.tree():
                with suppress(FileNotFoundError):
                    if b"db_worker" in Path(f"/proc/{pid}/cmdline").read_bytes() and pid != besides:
                        return pid
            time.sleep(0.05)
        raise AssertionError("There is no task worker.")


class StartAnewTests(TestCase):
    def test_nobody_is_turned_away_meanwhile(self):
        with served() as site:
            before = set(site.wait().tree())
            with Readers(site) as readers:
                time.sleep(0.5)
                site.process.send_signal(signal.SIGHUP)
                until = time.monotonic() + 30
                while before & set(site.tree()) and time.monotonic() < until:
                    time.sleep(0.1)
                time.sleep(0.3)
            self.assertFalse(before & set(site.tree()), "The old processes are still there.")
        self.assertGreater(readers.answers.pop(200), 10)
        self.assertEqual(readers.answers, {})

    def test_what_cannot_start_leaves_what_runs(self):
        with served() as site:
            before = set(site.wait().tree())
            Path(site.log.parent, "static").unlink()
            site.process.send_signal(signal.SIGHUP)
            site.wait("goes on")
            self.assertIn("collectstatic", site.log.read_text())
            self.assertEqual(site.get().status, 200)
            self.assertTrue(before <= set(site.tree()))


class RefuseTests(TestCase):
    def test_production_without_its_settings_is_refused_with_their_list(self):
        with served(PRODUCTION="true") as site:
            self.assertEqual(site.process.wait(30), 1)
            said = site.log.read_text()
        for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_HOST"):
            self.assertIn(f"\n  {name}: ", said)
        self.assertNotIn("Traceback", said)

    def test_a_database_that_is_behind_is_refused_and_left_alone(self):
        with served() as site:
            site.wait()
            site.process.terminate()
            site.process.wait(20)
            database = Path(site.log.parent, "newsroom.sqlite3")
            with sqlite3.connect(database) as connection:
                connection.execute("DELETE FROM django_migrations WHERE app = 'pagecache'")
            connection.close()
            again = Site(site.log.parent)
            self.assertEqual(again.process.wait(30), 1)
            self.assertIn("manage.py migrate", again.log.read_text())

    def test_wrong_numbers_and_addresses_are_named(self):
        for name, value in (("PORT", "http"), ("PORT", "99999"), ("HOST", "paper.example")):
            with self.subTest(name), served(**{name: value}) as site:
                self.assertEqual(site.process.wait(30), 1)
                self.assertIn(f"{name} must be", site.log.read_text())

    def test_a_port_that_is_taken_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as door:
            port = door.getsockname()[1]
            with served(PORT=str(port)) as site:
                self.assertEqual(site.process.wait(30), 1)
                self.assertIn(f"port {port}", site.log.read_text())


class ProxyTests(TestCase):
    FORGED = {
        "X_Forwarded_Proto": "https",
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_For": "203.0.113.9",
        "Forwarded": "for=203.0.113.9;proto=https;host=evil.example",
    }

    def test_what_a_visitor_says_in_the_name_of_a_proxy_changes_nothing(self):
        with served(**READY) as site:
            site.wait()
            plain = site.get(Host="www.paper.example")
            forged = site.get(Host="www.paper.example", **self.FORGED)
            self.assertEqual((plain.status, forged.status), (301, 301))
            self.assertEqual(forged.getheader("Location"), "https://www.paper.example/account/login/")
            self.assertEqual(site.get(Host="evil.example", **self.FORGED).status, 400)

    def test_a_proxy_that_was_told_of_is_believed_about_the_scheme_but_not_the_host(self):
        with served(**READY, TRUSTED_PROXIES="1") as site:
            site.wait()
            self.assertEqual(site.get(Host="www.paper.example", **self.FORGED).status, 200)
            self.assertEqual(site.get(Host="evil.example", X_Forwarded_Proto="https").status, 400)
            told = site.get(Host="www.paper.example", X_Forwarded_Host="evil.example")
            self.assertEqual(told.getheader("Location"), "https://www.paper.example/account/login/")
