"""What every test stands on: a data folder of its own, fast passwords, plain static files, mail kept in memory; and
for the tests that drive Chromium, a browser that reports what the page's security policy refused."""

import os
import shutil
import sqlite3
import warnings
from pathlib import Path
from unittest import mock

import pytest

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AT_ONCE = ["all", "all_inner_texts", "all_text_contents", "count", "is_checked", "is_hidden", "is_visible"]


def pytest_configure(config):
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.COMMENT_RATES = []  # tests post as fast as they can; comments/tests/test_screen.py sets some
    settings.COMMENT_PROOF_HOURS = 0  # and their readers are all new; accounts/tests/test_proof.py asks for proofs
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.VERSIONS_STAND_MS = 0  # a test sees at once what it did
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as on a real site: threads have connections of their own and wait for each other.
        database.setdefault("TEST", {})["NAME"] = str(Path(os.environ["DATA_DIR"]) / "test.sqlite3")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    for item in items:
        if asks_a_database(item) and not item.get_closest_marker("once"):
            item.add_marker("database")
    yield  # pytest leaves out what was not asked for, pytest-django sorts the rest
    if config.getvalue("dist", "no") == "loadscope":
        items.sort(key=lambda item: not is_slow(item))  # the long ones first, so that none is left for the end
    say_if_there_is_no_browser(items)


def say_if_there_is_no_browser(items):
    if Path(CHROMIUM).exists():
        return
    if os.environ.get("CI"):
        raise pytest.UsageError(f"{CHROMIUM} is missing: the browser tests must run here.")
    skipped = [item for item in items if item.get_closest_marker("browser")]
    for item in skipped:
        item.add_marker(pytest.mark.skip(reason=f"{CHROMIUM} is missing"))
    if skipped:
        warnings.warn(f"{len(skipped)} BROWSER TESTS ARE SKIPPED: install Chromium at {CHROMIUM}.", stacklevel=1)


def asks_a_database(item):
    """Tell whether the test may ask one: all others say the same whichever database there is."""
    return bool(item.get_closest_marker("django_db") or getattr(item.cls, "databases", ()))


def is_slow(item):
    return bool(item.get_closest_marker("browser")) or item.path.name == "test_serve.py"


@pytest.fixture(scope="session")
def django_db_keepdb(request, django_db_modify_db_settings):
    """Let each run, and each worker of a parallel one, begin with a copy of a database that was made before: to migrate
    takes longer than many tests."""
    from django.conf import settings

    from newsroom.tests.first import first_database, migrated

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        shutil.copy(migrated(), database["TEST"]["NAME"])
        return True
    if hasattr(request.config, "workerinput"):
        database["TEST"]["TEMPLATE"] = first_database()
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After a test that commits, SQLite's database is put back as the migrations left it, from a copy in memory. That
    is quicker than to empty each table, as Django does, and what the migrations wrote is there again."""
    from django.db import connection
    from django.test import TransactionTestCase

    if connection.vendor != "sqlite":
        yield
        return
    first = sqlite3.connect(":memory:")
    with django_db_blocker.unblock():
        connection.ensure_connection()
        connection.connection.backup(first)

    def put_back(case):
        connection.ensure_connection()
        first.backup(connection.connection)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", put_back):
        yield
    first.close()


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Each test begins without kept pages, as a server does, and sees at once how many comments there are."""
    from pagecache import due
    from pagecache.keep import ask
    from pagecache.pages import pages, parts
    from score import force

    pages.clear()
    parts.clear()
    due.forget()
    force.forget()
    ask.away_until = 0.0
    monkeypatch.setattr("comments.counted.SECONDS", 0)


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        look_at_whole_pages_only()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def look_at_whole_pages_only():
    """Let every question that Playwright answers at once wait for the page's end: a click comes back as soon as the
    next page has begun, and on a slow machine nothing of it may be there to count yet."""
    from playwright.sync_api import Locator

    def of_the_whole_page(ask):
        def asked(locator, *args, **kwargs):
            locator.page.wait_for_load_state("domcontentloaded")
            return ask(locator, *args, **kwargs)

        return asked

    for name in AT_ONCE:
        setattr(Locator, name, of_the_whole_page(getattr(Locator, name)))


@pytest.fixture
def open_page(chromium, live_server):
    """Return a function that opens a browser window on the site: `open_page(scripts=False, width=360)`.

    At the end, nothing may have been refused by the Content-Security-Policy, failed in a script, run as a dialog, or
    been asked of another host.
    """
    contexts, refused = [], []

    def open_page(scripts=True, width=1280, dark=False, policy=True):
        context = chromium.new_context(
            java_script_enabled=scripts,
            bypass_csp=not policy,  # where what stands behind the policy must hold by itself
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            base_url=live_server.url,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.home = live_server.url
        watch(page, live_server.url, refused)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not refused, refused


def watch(page, home, refused):
    def console(message):
        if getattr(page, "is_examined", False):  # by newsroom/tests/faces.py
            return
        # An answer that is not 200, or none, is no fault of a script; all else that the browser calls an error is.
        if message.type == "error" and not message.text.startswith(("Failed to load", "Response Status", "htmx:")):
            refused.append(message.text)

    def dialog(opened):
        refused.append(f"A dialog opened: {opened.message}")
        opened.dismiss()

    def request(asked):
        if not asked.url.startswith((home, "data:", "blob:")):
            refused.append(f"Another host was asked: {asked.url}")

    page.on("console", console)
    page.on("dialog", dialog)
    page.on("request", request)
    page.on("pageerror", lambda error: refused.append(f"A script failed: {error}"))
