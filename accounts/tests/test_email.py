from allauth.account.models import EmailAddress
from django.core import mail
from django.test import TestCase

from .journeys import confirm, prove_it_is_me, reader, sign_in


class ChangeEmailTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita = reader("Rita")

    def setUp(self):
        self.client.force_login(self.rita)

    def ask(self, email="new@mail.example"):
        answer = self.client.post("/account/email/", {"email": email, "action_add": ""})
        if "/reauthenticate/" in answer.get("Location", ""):
            answer = self.client.post(
                "/account/reauthenticate/", {"password": "brambles under the pier", "next": "/account/email/"}
            )
        return answer

    def test_a_code_sent_to_the_new_address_changes_it(self):
        self.assertRedirects(self.ask(), "/account/confirm-email/")
        self.assertEqual(mail.outbox[-1].to, ["new@mail.example"])
        self.rita.refresh_from_db()
        self.assertEqual(self.rita.email, "rita@mail.example")
        self.assertContains(
            self.client.get(confirm(self.client)["Location"]), "Your e-mail address is now new@mail.example."
        )
        self.rita.refresh_from_db()
        self.assertEqual(self.rita.email, "new@mail.example")
        self.client.logout()
        self.assertEqual(sign_in(self.client, "rita@mail.example").status_code, 200)
        self.assertRedirects(sign_in(self.client, "new@mail.example"), "/me/")

    def test_it_takes_the_password(self):
        answer = self.client.post("/account/email/", {"email": "new@mail.example", "action_add": ""})
        self.assertRedirects(answer, "/account/reauthenticate/?next=%2Faccount%2Femail%2F")
        self.assertEqual(mail.outbox, [])
        answer = prove_it_is_me(self.client, "wrong")
        self.assertContains(answer, "This is not your password.")

    def test_the_address_of_somebody_else_is_refused_without_saying_so_before_the_code(self):
        reader("Ravi")
        self.assertRedirects(self.ask("ravi@mail.example"), "/account/confirm-email/")
        self.assertContains(confirm(self.client), "Another account already uses this e-mail address.")
        self.rita.refresh_from_db()
        self.assertEqual(self.rita.email, "rita@mail.example")

    def test_ones_own_address_is_no_new_one(self):
        self.assertContains(self.ask("RITA@mail.example"), "This is your e-mail address already.")

    def test_the_old_address_is_told(self):
        self.ask()
        confirm(self.client)
        told = mail.outbox[-1]
        self.assertEqual((told.to, told.subject), (["rita@mail.example"], "Your e-mail address was changed"))
        self.assertIn("write to us at once", told.body)

    def test_an_address_that_the_desk_corrected_is_confirmed_at_the_next_sign_in(self):
        EmailAddress.objects.all().delete()
        self.assertContains(self.client.get("/account/email/"), "is not confirmed yet")
        self.client.logout()
        self.assertRedirects(sign_in(self.client), "/account/confirm-email/")
        self.assertRedirects(confirm(self.client), "/me/")
