"""One web server: granian with its workers, at the door that newsroom/serve.py holds.

All is loaded before the workers are forked, so that they share it and the first request finds it there.
"""

import gc
import io
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from urllib.parse import urlsplit

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from .serve import BACKLOG, PATIENCE, end_with_parent, number

LAST_ANSWERS = 1.0  # seconds in which those who are connected are told that they will not be any longer
WARM_UP = ["/", "/account/login/"]
HEADERS = 10_000  # milliseconds for a client to send its headers


class Server(MPServer):
    """granian at doors that stay open: each worker has its own, and so has the one that follows it.

    By itself it opens one for each worker, and whoever waits there is lost when the worker stops.
    """

    doors = []

    def _init_shared_socket(self):
        self._ssp, self._shd, self._sso = None, None, None

    def _drop_shared_socket(self):
        """The doors are not ours to close."""

    def _spawn_worker(self, idx, *args, **options):
        self._sso = self.doors[idx]
        self._shd = SocketHolder(self._sso.fileno(), False, BACKLOG)
        return super()._spawn_worker(idx, *args, **options)

    def _stop_workers(self):
        for worker in self.wrks:
            with suppress(ProcessLookupError, TypeError):
                os.kill(worker.inner.pid, signal.SIGUSR1)
        time.sleep(LAST_ANSWERS)
        super()._stop_workers()


class Worker:
    """The application within one worker; asked to leave by SIGUSR1, it lets nobody in and says good-bye to the rest.

    granian, when it is stopped, closes each connection on which no answer is being made, also one whose request is
    just arriving. So the worker first turns from the door, and ends each connection with its next answer.
    """

    def __init__(self, application, doors, parent, ready):
        self.application, self.doors, self.leaving = application, doors, False
        # What the server does when it is asked to stop came along with the fork, and here it would do nothing.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGUSR1, self.leave)
        end_with_parent(parent)
        os.write(ready, b"1")

    def __call__(self, environ, start_response):
        if not self.leaving:
            return self.application(environ, start_response)
        return self.application(
            environ, lambda status, headers, *rest: start_response(status, [*headers, ("Connection", "close")], *rest)
        )

    def leave(self, number, frame):
        self.leaving = True
        nowhere = socket.create_server(("127.0.0.1", 0))  # a door to which nobody comes, in the other's place
        nowhere.setblocking(False)
        for fd in same_files(self.doors):
            os.dup2(nowhere.fileno(), fd, inheritable=False)


def same_files(doors):
    """Return the descriptors of this process, ours and granian's, that are doors."""
    wanted, found = {os.fstat(door.fileno()).st_ino for door in doors}, []
    for fd in range(3, 1024):
        with suppress(OSError):
            if os.fstat(fd).st_ino in wanted:
                found.append(fd)
    return found


def main(ready, *doors):
    if subprocess.run([sys.executable, "-m", "newsroom.web", "check"]).returncode:  # noqa: S603
        return 1
    application = load()
    Server.doors, parent = [socket.socket(fileno=door) for door in doors], os.getpid()
    Server(
        "newsroom.wsgi:application",
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=len(doors),
        blocking_threads=number("WEB_THREADS", 8, 64),
        websockets=False,
        backlog=BACKLOG,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS),
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE - 5,
    ).serve(target_loader=lambda *names: Worker(application, Server.doors, parent, ready))
    return 0


def load():
    """Return the application with all that first requests need: addresses, views, templates, what they import."""
    from django.conf import settings
    from django.db import connections

    from newsroom.wsgi import application  # and with it Django is set up

    home = urlsplit(settings.SITE_URL)
    from articles.models import Article

    newest = Article.objects.live().order_by("-publish_at").for_link()[:1]
    for path in [*WARM_UP, *[story.get_absolute_url() for story in newest]]:
        answer = application(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path,
                "QUERY_STRING": "",
                "SCRIPT_NAME": "",
                "SERVER_NAME": home.hostname,
                "SERVER_PORT": str(home.port or 80),
                "SERVER_PROTOCOL": "HTTP/1.1",
                "REMOTE_ADDR": "127.0.0.1",
                "HTTP_HOST": home.netloc,
                "HTTP_ACCEPT_ENCODING": "gzip",
                "wsgi.url_scheme": home.scheme,
                "wsgi.input": io.BytesIO(),
                "wsgi.errors": sys.stderr,
            },
            lambda *told: None,
        )
        getattr(answer, "close", lambda: None)()
    connections.close_all()
    gc.collect()
    gc.freeze()  # what is shared with the workers is left alone
    return application


def wrong_settings():
    """Return what the settings lack, or None."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        return django.setup()
    except ImproperlyConfigured as error:
        return str(error)


def not_ready():
    """Return what else keeps this site from being served, or None. A database that is still empty is set up."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    if not settings.DEBUG and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        return "The static files are not collected. Run: manage.py collectstatic --no-input"
    try:
        executor = MigrationExecutor(connection)
        if not executor.loader.applied_migrations:
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
        elif executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "The database is not up to date. Make a copy of it, then run: manage.py migrate"
        from privacy.erase import erase_again

        erase_again()  # those whom a backup has brought back
    except DatabaseError as error:
        return f"The database cannot be reached: {error}"
    return None


if __name__ == "__main__":
    if sys.argv[1:] == ["settings"]:
        sys.exit(wrong_settings())
    if sys.argv[1:] == ["check"]:
        sys.exit(wrong_settings() or not_ready())
    sys.exit(main(*map(int, sys.argv[1:])))
