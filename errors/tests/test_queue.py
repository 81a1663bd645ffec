"""The desk's queue, and the page on which the errors of one story are answered."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Message
from articles.models import Article, Correction, SectionLimit
from errors.answer import answer
from errors.models import ErrorReport
from newsroom.tests import cast

from .scene import scene, told

QUEUE = "/admin/errors/errorreport/"


class QueueTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)
        cls.other = cast.story(cls, headline="Bridge opens", slug="bridge", section=cls.sport, at=cls.story.publish_at)
        now = timezone.now()
        cls.second = told(cls.story, reader=cls.rita, words="It is four.", at=now)
        cls.first = told(cls.story, name="Ned", email="ned@example.org", at=now - timedelta(hours=2))
        cls.elsewhere = told(cls.other, words="It opened in May.", at=now - timedelta(hours=1))
        cls.address = f"{QUEUE}story/{cls.story.pk}/"

    def setUp(self):
        self.client.force_login(self.ed)

    def send(self, *reports, **fields):
        fields = {"reports": [report.pk for report in reports], "outcome": "corrected", "words": "Thank you."} | fields
        return self.client.post(self.address, {name: value for name, value in fields.items() if value is not None})

    # It works

    def test_the_index_says_how_many_wait_and_the_queue_has_them_by_story(self):
        self.assertContains(self.client.get("/admin/"), "<b>3</b> errors reported")
        page = self.client.get(QUEUE)
        rows = [(row["article"], row["how_many"]) for row in page.context["page"]]
        self.assertEqual(rows, [(self.story, 2), (self.other, 1)])
        self.assertContains(page, self.address)

    def test_those_on_one_story_stand_together_and_are_answered_together(self):
        notice = Correction.objects.create(article=self.story, text="It was 40 metres.")
        page = self.client.get(self.address)
        self.assertEqual(list(page.context["page"]), [self.first, self.second])
        for words in ("It is four.", "Ned", "ned@example.org", "not confirmed", "Rita", "It was 40 metres."):
            self.assertContains(page, words)
        self.assertRedirects(self.send(self.first, self.second, correction=notice.pk), QUEUE)
        self.assertEqual(set(self.story.error_reports.values_list("correction", flat=True)), {notice.pk})
        self.assertEqual(Message.objects.get().to, self.rita)
        self.assertContains(self.client.get(f"{QUEUE}?show=answered"), "It is four.")
        self.assertContains(self.client.get(self.address), "Answered before")

    def test_what_is_left_keeps_the_editor_there(self):
        self.assertRedirects(self.send(self.first), self.address)

    def test_it_says_where_the_story_was_changed_since(self):
        ErrorReport.objects.filter(pk=self.first.pk).update(version=2)
        Article.objects.filter(pk=self.story.pk).update(released=5)
        self.assertContains(self.client.get(self.address), "it was version 2, readers now see version 5")

    def test_the_notice_that_came_since_is_chosen_already(self):
        Correction.objects.create(article=self.story, text="Of last week.", issued_at=self.story.publish_at)
        self.assertNotContains(self.client.get(self.address), " selected>Correction")
        Correction.objects.create(article=self.story, text="Of today.")
        self.assertContains(self.client.get(self.address), " selected>Correction", count=1)

    def test_it_costs_the_same_however_many_wait(self):
        addresses = (QUEUE, self.address, f"{QUEUE}?show=answered")
        answer(article=self.other, reports=[self.elsewhere.pk], by=self.ed, outcome="already")
        before = [self.cost(address) for address in addresses]
        for number in range(3):
            told(self.story, reader=self.ravi, words=f"{number}")
            told(cast.story(self, headline=f"Story {number}", slug=f"s-{number}"))
        answer(article=self.story, reports=[self.first.pk, self.second.pk], by=self.ed, outcome="already")
        self.assertLessEqual([self.cost(address) for address in addresses], before)

    def cost(self, address):
        with CaptureQueriesContext(connection) as asked:
            self.client.get(address)
        return len(asked)

    # Wrong

    def test_bad_input_is_answered_and_kept(self):
        Correction.objects.create(article=self.other, text="Of another story.")
        for fields, says in (
            ({"reports": None}, "Choose the readers whom you answer."),
            ({"reports": ["x"]}, "Choose the readers whom you answer."),
            ({"reports": ["9" * 30]}, "Choose the readers whom you answer."),
            ({"reports": ["9" * 5000]}, "Choose the readers whom you answer."),
            ({"reports": [self.elsewhere.pk]}, "Choose the readers whom you answer."),
            ({"outcome": None}, "Choose what you found."),
            ({"outcome": "none", "words": ""}, "Say why it is right as it stands"),
            ({"correction": Correction.objects.get().pk}, "Choose one of this story’s notices."),
            ({"correction": "9" * 30}, "Choose one of this story’s notices."),
            ({"words": "Thank you. " + "x" * 2000}, "there is room for 2,000"),
        ):
            with self.subTest(fields=ascii(fields)[:40]):
                response = self.send(self.first, **fields)
                self.assertContains(response, says, status_code=422)
                kept = f'value="{self.first.pk}" checked'
                self.assertEqual(kept in response.content.decode(), "reports" not in fields)
                if "words" not in fields:
                    self.assertContains(response, "Thank you.</textarea>", status_code=422)
        self.assertEqual(ErrorReport.objects.open().count(), 3)

    def test_whoever_comes_second_is_told_and_keeps_their_words(self):
        answer(article=self.story, reports=[self.first.pk], by=self.ada, outcome="none", words="Forty.")
        response = self.send(self.first, self.second, words="Thank you both.")
        self.assertContains(response, f"Ada answered {self.first.reference}", status_code=409)
        self.assertContains(response, "Thank you both.</textarea>", status_code=409)
        self.assertTrue(ErrorReport.objects.get(pk=self.second.pk).is_open)

    def test_reporters_have_no_queue_and_limited_editors_see_their_sections(self):
        SectionLimit.objects.create(user=self.ed, section=self.sport)
        self.assertEqual([row["article"] for row in self.client.get(QUEUE).context["page"]], [self.other])
        self.assertEqual(self.client.get(self.address).status_code, 404)
        self.assertEqual(self.send(self.first).status_code, 404)
        self.client.force_login(self.nell)
        for address in (QUEUE, self.address):
            self.assertEqual(self.client.get(address).status_code, 403)
        self.assertEqual(self.send(self.first).status_code, 403)
        self.assertNotContains(self.client.get("/admin/"), "reported</a>")

    def test_a_story_of_which_nobody_told_has_no_page(self):
        quiet = cast.story(self, headline="Quiet", slug="quiet")
        self.assertEqual(self.client.get(f"{QUEUE}story/{quiet.pk}/").status_code, 404)
        self.assertEqual(self.client.get(f"{QUEUE}story/999999/").status_code, 404)
