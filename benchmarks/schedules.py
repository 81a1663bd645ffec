"""A thousand stories and changes go out by themselves within two minutes, while those who attend to that are killed,
and are away for a while. Each has to go out at its time, and what follows from it has to be done once:

    python -m benchmarks.schedules [--items 1000] [--over 120] [--workers 3] [--kills 20] [--away 300]
    python -m newsroom.tests.postgres python -m benchmarks.schedules

Seven of ten are scheduled stories, one is a story under embargo, two are changes to public stories. Some are put off,
taken off the schedule, cancelled or withdrawn before. Four times a second it is asked which stories are public, and
every fifth page is asked for just before its time and just after. A hub and a cache in front count what they are told.
"""

import argparse
import http.client
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .run import database, make_site
from .servers import NEWSROOM, Server

EARLY, LATE = 0.4, 0.3  # seconds before and after its time at which a page is asked for
WORKER = [sys.executable, "manage.py", "publish_due", "--forever"]
TASKS = [sys.executable, "manage.py", "db_worker", "--interval", "0.1", "--verbosity", "0"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--items", type=int, default=1000)
    options.add_argument("--over", type=float, default=120, help="seconds in which all are due")
    options.add_argument("--workers", type=int, default=3)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--away", type=float, default=300, help="seconds for which no worker is there, from half way")
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-schedules-") as folder, Outside() as outside:
        make_site(Path(folder), 100, 100)
        env = {"DATA_DIR": folder, "LOG_LEVEL": "CRITICAL", "WEBSUB_HUB": outside.home, "PURGE": "varnish"}
        os.environ |= env | {"PURGE_URL": outside.home, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        import django

        django.setup()
        from .schedules_made import Schedule, found

        begun = time.monotonic()
        schedule = Schedule(options.items, options.over, lead=options.items * 0.2 + 20)
        print(f"{len(schedule.items)} made in {time.monotonic() - begun:.0f} s", flush=True)
        server = Server(NEWSROOM, {})
        try:
            told, away, back = run(schedule, options, server.port)
            told |= found(schedule, outside, away, back)
        finally:
            server.stop()
        print(json.dumps({"database": database(), **told}, indent=2, default=str))


def run(schedule, options, port):
    """Let time pass; return how the readers and the workers fared."""
    readers, watch = Readers(schedule, port), Watch(schedule)
    workers, tasks = Workers(WORKER, options.workers), Workers(TASKS, 1)
    readers.start()
    watch.start()
    kills = [options.kills * 2 // 3, options.kills - options.kills * 2 // 3]
    half = schedule.begins.timestamp() + options.over / 2
    Killer(workers, tasks, kills[0]).until(half)
    workers.stop()
    tasks.stop()
    print(f"half of them are due; nobody attends to the rest for {options.away:.0f} s", flush=True)
    time.sleep(options.away)
    back = time.time()
    workers, tasks = Workers(WORKER, options.workers), Workers(TASKS, 1)
    Killer(workers, tasks, kills[1]).until(back + 15)
    schedule.wait_until_attended()
    readers.join()
    watch.done.set()
    watch.join()
    left = schedule.wait_for_tasks()
    workers.stop()
    tasks.stop()
    return (
        {"kills": options.kills, "tasks_begun_again": left, "watched": watch.told(), "readers": readers.told()},
        half,
        back,
    )


class Workers:
    """Some processes that do the same; who is killed has another in his place."""

    def __init__(self, command, number):
        self.command = command
        self.processes = [self.begin() for _ in range(number)]

    def begin(self):
        return subprocess.Popen(self.command, start_new_session=True, stdout=subprocess.DEVNULL)  # noqa: S603

    def kill_one(self, chance):
        place = chance.randrange(len(self.processes))
        os.killpg(self.processes[place].pid, signal.SIGKILL)
        self.processes[place].wait()
        self.processes[place] = self.begin()

    def stop(self):
        for process in self.processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


class Killer:
    """Kills a worker again and again, and the task worker with every fourth."""

    def __init__(self, workers, tasks, times):
        self.workers, self.tasks, self.times, self.chance = workers, tasks, times, random.Random(1)  # noqa: S311

    def until(self, end):
        """Spread the kills over the time from when the first worker is at work."""
        time.sleep(max(0, min(3, end - time.time())))
        for number in range(self.times):
            time.sleep(max(0, (end - time.time()) / (self.times - number) * self.chance.uniform(0.5, 1.2)))
            self.workers.kill_one(self.chance)
            if number % 4 == 3:
                self.tasks.kill_one(self.chance)
        time.sleep(max(0, end - time.time()))


class Watch(threading.Thread):
    """Asks again and again which of the stories are public, and notes when each was for the first time."""

    def __init__(self, schedule):
        super().__init__(daemon=True)
        self.due = {item.article: item.due for item in schedule.items if item.kind != "change" and item.goes_out}
        self.seen, self.done = {}, threading.Event()

    def run(self):
        from articles.models import Article

        while not self.done.wait(0.25):
            # Before the question is asked: what is public then has been so since.
            before = time.time()
            for number in Article.objects.live().filter(pk__in=self.due).values_list("pk", flat=True):
                self.seen.setdefault(number, (before, time.time()))

    def told(self):
        early = sum(after < self.due[number] for number, (_, after) in self.seen.items())
        return {"stories": len(self.seen), "early": early} | spread(
            before - self.due[number] for number, (before, _) in self.seen.items()
        )


class Readers:
    """Some who ask for each page just before its time and from just after it on, until it shows what it should."""

    def __init__(self, schedule, port, number=4):
        asked = [item for item in schedule.items if item.is_asked]
        self.moments = sorted(
            [(item.due - EARLY, item, False) for item in asked] + [(item.due + LATE, item, True) for item in asked],
            key=lambda moment: moment[0],
            reverse=True,
        )
        self.threads = [threading.Thread(target=self.ask, daemon=True) for _ in range(number)]
        self.port, self.early, self.late, self.errors = port, 0, [], Counter()

    def start(self):
        for thread in self.threads:
            thread.start()

    def join(self):
        for thread in self.threads:
            thread.join()

    def next_moment(self):
        with suppress(IndexError):
            return self.moments.pop()

    def ask(self):
        for at, item, is_due in iter(self.next_moment, None):
            time.sleep(max(0, at - time.time()))
            if not is_due and time.time() < item.due - EARLY / 4:  # the machine may have been busy
                self.early += self.shows(item) and time.time() < item.due
            elif is_due and item.goes_out:
                self.wait_for(item)
            elif is_due:
                self.early += self.shows(item)

    def wait_for(self, item):
        until = time.time() + 30
        while not self.shows(item) and time.time() < until:
            time.sleep(0.05)
        self.late.append(time.time() - item.due)

    def shows(self, item):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request("GET", item.address)
            answer = line.getresponse()
            text = answer.read().decode()
        finally:
            line.close()
        self.errors[answer.status] += answer.status >= 500
        return answer.status == 200 and item.words in text

    def told(self):
        late = sorted(self.late)
        return {"early": self.early, "server_errors": sum(self.errors.values()), "shown_after_s": spread(late)}


def spread(seconds):
    seconds = sorted(seconds)
    return {
        "items": len(seconds),
        "median": round(statistics.median(seconds), 2),
        "p99": round(seconds[len(seconds) * 99 // 100], 2),
        "max": round(seconds[-1], 2),
    }


class Outside(ThreadingHTTPServer):
    """The hub and the cache in front, as one server that counts what it is told."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Told)
        self.home = f"http://127.0.0.1:{self.server_port}/"
        self.pings, self.bans, self.lock = 0, 0, threading.Lock()

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *wrong):
        self.shutdown()


class Told(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with self.server.lock:
            self.server.pings += 1
        self.answer()

    def do_BAN(self):
        with self.server.lock:
            self.server.bans += 1
        self.answer()

    def answer(self):
        self.send_response(204)
        self.end_headers()

    def log_message(self, *words):
        pass


if __name__ == "__main__":
    main()
