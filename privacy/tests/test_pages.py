import io
import time
import zipfile

from django.core import mail
from django.test import TestCase

from accounts.models import User
from newsroom.tests import cast

DATA, ERASE = "/me/data/", "/me/data/erase/"


class PagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.said = cast.comment(cls.story, cls.rita, "Rita's words.")

    def sign_in(self, ago=0):
        data = {"login": "rita@paper.example", "password": cast.PASSWORD}
        self.assertEqual(self.client.post("/account/login/", data).status_code, 302)
        if ago:
            session = self.client.session
            for record in session["account_authentication_methods"]:
                record["at"] = time.time() - ago
            session.save()

    def test_the_account_page_leads_here(self):
        self.sign_in()
        self.assertContains(self.client.get("/me/"), DATA)
        self.assertContains(self.client.get(DATA), "Download my data")

    def prove(self, address, data=None):
        """Send the form, and prove who one is when asked; return the last answer."""
        answer = self.client.post(address, data or {})
        self.assertEqual(answer.status_code, 302)
        self.assertIn("/reauthenticate/", answer.url)
        return self.client.post(answer.url, {"password": cast.PASSWORD, "next": address})

    def test_who_has_just_proved_who_they_are_gets_a_zip(self):
        self.sign_in()
        answer = self.prove(DATA)
        self.assertEqual(answer.headers["Content-Type"], "application/zip")
        self.assertIn("no-store", answer.headers["Cache-Control"])
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            self.assertIn("comments.csv", archive.namelist())
            self.assertIn("Rita's words.", archive.read("everything.json").decode())
        # And within the next minutes without being asked.
        self.assertEqual(self.client.post(DATA).status_code, 200)

    def test_a_wrong_password_gets_nothing(self):
        self.sign_in(ago=100_000)
        answer = self.client.post(DATA)
        answer = self.client.post(answer.url, {"password": "wrong", "next": DATA})
        self.assertNotIn("zip", answer.headers["Content-Type"])

    def test_erasing_needs_proof_a_choice_and_the_word(self):
        self.sign_in()
        for data, wanted in (
            ({}, "Please choose"),
            ({"texts": "erase", "word": "yes"}, "Please type the word"),
            ({"texts": "other", "word": "erase"}, "valid choice"),
        ):
            answer = self.prove(ERASE, data) if not data else self.client.post(ERASE, data)
            self.assertContains(answer, wanted, status_code=422)
            self.assertContains(answer, f'action="{ERASE}"', status_code=422)  # also where they proved who they are
        self.assertTrue(User.objects.filter(pk=self.rita.pk).exists())

    def test_it_erases_signs_out_and_says_so_by_mail(self):
        self.sign_in(ago=100_000)
        mail.outbox.clear()
        answer = self.prove(ERASE, {"texts": "erase", "word": " Erase "})
        self.assertRedirects(answer, "/me/data/erased/")
        self.assertFalse(User.objects.filter(pk=self.rita.pk).exists())
        self.assertNotIn("_auth_user_id", self.client.session)
        self.assertEqual([letter.to for letter in mail.outbox][-1], ["rita@paper.example"])
        self.assertIn("erased with it", mail.outbox[-1].body)
        self.assertNotContains(self.client.get(self.story.get_absolute_url()), "Rita's words.")

    def test_it_leaves_the_texts_if_they_say_so(self):
        self.sign_in(ago=100_000)
        self.prove(ERASE, {"texts": "keep", "word": "erase"})
        page = self.client.get(self.story.get_absolute_url())
        self.assertContains(page, "Rita&#x27;s words." if b"&#x27;" in page.content else "Rita's words.")
        self.assertIn("without your name", mail.outbox[-1].body)

    def test_staff_are_told_that_they_cannot(self):
        self.client.force_login(self.ed)
        self.assertContains(self.client.get(ERASE), "account of the staff")
        self.assertNotContains(self.client.get(ERASE), "Erase my account for good")

    def test_who_is_not_signed_in_is_sent_to(self):
        for address in (DATA, ERASE):
            for answer in (self.client.get(address), self.client.post(address)):
                self.assertIn("/account/login/", answer.url)
