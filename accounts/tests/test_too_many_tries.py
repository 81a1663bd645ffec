from django.core import mail
from django.test import TestCase

from accounts.models import User

from .journeys import PASSWORD, confirm, reader, sign_in, sign_up


class TooManyTriesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita = reader("Rita")

    def guess(self, times=5, email="rita@mail.example"):
        for number in range(times):
            self.assertEqual(sign_in(self.client, email, f"guess {number}").status_code, 200)

    def test_after_five_wrong_passwords_the_right_one_is_not_tried_either(self):
        self.guess()
        answer = sign_in(self.client, next="/me/messages/")
        self.assertContains(answer, "Please wait a little", status_code=429)
        self.assertContains(answer, "Wait five minutes", status_code=429)
        self.assertContains(answer, "/account/password/reset/", status_code=429)
        self.assertContains(answer, "/account/login/?next=%2Fme%2Fmessages%2F", status_code=429)
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_it_makes_no_difference_how_the_address_is_spelt(self):
        for email in (
            "rita@mail.example",
            "Rita@Mail.Example",
            " rita@mail.example",
            "RITA@MAIL.EXAMPLE ",
            "rITA@mail.example",
        ):
            self.guess(1, email)
        self.assertEqual(sign_in(self.client).status_code, 429)

    def test_nor_from_where_they_come(self):
        for number in range(5):
            self.client.post(
                "/account/login/", {"login": "rita@mail.example", "password": "x"}, REMOTE_ADDR=f"192.0.2.{number}"
            )
        self.assertEqual(sign_in(self.client).status_code, 429)

    def test_an_address_without_an_account_is_treated_alike(self):
        self.guess(email="nobody@mail.example")
        self.assertEqual(sign_in(self.client, "nobody@mail.example").status_code, 429)

    def test_others_may_still_sign_in(self):
        reader("Ravi")
        self.guess()
        self.assertRedirects(sign_in(self.client, "ravi@mail.example"), "/me/")

    def test_good_sign_ins_do_not_count(self):
        for _ in range(7):
            self.assertEqual(sign_in(self.client).status_code, 302)
            self.client.logout()

    def test_one_place_may_not_try_many_accounts(self):
        for number in range(10):
            self.guess(1, f"victim{number}@mail.example")
        self.assertEqual(sign_in(self.client, "victim11@mail.example", "x").status_code, 429)

    def test_who_is_signed_in_may_not_guess_the_password_either(self):
        self.client.force_login(self.rita)
        for number in range(5):
            self.client.post("/account/reauthenticate/", {"password": f"guess {number}"})
        answer = self.client.post("/account/reauthenticate/", {"password": PASSWORD})
        self.assertContains(answer, "Please wait a little", status_code=429)

    def test_mail_for_a_new_password_is_limited_too(self):
        for _ in range(5):
            self.client.post("/account/password/reset/", {"email": "rita@mail.example"})
        answer = self.client.post("/account/password/reset/", {"email": "RITA@mail.example"})
        self.assertContains(answer, "Please wait a little", status_code=429)
        self.assertEqual(len(mail.outbox), 5)

    def test_sign_ups_are_limited(self):
        for _ in range(20):
            self.client.post("/account/signup/", {})
        self.assertContains(sign_up(self.client), "Please wait a little", status_code=429)
        self.assertFalse(User.objects.filter(email="nora@mail.example").exists())

    def test_a_new_code_is_not_sent_twice_in_a_breath(self):
        sign_up(self.client)
        self.client.post("/account/logout/")
        answer = sign_in(self.client, "nora@mail.example")
        self.assertContains(answer, "Please wait a few minutes")
        self.assertEqual(len(mail.outbox), 1)
        confirm(self.client, "XXXX-XXXX")
        self.assertNotIn("_auth_user_id", self.client.session)
