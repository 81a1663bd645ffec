"""To disagree is offered among the reasons for a report, and is none."""

from django.test import TestCase

from moderation import queue
from moderation.forms import ReportForm
from moderation.models import Report
from newsroom.tests import cast

BY_SCRIPT = {"HTTP_HX_REQUEST": "true"}


class DisagreeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.comment = cast.comment(cast.story(cls), cls.rita, "Strong words.")
        cls.address = f"/c/{cls.comment.pk}/report/"

    def setUp(self):
        self.client.force_login(self.ravi)

    def disagree(self, words="", **extra):
        fields = {"rule": ReportForm.DISAGREE, "words": words, "text_version": 1}
        return self.client.post(self.address, fields, **extra)

    def nothing_reported(self):
        self.assertEqual((Report.objects.count(), queue.counts()["reported"]), (0, 0))

    def test_it_is_the_first_of_the_choices(self):
        page = self.client.get(self.address).content.decode()
        self.assertLess(page.index("I disagree with it"), page.index('value="abuse"'))

    def test_it_files_no_report_and_offers_to_reply_or_to_mute(self):
        for extra in ({}, BY_SCRIPT):
            response = self.disagree(**extra)
            self.assertContains(response, "breaks no rule")
            self.assertContains(response, f"/c/{self.comment.pk}/reply/")
            self.assertContains(response, f"/c/{self.comment.pk}/mute/")
            self.assertNotContains(response, "<textarea")
        self.nothing_reported()

    def test_who_is_not_signed_in_need_not_be(self):
        self.client.logout()
        self.assertContains(self.disagree(), "breaks no rule")
        self.nothing_reported()

    def test_words_of_ones_own_are_given_back(self):
        for words in ("I saw it <otherwise>.", "x" * 501):
            self.assertContains(self.disagree(words), words.replace("<", "&lt;").replace(">", "&gt;"))
        self.nothing_reported()

    def test_ones_own_comment_is_answered_as_ever(self):
        self.client.force_login(self.rita)
        self.assertContains(self.disagree(), "This is your own comment.", status_code=403)

    def test_what_is_reported_afterwards_is_a_report(self):
        self.disagree()
        self.client.post(self.address, {"rule": "abuse", "words": "", "text_version": 1})
        self.assertEqual(Report.objects.get().rule, self.abuse)
