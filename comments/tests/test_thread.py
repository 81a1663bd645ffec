"""The conversation under a story: its order, its pages, its count."""

import random
import re
from datetime import timedelta
from html import unescape

from django.conf import settings
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from articles.models import Article
from articles.withdraw import withdraw
from comments.models import DEEPEST, STEP, Comment
from comments.post import Refused
from comments.thread import thread
from moderation.decide import decide
from newsroom.tests import cast
from pagecache.pages import pages

from .rows import rows


class ThreadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.address = f"/comments/on/{cls.story.pk}/"

    def say(self, text, parent=None, reader=None):
        return cast.comment(self.story, reader or self.rita, text, parent=parent)

    def remove(self, comment):
        decide(comment=comment, moderator=self.mo, action="remove", rule=self.abuse, version_seen=comment.version)

    def pages(self):
        """Return the conversation page by page, by the links alone."""
        address, pages = self.address, []
        while address:
            page = self.client.get(address)
            self.assertEqual(page.status_code, 200)
            pages.append(rows(page.context["thread"]))
            more = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
            address = more and unescape(more[1])
        return pages

    def texts(self):
        return [strip_tags(comment.html) for page in self.pages() for comment in page]

    def test_replies_stand_behind_what_they_answer_in_order_of_time(self):
        one, two = self.say("1"), self.say("2")
        self.say("2.1", two)
        first = self.say("1.1", one)
        self.say("1.2", one)
        self.say("1.1.1", first)
        self.say("3")
        self.assertEqual(self.texts(), ["1", "1.1", "1.1.1", "1.2", "2", "2.1", "3"])

    def test_deeper_replies_than_the_deepest_stand_beside_each_other_in_order_of_time(self):
        comment, said = None, []
        for number in range(DEEPEST + 4):
            comment = self.say(f"Level {number}", comment)
            said.append(comment.text)
        self.say("Afterwards")
        self.assertEqual(self.texts(), [*said, "Afterwards"])
        self.assertEqual(len(Comment.objects.get(text=f"Level {DEEPEST + 3}").path), DEEPEST * STEP)
        self.assertEqual(thread(self.story).count, DEEPEST + 5)

    @override_settings(COMMENT_PAGE_SIZE=4)
    def test_its_pages_hold_each_comment_once(self):
        parent = self.say("A")
        for number in range(9):
            self.say(f"A{number}", parent if number % 2 else None)
        pages = self.pages()
        self.assertEqual([len(page) for page in pages], [4, 4, 2])
        self.assertEqual([c.pk for page in pages for c in page], [c.pk for c in Comment.objects.order_by("path")])
        page = self.client.get(self.story.get_absolute_url())
        self.assertContains(page, '<span class="how-many">(10)</span>')
        self.assertEqual(len(re.findall('<article[^>]* id="c', page.content.decode())), 4)
        self.assertContains(page, "More comments")

    def test_a_removed_comment_leaves_its_place_only_where_it_was_answered(self):
        answered, alone = self.say("Answered"), self.say("Alone")
        reply = self.say("Reply", answered, self.ravi)
        self.remove(answered)
        self.remove(alone)
        page = self.client.get(self.address)
        self.assertContains(page, "A comment stood here.", 1)
        for gone in ("Answered", "Alone"):
            self.assertNotContains(page, gone)
        self.assertContains(page, "Reply")
        self.assertContains(page, "Readers’ comments (1)")
        self.remove(reply)
        page = self.client.get(self.address)
        self.assertNotContains(page, "A comment stood here.")
        self.assertContains(page, "Nobody has commented yet.")

    def test_the_place_of_a_whole_removed_branch_stays_where_its_leaf_is_visible(self):
        one = self.say("1")
        two = self.say("2", one)
        self.say("3", two)
        self.remove(one)
        self.remove(two)
        self.assertContains(self.client.get(self.address), "A comment stood here.", 2)

    def test_what_is_put_back_stands_where_it_stood(self):
        one = self.say("1")
        self.say("2")
        before = self.client.get(self.address).content
        self.remove(one)
        self.assertNotEqual(self.client.get(self.address).content, before)
        decide(comment=one, moderator=self.mo, action="keep", version_seen=2)
        self.assertEqual(self.client.get(self.address).content, before)

    @override_settings(COMMENT_PAGE_SIZE=5)
    def test_whatever_happens_the_count_is_the_list(self):
        dice = random.Random(5)
        for turn in range(60):
            comments = list(Comment.objects.all())
            if comments and dice.random() < 0.3:
                comment = dice.choice(comments)
                action = dice.choice(["keep", "remove"])
                decide(comment=comment, moderator=self.mo, action=action, rule=self.spam, version_seen=comment.version)
            else:
                mode = dice.choice(["open", "open", "premoderated"])
                Article.objects.filter(pk=self.story.pk).update(comments_mode=mode)
                parent = dice.choice([None, *comments])
                try:
                    self.say(f"Turn {turn}", parent)
                except Refused:
                    self.assertFalse(parent.is_visible)
            if turn % 15 == 14:
                self.check_count()

    def check_count(self):
        shown = [comment for page in self.pages() for comment in page]
        visible = [comment.pk for comment in shown if comment.is_visible]
        self.assertEqual(len(set(visible)), len(visible))
        self.assertEqual(set(visible), set(Comment.objects.visible().values_list("pk", flat=True)))
        self.assertEqual(thread(self.story).count, len(visible))
        self.assertContains(self.client.get(self.story.get_absolute_url()), f">({len(visible)})<")
        paths = [comment.path for comment in shown]
        for comment in shown:
            if not comment.is_visible:
                self.assertTrue(any(path.startswith(comment.path) and path != comment.path for path in paths))

    def test_the_number_of_queries_does_not_grow(self):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                for address in (self.story.get_absolute_url(), self.address):
                    pages.clear()
                    self.assertEqual(self.client.get(address).status_code, 200)
            return len(asked)

        parent = self.say("1")
        for _ in range(settings.COMMENT_PAGE_SIZE):
            self.say("More", parent)
        queries()  # after which Django knows its content types
        self.say("One more")
        few = queries()
        for number in range(198 - settings.COMMENT_PAGE_SIZE):
            self.say("More", parent if number % 2 else None)
        self.assertEqual(thread(self.story).count, 200)
        self.assertEqual(queries(), few)

    def test_it_is_the_same_for_everybody_and_may_be_kept(self):
        self.say("Words.")
        pages = []
        for person in (None, self.rita, self.mo):
            self.client.logout()
            self.client.cookies.clear()
            if person:
                self.client.force_login(person)
            pages.append(self.client.get(self.address))
        self.assertEqual(len({page.content for page in pages}), 1)
        for page in pages:
            self.assertIn("public", page.headers["Cache-Control"])
            self.assertNotIn("Cookie", page.headers.get("Vary", ""))
            self.assertFalse(page.cookies)

    def test_a_forged_place_begins_at_the_beginning(self):
        self.say("Words.")
        for after in ("%00", "é", "~", "../..", "%F0%9F%92%A9"):
            self.assertContains(self.client.get(f"{self.address}?after={after}"), "Words.")

    def test_a_place_behind_the_last_comment_is_an_empty_page(self):
        self.say("Words.")
        for after in ("zzzzzzz", "z" * 3000):
            page = self.client.get(f"{self.address}?after={after}")
            self.assertNotContains(page, "Words.")
            self.assertNotContains(page, "Nobody has commented yet.")

    def test_a_closed_story_keeps_its_comments_and_asks_for_none(self):
        self.say("Words.")
        Article.objects.filter(pk=self.story.pk).update(comments_mode="closed", comments_closed_reason="Enough.")
        for address in (self.address, self.story.get_absolute_url()):
            page = self.client.get(address)
            self.assertContains(page, "Words.")
            self.assertNotContains(page, "/reply/")
            self.assertNotContains(page, "/new/")
        self.assertContains(self.client.get(self.story.get_absolute_url()), "Enough.")

    def test_a_story_that_is_not_on_the_site_has_no_conversation(self):
        self.say("Words.")
        later = timezone.now() + timedelta(days=1)
        for article in (cast.draft(self), cast.story(self, when=later)):
            self.assertEqual(self.client.get(f"/comments/on/{article.pk}/").status_code, 404)
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        for number in (self.story.pk, 0, 10**30):
            self.assertEqual(self.client.get(f"/comments/on/{number}/").status_code, 404)

    def test_it_takes_no_post(self):
        self.assertEqual(self.client.post(self.address).status_code, 405)
