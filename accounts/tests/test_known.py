from django.test import TestCase, override_settings

from newsroom.tests import cast

from .journeys import sign_in


class KnownCookieTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def sign_in(self):
        return sign_in(self.client, "rita@paper.example", cast.PASSWORD)

    def test_signing_in_sets_it_and_signing_out_takes_it_away(self):
        cookie = self.sign_in().cookies["known"]
        self.assertEqual((cookie.value, cookie["samesite"], cookie["httponly"]), ("1", "Lax", ""))
        self.assertEqual(cookie["max-age"], 60 * 60 * 24 * 30)
        self.assertNotIn("known", self.client.get("/me/").cookies)
        self.assertEqual(self.client.post("/account/logout/").cookies["known"]["max-age"], 0)

    def test_a_public_page_sets_none_for_anybody(self):
        for page in ("/", self.story.get_absolute_url()):
            self.assertEqual(dict(self.client.get(page).cookies), {})
        self.sign_in()
        del self.client.cookies["known"]
        for page in ("/", self.story.get_absolute_url()):
            answer = self.client.get(page)
            self.assertEqual(dict(answer.cookies), {})
            self.assertNotIn("Cookie", answer.get("Vary", ""))

    def test_where_the_session_is_over_the_next_look_takes_it_away(self):
        self.sign_in()
        del self.client.cookies["sessionid"]
        self.assertEqual(self.client.get("/me/strip/").cookies["known"].value, "")

    def test_a_visitor_without_a_session_gets_none(self):
        self.assertEqual(dict(self.client.get("/me/strip/").cookies), {})

    @override_settings(SESSION_COOKIE_SECURE=True)
    def test_on_a_site_with_tls_it_travels_by_tls_alone(self):
        self.assertTrue(self.sign_in().cookies["known"]["secure"])
