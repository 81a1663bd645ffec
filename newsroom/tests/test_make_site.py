"""The site that is made to be measured: as the deeds would have made it, and the same each time."""

import json
import re
from datetime import UTC, datetime
from io import StringIO

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Byline, Figure, Masthead, Section, Tagged
from articles.render import body_parts
from articles.sanitise import comment_html, story_html
from benchmarks.site import NotEmpty, addresses, make
from comments.models import DEEPEST, STEP, Comment, Hit, step
from comments.thread import thread
from images.tests.pictures import OwnMedia
from moderation.models import Report
from search.models import StoryText

PHOTO_NUMBER = re.compile(r'(?<=data-photo=")\d+')
SIZES = {"articles": 200, "comments": 2000, "photos": 2, "seed": 7, "words": 300}


class MadeSiteTests(OwnMedia, TestCase):
    @classmethod
    def setUpTestData(cls):
        make(**SIZES)
        cls.there = addresses()
        cls.big = Article.objects.get(pk=cls.there["story_pk"])

    def test_every_page_answers(self):
        addresses = {value for value in self.there.values() if str(value).startswith("/")}
        self.assertGreater(len(addresses), 9)
        for address in addresses - {self.there["comment_post"], self.there["queue"]}:
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 200)

    def test_its_people_are_signed_in_and_can_sign_in(self):
        for name, person, address in (("reader", "reader-1", "comment_post"), ("moderator", "moderator", "queue")):
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.there["sessions"][person]
            self.assertEqual(self.client.get(self.there[address]).status_code, 200)
            user = User.objects.get(email=self.there[name])
            self.assertTrue(user.check_password(self.there["password"]))

    @override_settings(COMMENT_PAGE_SIZE=200)  # as when it is measured
    def test_the_newest_story_has_two_hundred_visible_comments_and_a_photo(self):
        self.assertEqual(Article.objects.live().order_by("-publish_at").first(), self.big)
        self.assertEqual(self.big.comments.count(), 200)
        self.assertEqual(self.big.comments.visible().count(), 200)
        self.assertEqual(len(thread(self.big).rows), 200)
        self.assertIsNotNone(self.big.lead)
        self.assertContains(self.client.get(self.there["story"]), "<picture")
        words = [len(text.split()) for text in self.big.comments.values_list("text", flat=True)]
        self.assertTrue(28 <= sum(words) / 200 <= 40, sum(words) / 200)

    def test_paths_are_those_that_a_comment_gets_when_it_is_posted(self):
        depths = set()
        for comment in Comment.objects.select_related("parent"):
            above = comment.parent.path[: STEP * (DEEPEST - 1)] if comment.parent else ""
            self.assertEqual(comment.path, above + step(comment.pk))
            if comment.parent:
                self.assertEqual(comment.parent.article_id, comment.article_id)
                self.assertLess(comment.parent.posted_at, comment.posted_at)
                self.assertFalse(comment.parent.status == Comment.Status.HELD)
            depths.add(len(comment.path) // STEP - 1)
        self.assertEqual(depths, {0, 1, 2, 3, 4})
        replies = Comment.objects.exclude(parent=None).count() / SIZES["comments"]
        self.assertTrue(0.4 < replies < 0.65, replies)

    def test_numbers_are_as_asked_and_as_told(self):
        self.assertEqual(self.there["articles"], Article.objects.live().count())
        self.assertEqual((self.there["articles"], self.there["comments"]), (200, 2000))
        self.assertEqual(self.there["held"], Comment.objects.held().count())
        self.assertEqual(self.there["held"], Hit.objects.filter(outcome="hold").count())
        self.assertTrue(4 <= self.there["held"] <= 18)
        self.assertTrue(1 <= self.there["reported"] <= self.there["reports"] == Report.objects.open().count())
        self.assertEqual(Section.objects.count(), 12)
        removed = Comment.objects.filter(status=Comment.Status.REMOVED)
        self.assertTrue(removed.exists())
        self.assertFalse(removed.exclude(decisions__action="remove", version=2).exists())

    def test_nothing_lies_in_the_future_or_before_its_story(self):
        now = timezone.now()
        for comment in Comment.objects.select_related("article"):
            self.assertTrue(comment.article.publish_at < comment.posted_at <= now)
        self.assertFalse(Report.objects.filter(reported_at__gt=now).exists())

    def test_bodies_are_as_saving_would_leave_them(self):
        with_photo = Article.objects.filter(figures__place=Figure.Place.BODY)[:5]
        for article in [*with_photo, *Article.objects.all()[:20], self.big]:
            self.assertEqual(story_html(article.body), article.body)
            self.assertEqual(body_parts(article.body, article.lead_in_words), article.body_parts)
        self.assertTrue(with_photo)
        for comment in Comment.objects.all()[:50]:
            self.assertEqual(comment_html(comment.text), comment.html)

    def test_lists_have_the_storys_time(self):
        for rows in (Byline.objects.select_related("article"), Tagged.objects.select_related("content_object")):
            for row in rows:
                story = row.article if isinstance(row, Byline) else row.content_object
                self.assertEqual(row.publish_at, story.publish_at)

    def test_search_reads_what_it_would_read_itself(self):
        before = list(StoryText.objects.order_by("pk").values())
        call_command("index_stories", verbosity=0)
        self.assertEqual(list(StoryText.objects.order_by("pk").values()), before)
        self.assertEqual(len(before), 200)

    def test_a_new_story_and_a_new_comment_get_the_next_number(self):
        story = Article.objects.create(headline="New", slug="new", section=self.big.section)
        self.assertEqual(story.pk, 201)
        comment = Comment.objects.create(
            article=story, reader=User.objects.first(), path="x", text="x", html="x", form_key="0" * 32
        )
        self.assertEqual(comment.pk, 2001)

    def test_a_site_that_is_there_is_left_as_it_is(self):
        said = []
        make(**SIZES, say=said.append)
        self.assertEqual(said, ["The site is here already; nothing was changed."])
        self.assertEqual(Article.objects.count(), 200)
        with self.assertRaisesMessage(NotEmpty, "200 stories of 300 words"):
            make(**SIZES | {"articles": 300})


def contents():
    """Return all that a made site says, without the numbers that the database gives."""
    stories = Article.objects.order_by("pk").values_list("body", "headline", "slug", "section__slug", "publish_at")
    comments = Comment.objects.order_by("pk").values_list("path", "text", "status", "posted_at", "form_key", "article")
    figures = Figure.objects.order_by("pk").values_list("article", "photo__sha256", "place", "photo__caption")
    stories = [(PHOTO_NUMBER.sub("", body), *more) for body, *more in stories]
    return [*stories, *comments, *figures, *User.objects.order_by("pk").values_list("email", "display_name")]


class MakingTests(OwnMedia, TestCase):
    sizes = {"articles": 12, "comments": 300, "photos": 1, "words": 60}
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def made(self, seed):
        """Return the contents of a site made now, and take it away again."""
        with transaction.atomic():
            make(**self.sizes, seed=seed, at=self.at)
            found = contents()
            transaction.set_rollback(True)
        return found

    def test_the_same_seed_gives_the_same_site_and_another_one_another(self):
        first = self.made(1)
        self.assertEqual(self.made(1), first)
        self.assertNotEqual(self.made(2), first)

    def test_it_goes_into_an_empty_database_only(self):
        Section.objects.create(name="News", slug="news")
        with self.assertRaisesMessage(CommandError, "sections of its own"):
            call_command("make_site", articles=2, comments=0, photos=0, verbosity=0)
        self.assertFalse(Masthead.objects.exists())

    @override_settings(PRODUCTION=True)
    def test_never_in_production(self):
        with self.assertRaisesMessage(CommandError, "not in production"):
            call_command("make_site", articles=2, verbosity=0)

    def test_numbers_that_make_no_sense_are_told(self):
        for wrong in ({"articles": 0}, {"comments": -1}, {"words": 0}, {"articles": 1, "comments": 201}):
            with self.assertRaises(CommandError):
                call_command("make_site", **wrong, verbosity=0)

    def test_the_command_prints_json_and_nothing_else(self):
        said = StringIO()
        call_command("make_site", articles=3, comments=5, photos=0, words=50, stdout=said, stderr=StringIO())
        self.assertEqual(json.loads(said.getvalue())["comments"], 5)
        call_command("make_site", articles=3, comments=5, photos=0, words=50, stdout=StringIO(), stderr=StringIO())
