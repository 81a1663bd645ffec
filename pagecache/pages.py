"""The pages that this process has ready to send."""

import gzip
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

PLANS = 20_000  # paths of which is known what they are made from
OVERHEAD = 2_000  # bytes that a page takes beside its text, roughly
NOT_KEPT = {"Content-Length", "Content-Encoding", "ETag", "Set-Cookie"}


class Page:
    """A page as it is sent: plain, gzipped, or as "the one that you have still stands"; and what it was made from.

    `numbers` are the versions of the names it was made from, as they stood before it was rendered; `until` is the
    moment at which time alone may change it.
    """

    def __init__(self, body, headers, numbers, until):
        self.body, self.numbers, self.until = body, numbers, until
        self.tag = sha256(body).hexdigest()[:24]  # the one that processors know by heart
        self.zipped, self.zipping = None, threading.Lock()
        headers = [(name, value) for name, value in headers if name not in NOT_KEPT]
        self.whole = [*headers, ("ETag", f'"{self.tag}"'), ("Content-Length", str(len(body)))]
        self.same = [header for header in self.whole if header[0] not in ("Content-Type", "Content-Length")]

    def stands(self, plan, numbers):
        return self.numbers == plan.of(numbers) and time.time() < self.until

    @property
    def size(self):
        return len(self.body) * 5 // 4 + OVERHEAD  # text zips to about a fifth

    def answer(self, environ):
        """Return status, headers and body for a request with this environment."""
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and (self.tag in asked or asked.strip() == "*"):
            return "304 Not Modified", self.same, b""
        if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            return "200 OK", *self.gzip()
        return "200 OK", self.whole, self.body

    def gzip(self):
        with self.zipping:
            if self.zipped is None:
                body = gzip.compress(self.body, compresslevel=6, mtime=0)
                headers = [header for header in self.whole if header[0] not in ("ETag", "Content-Length")]
                headers += [("ETag", f'"{self.tag}-gzip"'), ("Content-Length", str(len(body)))]
                self.zipped = [*headers, ("Content-Encoding", "gzip")], body
            return self.zipped


class Shelf:
    """Things with a `size` in bytes by their keys; the least used are thrown away when all take more than `most`."""

    def __init__(self, most):
        self.most = most
        self.clear()

    def clear(self):
        self.by_key, self.size, self.changing = OrderedDict(), 0, threading.Lock()

    def get(self, key):
        thing = self.by_key.get(key)
        if thing:
            with suppress(KeyError):  # another thread has thrown it away meanwhile
                self.by_key.move_to_end(key)
        return thing

    def keep(self, key, thing):
        with self.changing:
            old = self.by_key.pop(key, None)
            self.by_key[key] = thing
            self.size += thing.size - (old.size if old else 0)
            while self.size > self.most:
                _, thrown = self.by_key.popitem(last=False)
                self.size -= thrown.size


class Pages(Shelf):
    """The pages by path and query; with what each path is made from, and who is rendering which."""

    def clear(self):
        super().clear()
        self.plans, self.locks = {}, {}

    def remember(self, path, plan):
        if len(self.plans) >= PLANS:
            self.plans.clear()  # found again as they are asked for
        self.plans[path] = plan

    def rendering(self, key):
        """Return the lock that whoever renders this page holds."""
        return self.locks.setdefault(key, threading.Lock())

    def rendered(self, key):
        self.locks.pop(key, None)


pages = Pages(settings.PAGES_KEPT_MB * 1024 * 1024)
parts = Shelf(settings.PARTS_KEPT_MB * 1024 * 1024)


def asked_for(query, params):
    """Return the query with only the parameters that the page reads, in one order, each once."""
    if not query or not params:
        return ""
    try:
        found = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=50))
    except ValueError:
        return ""
    return urlencode([(name, found[name]) for name in params if name in found])


def accepts_gzip(header):
    for coding in header.split(","):
        name, _, quality = coding.partition(";")
        if name.strip().lower() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
