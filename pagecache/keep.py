"""The outermost middleware: a public page is rendered once and then sent from memory until something it shows changes.

A page stands as long as the versions of what it was made from are those that were read before it was rendered. One
small query asks for them, so that every process agrees with the database: with the very next request, or where the
database is a server of its own within the few milliseconds of VERSIONS_STAND_MS. So long, and no longer, may what was
rendered before a commit be sent after it. One request renders; the others wait a moment and then take the last good
copy, as everybody does while the database is away.

A page is rendered from its address alone: the view gets a request that carries nothing else of the one that came in.
So no header, cookie or unknown parameter of one visitor can change what another is sent.
"""

import io
import time
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.urls import Resolver404, resolve

from . import due, purge, versions
from .clean import CleanHandler
from .pages import Page, asked_for, pages

PATIENCE = 0.5  # seconds that a request waits for the one that renders, before it takes the last good copy
AWAY = 1.0  # seconds for which a database that could not be reached is not asked again
MOST_KNOWN = 10_000  # answers that are kept for those milliseconds
LONGEST_QUERY = 300  # characters; what is longer is answered, but not kept


class Numbers:
    """Ask for versions, but not while the database is known to be away; nor again within the few milliseconds for
    which an answer stands where the database is not on this machine's disk (VERSIONS_STAND_MS)."""

    away_until = 0.0

    def __init__(self):
        self.known = {}  # what was asked → when that is to be asked anew, and the answer

    def read(self, plan):
        """Return the versions of what a page is made from, or None while the database is away."""
        now = time.monotonic()
        if now < self.away_until:
            return None
        until, numbers = self.known.get(plan.asked, (0, None))
        if now < until:
            return numbers
        try:
            numbers = self.from_database(plan)
        except versions.Away:
            self.away_until = time.monotonic() + AWAY
            return None
        if settings.VERSIONS_STAND_MS:
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            # From before they were asked for: what is rendered with them is never stamped newer than it is.
            self.known[plan.asked] = now + settings.VERSIONS_STAND_MS / 1000, numbers
        return numbers

    def from_database(self, plan):
        with suppress(versions.Away):
            return versions.read(plan.asked)
        return versions.read(plan.asked)  # once more, with a new connection


ask = Numbers()


class KeepPages:
    def __init__(self, get_response):
        self.get_response = get_response
        self.make = CleanHandler().get_response
        home = urlsplit(settings.SITE_URL)
        self.home = {
            "HTTP_HOST": home.netloc,
            "SERVER_NAME": home.hostname,
            "SERVER_PORT": str(home.port or (443 if home.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": home.scheme,
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "REMOTE_ADDR": "127.0.0.1",
        }

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or refused_or_sent_on(request):
            return self.get_response(request)
        path = request.path_info
        plan = pages.plans.get(path) or plan_for(path)
        if plan is None:
            return self.get_response(request)
        key = path, asked_for(request.META.get("QUERY_STRING", ""), plan.params)
        numbers = ask.read(plan)
        page = pages.get(key)
        if page and (numbers is None or page.stands(plan, numbers)):
            return send(page, request)
        return self.one_renders(request, plan, key, numbers)

    def one_renders(self, request, plan, key, numbers):
        if not pages.most:  # nothing is kept: then nobody need wait
            return self.render(request, plan, key, numbers)
        lock = pages.rendering(key)
        mine = lock.acquire(blocking=False)
        if not mine:
            mine = lock.acquire(timeout=PATIENCE)
            numbers = ask.read(plan)
            page = pages.get(key)
            if page and (not mine or numbers is None or page.stands(plan, numbers)):
                if mine:
                    lock.release()
                return send(page, request)  # just rendered by another, or the last good copy
        try:
            return self.render(request, plan, key, numbers)
        finally:
            if mine:
                pages.rendered(key)
                lock.release()

    def render(self, request, plan, key, numbers):
        now = time.time()
        clean = self.clean(request, key[1])
        clean.versions = None if numbers is None else {name: numbers.get(name, 0) for name in plan.asked}
        clean.until = min(due.until(numbers, now), now + plan.seconds) if numbers is not None else 0.0
        response = self.make(clean)
        if response.status_code >= 500 and (last := pages.get(key)):
            return send(last, request)
        if response.status_code != 200 or not getattr(response, "may_be_kept", False):
            return response
        for name, value in purge.headers(plan.names).items():
            response.headers[name] = value
        page = Page(response.content, response.items(), plan.of(numbers or {}), clean.until)
        if (last := pages.get(key)) and last.whole == page.whole:
            page.zipped = last.zipped  # the same again, as when only the numbers in it were looked up
        if numbers is not None and len(key[1]) <= LONGEST_QUERY:
            pages.remember(key[0], plan)
            pages.keep(key, page)
        return send(page, request)

    def clean(self, request, query):
        """Return a request with the address of this one, and nothing else of it."""
        return WSGIRequest(
            self.home
            | {
                "PATH_INFO": request.path_info.encode().decode("latin-1"),  # as a server gives it
                "QUERY_STRING": query,
                "wsgi.input": io.BytesIO(),
                "wsgi.errors": request.environ.get("wsgi.errors"),
            }
        )


def send(page, request):
    status, headers, body = page.answer(request.META)
    return HttpResponse(body, status=int(status[:3]), headers=dict(headers))


def refused_or_sent_on(request):
    """Tell whether Django refuses the host, or sends plain HTTP on to HTTPS: that comes before any page."""
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        return True
    try:
        request.get_host()
    except DisallowedHost:
        return True
    return False


def plan_for(path):
    """Return what the page at this path is made from, or None where no page for everyone stands."""
    if path.startswith(settings.STATIC_URL):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    kept = getattr(match.func, "kept", None)
    return kept and kept.plan(match.kwargs)
