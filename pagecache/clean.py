"""Django's handler for clean requests, with only the middleware that a page for everyone needs.

A clean request carries no cookie and no form, so that sessions, CSRF, sign-in and messages have nothing to do there;
they would take a tenth of a story page's time.
"""

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.utils.module_loading import import_string


class CleanHandler(BaseHandler):
    def __init__(self):
        self._view_middleware, self._template_response_middleware, self._exception_middleware = [], [], []
        handler = convert_exception_to_response(self._get_response)
        for name in reversed(settings.KEPT_MIDDLEWARE):
            handler = convert_exception_to_response(import_string(name)(handler))
        self.get_response = handler
