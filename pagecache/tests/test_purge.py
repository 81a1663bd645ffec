"""What a cache in front of the site is told, and when."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from django.test import TestCase, override_settings

from pagecache.move import move


class Front(BaseHTTPRequestHandler):
    """Takes down what it is asked, as Varnish or a CDN would; refuses the first `refuse` times."""

    asked, refuse = [], 0

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        Front.asked.append((self.command, dict(self.headers), body))
        Front.refuse -= 1
        self.send_response(503 if Front.refuse >= 0 else 200)
        self.end_headers()

    do_BAN = do_POST = answer

    def log_message(self, *words):
        pass


@override_settings(ROOT_URLCONF="pagecache.tests.site", PAGES_DUE=[])
class PurgeTests(TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = HTTPServer(("127.0.0.1", 0), Front)
        cls.url = f"http://127.0.0.1:{cls.server.server_port}/purge"
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.server.server_close)
        cls.addClassCleanup(cls.server.shutdown)

    def setUp(self):
        Front.asked, Front.refuse = [], 0

    def told(self, kind, *names, **how):
        with (
            override_settings(PURGE=kind, PURGE_URL=self.url, PURGE_TOKEN="secret"),
            self.captureOnCommitCallbacks(execute=True),
        ):
            move(*names, **how)
        return Front.asked

    def test_nobody_where_nothing_stands_in_front(self):
        self.assertEqual(self.told("", "story:1"), [])

    def test_varnish_is_given_a_ban(self):
        [(method, headers, _)] = self.told("varnish", "story:12", "latest")
        self.assertEqual((method, headers["X-Ban-Surrogate-Key"]), ("BAN", r"(^|\s)(latest|story\-12)(\s|$)"))

    def test_fastly_is_given_the_keys(self):
        [(method, headers, _)] = self.told("fastly", "story:12")
        self.assertEqual((method, headers["Surrogate-Key"], headers["Fastly-Key"]), ("POST", "story-12", "secret"))

    def test_cloudflare_is_given_the_tags(self):
        [(_, headers, body)] = self.told("cloudflare", "story:12", "latest")
        self.assertEqual((headers["Authorization"], body), ("Bearer secret", '{"tags": ["latest", "story-12"]}'))

    def test_it_is_told_again_when_it_does_not_answer(self):
        Front.refuse = 1
        self.assertEqual(len(self.told("fastly", "story:12")), 2)

    def test_what_is_only_added_may_wait(self):
        self.assertEqual(self.told("varnish", "thread:12", purge=False), [])

    def test_pages_carry_the_keys(self):
        with override_settings(PURGE="fastly"):
            self.assertEqual(self.client.get("/story/1/").headers["Surrogate-Key"], "story-1 paper")
        with override_settings(PURGE="cloudflare"):
            self.assertEqual(self.client.get("/story/2/").headers["Cache-Tag"], "story-2,paper")
        self.assertNotIn("Surrogate-Key", self.client.get("/story/3/").headers)
