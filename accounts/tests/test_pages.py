"""Every page at the door has our frame, one heading, labelled fields, and nothing that the CSP would stop."""

import re

from allauth.account.forms import AddEmailForm
from django.shortcuts import render
from django.test import RequestFactory, TestCase

from newsroom.tests import cast

from .journeys import reader, set_up_app, sign_in, sign_up

STRANGERS = ["login/", "signup/", "password/reset/", "password/reset/done/", "password/reset/key/done/", "inactive/"]
SIGNED_IN = [
    "logout/", "email/", "password/change/", "reauthenticate/", "2fa/", "2fa/totp/deactivate/", "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/", "2fa/webauthn/", "2fa/webauthn/add/", "2fa/reauthenticate/",
]  # fmt: skip


class PagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.paper(cls)
        cls.rita = reader("Rita")

    def assertIsOurs(self, answer, status=200):  # noqa: N802
        self.assertEqual(answer.status_code, status)
        html = answer.content.decode()
        title = " ".join(re.search("<title>(.*?)</title>", html, re.DOTALL)[1].split())
        self.assertEqual(len(re.findall("<h1", html)), 1)
        self.assertRegex(title, r"^\w.+ – The Test$")
        self.assertIn('<meta name="robots" content="noindex">', html)
        self.assertIn('<header class="masthead">', html)
        for script in re.findall("<script[^>]*>", html):
            self.assertTrue("src=" in script or 'type="application/json"' in script, script)
        self.assertNotRegex(html, r"<[^>]+\s(style|on\w+)=")
        self.assertNotRegex(html.lower(), r"log[ -]?in<|log[ -]?out<|sign[ -]?in\.html|example\.com")
        for field in re.findall("<input[^>]+>", html):
            if 'type="hidden"' in field or 'type="checkbox"' in field:
                continue
            self.assertRegex(field, r'autocomplete="[a-z-]+"')
            name = re.search(r'id="([^"]+)"', field)[1]
            self.assertIn(f'<label for="{name}"', html)

    def test_the_pages_for_strangers(self):
        for page in STRANGERS:
            with self.subTest(page):
                self.assertIsOurs(self.client.get(f"/account/{page}"))

    def test_the_pages_for_those_signed_in(self):
        sign_in(self.client)
        self.assertIsOurs(self.client.get("/account/2fa/"))
        self.assertIsOurs(self.client.get("/me/"))
        self.assertIsOurs(self.client.get("/me/messages/"))
        set_up_app(self.client)
        for page in SIGNED_IN:
            with self.subTest(page):
                self.assertIsOurs(self.client.get(f"/account/{page}"))

    def test_the_pages_on_the_way_in(self):
        sign_up(self.client)
        self.assertIsOurs(self.client.get("/account/confirm-email/"))
        self.client.post("/account/logout/")
        sign_in(self.client)
        set_up_app(self.client)
        self.client.logout()
        sign_in(self.client)
        self.assertIsOurs(self.client.get("/account/2fa/authenticate/"))
        guesser = self.client_class()
        for _ in range(6):
            answer = guesser.post("/account/login/", {"login": "x@mail.example", "password": "x"})
        self.assertIsOurs(answer, 429)

    def test_a_page_of_allauth_that_we_have_not_made_ours_stands_in_our_frame(self):
        request = RequestFactory().get("/account/email/")
        request.user, request.session = self.rita, {}
        answer = render(request, "account/email.html", {"form": AddEmailForm(), "can_add_email": True})
        self.assertIsOurs(answer)
        self.assertContains(answer, '<div class="field">')
