import re

from django.core import mail
from django.test import TestCase

from .journeys import PASSWORD, reader, sign_in

NEW = "a second one for the gulls"


class NewPasswordTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita = reader("Rita")

    def ask(self, email="rita@mail.example"):
        return self.client.post("/account/password/reset/", {"email": email})

    def link(self):
        return re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[-1].body)[1]

    def set_new(self, first=NEW, second=NEW):
        page = self.client.get(self.link(), follow=True)
        self.assertContains(page, "Set a new password")
        return self.client.post(page.redirect_chain[-1][0], {"password1": first, "password2": second})

    def test_a_link_in_the_mail_sets_a_new_password(self):
        self.assertRedirects(self.ask(), "/account/password/reset/done/")
        self.assertEqual(mail.outbox[0].to, ["rita@mail.example"])
        self.assertRedirects(self.set_new(), "/account/password/reset/key/done/")
        self.assertNotIn("_auth_user_id", self.client.session)
        self.assertRedirects(sign_in(self.client, password=NEW), "/me/")
        self.client.logout()
        self.assertEqual(sign_in(self.client, password=PASSWORD).status_code, 200)

    def test_the_link_does_not_work_twice(self):
        self.ask()
        link = self.link()
        self.set_new()
        self.client.logout()
        self.assertContains(self.client.get(link, follow=True), "The link does not work any more")

    def test_a_link_that_was_tampered_with_is_refused(self):
        self.ask()
        self.assertContains(self.client.get(self.link()[:-3] + "xx/", follow=True), "does not work any more")
        self.assertContains(self.client.get("/account/password/reset/key/zzz-zzz/", follow=True), "any more")

    def test_an_unknown_address_gets_the_same_page_and_another_mail(self):
        self.assertRedirects(self.ask("nobody@mail.example"), "/account/password/reset/done/")
        self.assertEqual(mail.outbox[0].subject, "No account with this address")
        self.assertIn("http://testserver/account/signup/", mail.outbox[0].body)

    def test_other_browsers_are_signed_out(self):
        elsewhere = self.client_class()
        sign_in(elsewhere)
        self.ask()
        self.set_new()
        self.assertEqual(elsewhere.get("/me/").status_code, 302)

    def test_two_that_differ_and_a_common_one_are_refused(self):
        self.ask()
        self.assertContains(self.set_new(second="another"), "You must type the same password each time.")
        self.assertContains(self.set_new("password", "password"), "This password is too common.")
        self.rita.refresh_from_db()
        self.assertTrue(self.rita.check_password(PASSWORD))

    def test_it_is_changed_with_the_old_one(self):
        sign_in(self.client)
        fields = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
        answer = self.client.post("/account/password/change/", fields)
        self.assertContains(answer, "This is not your current password.")
        answer = self.client.post("/account/password/change/", fields | {"oldpassword": PASSWORD}, follow=True)
        self.assertRedirects(answer, "/me/")
        self.assertContains(answer, "Your password is changed.")
        self.rita.refresh_from_db()
        self.assertTrue(self.rita.check_password(NEW))

    def test_the_mail_about_it_says_what_to_do_if_it_was_somebody_else(self):
        sign_in(self.client)
        self.client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
        self.assertEqual(mail.outbox[0].subject, "Your password was changed")
        self.assertIn("http://testserver/account/password/reset/", mail.outbox[0].body)
        self.assertNotIn("&", mail.outbox[0].body)

    def test_who_has_none_is_asked_to_set_one(self):
        self.rita.set_unusable_password()
        self.rita.save()
        self.client.force_login(self.rita)
        self.assertRedirects(self.client.get("/account/password/change/"), "/account/password/set/")
        answer = self.client.post("/account/password/set/", {"password1": NEW, "password2": NEW})
        self.assertRedirects(answer, "/me/")
