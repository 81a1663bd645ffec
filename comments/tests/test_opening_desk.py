"""Opening hours, the age of closing and the court case, at the desk."""

from datetime import time

from django.test import TestCase

from articles.models import Article, ArticleEvent
from articles.tests.test_story_form import form_data
from comments.models import Community, OpeningHours
from comments.opening import COURT_CASE
from newsroom.tests import cast
from pagecache.models import PageVersion


def rows(*hours, prefix="opening_hours"):
    data = {f"{prefix}-TOTAL_FORMS": len(hours), f"{prefix}-INITIAL_FORMS": 0}
    for number, (day, opens, closes) in enumerate(hours):
        data |= {
            f"{prefix}-{number}-{name}": value for name, value in (("day", day), ("opens", opens), ("closes", closes))
        }
    return data


class OpeningAtTheDeskTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.community = Community.objects.create(pk=1)

    def setUp(self):
        self.client.force_login(self.ada)

    def version(self, name):
        return PageVersion.objects.filter(name=name).values_list("number", flat=True).first() or 0

    def save_story(self, *hours, status=302, **fields):
        story = Article.objects.get(pk=self.story.pk)
        byline = story.bylines.get()
        data = form_data(
            self,
            **{
                "bylines-INITIAL_FORMS": 1,
                "bylines-0-id": byline.pk,
                "bylines-0-article": story.pk,
                "slug": story.slug,
                "base": story.latest,
                **rows(*hours),
                **fields,
            },
        )
        answer = self.client.post(f"/admin/articles/article/{story.pk}/change/", data)
        self.assertEqual(answer.status_code, status, getattr(answer, "context_data", {}).get("errors"))
        return answer

    def save_site(self, *hours, status=302, **fields):
        data = {"kicker": "Your Voice", "heading": "Comments", "statement": "<p>Be kind.</p>", "order": "oldest"}
        answer = self.client.post("/admin/comments/community/1/change/", data | rows(*hours) | fields)
        self.assertEqual(answer.status_code, status, getattr(answer, "context_data", {}).get("errors"))
        return answer

    def test_an_editor_sets_the_hours_of_a_story_in_its_form(self):
        self.client.force_login(self.ed)
        before = self.version(f"story:{self.story.pk}")
        self.save_story((0, "08:00", "00:00"), (1, "00:00", "02:00"))
        self.assertEqual(
            list(self.story.opening_hours.values_list("day", "opens", "closes")),
            [(0, time(8), time(0)), (1, time(0), time(2))],
        )
        self.assertGreater(self.version(f"story:{self.story.pk}"), before)

    def test_a_reporter_writes_without_setting_hours(self):
        self.client.force_login(self.nell)
        page = self.client.get("/admin/articles/article/add/")
        self.assertNotContains(page, "opening_hours-")
        self.assertContains(page, "court_case")

    def test_the_hours_of_the_whole_site_and_of_a_section(self):
        before = self.version("paper")
        self.save_site((5, "10:00", "18:00"))
        between = self.version("paper")
        self.assertGreater(between, before)
        data = {"name": "News", "slug": "news", "position": 0}
        answer = self.client.post(f"/admin/articles/section/{self.news.pk}/change/", data | rows((6, "10:00", "18:00")))
        self.assertEqual(answer.status_code, 302)
        self.assertGreater(self.version("paper"), between)
        self.assertEqual(
            list(OpeningHours.objects.values_list("article", "section", "day")),
            [(None, None, 5), (None, self.news.pk, 6)],
        )

    def test_the_page_of_the_site_shows_its_own_hours_alone_and_takes_them_away(self):
        self.save_story((0, "01:11", "02:22"))
        self.save_site((5, "10:00", "18:00"))
        page = self.client.get("/admin/comments/community/1/change/")
        self.assertContains(page, "10:00")
        self.assertNotContains(page, "01:11")
        row = OpeningHours.objects.get(article=None)
        taken = {"opening_hours-INITIAL_FORMS": 1, "opening_hours-0-id": row.pk, "opening_hours-0-DELETE": "on"}
        self.save_site((5, "10:00", "18:00"), **taken)
        self.assertEqual(OpeningHours.objects.count(), 1)

    def test_hours_that_close_before_they_open_are_refused_in_words(self):
        for save in (self.save_story, self.save_site):
            for closes in ("08:00", "02:00"):
                answer = save((0, "08:00", closes), status=422)
                self.assertContains(answer, "would close before they open", status_code=422)
                self.assertNotContains(answer, "constraint", status_code=422)
        self.assertFalse(OpeningHours.objects.exists())

    def test_hours_that_overlap_are_refused_in_words(self):
        for second in (("11:59", "14:00"), ("08:00", "12:00"), ("09:00", "10:00")):
            answer = self.save_story((0, "08:00", "12:00"), (0, *second), status=422)
            self.assertContains(answer, "On Monday the hours 08:00 to 12:00 and", status_code=422)
        self.save_site((0, "20:00", "00:00"), (0, "21:00", "22:00"), status=422)
        self.assertFalse(OpeningHours.objects.exists())
        self.save_story((0, "08:00", "12:00"), (0, "12:00", "14:00"), (1, "08:00", "12:00"))
        self.assertEqual(OpeningHours.objects.count(), 3)

    def test_half_a_row_is_refused(self):
        self.save_story((0, "08:00", ""), status=422)
        self.save_story((9, "08:00", "09:00"), status=422)
        self.save_story((0, "25:00", "26:00"), status=422)

    def test_the_age_of_closing(self):
        self.save_site(close_after_days="0", status=422)
        self.save_site(close_after_days="99999999999", status=422)
        self.save_site(close_after_days="14", order="liked")
        self.community.refresh_from_db()
        self.assertEqual((self.community.close_after_days, self.community.order), (14, "liked"))

    def test_a_court_case_closes_at_once_says_why_and_stands_in_the_storys_record(self):
        self.client.force_login(self.ed)
        address = self.story.get_absolute_url()
        self.assertNotContains(self.client.get(address), COURT_CASE)
        version = Article.objects.get(pk=self.story.pk).version
        self.save_story(court_case="on")
        self.assertContains(self.client.get(address), COURT_CASE)
        story = Article.objects.get(pk=self.story.pk)
        self.assertEqual(story.version, version + 1)
        self.assertTrue(story.revisions.first().facts["court_case"])
        self.assertEqual(ArticleEvent.objects.first().note, "court case: comments closed")
        self.assertEqual(self.client.get(f"/comments/on/{story.pk}/new/").status_code, 403)
        self.save_story()
        self.assertNotContains(self.client.get(address), COURT_CASE)
        self.assertEqual(self.client.get(f"/comments/on/{story.pk}/new/").status_code, 200)
