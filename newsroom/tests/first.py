"""What is made once for a whole run of the tests, by the worker that needs it first: a site that was just set up. A
SQLite database with all tables is kept for the runs to come: to make one takes longer than most runs."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from .imports import imports

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
DATABASE = "newsroom_first"  # on PostgreSQL


def environ(folder, **settings_of_it):
    """Return the environment of a site of its own in this folder."""
    ours = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return ours | {"DATA_DIR": str(folder), **settings_of_it}


def migrated():
    """Return an empty SQLite database with all tables."""
    with once("migrated") as folder:
        if folder:
            made, kept = folder / "newsroom.sqlite3", kept_database()
            if kept.exists():
                shutil.copy(kept, made)
            else:
                run(folder, "manage.py", "migrate", "--verbosity", "0")
                keep(made, kept)
    return Path(os.environ["TESTS_DIR"], "migrated", "newsroom.sqlite3")


def kept_database():
    """Return where a database is kept that is as the migrations make it today."""
    base, said = Path(settings.BASE_DIR), hashlib.sha256()
    for path in [base / "requirements.txt", *sorted(made_from(base))]:
        said.update(f"{path.relative_to(base)}\n".encode() + path.read_bytes())
    return base / ".pytest_cache" / "migrated" / f"{said.hexdigest()[:16]}.sqlite3"


def keep(made, kept):
    kept.parent.mkdir(parents=True, exist_ok=True)
    for old in kept.parent.iterdir():
        old.unlink(missing_ok=True)
    # Whole or not at all: another run may look for it now.
    being_copied = Path(shutil.copy(made, kept.with_suffix(f".{os.getpid()}")))
    being_copied.rename(kept)


def made_from(base):
    """Return the files of which the migrations are made: their own, and what they import."""
    found, new = set(), set(base.glob("*/migrations/*.py"))
    while new:
        found |= new
        named = {base.joinpath(*name.split(".")) for path in new for name in imports(path)}
        named |= {path.parent for path in named}  # of a name in a module
        files = {file for path in named for file in (path.with_suffix(".py"), path / "__init__.py")}
        new = {file for file in files if file.is_relative_to(base) and file.exists()} - found
    return found


def first_site():
    """Return the folder of a site that was set up as on its first start: with static files and an empty database."""
    with once("first") as folder:
        if folder:
            shutil.copy(migrated(), folder / "newsroom.sqlite3")
            run(folder, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
            run(folder, "-m", "newsroom.web", "check")  # as newsroom.serve does
    return Path(os.environ["TESTS_DIR"], "first")


def first_database():
    """Return the name of a database with all tables on the PostgreSQL server, for others to be copied from."""
    import psycopg

    with once("first-postgresql") as folder:
        if folder:
            with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {DATABASE}")
            there = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{DATABASE}").geturl()
            run(folder, "manage.py", "migrate", "--verbosity", "0", DATABASE_URL=there)
    return DATABASE


def run(folder, *command, **settings_of_it):
    subprocess.run([sys.executable, *command], cwd=settings.BASE_DIR, env=environ(folder, **settings_of_it), check=True)


@contextmanager
def once(name):
    """Give the first worker a folder to make, and every other one None, when it is made."""
    folder, lock = Path(os.environ["TESTS_DIR"], name), Path(os.environ["TESTS_DIR"], f"{name}.lock")
    with lock.open("w") as locked:
        fcntl.flock(locked, fcntl.LOCK_EX)
        if folder.exists():
            yield None
            return
        being_made = folder.with_suffix(".new")
        being_made.mkdir()
        yield being_made
        being_made.rename(folder)
