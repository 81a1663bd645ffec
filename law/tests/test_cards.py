"""What stands on a moderator's card: the way to the open notice, the open appeal and the evidence."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from law.appeal import appeal
from law.models import Notice
from newsroom.tests import cast

from .scene import decided, noticed, scene


class CardsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)
        cls.notice = noticed(cls.comment)

    def page(self, person, address="/moderation/"):
        self.client.force_login(person)
        return self.client.get(address)

    def addresses(self):
        return ("/moderation/", f"/moderation/comments/{self.comment.pk}/")

    def test_the_card_leads_to_the_open_notice_and_to_no_other(self):
        at = f'href="/moderation/notices/{self.notice.reference}/"'
        for address in self.addresses():
            self.assertContains(self.page(self.mo, address), at)
            self.assertContains(self.page(self.mo, address), f"Legal notice {self.notice.reference}: Defamation")
        decided(self.comment, "keep", by=self.mo)
        self.assertNotContains(self.page(self.mo, self.addresses()[1]), at)

    def test_the_card_leads_to_the_open_appeal(self):
        decided(self.comment, "keep", by=self.max)
        made = appeal(against=Notice.objects.get(pk=self.notice.pk), words="Read it again.")
        for address in self.addresses():
            page = self.page(self.mo, address)
            self.assertContains(page, f'href="/moderation/appeals/{made.reference}/"')

    def test_who_decided_first_finds_no_button_there_that_would_be_refused(self):
        decided(self.comment, "keep", by=self.max)
        appeal(against=Notice.objects.get(pk=self.notice.pk), words="Read it again.")
        for address in (*self.addresses(), f"{self.addresses()[1]}?do=remove"):
            page = self.page(self.max, address)
            self.assertContains(page, "against a decision of yours")
            for button in ("keep", "remove", "ask"):
                self.assertNotContains(page, f'value="{button}" formaction')
                if button != "keep" and "?" in address:
                    self.assertContains(self.page(self.mo, address), f'value="{button}" formaction')
            self.assertContains(page, 'value="hold" formaction')
        self.assertContains(page, 'value="pass" formaction')
        self.client.force_login(self.max)
        panel = self.client.get(f"{self.addresses()[1]}?do=remove", headers={"HX-Request": "true"})
        self.assertContains(panel, 'value="pass" formaction')
        self.assertNotContains(panel, 'value="remove" formaction')

    def test_the_evidence_is_for_those_who_may_take_it(self):
        at = f"/moderation/comments/{self.comment.pk}/evidence/"
        for address in self.addresses():
            self.assertContains(self.page(self.law, address), at)
            self.assertNotContains(self.page(self.mo, address), at)

    def test_nobody_learns_here_of_a_notice_on_their_own_comment(self):
        own = noticed(cast.comment(self.story, self.mo, "My own words."))
        self.assertNotContains(self.page(self.mo), own.reference)
        self.assertContains(self.page(self.max), own.reference)

    def test_one_query_finds_them_for_all_cards_and_none_where_nothing_is_open(self):
        for number in range(4):
            comment = cast.comment(self.story, self.rita, f"Words, {number}.")
            noticed(comment, network=str(number), email=f"{number}@a.ie")
        cast.comment(self.story, self.ravi, "Nobody minds this one.")
        for show, number in (("legal", 1), ("new", 0)):
            with CaptureQueriesContext(connection) as asked:
                self.page(self.mo, f"/moderation/?show={show}")
            self.assertEqual(sum("law_notice" in query["sql"] for query in asked.captured_queries), number)
