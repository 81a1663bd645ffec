"""Run the server and the task worker side by side, on this machine only, until Ctrl-C; neither outlives the other."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

PORT = os.environ.get("PORT", "8000")
SERVER = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", PORT, "--workers", "2"]
SERVER += ["--blocking-threads", "8", "--log-level", "error", "newsroom.wsgi:application"]
WORKER = ["manage.py", "db_worker", "--verbosity", "0"]
COMMANDS = [[sys.executable, "-m", *SERVER], [sys.executable, *WORKER]]
PATIENCE = 15  # seconds for the worker to finish the photo that it is at


class Running:
    """The processes, as long as all of them run, nobody wants them to stop, and whoever started us is there."""

    def __init__(self):
        self.parent, self.processes, self.stop = os.getppid(), [], False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)

    def ask_to_stop(self, number, frame):
        self.stop = True

    def start(self):
        for command in COMMANDS:
            # In a session of its own: Ctrl-C in the terminal comes to us alone, and we end the others.
            self.processes.append(subprocess.Popen(command, start_new_session=True))  # noqa: S603

    def __bool__(self):
        here = os.getppid() == self.parent
        return here and not self.stop and all(process.poll() is None for process in self.processes)


def main():
    running = Running()
    try:
        running.start()
        while running and not answers():
            time.sleep(0.1)
        if running:
            print(f"\n  Ready: http://127.0.0.1:{PORT}/   Ctrl-C stops it.\n", flush=True)
        while running:
            time.sleep(0.3)
        return 0 if running.stop else 1
    finally:
        end(running.processes)


def answers():
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", int(PORT))) == 0


def end(processes):
    """Ask all to stop, wait, and kill what is left of their groups."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):  # all of it is gone
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
