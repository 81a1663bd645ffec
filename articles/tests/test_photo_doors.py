"""A photo that may not be shown is gone from every public door, with its words, whatever was kept before."""

from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase
from django.utils import timezone

from articles.block import block, unblock
from articles.caption import caption
from articles.models import Author, Figure
from articles.publish import publish
from fronts.models import Edition, Front, Slot
from images import renditions
from newsroom.tests import cast

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FEEDS = ["latest", "full/latest", "full/sections/news", "authors/nell-byrne", "topics/harbour"]
WORDS = {
    "caption": "Canarycaption heron.",
    "credit": "Canarycredit",
    "alt_text": "Canaryalt",
    "headline": "Canaryheadline",
}
OWN = {"own_caption": "Canaryown heron.", "own_credit": "Canaryhere", "own_alt_text": "Canaryseen"}


class DoorsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo(**WORDS, creator="Canarycreator", copyright_notice="Canarynotice")
        at = timezone.now() - DAY
        cls.lead = cls.story_with(cls, "lead", at, Figure.Place.LEAD)
        cls.body = cls.story_with(cls, "body", at, Figure.Place.BODY, **OWN)
        cls.gallery = cls.story_with(cls, "gallery", at, Figure.Place.GALLERY)
        cls.lead.tags.add("Harbour")
        Author.objects.filter(pk=cls.author.pk).update(photo=cls.photo)
        edition = Edition.objects.create(
            front=Front.objects.get_or_create(section=None)[0], state=Edition.State.LIVE, launched_at=at
        )
        Slot.objects.create(edition=edition, position=0, article=cls.body, own_photo=cls.photo)
        cls.doors = [
            *(story.get_absolute_url() for story in (cls.lead, cls.body, cls.gallery)),
            "/",
            "/news/",
            "/latest/",
            "/popular/",
            "/tags/harbour/",
            cls.author.get_absolute_url(),
            f"/archive/{timezone.localtime(at):%Y/%m/%d}/",
            *(f"/feeds/{name}.{form}" for name in FEEDS for form in ("rss", "atom", "json")),
            *(f"/api/stories/{story.pk}/" for story in (cls.lead, cls.body, cls.gallery)),
            "/api/stories/",
            f"/oembed/?url=http://127.0.0.1:8000{cls.lead.get_absolute_url()}",
            f"/comments/on/{cls.lead.pk}/",
        ]
        cls.address = renditions.address(cls.photo)

    def story_with(self, slug, at, place, **own):
        body = "<p>Text.</p>"
        if place == Figure.Place.BODY:
            body += f'<figure data-photo="{self.photo.pk}"></figure>'
        story = cast.draft(self, slug=slug, headline=slug, body=body)
        Figure.objects.update_or_create(article=story, photo=self.photo, defaults={"place": place, **own})
        publish(article=story, by=self.ed, at=at)
        return story

    def setUp(self):
        self.shown = self.seen()  # and kept from now on
        self.assertGreater(len(self.shown), 20)

    def seen(self, doors=None):
        """Return the doors at which something of the photo is seen."""
        pages = {door: self.client.get(door).content.decode() for door in doors or self.doors}
        return {
            door
            for door, text in pages.items()
            if any(said in text for said in ("Canary", renditions.folder(self.photo)))
        }

    def set(self, **facts):
        vars(self.photo).update(facts)
        caption(photo=self.photo, by=self.pia)

    def assert_gone(self):
        self.assertEqual(self.seen(), set())
        self.assertEqual(self.client.get(self.address, headers={"If-None-Match": "*"}).status_code, 404)

    @contextmanager
    def at(self, moment):
        with patch("django.utils.timezone.now", return_value=moment), patch("time.time", moment.timestamp):
            yield

    def test_blocked_and_let_back(self):
        search = ["/search/?q=heron"]
        self.assertEqual(self.seen(search), set(search))
        block(photo=self.photo, by=self.pia, reason="Kill.")
        self.assert_gone()
        self.assertEqual(self.seen(search), set())
        unblock(photo=self.photo, by=self.pia, reason="Was right.")
        self.assertEqual(self.seen(), self.shown)

    def test_when_its_time_without_archive_is_over(self):
        soon = timezone.now() + HOUR
        self.set(no_archive=True, use_until=soon)
        self.assertEqual(self.seen(), self.shown)
        with self.at(soon):
            self.assert_gone()

    def test_before_its_time(self):
        soon = timezone.now() + HOUR
        self.set(use_from=soon)
        self.assert_gone()
        with self.at(soon):
            self.assertEqual(self.seen(), self.shown)
