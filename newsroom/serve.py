"""The production command: the web server, the task worker and what attends to the times of stories, side by side, until
they are asked to stop.

This process holds the doors (the listening sockets) and nothing else, so that nobody is turned away while what stands
behind it is exchanged. SIGTERM or Ctrl-C: no new connection, all that were let in are answered, the task in hand is
finished. SIGHUP: a new server with the code and settings as they now are; only when it is ready does the old one
leave, and if it does not get ready, the old one stays.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from ipaddress import ip_address

PATIENCE = 25  # seconds to finish what is at hand, before it is killed
STARTING = 60  # seconds for a new server to get ready
PAUSE = 2  # seconds before a helper that broke off is started again
BACKLOG = 1024
HELPERS = [
    [sys.executable, "manage.py", "db_worker", "--verbosity", "0"],
    [sys.executable, "manage.py", "publish_due", "--forever"],
]


class Web:
    """One web server (newsroom/web.py) with its workers; each says through a pipe when it takes requests."""

    def __init__(self, doors):
        self.workers, self.workers_ready = len(doors), 0
        self.pipe, theirs = os.pipe()
        os.set_blocking(self.pipe, False)
        doors = [door.fileno() for door in doors]
        command = [sys.executable, "-m", "newsroom.web", *map(str, [theirs, *doors])]
        self.process = start(command, pass_fds=(theirs, *doors))
        os.close(theirs)
        self.deadline = time.monotonic() + STARTING

    def is_ready(self):
        with suppress(BlockingIOError):
            self.workers_ready += len(os.read(self.pipe, 64))
        return self.workers_ready >= self.workers

    def has_failed(self):
        return self.process.poll() is not None or (not self.is_ready() and time.monotonic() > self.deadline)


class Helper:
    """A process that works beside the server."""

    def __init__(self, command):
        self.command, self.process, self.started_at = command, None, 0.0

    def look_after(self):
        """Start it, and start it again when it broke off, as it does when the database is away."""
        if self.process is None or (gone(self.process) and time.monotonic() > self.started_at + PAUSE):
            self.process, self.started_at = start(self.command), time.monotonic()


class Serving:
    """The processes; and what signals have asked for, which is done at the next look."""

    def __init__(self, doors, with_tasks):
        self.doors, self.helpers = doors, [Helper(command) for command in HELPERS] if with_tasks else []
        self.parent, self.stop, self.reload = os.getppid(), False, False
        self.web, self.next, self.leaving = None, None, []
        signal.signal(signal.SIGINT, self.ask_to_stop)
        signal.signal(signal.SIGTERM, self.ask_to_stop)
        signal.signal(signal.SIGHUP, self.ask_to_reload)

    def ask_to_stop(self, number, frame):
        self.stop = True

    def ask_to_reload(self, number, frame):
        self.reload = True

    def run(self, when_ready):
        """Return how it ended: 0 because it was asked to, 1 because the server broke off or whoever started us did."""
        self.web = Web(self.doors)
        while not self.stop and os.getppid() == self.parent:
            if self.web.has_failed():
                return 1
            if when_ready and self.web.is_ready():
                when_ready()
                when_ready = None
            self.look_after_reload()
            self.look_after_helpers()
            self.leaving = [process for process in self.leaving if not gone(process)]
            time.sleep(0.1)
        return 0 if self.stop else 1

    def look_after_reload(self):
        if self.reload and self.next is None and self.web.is_ready():
            self.reload, self.next = False, Web(self.doors)
        if self.next and self.next.has_failed():
            print("Newsroom could not be started anew. What ran before goes on.", file=sys.stderr, flush=True)
            self.leave(self.next.process)
            self.next = None
        elif self.next and self.next.is_ready():
            self.leave(self.web.process)
            self.web, self.next = self.next, None
            for helper in self.helpers:  # those that follow know the new code and settings
                if helper.process:
                    self.leave(helper.process)
                    helper.process = None

    def look_after_helpers(self):
        if self.web.is_ready():
            for helper in self.helpers:
                helper.look_after()

    def leave(self, process):
        with suppress(ProcessLookupError):
            process.terminate()
        self.leaving.append(process)

    def end(self):
        """Let nobody else in, let all finish what they are at, and kill what is left after that."""
        for door in self.doors:
            door.listen(0)  # who comes now waits outside, and is refused when the door is gone
        others = [web.process for web in (self.web, self.next) if web]
        for process in others + [helper.process for helper in self.helpers if helper.process]:
            self.leave(process)
        deadline = time.monotonic() + PATIENCE
        for process in self.leaving:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0, deadline - time.monotonic()))
            with suppress(ProcessLookupError):  # all of its group is gone
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def start(command, **options):
    # In a session of its own: Ctrl-C in the terminal comes to us alone, and we end the others.
    end = partial(end_with_parent, os.getpid())
    return subprocess.Popen(command, start_new_session=True, preexec_fn=end, **options)  # noqa: S603


def end_with_parent(parent):
    """Have Linux end this process should the one that started it be killed, and at once if it has been already."""
    with suppress(AttributeError, OSError):  # other systems
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)


def gone(process):
    return process.poll() is not None


def open_doors(host, port, workers):
    """Return a listening socket for each worker, all at one address: the system sends each visitor to one of them.

    With one for all, whichever worker was awake took a whole burst of visitors, and the other cores stood idle.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    socket.create_server((host, port), family=family).close()  # refused where another program listens
    doors = [
        socket.create_server((host, port), family=family, backlog=BACKLOG, reuse_port=True) for _ in range(workers)
    ]
    for door in doors:
        door.setblocking(False)
    return doors


def number(name, default, most):
    """Return a number from the environment, or end with what is wrong with it."""
    text = os.environ.get(name) or str(default)
    if not text.isdigit() or not 1 <= int(text) <= most:
        sys.exit(f"{name} must be a number from 1 to {most}, not '{text}'.")
    return int(text)


def main(host=None, with_tasks=True):
    host = (host or os.environ.get("HOST") or "127.0.0.1").strip("[]")
    port = number("PORT", 8000, 65535)
    try:
        alone = not ip_address(host).is_loopback
        doors = open_doors(host, port, number("WEB_WORKERS", 2, 64))
    except ValueError:
        sys.exit(f"HOST must be an address of this machine, as in 127.0.0.1 or 0.0.0.0, not '{host}'.")
    except OSError as error:
        sys.exit(f"Newsroom cannot listen at {host}, port {port}: {error.strerror}.")
    if alone:
        print("Put a web server in front, as in deploy/nginx.conf: alone, slow clients can occupy this one.")

    def say_ready():
        print(f"\n  Ready: http://{f'[{host}]' if ':' in host else host}:{port}/   Ctrl-C stops it.\n", flush=True)

    serving = Serving(doors, with_tasks)
    try:
        return serving.run(say_ready)
    finally:
        serving.end()


if __name__ == "__main__":
    sys.exit(main(with_tasks="--without-tasks" not in sys.argv))
