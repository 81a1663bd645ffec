from django.test import TestCase, override_settings

from .journeys import reader, sign_in


class SignInTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita = reader("Rita")

    def test_a_reader_signs_in_and_comes_to_their_page(self):
        self.assertRedirects(sign_in(self.client), "/me/")

    def test_the_address_may_be_typed_in_any_case_and_with_spaces(self):
        self.assertRedirects(sign_in(self.client, " RITA@Mail.Example "), "/me/")

    def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(self):
        for email, password in (("rita@mail.example", "wrong"), ("nobody@mail.example", "wrong")):
            with self.subTest(email):
                answer = sign_in(self.client, email, password)
                self.assertContains(answer, "E-mail address and password do not belong together.")
                self.assertContains(answer, 'role="alert"')
                self.assertContains(answer, f'value="{email}"')
                self.assertNotContains(answer, 'value="wrong"')

    def test_a_closed_account_is_told_so_only_with_its_password(self):
        reader("Cleo", is_active=False)
        self.assertContains(sign_in(self.client, "cleo@mail.example", "wrong"), "do not belong together")
        answer = sign_in(self.client, "cleo@mail.example")
        self.assertRedirects(answer, "/account/inactive/")
        self.assertContains(self.client.get("/account/inactive/"), "This account is closed")

    def test_who_is_put_out_while_signed_in_is_out_at_once(self):
        sign_in(self.client)
        self.rita.is_active = False
        self.rita.save()
        self.assertRedirects(self.client.get("/me/"), "/account/login/?next=/me/")

    def test_signing_out_asks_and_then_does_it(self):
        sign_in(self.client)
        self.assertContains(self.client.get("/account/logout/"), "Sign out?")
        self.assertIn("_auth_user_id", self.client.session)
        self.assertEqual(self.client.post("/account/logout/")["Location"], "/")
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_no_note_waits_to_surprise_them_later(self):
        sign_in(self.client)
        self.client.post("/account/logout/")
        sign_in(self.client)
        self.assertNotContains(self.client.get("/me/"), 'role="status"')


class DeskSignInTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        reader("Rita")
        reader("Sam", is_staff=True)

    def test_the_desk_sends_to_the_papers_own_sign_in_and_back(self):
        answer = self.client.get("/admin/", follow=True)
        self.assertEqual(answer.redirect_chain[-1], ("/account/login/?next=%2Fadmin%2F", 302))
        self.assertContains(answer, '<input type="hidden" name="next" value="/admin/">')
        self.assertRedirects(sign_in(self.client, "sam@mail.example", next="/admin/"), "/admin/")

    def test_a_reader_at_the_desk_gets_a_clear_no_and_no_loop(self):
        answer = self.client.post(
            "/account/login/",
            {"login": "rita@mail.example", "password": "brambles under the pier", "next": "/admin/"},
            follow=True,
        )
        self.assertContains(answer, "This page is not for you", status_code=403)
        self.assertLess(len(answer.redirect_chain), 4)

    def test_the_desk_checks_no_password_of_its_own(self):
        answer = self.client.post(
            "/admin/login/", {"username": "sam@mail.example", "password": "brambles under the pier"}
        )
        self.assertRedirects(answer, "/account/login/?next=%2Fadmin%2Flogin%2F")
        self.assertNotIn("_auth_user_id", self.client.session)


class NextTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita = reader("Rita")

    AWAY = (
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        r"\\evil.example",
        r"/\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://testserver/me/messages/",
        "http://testserver@evil.example/",
        " //evil.example",
        "\t//evil.example",
    )

    def test_sign_in_leads_to_no_other_site(self):
        for away in self.AWAY:
            with self.subTest(away):
                self.client.logout()
                self.assertEqual(sign_in(self.client, next=away)["Location"], "/me/")

    def test_neither_does_sign_in_when_signed_in_nor_signing_out(self):
        for away in self.AWAY:
            with self.subTest(away):
                self.client.force_login(self.rita)
                self.assertEqual(self.client.get("/account/login/", {"next": away})["Location"], "/me/")
                self.assertEqual(self.client.post("/account/logout/", {"next": away})["Location"], "/")

    @override_settings(ALLOWED_HOSTS=[".paper.example"])
    def test_nor_to_another_host_of_the_paper(self):
        answer = self.client.post(
            "/account/login/",
            {"login": "rita@mail.example", "password": "brambles under the pier", "next": "https://old.paper.example/"},
            headers={"host": "www.paper.example"},
        )
        self.assertEqual(answer["Location"], "/me/")

    def test_it_leads_back_to_a_page_of_ours(self):
        self.assertEqual(sign_in(self.client, next="/me/messages/?before=9")["Location"], "/me/messages/?before=9")

    def test_the_way_back_is_kept_over_to_sign_up(self):
        self.assertContains(
            self.client.get("/account/login/?next=/me/messages/"), "/account/signup/?next=%2Fme%2Fmessages%2F"
        )
