"""Django's handler for clean requests, with only the middleware that a page for everyone needs.

A clean request carries no cookie and no form, so that sessions, CSRF, sign-in and messages have nothing to do there;
they would take a tenth of a story page's time.
"""

from functools import lru_cache

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.urls import resolve
from django.utils.module_loading import import_string


class CleanHandler(BaseHandler):
    def __init__(self):
        self._view_middleware, self._template_response_middleware, self._exception_middleware = [], [], []
        handler = convert_exception_to_response(self._get_response)
        for name in reversed(settings.KEPT_MIDDLEWARE):
            handler = convert_exception_to_response(import_string(name)(handler))
        self.get_response = handler

    def resolve_request(self, request):
        request.resolver_match = view_at(request.path_info, settings.ROOT_URLCONF)
        return request.resolver_match


@lru_cache(maxsize=5_000)
def view_at(path, urlconf):
    """Return the view at this path: to find it, dozens of patterns are tried, and the pages in demand are few."""
    return resolve(path, urlconf)
