"""The breaking banner: the deed, the page at the desk, and where readers see it."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.test import TestCase, override_settings
from django.utils import timezone

from articles.withdraw import withdraw
from fronts.arrange import NotAllowed
from fronts.banner import BannerConflict, OverBeforeItBegins, put_up, take_down
from fronts.models import Banner
from newsroom.tests import cast
from pagecache.models import PageVersion

HOUR = timedelta(hours=1)
DESK = "/admin/fronts/banner/"


class BannerTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.now = timezone.now()

    def put_up(self, text="The bridge is shut", **facts):
        facts = {"by": self.ed, "until": self.now + HOUR, "at": self.now} | facts
        return put_up(text=text, **facts)

    def showing(self, at=None):
        banner = Banner.objects.showing(at or self.now).first()
        return banner and banner.text

    def test_it_shows_from_its_time_until_its_end(self):
        self.put_up(from_time=self.now + HOUR, until=self.now + 2 * HOUR)
        times = [self.now, self.now + HOUR, self.now + 1.9 * HOUR, self.now + 2 * HOUR]
        text = "The bridge is shut"
        self.assertEqual([self.showing(at) for at in times], [None, text, text, None])

    def test_another_takes_the_place_of_the_one_that_was_seen(self):
        first = self.put_up()
        self.put_up("The bridge is open", seen=first.pk)
        self.assertEqual(self.showing(), "The bridge is open")
        first.refresh_from_db()
        self.assertEqual((first.taken_down, first.taken_down_by), (True, self.ed))

    def test_a_banner_that_was_not_seen_is_not_replaced(self):
        first = self.put_up()
        for seen in (None, first.pk + 99):
            with self.subTest(seen=seen), self.assertRaisesMessage(BannerConflict, "Ed put up “The bridge is shut”"):
                self.put_up("Another", seen=seen)
        take_down(seen=first.pk, by=self.ada)
        with self.assertRaisesMessage(BannerConflict, "Ada took the banner down"):
            self.put_up("Another", seen=first.pk)
        self.assertEqual(Banner.objects.count(), 1)

    def test_the_database_allows_one(self):
        self.put_up()
        with self.assertRaises(IntegrityError), transaction.atomic():
            Banner.objects.create(text="Another", from_time=self.now, until=self.now + HOUR)

    def test_it_must_have_its_time_before_it(self):
        for facts in ({"until": self.now}, {"until": self.now + HOUR, "from_time": self.now + HOUR}):
            with self.subTest(facts), self.assertRaises(OverBeforeItBegins):
                self.put_up(**facts)

    def test_taking_down_twice_tells_who_was_first(self):
        banner = self.put_up()
        take_down(seen=banner.pk, by=self.ada)
        self.assertIsNone(self.showing())
        with self.assertRaisesMessage(BannerConflict, "Ada took the banner down"):
            take_down(seen=banner.pk, by=self.ed)

    def test_only_those_who_may_arrange_put_it_up_or_take_it_down(self):
        banner = self.put_up()
        with self.assertRaises(NotAllowed):
            self.put_up(by=self.nell, seen=banner.pk)
        with self.assertRaises(NotAllowed):
            take_down(seen=banner.pk, by=self.mo)
        self.assertIsNotNone(self.showing())

    def test_each_deed_moves_every_page(self):
        for deed in (self.put_up, lambda: take_down(seen=Banner.objects.get().pk, by=self.ed)):
            PageVersion.objects.all().delete()
            deed()
            self.assertEqual(list(PageVersion.objects.values_list("name", flat=True)), ["paper"])


class OnEveryPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        put_up(text="Bridge <shut>", article=cls.story, by=cls.ed, until=timezone.now() + HOUR)

    def test_it_stands_on_every_public_page_as_text(self):
        for address in ("/", "/news/", self.story.get_absolute_url(), "/policies/comments/"):
            with self.subTest(address):
                self.assertContains(
                    self.client.get(address), f'<a href="{self.story.get_absolute_url()}">Bridge &lt;shut&gt;</a>'
                )

    @override_settings(AFTER_STORY_CHANGE=["fronts.changed.story_changed"])
    def test_without_its_story_it_stands_without_the_link(self):
        self.client.get("/policies/comments/")
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        page = self.client.get("/policies/comments/")
        self.assertContains(page, "Bridge &lt;shut&gt;")
        self.assertNotContains(page, self.story.get_absolute_url())

    def test_a_page_without_a_banner_has_nothing_of_it(self):
        take_down(seen=Banner.objects.get().pk, by=self.ed)
        self.assertNotContains(self.client.get("/"), "breaking")


class BannerPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.until = f"{timezone.localtime() + HOUR:%Y-%m-%dT%H:%M}"

    def setUp(self):
        self.client.force_login(self.ed)

    def send(self, **fields):
        return self.client.post(DESK, {"text": "The bridge is shut", "until": self.until, "seen": "", **fields})

    def test_a_banner_is_put_up_and_taken_down(self):
        self.assertContains(self.client.get(DESK), "No banner stands.")
        self.assertRedirects(self.send(story=f"http://127.0.0.1:8000{self.story.get_absolute_url()}"), DESK)
        banner = Banner.objects.get()
        self.assertEqual((banner.article, banner.put_up_by), (self.story, self.ed))
        self.assertContains(self.client.get(DESK), "on every page")
        self.assertRedirects(self.client.post(DESK, {"take_down": "1", "seen": banner.pk}), DESK)
        self.assertContains(self.client.get(DESK), "taken down")

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self):
        cases = [
            ({"text": ""}, "Write what has happened"),
            ({"until": ""}, "Say when the banner goes"),
            ({"until": "soon"}, "give the day and the time"),
            ({"until": "2020-01-01T10:00"}, "must end after it begins"),
            ({"story": "/news/nothing-like-this/"}, "No story has this address"),
            ({"story": "999999999999999999"}, "No story has this address"),
            ({"text": "x" * 161}, "at most 160 characters"),
            ({"text": "a\0b"}, "Null characters"),
        ]
        for fields, words in cases:
            with self.subTest(fields):
                page = self.send(**{"text": "The bridge is shut", **fields})
                self.assertContains(page, words, status_code=422)
        self.assertContains(self.send(until=""), 'value="The bridge is shut"', status_code=422)
        self.assertFalse(Banner.objects.exists())

    def test_a_conflict_gives_back_what_was_typed_and_can_be_sent_again(self):
        put_up(text="Another", by=self.ada, until=timezone.now() + HOUR)
        page = self.send()
        self.assertContains(page, "Ada put up “Another”", status_code=409)
        self.assertContains(page, 'value="The bridge is shut"', status_code=409)
        self.assertRedirects(self.send(seen=page.context["standing"].pk), DESK)
        for seen in ("", "x", "9" * 30):
            page = self.client.post(DESK, {"take_down": "1", "seen": seen})
            self.assertContains(page, "Ed put up", status_code=409)

    def test_who_may_not_does_not(self):
        for person in (self.nell, self.pia, self.mo):
            self.client.force_login(person)
            self.assertEqual(self.client.get(DESK).status_code, 403)
            self.assertEqual(self.send().status_code, 403)
        self.client.logout()
        self.assertIn("/admin/login/", self.client.get(DESK).url)
        self.assertEqual(self.send().status_code, 403)  # with what was typed
        self.assertFalse(Banner.objects.exists())
