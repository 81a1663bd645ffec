"""The pages on which readers tell of an error, prove an address and see what came of it."""

import uuid
from datetime import timedelta

from django.core import mail
from django.test import Client, TestCase, override_settings
from django.utils import timezone

from articles.models import Article, Correction
from errors import tell
from errors.addresses import confirm_address, state_address
from errors.answer import answer
from errors.models import ErrorReport

from .scene import WORDS, scene, told


class ReportPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)
        cls.address = f"/errors/on/{cls.story.pk}/"

    def send(self, client=None, **fields):
        fields = {"where": "text", "passage": "40 metres", "words": WORDS, "form_key": uuid.uuid4()} | fields
        fields = {name: value for name, value in fields.items() if value is not None}
        return (client or self.client).post(self.address, fields)

    def answered(self, report, outcome="corrected", **facts):
        answer(article=self.story, reports=[report.pk], by=self.ed, outcome=outcome, **facts)

    # It works

    def test_the_way_there_is_a_link_under_the_story_the_same_for_all(self):
        self.assertContains(self.client.get(self.story.get_absolute_url()), f'href="{self.address}"')
        page = self.client.get(self.address, {"passage": "40 <metres>"})
        self.assertContains(page, "40 &lt;metres&gt;</textarea>")
        self.assertContains(page, '<meta name="robots" content="noindex">')
        self.assertEqual(page.headers["Cache-Control"], "private, no-store")

    def test_without_an_account_from_the_form_to_the_outcome(self):
        page = self.client.get(self.send(email="ned@example.org", name="Ned").url)
        report = ErrorReport.objects.get()
        self.assertContains(page, "Our editors have it")
        self.assertContains(page, "the link that we have sent to <b>ned@example.org</b>")
        tell.mail_receipt.call(report.pk)
        path = confirm_address(report)
        self.assertIn(path, mail.outbox[0].body)
        self.assertContains(self.client.get(path), "Did you tell us of this?")
        report.refresh_from_db()
        self.assertIsNone(report.confirmed_at)  # what looks through mails has opened it, and nothing happened
        self.assertContains(self.client.get(self.client.post(path).url), "You are told by mail")
        self.assertContains(self.client.get(path), "It is confirmed")
        notice = Correction.objects.create(article=self.story, text="It was 40 metres.")
        self.answered(report, words="Thank you, Ned.", correction=notice)
        page = self.client.get(state_address(report))
        for words in ("It is corrected", "Thank you, Ned.", "It was 40 metres."):
            self.assertContains(page, words)

    def test_signed_in_no_address_is_asked_for(self):
        self.client.force_login(self.rita)
        self.assertNotContains(self.client.get(self.address), 'name="email"')
        page = self.client.get(self.send().url)
        self.assertContains(page, "You are told by mail what comes of it.")
        self.assertEqual(ErrorReport.objects.get().reader, self.rita)

    def test_who_leaves_no_address_keeps_that_of_the_page(self):
        self.assertContains(self.client.get(self.send().url), "Keep the address of this page")

    def test_each_outcome_is_told(self):
        for outcome, says in (("already", "corrected already"), ("none", "It is right as it stands")):
            report = told(self.story)
            self.answered(report, outcome, words="So it is.")
            self.assertContains(self.client.get(state_address(report)), says)

    def test_the_form_costs_the_same_however_many_told(self):
        for _ in range(3):
            told(self.story)
        with self.assertNumQueries(3):  # the story, the masthead, the banner
            self.client.get(self.address)

    # Bad input

    def test_bad_input_is_answered_and_kept(self):
        for fields, says in (
            ({"words": " "}, "Please say what is wrong"),
            ({"words": "x" * 2001}, "there is room for 2,000"),
            ({"passage": "x" * 501}, "there is room for 500"),
            ({"where": "nowhere"}, "Please choose where it stands."),
            ({"where": None}, "Please choose where it stands."),
            ({"email": "nobody"}, "Enter a valid email address."),
            ({"email": '"\x0bBcc:ned@example.org\x0b"@example.org'}, "No mail can reach this e-mail address."),
            ({"name": "a\x00b"}, "Null characters are not allowed."),
            ({"form_key": "x"}, "Something was missing."),
        ):
            with self.subTest(fields=ascii(fields)[:40]):
                response = self.send(**fields)
                self.assertContains(response, says, status_code=422)
                if "words" not in fields:
                    self.assertContains(response, WORDS, status_code=422)
        self.assertFalse(ErrorReport.objects.exists())
        self.assertEqual(self.client.get(self.address, {"passage": "\x00\u202e" + "x" * 9999}).status_code, 200)

    @override_settings(ERROR_RATES={"network": (9, 60), "unproved": (1, 60)})
    def test_what_fills_in_the_field_that_nobody_sees_is_taken_more_rarely(self):
        self.assertEqual(self.send(website="https://filled.example").status_code, 302)
        self.assertContains(self.send(website="https://filled.example"), WORDS, status_code=429)
        self.assertEqual(self.send().status_code, 302)

    @override_settings(COMMENT_PROOF_HOURS=24, ERROR_RATES={"unproved": (1, 60)})
    def test_without_a_proof_fewer_are_taken(self):
        self.assertEqual(self.send().status_code, 302)
        self.assertEqual(self.send().status_code, 429)

    def test_a_post_needs_its_token_and_the_words_come_back(self):
        self.assertContains(self.send(client=Client(enforce_csrf_checks=True)), WORDS, status_code=403)

    # Nothing leaks

    def test_a_story_that_is_not_public_is_not_there_and_the_words_come_back(self):
        later, sent = timezone.now() + timedelta(hours=1), {}
        for facts in ({"legal_hold": True}, {"embargo_until": later}, {"status": "draft"}, {"status": "withdrawn"}):
            Article.objects.filter(pk=self.story.pk).update(status="published", legal_hold=False, embargo_until=None)
            Article.objects.filter(pk=self.story.pk).update(**facts)
            with self.subTest(facts):
                self.assertEqual(self.client.get(self.address).status_code, 404)
                sent[str(facts)] = self.send()
                self.assertContains(sent[str(facts)], WORDS, status_code=404)
                self.assertNotContains(sent[str(facts)], self.story.headline, status_code=404)
        self.address = "/errors/on/999999/"
        sent["none"] = self.send()
        self.assertEqual(len({answer.content for answer in sent.values()}), 1)

    def test_nor_is_it_named_to_who_told_of_an_error_in_it(self):
        report = told(self.story)
        notice = Correction.objects.create(article=self.story, text="It was 40 metres.")
        self.answered(report, correction=notice)
        Article.objects.filter(pk=self.story.pk).update(legal_hold=True)
        page = self.client.get(state_address(report))
        self.assertContains(page, "It is not on the site")
        self.assertNotContains(page, self.story.headline)
        self.assertNotContains(page, "It was 40 metres.")

    def test_secret_addresses_open_with_the_whole_word_alone(self):
        report = told(self.story, email="ned@example.org")
        for address in (state_address(report), confirm_address(report)):
            page = self.client.get(address)
            self.assertContains(page, 'content="no-referrer"')
            self.assertEqual(page.headers["Cache-Control"], "private, no-store")
            self.assertEqual(self.client.get(address.replace("E-", "E-X")).status_code, 404)
        word = state_address(report).split("/")[2]
        self.assertEqual(self.client.post(f"/errors/{word}/confirm/").status_code, 404)  # not the mailed one
