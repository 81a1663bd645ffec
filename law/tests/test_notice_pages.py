"""The pages on which a legal notice is sent, confirmed, followed and appealed."""

import uuid
from datetime import timedelta

from django.core import mail
from django.test import Client, TestCase, override_settings
from django.utils import timezone

from accounts.models import Message
from law import tell
from law.addresses import comment_at, confirm_address, state_address
from law.misuse import key_of
from law.models import LawTerms, Letter, Misuse, Notice
from moderation.models import Card
from newsroom.tests import cast

from .scene import WHY, decided, noticed, scene


class NoticePagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)
        cls.address = f"/c/{cls.comment.pk}/notice/"

    def send(self, client=None, **fields):
        fields = {
            "law": "defamation",
            "why": WHY,
            "address": f"http://127.0.0.1:8000/c/{self.comment.pk}/",
            "name": "Ned Nolan",
            "email": "ned@example.org",
            "good_faith": "on",
            "text_version": 1,
            "form_key": uuid.uuid4(),
        } | fields
        fields = {name: value for name, value in fields.items() if value is not None}
        return (client or self.client).post(self.address, fields)

    # It works

    def test_the_way_there_is_two_steps_from_the_comment(self):
        self.assertContains(self.client.get(f"/c/{self.comment.pk}/report/"), self.address)
        page = self.client.get(self.address)
        self.assertContains(page, f"http://127.0.0.1:8000/c/{self.comment.pk}/")
        self.assertContains(page, "He took a bribe.")
        self.assertLess(page.content.index(b"Defamation"), page.content.index(b"Privacy or data"))
        self.assertEqual(page.headers["Cache-Control"], "private, no-store")

    def test_without_an_account_from_the_form_to_the_decision(self):
        page = self.client.get(self.send().url)
        notice = Notice.objects.get()
        self.assertContains(page, notice.reference)
        self.assertContains(page, "One more step")
        tell.mail.call(Letter.objects.get().pk)
        link = next(word for word in mail.outbox[0].body.split() if "/confirm/" in word)
        path = link.removeprefix("http://127.0.0.1:8000")
        self.assertContains(self.client.get(path), "Yes, I sent it")
        notice.refresh_from_db()
        self.assertIsNone(notice.confirmed_at)  # what looks through mails has opened it, and nothing happened
        page = self.client.get(self.client.post(path).url)
        self.assertContains(page, "stands before our moderators")
        self.assertTrue(Card.objects.filter(comment=self.comment, legal=True).exists())
        decided(self.comment, "keep", by=self.mo)
        page = self.client.get(state_address(notice))
        self.assertContains(page, "The comment stays")
        self.assertContains(page, "no program did")

    def test_signed_in_no_address_is_asked_for(self):
        self.client.force_login(self.ravi)
        self.assertNotContains(self.client.get(self.address), 'name="email"')
        self.send(email=None)
        notice = Notice.objects.get()
        self.assertEqual((notice.notifier, notice.email), (self.ravi, self.ravi.email))
        self.assertIsNotNone(notice.confirmed_at)

    def test_a_notifier_appeals_by_the_secret_address(self):
        notice = noticed(self.comment)
        decided(self.comment, "keep", by=self.mo)
        address = state_address(notice) + "appeal/"
        self.assertContains(self.client.get(state_address(notice)), address)
        self.assertContains(self.client.post(address, {"words": ""}), "Please say why", status_code=422)
        self.assertEqual(self.client.post(address, {"words": "Read it."}).status_code, 302)
        self.assertContains(self.client.get(address), notice.appeal.reference)
        self.assertContains(self.client.post(address, {"words": "Again."}), "Read it.", status_code=409)

    def test_the_abuse_of_children_needs_no_name(self):
        self.assertEqual(self.send(law="child", name="", email="").status_code, 302)
        page = self.client.get(state_address(Notice.objects.get()))
        self.assertContains(page, "Keep the address of this page")

    # Bad input

    def test_bad_input_is_answered_and_kept(self):
        for fields, says in (
            ({"law": None}, "Please choose what it is about."),
            ({"law": "nonsense"}, "Please choose what it is about."),
            ({"why": " "}, "Please explain why it is illegal"),
            ({"why": "x" * 3001}, "there is room for 3,000"),
            ({"address": ""}, "Please say where the comment stands"),
            ({"address": "https://elsewhere.example/c/1/"}, "There is no comment at this address."),
            ({"address": "/c/999999/"}, "There is no comment at this address."),
            ({"address": "http://[x"}, "There is no comment at this address."),
            ({"name": ""}, "Please give your name."),
            ({"email": ""}, "Please give an e-mail address"),
            ({"email": "nobody"}, "Enter a valid email address."),
            ({"email": '"\x0bBcc:ned@example.org\x0b"@example.org'}, "No mail can reach this e-mail address."),
            ({"good_faith": None}, "Please confirm this"),
            ({"text_version": "x"}, "Something was missing."),
            ({"form_key": "x"}, "Something was missing."),
            ({"provision": "a\x00b"}, "Null characters are not allowed."),
        ):
            with self.subTest(fields=ascii(fields)[:40]):
                response = self.send(**fields)
                self.assertContains(response, says, status_code=422)
                if "why" not in fields:
                    self.assertContains(response, WHY, status_code=422)
        self.assertFalse(Notice.objects.exists())

    def test_another_comment_of_the_site_may_be_meant(self):
        other = cast.comment(self.story, self.ravi, "And another.")
        self.send(address=f"http://127.0.0.1:8000{self.story.get_absolute_url()}#c{other.pk}")
        self.assertEqual(Notice.objects.get().comment, other)

    def test_addresses_of_comments_are_known_and_no_others(self):
        story = self.story.get_absolute_url()
        for address in ("/c/7/", "http://127.0.0.1:8000/c/7", f"http://127.0.0.1:8000{story}#c7", " /c/7/ "):
            self.assertEqual(comment_at(address), 7)
        for address in ("", "7", story, "http://evil.example/c/7/", "javascript:alert(1)", "/c/x/"):
            self.assertIsNone(comment_at(address))

    def test_an_edited_text_is_a_conflict_and_what_was_typed_stays(self):
        self.assertContains(self.send(text_version=7), WHY, status_code=409)

    @override_settings(NOTICE_RATES={"network": (9, 60), "unproved": (1, 60), "email": (9, 60)})
    def test_what_fills_in_the_field_that_nobody_sees_is_taken_more_rarely_and_never_silenced(self):
        page = self.client.get(self.send(website="https://filled.example").url)
        self.assertContains(page, "We have sent a link to")
        tell.mail.call(Letter.objects.get().pk)  # and that is true: a browser may have filled it in
        notice = Notice.objects.get()
        self.client.post(confirm_address(notice))
        self.assertTrue(Card.objects.filter(comment=self.comment, legal=True).exists())
        self.assertEqual(self.send(website="https://filled.example").status_code, 429)
        self.assertEqual(self.send().status_code, 302)

    def test_who_is_suspended_is_told_that_moderators_are_not_called(self):
        until = timezone.now() + timedelta(days=9)
        Misuse.objects.create(person=self.ravi, about="notices", step="suspended", because="Often.", until=until)
        email_key = key_of("ned@example.org")
        Misuse.objects.create(email_key=email_key, about="notices", step="suspended", because="Often.", until=until)
        signed = noticed(self.comment, notifier=self.ravi)
        unsigned = noticed(self.comment, confirmed=False)
        told = [Message.objects.get(to=self.ravi).text, unsigned.letters.get().text]
        for client_is, notice in ((self.ravi, signed), (None, unsigned)):
            if client_is:
                self.client.force_login(client_is)
            told.append(self.client.get(state_address(notice)).content.decode())
        self.client.logout()
        self.client.post(confirm_address(unsigned))
        told += [self.client.get(address(unsigned)).content.decode() for address in (state_address, confirm_address)]
        for words in told[:-1]:
            self.assertIn("moderators are not called by it", words)
        for words in told:
            self.assertNotIn("before our moderators", words)
            self.assertNotIn("A moderator decides about it", words)
        self.client.force_login(self.mo)
        page = self.client.get(f"/moderation/notices/{signed.reference}/")
        self.assertContains(page, "Set aside: its sender is suspended")

    @override_settings(COMMENT_PROOF_HOURS=24, NOTICE_RATES={"network": (9, 60), "unproved": (1, 60), "email": (9, 60)})
    def test_without_a_proof_fewer_are_taken_and_the_words_stay(self):
        self.assertEqual(self.send().status_code, 302)
        self.assertContains(self.send(), WHY, status_code=429)
        self.assertEqual(Notice.objects.count(), 1)

    # Nothing leaks

    def test_what_cannot_be_seen_is_not_there(self):
        nothing = self.client.get("/c/999999/notice/")
        held = cast.comment(self.story, self.rita, "See https://a.example https://b.example https://c.example")
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        for address in (self.address, f"/c/{held.pk}/notice/"):
            response = self.client.get(address)
            self.assertEqual((response.status_code, nothing.status_code), (404, 404))
            self.assertNotContains(response, "bribe", status_code=404)
        self.assertEqual(self.send().status_code, 404)

    def test_secret_addresses_open_with_the_whole_word_alone(self):
        notice = noticed(self.comment, confirmed=False)
        for address in (state_address(notice), confirm_address(notice)):
            self.assertEqual(self.client.get(address).status_code, 200)
            self.assertEqual(self.client.get(address.replace("L-", "L-X")).status_code, 404)
        word = state_address(notice).split("/")[3]
        self.assertEqual(self.client.post(f"/law/notices/{word}/confirm/").status_code, 404)  # not the mailed one
        self.assertEqual(self.client.get(state_address(notice)).headers["Cache-Control"], "private, no-store")

    def test_a_post_needs_its_token(self):
        self.assertEqual(self.send(client=Client(enforce_csrf_checks=True)).status_code, 403)

    def test_contact_points_stand_below(self):
        LawTerms.objects.create(pk=1, contact="Point of contact: law@paper.example")
        self.assertContains(self.client.get(self.address), "law@paper.example")
