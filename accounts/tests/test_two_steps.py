from django.core import mail
from django.test import TestCase

from .journeys import app_code, prove_it_is_me, reader, set_up_app, sign_in


class TwoStepTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita = reader("Rita")

    def setUp(self):
        sign_in(self.client)
        self.secret = set_up_app(self.client)

    def recovery_codes(self):
        return self.client.get("/account/2fa/recovery-codes/download/").content.decode().split()

    def second_step(self, code):
        return self.client.post("/account/2fa/authenticate/", {"code": code})

    def test_after_the_password_comes_the_code(self):
        self.client.logout()
        self.assertRedirects(sign_in(self.client, next="/me/messages/"), "/account/2fa/authenticate/")
        self.assertRedirects(self.client.get("/me/"), "/account/login/?next=/me/", target_status_code=302)
        self.assertRedirects(self.second_step(app_code(self.secret)), "/me/messages/")

    def test_a_wrong_code_does_not_open(self):
        self.client.logout()
        sign_in(self.client)
        self.assertContains(self.second_step("000000"), "That code is not right.")
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_codes_cannot_be_guessed_without_end(self):
        self.client.logout()
        sign_in(self.client)
        for number in range(5):
            self.second_step(f"00000{number}")
        self.assertContains(self.second_step(app_code(self.secret)), "That was one try too many.")
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_a_recovery_code_opens_once(self):
        codes = self.recovery_codes()
        self.assertEqual(len(codes), 10)
        self.client.logout()
        sign_in(self.client)
        self.assertRedirects(self.second_step(codes[0]), "/me/")
        self.client.logout()
        sign_in(self.client)
        self.assertContains(self.second_step(codes[0]), "That code is not right.")
        self.second_step(codes[1])
        prove_it_is_me(self.client)
        self.assertContains(self.client.get("/account/2fa/recovery-codes/"), "8 of 10 are left")

    def test_new_recovery_codes_end_the_old_ones(self):
        old = self.recovery_codes()
        self.assertContains(self.client.get("/account/2fa/recovery-codes/generate/"), "will not work any more")
        answer = self.client.post("/account/2fa/recovery-codes/generate/")
        self.assertRedirects(answer, "/account/2fa/recovery-codes/")
        self.assertFalse(set(old) & set(self.recovery_codes()))

    def test_the_codes_are_shown_only_to_who_gave_the_password_just_now(self):
        self.client.logout()
        sign_in(self.client)
        self.second_step(app_code(self.secret))
        for page in ("", "download/", "generate/"):
            answer = self.client.get(f"/account/2fa/recovery-codes/{page}")
            self.assertEqual(answer.status_code, 302)
            self.assertIn("/account/reauthenticate/", answer["Location"])

    def test_the_app_is_taken_away_again(self):
        self.assertRedirects(self.client.post("/account/2fa/totp/deactivate/"), "/account/2fa/")
        self.client.logout()
        self.assertRedirects(sign_in(self.client), "/me/")

    def test_a_new_password_by_mail_does_not_go_round_the_second_step(self):
        self.client.logout()
        self.client.post("/account/password/reset/", {"email": "rita@mail.example"})
        link = next(line for line in mail.outbox[-1].body.splitlines() if "/reset/key/" in line)
        page = self.client.get(link.removeprefix("http://testserver"), follow=True)
        new = "a second one for the gulls"
        self.client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
        self.assertRedirects(sign_in(self.client, password=new), "/account/2fa/authenticate/")

    def test_the_picture_for_the_camera_has_a_white_ground(self):
        self.client.post("/account/2fa/totp/deactivate/")
        page = self.client.get("/account/2fa/totp/activate/")
        self.assertIn('fill="white"', page.context["totp_svg"])
        self.assertContains(page, page.context["form"].secret)

    def test_a_passkey_that_is_none_is_refused_with_words(self):
        for credential in ("", "{}", "[]", '{"id": 1}', "nonsense"):
            with self.subTest(credential):
                answer = self.client.post("/account/2fa/webauthn/add/", {"name": "x", "credential": credential})
                self.assertContains(answer, "That passkey was not accepted.")

    def test_a_passkey_that_is_none_does_not_sign_in(self):
        self.client.logout()
        for credential in ("", "{}", "[]", '{"id": 1}', "nonsense"):
            with self.subTest(credential):
                answer = self.client.post("/account/2fa/webauthn/login/", {"credential": credential})
                self.assertRedirects(answer, "/account/login/")
                sign_in(self.client)
                answer = self.client.post("/account/2fa/authenticate/", {"credential": credential})
                self.assertContains(answer, "That passkey was not accepted.")
                self.client.post("/account/logout/")
