"""What a reader lets others know."""

from django.test import TestCase

from .journeys import reader


class MyProfileTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita = reader("Rita")

    def setUp(self):
        self.client.force_login(self.rita)

    def test_it_is_stored_and_shown_again(self):
        answer = self.client.post("/me/profile/", {"about": " I row. ", "shows_comments": "on"}, follow=True)
        self.assertContains(answer, "Your page is saved.")
        self.assertContains(answer, "I row.")
        self.assertContains(answer, " checked")
        self.rita.refresh_from_db()
        self.assertEqual((self.rita.about, self.rita.shows_comments), ("I row.", True))

    def test_nothing_can_be_said_again(self):
        self.client.post("/me/profile/", {"about": "I row.", "shows_comments": "on"})
        self.client.post("/me/profile/")
        self.rita.refresh_from_db()
        self.assertEqual((self.rita.about, self.rita.shows_comments), ("", False))

    def test_too_much_is_refused_and_kept_on_the_page(self):
        answer = self.client.post("/me/profile/", {"about": "x" * 301})
        self.assertContains(answer, "at most 300 characters", status_code=422)
        self.assertContains(answer, "x" * 301, status_code=422)
        self.rita.refresh_from_db()
        self.assertEqual(self.rita.about, "")

    def test_no_other_field_is_taken(self):
        self.client.post("/me/profile/", {"about": "", "is_staff": "on", "email": "x@mail.example"})
        self.rita.refresh_from_db()
        self.assertEqual((self.rita.is_staff, self.rita.email), (False, "rita@mail.example"))

    def test_a_stranger_signs_in_first(self):
        self.client.logout()
        self.assertRedirects(self.client.get("/me/profile/"), "/account/login/?next=/me/profile/")
        self.assertEqual(self.client.post("/me/profile/", {"about": "x"}).status_code, 302)

    def test_only_the_methods_it_knows(self):
        self.assertEqual(self.client.put("/me/profile/").status_code, 405)
