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

from .first import READY, environ, first_site

PATH = "/account/login/"


class Site:
    """A site of its own in a folder of its own, served until the test is over."""

    def __init__(self, folder, *options, **settings_of_it):
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = door.getsockname()[1]
        self.log, command = Path(folder, "log"), [sys.executable, "-m", "newsroom.serve", *options]
        variables = environ(folder, **{"PORT": str(self.port), **settings_of_it})
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=variables, stdout=log, stderr=log)

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


def setUpModule():
    if os.environ.get("DATABASE_URL"):
        raise SkipTest("The processes are the same with every database.")


@contextmanager
def served(*options, **settings_of_it):
    """Serve a site that is set up already, with `options` to the command; what it said is in its log."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "static").symlink_to(first_site() / "static")
        shutil.copy(first_site() / "newsroom.sqlite3", folder)
        site = Site(folder, *options, **settings_of_it)
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


def until_true(ask, words="", seconds=60):
    """Return the first answer that is true; a busy machine may take its time."""
    until = time.monotonic() + seconds
    while not (answer := ask()):
        if time.monotonic() > until:
            raise AssertionError(words or "It did not happen.")
        time.sleep(0.05)
    return answer


class StopTests(TestCase):
    def test_all_who_were_let_in_are_answered(self):
        with served() as site, Readers(site.wait()) as readers:
            until_true(lambda: readers.answers[200] > 50)
            processes = site.tree()
            site.process.send_signal(signal.SIGTERM)
            self.assertEqual(site.process.wait(20), 0)
        readers.answers.pop(200)
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


class GoOnTests(TestCase):
    """One site, which is there after each of these as it was before."""

    @classmethod
    def setUpClass(cls):
        cls.site = cls.enterClassContext(served())
        cls.site.wait()

    def test_a_helper_that_broke_off_is_started_again_and_the_site_goes_on(self):
        killed = {command: self.helper(command) for command in ("db_worker", "publish_due")}
        for pid in killed.values():
            os.kill(pid, signal.SIGKILL)
        until_true(lambda: not set(killed.values()) & set(self.site.tree()))
        self.assertEqual(self.site.get().status, 200)
        for command, pid in killed.items():
            self.assertNotEqual(self.helper(command, besides=pid), pid)

    def helper(self, command, besides=None):
        def found():
            for pid in self.site.tree():
                with suppress(FileNotFoundError):
                    if command.encode() in Path(f"/proc/{pid}/cmdline").read_bytes() and pid != besides:
                        return pid
            return None

        return until_true(found)

    def test_what_is_due_is_attended_to_without_cron(self):
        database = Path(self.site.log.parent, "newsroom.sqlite3")

        def beats():
            with sqlite3.connect(database) as connection:
                return connection.execute("SELECT count(*) FROM clock_jobrun WHERE name = 'publish_due'").fetchone()[0]

        self.assertEqual(until_true(beats), 1)

    def test_nobody_is_turned_away_while_it_is_started_anew(self):
        before = set(self.site.tree())
        with Readers(self.site) as readers:
            until_true(lambda: readers.answers[200] > 10)
            self.site.process.send_signal(signal.SIGHUP)
            until_true(lambda: not before & set(self.site.tree()), "The old processes are still there.")
            there = readers.answers[200]
            until_true(lambda: readers.answers[200] > there + 10)
        readers.answers.pop(200)
        self.assertEqual(readers.answers, {})

    def test_what_cannot_start_leaves_what_runs(self):
        before, static = set(self.site.tree()), Path(self.site.log.parent, "static")
        static.rename(static.with_suffix(".away"))
        self.site.process.send_signal(signal.SIGHUP)
        self.site.wait("goes on")
        static.with_suffix(".away").rename(static)
        self.assertIn("collectstatic", self.site.log.read_text())
        self.assertEqual(self.site.get().status, 200)
        self.assertTrue(before <= set(self.site.tree()))


class RefuseTests(TestCase):
    def test_production_without_its_settings_is_refused_with_their_list(self):
        with served(PRODUCTION="true") as site:
            self.assertEqual(site.process.wait(30), 1)
            said = site.log.read_text()
        for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_HOST"):
            self.assertIn(f"\n  {name}: ", said)
        self.assertNotIn("Traceback", said)

    def test_a_database_that_is_behind_is_refused_and_left_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "static").symlink_to(first_site() / "static")
            database = Path(shutil.copy(first_site() / "newsroom.sqlite3", folder))
            connection = sqlite3.connect(database)
            with connection:
                connection.execute("DELETE FROM django_migrations WHERE app = 'pagecache'")
            connection.close()
            site = Site(folder)
            self.assertEqual(site.process.wait(60), 1)
            self.assertIn("manage.py migrate", site.log.read_text())
            with sqlite3.connect(database) as connection:
                done = connection.execute("SELECT * FROM django_migrations WHERE app = 'pagecache'").fetchall()
            connection.close()
            self.assertEqual(done, [])

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
        with served("--without-tasks", WEB_WORKERS="1", **READY) as site:
            site.wait()
            plain = site.get(Host="www.paper.example")
            forged = site.get(Host="www.paper.example", **self.FORGED)
            self.assertEqual((plain.status, forged.status), (301, 301))
            self.assertEqual(forged.getheader("Location"), "https://www.paper.example/account/login/")
            self.assertEqual(site.get(Host="evil.example", **self.FORGED).status, 400)

    def test_a_proxy_that_was_told_of_is_believed_about_the_scheme_but_not_the_host(self):
        with served("--without-tasks", WEB_WORKERS="1", TRUSTED_PROXIES="1", **READY) as site:
            site.wait()
            self.assertEqual(site.get(Host="www.paper.example", **self.FORGED).status, 200)
            self.assertEqual(site.get(Host="evil.example", X_Forwarded_Proto="https").status, 400)
            told = site.get(Host="www.paper.example", X_Forwarded_Host="evil.example")
            self.assertEqual(told.getheader("Location"), "https://www.paper.example/account/login/")
