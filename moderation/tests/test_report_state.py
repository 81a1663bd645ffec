"""The pages that tell a reader what became of their reports."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.withdraw import withdraw
from moderation.decide import decide
from moderation.report import report
from newsroom.tests import cast


class ReportStateTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "Strong words.")
        cls.report = report(comment=cls.comment, reader=cls.ravi, rule=cls.abuse, words="<b>My own</b>", text_version=1)
        cls.state = cls.report.get_absolute_url()

    def setUp(self):
        self.client.force_login(self.ravi)

    def remove(self, **facts):
        facts = {"comment": self.comment, "moderator": self.mo, "rule": self.abuse, "version_seen": 1} | facts
        return decide(**{"action": "remove"} | facts)

    def test_it_says_what_was_reported_and_that_it_waits(self):
        page = self.client.get(self.state)
        for words in ("Strong words.", "Abuse", "&lt;b&gt;My own&lt;/b&gt;", "It stands in their queue"):
            self.assertContains(page, words)

    def test_it_says_what_was_decided_and_not_by_whom(self):
        self.remove(note="Play the ball.")
        page = self.client.get(self.state)
        self.assertContains(page, "The comment was removed")
        for secret in ("Strong words.", "Play the ball.", "Mo<"):
            self.assertNotContains(page, secret)

    def test_it_says_that_the_comment_stays(self):
        self.remove(action="keep")
        page = self.client.get(self.state)
        self.assertContains(page, "found that it breaks no rule")
        self.assertContains(page, "Strong words.")

    def test_it_is_true_after_a_later_decision_too(self):
        self.remove()
        self.remove(action="keep", version_seen=2)
        self.assertContains(self.client.get(self.state), "looked at it again since, and it is back")

    def test_it_is_true_on_a_withdrawn_story_too(self):
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        for address in (self.state, "/moderation/reports/"):
            page = self.client.get(address)
            self.assertContains(page, "not on the site")
            for secret in ("Strong words.", self.story.headline):
                self.assertNotContains(page, secret)

    def test_it_is_for_the_one_who_reported_alone(self):
        for person in (self.rita, self.mo, self.ada):
            self.client.force_login(person)
            self.assertEqual(self.client.get(self.state).status_code, 404)
            self.assertNotContains(self.client.get("/moderation/reports/"), self.report.reference)
        self.client.logout()
        self.assertRedirects(self.client.get(self.state), f"/account/login/?next={self.state}")
        self.assertEqual(self.client.get("/moderation/reports/").status_code, 302)

    def test_a_forged_reference_is_not_there(self):
        for reference in ("R-0000000", "x" * 3000, "%00", "..", "R-%E2%80%AE"):
            self.assertEqual(self.client.get(f"/moderation/reports/{reference}/").status_code, 404, reference)

    def test_they_take_no_post(self):
        self.assertEqual(self.client.post(self.state).status_code, 405)
        self.assertEqual(self.client.post("/moderation/reports/").status_code, 405)

    def test_all_reports_of_a_reader_stand_in_one_list_for_a_fixed_number_of_queries(self):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                self.assertContains(self.client.get("/moderation/reports/"), self.report.reference)
            return len(asked)

        few = queries()
        for number in range(10):
            comment = cast.comment(self.story, self.rita, f"No. {number}.")
            report(comment=comment, reader=self.ravi, rule=self.spam, text_version=1)
            if number % 2:
                self.remove(comment=comment)
        self.assertEqual(queries(), few)
