from django.contrib.auth.models import Permission
from django.test import TestCase

from .journeys import reader


class MeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita = reader("Rita")
        cls.ravi = reader("Ravi")

    def setUp(self):
        self.client.force_login(self.rita)

    def test_a_stranger_is_sent_to_sign_in_and_back(self):
        self.client.logout()
        self.assertRedirects(self.client.get("/me/"), "/account/login/?next=/me/")
        self.assertRedirects(self.client.post("/me/", {"display_name": "X Y"}), "/account/login/?next=/me/")

    def test_the_name_is_changed(self):
        answer = self.client.post("/me/", {"display_name": " Rita  of the Quay "}, follow=True)
        self.assertContains(answer, "Signed in as <b><bdi>Rita of the Quay</bdi></b>")
        self.assertContains(answer, "Your name is saved.")

    def test_the_case_of_ones_own_name_may_change(self):
        self.assertRedirects(self.client.post("/me/", {"display_name": "RITA"}), "/me/")

    def test_anothers_name_is_refused_and_ones_own_still_stands_above(self):
        answer = self.client.post("/me/", {"display_name": "rAVI"})
        self.assertContains(answer, "already uses that name", status_code=422)
        self.assertContains(answer, "Signed in as <b><bdi>Rita</bdi></b>", status_code=422)
        self.assertContains(answer, 'value="rAVI"', status_code=422)

    def test_an_empty_form_is_an_error_and_not_silence(self):
        self.assertContains(self.client.post("/me/"), "Please choose a name.", status_code=422)
        self.assertContains(self.client.post("/me/", {"display_name": "x" * 61}), "at most 60", status_code=422)

    def test_markup_in_a_name_stays_text(self):
        self.client.post("/me/", {"display_name": "<b>Rita</b>"})
        self.assertContains(self.client.get("/me/"), "&lt;b&gt;Rita&lt;/b&gt;")
        self.assertContains(self.client.get("/me/strip/"), "&lt;b&gt;Rita&lt;/b&gt;")

    def test_the_ways_to_the_desk_and_the_queue_stand_there_for_those_who_may_go(self):
        page = self.client.get("/me/")
        self.assertNotContains(page, "/admin/")
        self.assertNotContains(page, "/moderation/queue")
        self.ravi.user_permissions.add(Permission.objects.get(codename="moderate_comment"))
        self.ravi.is_staff = True
        self.ravi.save()
        self.client.force_login(self.ravi)
        page = self.client.get("/me/")
        self.assertContains(page, "The editors’ desk")
        self.assertContains(page, "The moderators’ queue")

    def test_only_the_methods_it_knows(self):
        self.assertEqual(self.client.put("/me/").status_code, 405)
        self.assertEqual(self.client.post("/me/messages/").status_code, 405)
        self.assertEqual(self.client.post("/me/strip/").status_code, 405)

    def test_nothing_keeps_these_pages(self):
        for page in ("/me/", "/me/messages/", "/me/strip/", "/account/email/"):
            self.assertIn("no-store", self.client.get(page)["Cache-Control"])

    def test_the_strip_knows_who_reads(self):
        self.assertContains(self.client.get("/me/strip/"), "Rita")
        self.client.logout()
        self.assertContains(self.client.get("/me/strip/"), "Sign in")
