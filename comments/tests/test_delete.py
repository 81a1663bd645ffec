"""Deleting one's own comment: the deed, and its page."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Article
from articles.withdraw import withdraw
from comments.delete import delete
from comments.models import Comment
from comments.post import Gone, NotAllowed
from moderation.decide import decide
from newsroom.tests import cast
from pagecache.models import PageVersion

BY_SCRIPT = {"HTTP_HX_REQUEST": "true"}


class DeleteTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "Words of Rita’s.")
        cls.own, cls.address = f"/c/{cls.comment.pk}/", f"/c/{cls.comment.pk}/delete/"

    def setUp(self):
        self.client.force_login(self.rita)

    def now(self):
        return Comment.objects.get(pk=self.comment.pk)

    def page_version(self):
        return PageVersion.objects.get(name=f"thread:{self.story.pk}").number

    def remove(self):
        decide(comment=self.now(), moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)

    # The deed

    def test_it_is_gone_and_its_row_keeps_the_text(self):
        before = self.page_version()
        Comment.objects.update(picked_at=timezone.now())
        delete(comment=self.comment, reader=self.rita)
        comment = self.now()
        self.assertEqual((comment.status, comment.text), ("deleted", "Words of Rita’s."))
        self.assertEqual((comment.version, comment.picked_at), (2, None))
        self.assertGreater(self.page_version(), before)

    def test_twice_is_once(self):
        delete(comment=self.comment, reader=self.rita)
        moved = self.page_version()
        delete(comment=self.comment, reader=self.rita)
        self.assertEqual((self.now().version, self.page_version()), (2, moved))

    def test_it_can_be_deleted_at_any_time_and_wherever_it_stands(self):
        Comment.objects.update(posted_at=timezone.now() - timedelta(days=900))
        Article.objects.update(comments_mode="closed")
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        delete(comment=self.comment, reader=self.rita)
        held = cast.comment(cast.story(self, comments_mode="premoderated"), self.rita)
        delete(comment=held, reader=self.rita)
        self.assertEqual(set(Comment.objects.values_list("status", flat=True)), {"deleted"})

    def test_only_its_author_deletes_it(self):
        for other in (self.ravi, self.mo, self.ada):
            with self.assertRaises(NotAllowed):
                delete(comment=self.comment, reader=other)
        self.assertTrue(self.now().is_visible)

    def test_a_removal_is_not_undone_by_deleting(self):
        self.remove()
        with self.assertRaises(Gone):
            delete(comment=self.comment, reader=self.rita)
        self.assertEqual(self.now().status, "removed")

    # The page

    def test_one_is_asked_first_and_then_it_is_gone(self):
        page = self.client.get(self.address)
        self.assertContains(page, "Words of Rita’s.")
        self.assertContains(page, "Delete it")
        self.assertTrue(self.now().is_visible)
        self.assertRedirects(self.client.post(self.address), self.own)
        self.assertContains(self.client.get(self.own), "Deleted by you")
        self.assertContains(self.client.get("/comments/mine/"), "Deleted by you")
        self.assertRedirects(self.client.post(self.address), self.own)
        self.assertContains(self.client.get(self.address), "You have deleted this comment.")

    def test_nobody_else_finds_it_anywhere(self):
        self.client.post(self.address)
        for person in (None, self.ravi):
            self.client.logout()
            if person:
                self.client.force_login(person)
            self.assertNotContains(self.client.get(self.own), "Words of Rita’s.", status_code=410)
            for address in (self.story.get_absolute_url(), f"/comments/on/{self.story.pk}/", "/"):
                page = self.client.get(address)
                self.assertEqual(page.status_code, 200)
                self.assertNotContains(page, "Words of Rita’s.")
        self.assertContains(self.client.get(self.story.get_absolute_url()), "(0)")

    def test_a_reply_stays_under_an_empty_place(self):
        cast.comment(self.story, self.ravi, "To Rita.", parent=self.comment)
        self.client.post(self.address)
        page = self.client.get(self.story.get_absolute_url())
        self.assertContains(page, "To Rita.")
        self.assertContains(page, "Its author deleted it.")
        self.assertNotContains(page, "Words of Rita’s.")

    def test_a_script_gets_the_parts_alone(self):
        self.assertNotContains(self.client.get(self.address, **BY_SCRIPT), "<html")
        response = self.client.post(self.address, **BY_SCRIPT)
        self.assertContains(response, "Your comment is deleted.")
        self.assertNotContains(response, "<html")

    def test_what_was_removed_is_said_to_be_removed(self):
        self.remove()
        self.assertContains(self.client.post(self.address), "A moderator has removed this comment", status_code=410)
        self.assertContains(self.client.get(self.own), "Removed by a moderator")

    def test_to_others_it_is_not_there(self):
        self.client.force_login(self.mo)
        self.assertEqual(self.client.get(self.address).status_code, 404)
        self.assertEqual(self.client.post(self.address).status_code, 404)
        self.client.logout()
        self.assertRedirects(self.client.post(self.address), f"/account/login/?next={self.address}")
        self.assertTrue(self.now().is_visible)

    def test_other_methods_are_refused(self):
        self.assertEqual(self.client.delete(self.address).status_code, 405)
