"""The door before Django sends what the middleware would send, and leaves all else to it."""

import io
from unittest import mock

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import TestCase, override_settings

from pagecache import versions
from pagecache.move import move
from pagecache.pages import pages
from pagecache.ready import ReadyPages

from . import site


@override_settings(ROOT_URLCONF="pagecache.tests.site", PAGES_DUE=[])
class ReadyTests(TestCase):
    def setUp(self):
        site.while_rendering.clear()
        # As Django's test client does: the connection is the test's.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
            self.addCleanup(signal.connect, close_old_connections)
        self.passed_on = []
        handler = WSGIHandler()

        def application(environ, start_response):
            self.passed_on.append(environ["PATH_INFO"])
            return handler(environ, start_response)

        self.door = ReadyPages(application)

    def get(self, path="/story/1/", query="", method="GET", **headers):
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
        } | headers
        answer = {}

        def start_response(status, headers):
            answer.update(status=status, headers=dict(headers))

        answer["body"] = b"".join(self.door(environ, start_response))
        return answer

    def test_the_first_is_rendered_by_django_and_the_next_are_sent_here(self):
        first, second = self.get(), self.get()
        self.assertEqual(self.passed_on, ["/story/1/"])
        self.assertEqual(first["body"], second["body"])
        for name in ("ETag", "Cache-Control", "Vary", "Content-Type", "Content-Security-Policy", "X-Frame-Options"):
            self.assertEqual(first["headers"][name], second["headers"][name])

    def test_a_moved_version_goes_on_to_django(self):
        first = self.get()
        move("story:1")
        self.assertNotEqual(self.get()["body"], first["body"])
        self.assertEqual(len(self.passed_on), 2)

    def test_gzip_and_304_are_ready_too(self):
        self.get()
        zipped = self.get(HTTP_ACCEPT_ENCODING="gzip")
        self.assertEqual(zipped["headers"]["Content-Encoding"], "gzip")
        same = self.get(HTTP_IF_NONE_MATCH=zipped["headers"]["ETag"])
        self.assertEqual((same["status"], same["body"]), ("304 Not Modified", b""))
        self.assertEqual(len(self.passed_on), 1)

    def test_other_parameters_make_no_other_page(self):
        self.get()
        self.get(query="utm_source=x")
        self.assertEqual(len(self.passed_on), 1)
        self.get(query="before=3")
        self.assertEqual(len(self.passed_on), 2)

    def test_a_strange_host_goes_on_to_django_which_refuses_it(self):
        self.get()
        self.assertTrue(self.get(HTTP_HOST="evil.example")["status"].startswith("400"))

    def test_plain_http_goes_on_to_django_which_sends_it_to_https(self):
        with override_settings(SECURE_SSL_REDIRECT=True):
            self.get(**{"wsgi.url_scheme": "https"})
            self.get(**{"wsgi.url_scheme": "https"})
            self.assertEqual(len(self.passed_on), 1)
            self.get()
            self.assertEqual(len(self.passed_on), 2)

    def test_posts_and_strange_paths_go_on(self):
        self.get()
        self.get(method="POST")
        self.get(path="/story/\xff/")
        self.assertEqual(len(self.passed_on), 3)

    def test_the_last_good_copy_while_the_database_is_away(self):
        first = self.get()
        with mock.patch.object(versions, "read", side_effect=versions.Away):
            self.assertEqual(self.get()["body"], first["body"])
        self.assertEqual(len(self.passed_on), 1)
        self.assertIn(("/story/1/", ""), pages.by_key)
