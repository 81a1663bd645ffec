"""Kill the whole server again and again while people post; nothing acknowledged may be lost, and nothing half there:

    python -m benchmarks.kill --times 100     (or: python -m newsroom.tests.postgres python -m benchmarks.kill)

A comment is acknowledged when its poster was sent on to it. After each kill the server starts anew on the same data.
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
from contextlib import suppress
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
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-kill-") as folder:
        home = Path(folder)
        site = make_site(home, 100, 1000)
        acknowledged, chance = [], random.Random(1)  # noqa: S311
        for time_killed in range(options.times):
            server = Server(NEWSROOM, {"DATA_DIR": folder, "LOG_LEVEL": "CRITICAL", "COMMENT_RATES": ""})
            acknowledged += posted_until_killed(server, site, chance.uniform(0.1, options.seconds))
            if time_killed % 10 == 9:
                print(f"killed {time_killed + 1} times, {len(acknowledged)} comments acknowledged", flush=True)
        print(database(), after_all(home, acknowledged, site))


def posted_until_killed(server, site, seconds):
    """Post from several connections, kill all processes of the server, and return the keys of what was acknowledged."""
    cookie, token = sign_in(server, site["reader"], site["password"])
    keys, done = [], threading.Event()

    def post():
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        headers = {"Cookie": cookie, "X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded"}
        with suppress(OSError, http.client.HTTPException):
            while not done.is_set():
                key = str(uuid.uuid4())
                body = urlencode({"form_key": key, "text": f"The lights went out again, for the time {key}."})
                line.request("POST", site["comment_post"], body, headers)
                answer = line.getresponse()
                answer.read()
                if answer.status == 302:
                    keys.append(key)

    posters = [threading.Thread(target=post) for _ in range(POSTERS)]
    for poster in posters:
        poster.start()
    time.sleep(seconds)
    for pid in family_of(server.pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    server.process.wait()
    done.set()
    for poster in posters:
        poster.join()
    return keys


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
