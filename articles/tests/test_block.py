"""Blocking a photo takes it off every page at once, and its renditions with it."""

from django.test import TestCase
from django.utils import timezone

from articles.block import NothingToDo, block, unblock
from articles.models import Author, Figure
from articles.publish import NotReady, publish
from fronts.models import Edition, Front, Slot
from images import renditions
from newsroom.tests import cast
from search.models import StoryText


class BlockTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo(caption="A heron waits at the weir in Portavally in 2026.", headline="heron")
        cls.story = cast.story(cls, lead=cls.photo)
        cls.address = renditions.address(cls.photo)

    def block(self):
        block(photo=self.photo, by=self.pia, reason="Kill from the agency: the wrong bird.")

    def test_it_goes_from_each_page_feed_and_address_and_comes_back(self):
        pages = ["/", "/news/", "/latest/", self.story.get_absolute_url(), "/feeds/latest.rss"]
        shown = [page for page in pages if renditions.folder(self.photo) in self.get(page)]
        self.assertGreater(len(shown), 2)
        self.block()
        for page in pages:
            text = self.get(page)
            self.assertNotIn(renditions.folder(self.photo), text, page)
            self.assertNotIn("heron", text, page)
        self.assertEqual(self.client.get(self.address).status_code, 404)
        unblock(photo=self.photo, by=self.pia, reason="Was the right bird.")
        for page in shown:
            self.assertIn(renditions.folder(self.photo), self.get(page), page)
        self.assertEqual(self.client.get(self.address).status_code, 200)

    def get(self, page):
        response = self.client.get(page, follow=True)
        return b"".join(response).decode() if response.streaming else response.content.decode()

    def test_it_goes_from_the_body_the_gallery_and_the_search(self):
        body = cast.story(self, slug="body", body=f'<p>Text.</p><figure data-photo="{self.photo.pk}"></figure>')
        gallery = cast.draft(self, slug="gallery")
        Figure.objects.create(article=gallery, photo=self.photo, place=Figure.Place.GALLERY)
        publish(article=gallery, by=self.ed)
        for story in (body, gallery):
            self.assertIn("heron", self.get(story.get_absolute_url()))
        self.block()
        for story in (body, gallery):
            self.assertNotIn("heron", self.get(story.get_absolute_url()))
        self.assertFalse(StoryText.objects.filter(body__contains="heron").exists())

    def test_an_author_and_a_front_do_without_it(self):
        Author.objects.filter(pk=self.author.pk).update(photo=self.photo)
        front = Front.objects.get_or_create(section=None)[0]
        edition = Edition.objects.create(front=front, state=Edition.State.LIVE, launched_at=timezone.now())
        other = cast.photo("red")
        story = cast.story(self, slug="front", lead=other)
        Slot.objects.create(edition=edition, position=0, article=story, own_photo=self.photo)
        self.assertIn(renditions.folder(self.photo), self.get("/"))
        self.block()
        self.assertNotIn(renditions.folder(self.photo), self.get(self.author.get_absolute_url()))
        front = self.get("/")
        self.assertNotIn(renditions.folder(self.photo), front)
        self.assertIn(renditions.folder(other), front)

    def test_no_story_is_published_with_it(self):
        draft = cast.draft(self, slug="draft")
        Figure.objects.create(article=draft, photo=self.photo, place=Figure.Place.GALLERY)
        self.block()
        with self.assertRaisesMessage(NotReady, "the wrong bird"):
            publish(article=draft, by=self.ed)

    def test_it_is_written_down_with_its_reason(self):
        self.block()
        event = self.photo.events.first()
        self.assertEqual((event.deed, event.by), ("block", self.pia))
        self.assertIn("wrong bird", event.note)

    def test_twice_is_refused(self):
        self.block()
        with self.assertRaises(NothingToDo):
            self.block()
        unblock(photo=self.photo, by=self.pia, reason="Right bird.")
        with self.assertRaises(NothingToDo):
            unblock(photo=self.photo, by=self.pia, reason="Right bird.")

    def test_a_story_saved_meanwhile_does_not_bring_it_back(self):
        self.block()
        cast.change(self.story, self.ed, kicker="Birds")
        self.assertNotIn("heron", self.get(self.story.get_absolute_url()))
