"""The report of what the rights of photos in stories ask for, at the desk and by command; and blocking at the desk."""

import json
from datetime import timedelta
from io import StringIO
from unittest.mock import patch

from django.core import mail
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from articles.block import block
from articles.models import Author, Figure
from articles.rights_report import report
from images.models import Photo
from newsroom.tests import cast

DAY = timedelta(days=1)


class ReportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.ends, cls.far = cast.photo("red"), cast.photo("green")
        cls.story = cast.story(cls, slug="ends", headline="It ends soon", lead=cls.ends)
        cast.story(cls, slug="far", headline="Far off", lead=cls.far)
        cls.now = timezone.now()
        Photo.objects.filter(pk=cls.ends.pk).update(use_until=cls.now + 3 * DAY)
        Photo.objects.filter(pk=cls.far.pk).update(use_until=cls.now + 20 * DAY)

    def found(self, heading, **asked):
        lines = next(lines for each, _, lines in report(self.now, **asked) if each.startswith(heading))
        return [line.photo for line in lines]

    def test_what_runs_out_with_where_it_is_used(self):
        self.assertEqual(self.found("Running out"), [self.ends])
        self.assertEqual(self.found("Running out", days=30), [self.ends, self.far])
        line = report(self.now)[0][2][0]
        self.assertEqual(line.stories, [self.story])

    def test_the_index_of_the_desk_says_how_many(self):
        self.client.force_login(self.pia)
        self.assertContains(self.client.get("/admin/"), "<b>1</b> runs out within 7 days")

    def test_a_photo_that_no_public_story_has_is_not_in_it(self):
        cast.photo("teal", use_until=self.now + DAY)
        self.assertEqual(self.found("Running out"), [self.ends])

    def test_a_scheduled_story_whose_photo_lost_its_right_meanwhile(self):
        photo = cast.photo("teal")
        cast.story(self, slug="later", when=self.now + 5 * DAY, lead=photo)
        self.assertEqual(self.found("Scheduled"), [])
        Photo.objects.filter(pk=photo.pk).update(use_until=self.now + 4 * DAY)
        self.assertEqual(self.found("Scheduled"), [photo])

    def test_a_story_under_embargo_waits_too_and_what_its_text_names_no_more_does_not_count(self):
        photo, other = cast.photo("teal"), cast.photo("black", use_until=self.now + DAY)
        Figure.objects.create(article=cast.story(self, slug="other"), photo=other)
        later = cast.story(self, slug="later", embargo_until=self.now + 5 * DAY, lead=photo)
        Photo.objects.filter(pk=photo.pk).update(use_until=self.now + 4 * DAY)
        self.assertEqual(self.found("Scheduled"), [photo])
        self.assertEqual(self.found("Running out"), [self.ends])
        self.client.force_login(self.ed)
        page = self.client.get(f"/admin/articles/article/{later.pk}/change/")
        self.assertContains(page, "It may not be used in a new story since")

    def test_of_very_many_stories_the_newest_are_named(self):
        with patch("articles.rights_report.STORIES", 1):
            newest = cast.story(self, slug="second", lead=self.ends)
            line = report()[0][2][0]
            self.assertEqual((line.stories, line.more), ([newest], 1))
            out = StringIO()
            call_command("photo_rights", stdout=out)
            self.assertIn("and 1 older", out.getvalue())
            self.client.force_login(self.pia)
            self.assertContains(self.client.get("/admin/images/photo/rights/"), "and 1 older")

    def test_without_a_credit(self):
        Photo.objects.update(credit="")
        self.story.figures.update(own_credit="Pia")
        self.assertEqual(self.found("No credit"), [self.far])

    def test_over_blocked_and_without_a_right(self):
        Photo.objects.filter(pk=self.ends.pk).update(use_until=self.now - DAY)
        Photo.objects.filter(pk=self.far.pk).update(rights="")
        self.assertEqual(self.found("Over"), [self.ends])
        self.assertEqual(self.found("No right"), [self.far])
        block(photo=self.ends, by=self.pia, reason="Kill.")
        self.assertEqual(self.found("Blocked"), [self.ends])

    def test_as_many_queries_for_many_photos(self):
        with self.assertNumQueries(7):
            report(self.now, days=30)

    def test_the_page_and_who_may_see_it(self):
        self.client.force_login(self.pia)
        page = self.client.get("/admin/images/photo/rights/")
        self.assertContains(page, "It ends soon")
        self.assertNotContains(page, "Far off")
        self.assertContains(self.client.get("/admin/images/photo/rights/?days=30"), "Far off")
        self.assertEqual(self.client.get("/admin/images/photo/rights/?days=x").status_code, 200)
        self.client.force_login(self.mo)
        self.assertNotEqual(self.client.get("/admin/images/photo/rights/").status_code, 200)

    def test_the_command_in_words_for_programs_and_by_mail(self):
        out = StringIO()
        call_command("photo_rights", stdout=out, mail="pictures@paper.example")
        self.assertIn("It ends soon", out.getvalue())
        self.assertIn("It ends soon", mail.outbox[0].body)
        out = StringIO()
        call_command("photo_rights", "--json", "--days", "30", stdout=out)
        rows = [json.loads(line) for line in out.getvalue().splitlines()]
        self.assertEqual([row["photo"] for row in rows], [self.ends.pk, self.far.pk])
        self.assertTrue(rows[0]["stories"][0].endswith(self.story.get_absolute_url()))

    def test_nothing_to_tell_is_no_mail(self):
        Photo.objects.update(use_until=None)
        out = StringIO()
        call_command("photo_rights", stdout=out, mail="pictures@paper.example")
        self.assertEqual((out.getvalue().strip(), mail.outbox), ("Nothing to look at.", []))


class BlockPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo()
        cls.story = cast.story(cls, lead=cls.photo)
        cls.page = f"/admin/images/photo/{cls.photo.pk}/block/"

    def test_it_asks_first_and_names_the_stories(self):
        self.client.force_login(self.pia)
        Author.objects.filter(pk=self.author.pk).update(photo=self.photo)
        page = self.client.get(self.page)
        self.assertContains(page, self.story.headline)
        self.assertContains(page, "Readers see it elsewhere too: portrait of Nell Byrne.")
        self.photo.refresh_from_db()
        self.assertIsNone(self.photo.blocked_at)

    def test_a_reason_is_needed_and_what_was_typed_stays(self):
        self.client.force_login(self.pia)
        self.assertContains(self.client.post(self.page, {"reason": " "}), "Say why", status_code=422)

    def test_it_blocks_once_and_lets_back(self):
        self.client.force_login(self.pia)
        answer = self.client.post(self.page, {"reason": "Kill from the agency."})
        self.assertRedirects(answer, f"/admin/images/photo/{self.photo.pk}/change/")
        again = self.client.post(self.page, {"reason": "Once more."})
        self.assertContains(again, "blocked already", status_code=409)
        self.client.post(self.page.replace("block", "unblock"), {"reason": "Was right."})
        self.photo.refresh_from_db()
        self.assertIsNone(self.photo.blocked_at)

    def test_reporters_and_moderators_may_not(self):
        for who in (self.nell, self.mo):
            self.client.force_login(who)
            self.assertIn(self.client.post(self.page, {"reason": "x"}).status_code, (302, 403))
        self.photo.refresh_from_db()
        self.assertIsNone(self.photo.blocked_at)

    def test_a_photo_that_is_not_there(self):
        self.client.force_login(self.pia)
        self.assertEqual(self.client.get("/admin/images/photo/999999/block/").status_code, 404)
