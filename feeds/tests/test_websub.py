"""WebSub: the feeds name the hub, and a hub is told of each feed that a change has touched."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from django.test import TestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.withdraw import withdraw
from feeds import tasks
from feeds.formats import FORMATS
from newsroom.tests import cast

from .parse import NAMES, xml

HOME = "http://127.0.0.1:8000"
HOOK = ["feeds.announce.after_change"]
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


class Hub(BaseHTTPRequestHandler):
    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.told.append({name: values[0] for name, values in parse_qs(sent).items()})
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *args):
        pass


class WithHub(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.story.tags.add("Harbour")

    def setUp(self):
        self.hub = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
        self.hub.told, self.hub.answer = [], 202
        threading.Thread(target=self.hub.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.addCleanup(self.hub.server_close)
        self.addCleanup(self.hub.shutdown)
        self.address = f"http://127.0.0.1:{self.hub.server_port}/"
        settings = override_settings(WEBSUB_HUB=self.address, AFTER_STORY_CHANGE=HOOK)
        settings.enable()
        self.addCleanup(settings.disable)

    def told(self):
        self.assertTrue(all(each["hub.mode"] == "publish" for each in self.hub.told))
        return [each["hub.url"] for each in self.hub.told]


@override_settings(TASKS=AT_ONCE)
class TellingTests(WithHub):
    def test_an_update_is_told_once_for_each_feed_it_touches(self):
        cast.update(self.story, self.ed)
        places = ("latest", "sections/news", "authors/nell-byrne", "topics/harbour")
        feeds = [f"{way}/{place}.{form}" for place in places for way in ("feeds", "feeds/full") for form in FORMATS]
        self.assertCountEqual(self.told(), [f"{HOME}/{feed}" for feed in feeds])
        for feed in feeds:
            self.assertEqual(self.client.get(f"/{feed}").status_code, 200, feed)

    def test_a_publication_and_a_withdrawal_are_told(self):
        story = cast.story(self, headline="Another", slug="another")
        self.assertIn(f"{HOME}/feeds/latest.rss", self.told())
        self.hub.told.clear()
        withdraw(article=story, by=self.ed, note="Gone.")
        self.assertIn(f"{HOME}/feeds/latest.rss", self.told())

    def test_what_no_reader_has_seen_is_not_told(self):
        cast.draft(self, headline="Draft", slug="draft")
        cast.story(self, headline="Later", slug="later", when=timezone.now() + timedelta(hours=1))
        self.assertEqual(self.told(), [])

    def test_an_advert_is_in_no_feed(self):
        cast.story(self, headline="Advert", slug="advert", kind="advertiser")
        self.assertEqual(self.told(), [])

    def test_without_a_hub_nobody_is_told(self):
        with override_settings(WEBSUB_HUB=""):
            cast.update(self.story, self.ed)
        self.assertEqual(self.told(), [])

    def test_what_the_hub_does_not_want_is_logged_and_the_rest_told(self):
        self.hub.answer = 400
        with self.assertLogs("feeds.tasks", "ERROR") as logged:
            tasks.ping.call([f"{HOME}/a", f"{HOME}/b"])
        self.assertEqual(len(logged.output), 2)
        self.assertEqual(len(self.told()), 2)


@override_settings(TASKS=QUEUE)
class TryingAgainTests(WithHub):
    def waiting(self):
        return DBTaskResult.objects.filter(task_path="feeds.tasks.ping")

    def test_the_deed_waits_for_nobody(self):
        cast.update(self.story, self.ed)
        self.assertEqual(self.told(), [])
        self.assertEqual(self.waiting().count(), 1)

    def test_a_hub_that_is_down_is_asked_again_later(self):
        self.hub.answer = 503
        with self.assertLogs("feeds.tasks", "WARNING"):
            tasks.ping.call([f"{HOME}/a", f"{HOME}/b"])
        again = self.waiting().get()
        self.assertEqual(len(self.told()), 1)  # the rest can wait too
        self.assertGreater(again.run_after, timezone.now())
        self.assertEqual(again.args_kwargs["args"], [[f"{HOME}/a", f"{HOME}/b"], 1])

    def test_nobody_there_is_no_error_of_ours_and_given_up_in_the_end(self):
        with override_settings(WEBSUB_HUB="http://127.0.0.1:9/"):
            with self.assertLogs("feeds.tasks", "WARNING"):
                tasks.ping.call([f"{HOME}/a"])
            with self.assertLogs("feeds.tasks", "ERROR"):
                tasks.ping.call([f"{HOME}/a"], len(tasks.MINUTES_BETWEEN))
        self.assertEqual(self.waiting().count(), 1)


class NamingTests(WithHub):
    def test_a_feed_names_the_hub_and_itself_inside_and_in_its_headers(self):
        own = f"{HOME}/feeds/latest"
        for form, links in (("rss", "channel/atom:link"), ("atom", "atom:link")):
            response = self.client.get(f"/feeds/latest.{form}")
            found = {(each.attrib["rel"], each.attrib["href"]) for each in xml(response).findall(links, NAMES)}
            self.assertLessEqual({("hub", self.address), ("self", f"{own}.{form}")}, found)
            self.assertEqual(response.headers["Link"], f'<{self.address}>; rel="hub", <{own}.{form}>; rel="self"')
        feed = self.client.get("/feeds/latest.json").json()
        self.assertEqual(feed["hubs"], [{"type": "WebSub", "url": self.address}])

    def test_without_a_hub_there_is_no_word_of_it(self):
        with override_settings(WEBSUB_HUB=""):
            for form in FORMATS:
                response = self.client.get(f"/feeds/latest.{form}")
                self.assertNotContains(response, "hub")
                self.assertNotIn("Link", response.headers)
