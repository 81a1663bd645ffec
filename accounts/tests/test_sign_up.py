import re

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import TestCase, override_settings

from accounts.adapter import AccountAdapter
from accounts.models import User
from newsroom.tests import cast

from .journeys import PASSWORD, confirm, mailed_code, reader, sign_in, sign_up


class QuickerRival(AccountAdapter):
    """Somebody takes the name after our look and before our write."""

    rival = {"email": "rival@mail.example", "display_name": "NORA"}

    def new_user(self, request):
        User.objects.get_or_create(**self.rival)
        return super().new_user(request)


class QuickerSelf(QuickerRival):
    rival = {"email": "nora@mail.example", "display_name": "Nora the quick"}


class SignUpTests(TestCase):
    def test_a_reader_signs_up_with_a_code_from_their_mail(self):
        self.assertRedirects(sign_up(self.client), "/account/confirm-email/")
        self.assertNotIn("_auth_user_id", self.client.session)
        self.assertEqual(mail.outbox[-1].to, ["nora@mail.example"])
        self.assertRedirects(confirm(self.client), "/me/")
        self.assertContains(self.client.get("/me/"), "Signed in as <b><bdi>Nora</bdi></b>")
        self.assertTrue(EmailAddress.objects.get(email="nora@mail.example").verified)

    def test_the_code_may_be_typed_small_and_without_its_dash(self):
        sign_up(self.client)
        self.assertRedirects(confirm(self.client, mailed_code().lower().replace("-", " ")), "/me/")

    def test_whoever_has_not_confirmed_is_not_signed_in_but_gets_a_new_code(self):
        reader("Una", verified=False)
        self.assertRedirects(sign_in(self.client, "una@mail.example"), "/account/confirm-email/")
        self.assertRedirects(self.client.get("/me/"), "/account/login/?next=/me/", target_status_code=302)
        self.assertRedirects(confirm(self.client), "/me/")

    def test_nobody_signs_up_with_an_address_of_accounts_that_nobody_has(self):
        for email in ("former-reader@erased.invalid", "0f@Imported.INVALID"):
            self.assertContains(sign_up(self.client, email=email), "No mail can reach this e-mail address.")
        self.assertFalse(User.objects.exists())

    def test_an_address_that_would_break_the_head_of_its_mail_is_refused(self):
        for email in ('"\x0bBcc:una@mail.example\x0b"@mail.example', '"\\\x0b\x0bhello"@mail.example'):
            self.assertContains(sign_up(self.client, email=email), "No mail can reach this e-mail address.")
        self.assertFalse(User.objects.exists())

    def test_a_wrong_code_is_refused_and_the_third_ends_it(self):
        sign_up(self.client)
        answer = confirm(self.client, "XXXX-XXXX")
        self.assertContains(answer, "That code is not right.")
        self.assertContains(answer, 'aria-invalid="true"')
        confirm(self.client, "XXXX-XXXX")
        answer = self.client.post("/account/confirm-email/", {"code": "XXXX-XXXX"}, follow=True)
        self.assertContains(answer, "That was one try too many.")
        confirm(self.client)
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_who_has_an_account_already_sees_the_same_page_and_is_told_by_mail(self):
        reader("Rita")

        def page_for(email, name):
            self.client.logout()
            answer = sign_up(self.client, email=email, display_name=name)
            self.assertRedirects(answer, "/account/confirm-email/")
            page = self.client.get("/account/confirm-email/").content.decode()
            return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(email, "")

        self.assertEqual(page_for("rita@mail.example", "Somebody"), page_for("new@mail.example", "New"))
        known, new = mail.outbox
        self.assertEqual((known.to, known.subject), (["rita@mail.example"], "You already have an account"))
        self.assertIn("/account/password/reset/", known.body)
        self.assertRegex(new.subject, r"^Your code is [A-Z-]{9}$")
        self.assertFalse(User.objects.filter(display_name="Somebody").exists())

    def test_the_mail_carries_the_papers_name_and_nothing_of_the_one_who_signed_up(self):
        cast.paper(self)
        sign_up(self.client, display_name="Cheap watches at watches.example")
        self.assertNotIn("watches", mail.outbox[0].body + mail.outbox[0].subject)
        self.assertIn("The Test\nhttp://testserver/", mail.outbox[0].body)
        self.assertEqual(mail.outbox[0].alternatives, [])

    def test_what_is_missing_is_said_beside_its_field(self):
        answer = self.client.post("/account/signup/", {"password1": "short"})
        self.assertContains(answer, "Please choose a name.")
        self.assertContains(answer, "This password is too short.")
        self.assertContains(answer, 'aria-describedby="id_email-error id_email-help"')
        self.assertContains(answer, 'id="id_email-error" role="alert"')
        self.assertFalse(User.objects.exists())

    def test_a_name_that_somebody_has_is_refused_in_any_case_of_letters(self):
        reader("Éamon")
        for name in ("Éamon", "éamon", "ÉAMON", " Éamon "):
            with self.subTest(name):
                self.assertContains(sign_up(self.client, display_name=name), "already uses that name")

    @override_settings(ACCOUNT_ADAPTER="accounts.tests.test_sign_up.QuickerRival")
    def test_whoever_is_a_moment_too_late_with_a_name_is_asked_for_another(self):
        answer = sign_up(self.client)
        self.assertContains(answer, "already uses that name")
        self.assertContains(answer, 'value="nora@mail.example"')
        self.assertFalse(User.objects.filter(email="nora@mail.example").exists())

    @override_settings(ACCOUNT_ADAPTER="accounts.tests.test_sign_up.QuickerSelf")
    def test_whoever_signs_up_twice_at_once_has_one_account(self):
        self.assertRedirects(sign_up(self.client), "/account/confirm-email/")
        self.assertEqual(mail.outbox[-1].subject, "You already have an account")
        self.assertEqual(User.objects.filter(email="nora@mail.example").count(), 1)

    def test_a_slip_in_the_address_does_not_cost_the_name(self):
        sign_up(self.client, email="nora@mial.example")
        answer = self.client.post("/account/logout/", {"next": "/account/signup/"})
        self.assertRedirects(answer, "/account/signup/")
        self.assertRedirects(sign_up(self.client), "/account/confirm-email/")
        self.assertRedirects(confirm(self.client), "/me/")
        self.assertEqual(User.objects.get().email, "nora@mail.example")

    def test_the_name_of_a_reader_who_has_confirmed_is_not_given_away_in_their_browser(self):
        sign_up(self.client)
        confirm(self.client)
        session = self.client.session["signed_up"]
        self.client.logout()
        stolen = self.client.session
        stolen["signed_up"] = session
        stolen.save()
        self.assertContains(sign_up(self.client, email="other@mail.example"), "already uses that name")

    def test_a_person_signed_in_is_not_asked_to_sign_up(self):
        self.client.force_login(reader("Rita"))
        self.assertRedirects(self.client.get("/account/signup/"), "/me/")

    def test_the_password_is_stored_only_hashed_and_works(self):
        sign_up(self.client)
        confirm(self.client)
        self.assertTrue(User.objects.get().check_password(PASSWORD))
        self.assertNotIn(PASSWORD, User.objects.get().password)
