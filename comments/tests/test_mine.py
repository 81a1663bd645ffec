"""What a reader finds of their own: the page of their comments, and their part of the story page."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from articles.withdraw import withdraw
from comments.delete import delete
from comments.like import like
from comments.models import Comment
from moderation.decide import decide
from newsroom.tests import cast


class MineTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.waiting = cast.story(cls, comments_mode="premoderated", headline="Inquest opens")
        cls.part = f"/comments/on/{cls.waiting.pk}/mine/"

    def setUp(self):
        self.client.force_login(self.rita)

    def removed(self, text="Gone words."):
        comment = cast.comment(self.story, self.rita, text)
        decide(comment=comment, moderator=self.mo, action="remove", rule=self.spam, version_seen=1)
        return comment

    def test_each_of_ones_own_stands_there_with_its_state(self):
        cast.comment(self.story, self.rita, "First words.")
        cast.comment(self.waiting, self.rita, "Held words.")
        self.removed()
        cast.comment(self.story, self.ravi, "Words of Ravi’s.")
        page = self.client.get("/comments/mine/")
        for told in ("First words.", "On the site for everyone", "Held words.", "Waiting for a moderator"):
            self.assertContains(page, told)
        for told in ("Gone words.", "Removed by a moderator", "No advertising."):
            self.assertContains(page, told)
        self.assertNotContains(page, "Words of Ravi’s.")

    def test_where_the_story_is_off_the_site_the_page_does_not_claim_otherwise(self):
        cast.comment(self.story, self.rita)
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        page = self.client.get("/comments/mine/")
        self.assertContains(page, "the story is not on the site")
        self.assertNotContains(page, "On the site for everyone")
        self.assertNotContains(page, self.story.headline)

    def test_older_ones_are_a_link_away(self):
        comments = [cast.comment(self.story, self.rita, f"No. {number}.") for number in range(51)]
        page = self.client.get("/comments/mine/")
        self.assertNotContains(page, "No. 0.")
        older = f"?before={comments[1].pk}"
        self.assertContains(page, older)
        page = self.client.get("/comments/mine/" + older)
        self.assertContains(page, "No. 0.")
        self.assertNotContains(page, "No. 1.")
        for forged in ("x", "-1", "9" * 30, "٣", "%00"):
            self.assertEqual(self.client.get(f"/comments/mine/?before={forged}").status_code, 200)

    def test_the_number_of_queries_does_not_grow(self):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                self.assertEqual(self.client.get("/comments/mine/").status_code, 200)
            return len(asked)

        self.removed()
        cast.comment(self.waiting, self.rita)
        few = queries()
        for _ in range(10):
            self.removed()
            cast.comment(self.waiting, self.rita)
        self.assertEqual(queries(), few)

    def test_one_signs_in_first(self):
        self.client.logout()
        self.assertRedirects(self.client.get("/comments/mine/"), "/account/login/?next=/comments/mine/")

    def test_it_takes_no_post(self):
        self.assertEqual(self.client.post("/comments/mine/").status_code, 405)
        self.assertEqual(self.client.post(self.part).status_code, 405)

    # Their part of the story page

    def test_a_story_shows_its_reader_what_others_cannot_see_there(self):
        cast.comment(self.waiting, self.rita, "Held words.")
        part = self.client.get(self.part)
        self.assertContains(part, "Held words.")
        self.assertContains(part, "Your comment waits for a moderator")
        self.assertEqual(part.headers["Cache-Control"], "private, no-store")
        for person in (self.ravi, self.mo):
            self.client.force_login(person)
            self.assertNotContains(self.client.get(self.part), "<div")
        self.client.logout()
        self.assertEqual(self.client.get(self.part).content.strip(), b"")

    def test_a_removed_one_is_said_to_be_removed(self):
        self.removed()
        self.assertContains(self.client.get(f"/comments/on/{self.story.pk}/mine/"), "Your comment was removed")

    def test_what_is_on_the_site_is_not_shown_twice(self):
        cast.comment(self.story, self.rita)
        self.assertNotContains(self.client.get(f"/comments/on/{self.story.pk}/mine/"), "<div")

    def test_what_they_deleted_is_not_shown_again(self):
        delete(comment=cast.comment(self.story, self.rita), reader=self.rita)
        part = self.client.get(f"/comments/on/{self.story.pk}/mine/")
        self.assertNotContains(part, "<div")
        self.assertContains(part, 'data-own=""')

    def test_the_script_is_told_what_they_may_edit_and_what_they_like(self):
        address = f"/comments/on/{self.story.pk}/mine/"
        old, new = [cast.comment(self.story, self.rita, f"Take {number}.") for number in (1, 2)]
        Comment.objects.filter(pk=old.pk).update(posted_at=timezone.now() - timedelta(minutes=6))
        liked = cast.comment(self.story, self.ravi, "Liked.")
        like(comment=liked, reader=self.rita)
        self.assertRegex(
            self.client.get(address).content.decode(),
            rf'data-token="\w+" data-own="{new.pk}:29\d {old.pk}:0 " data-liked="{liked.pk} "',
        )
        Article.objects.filter(pk=self.story.pk).update(comments_mode="closed")
        self.assertContains(self.client.get(address), f'data-own="{new.pk}:0 {old.pk}:0 "')
        self.client.force_login(self.nell)
        self.assertContains(self.client.get(address), 'data-own="" data-liked=""')

    def test_their_part_takes_a_fixed_number_of_queries(self):
        address = f"/comments/on/{self.story.pk}/mine/"

        def queries():
            with CaptureQueriesContext(connection) as asked:
                self.assertEqual(self.client.get(address).status_code, 200)
            return len(asked)

        self.removed()
        few = queries()
        self.assertLessEqual(few, 6)
        for number in range(4):
            self.removed(f"Gone {number}.")
            cast.comment(self.story, self.rita, f"Here {number}.")
            like(comment=cast.comment(self.story, self.ravi, f"Liked {number}."), reader=self.rita)
        self.assertEqual(queries(), few)

    def test_the_way_to_edit_stands_there_as_long_as_it_is_open(self):
        comment = cast.comment(self.story, self.rita)
        for address in ("/comments/mine/", comment.get_absolute_url()):
            self.assertContains(self.client.get(address), f"/c/{comment.pk}/edit/")
        Comment.objects.update(posted_at=timezone.now() - timedelta(minutes=6))
        for address in ("/comments/mine/", comment.get_absolute_url()):
            self.assertNotContains(self.client.get(address), f"/c/{comment.pk}/edit/")
            self.assertContains(self.client.get(address), f"/c/{comment.pk}/delete/")

    def test_a_story_that_is_not_on_the_site_has_no_such_part(self):
        cast.comment(self.waiting, self.rita)
        Article.objects.filter(pk=self.waiting.pk).update(legal_hold=True)
        for number in (self.waiting.pk, cast.draft(self).pk, 10**6, 10**30):
            self.assertEqual(self.client.get(f"/comments/on/{number}/mine/").status_code, 404)
