"""The choice of mails."""

from django.test import TestCase

from accounts.choose_mails import NO_REPLIES

from .journeys import reader


class MailsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita, cls.ravi = reader("Rita"), reader("Ravi")

    def setUp(self):
        self.client.force_login(self.rita)

    def choose(self, **fields):
        answer = self.client.post("/me/mails/", fields)
        self.rita.refresh_from_db()
        return answer

    def test_everything_is_on_at_first(self):
        self.assertContains(self.client.get("/me/mails/"), " checked", 4)

    def test_what_is_not_ticked_is_off(self):
        self.assertRedirects(self.choose(kinds=["decision"], replies="on"), "/me/mails/")
        self.assertEqual(self.rita.mails_off, ["reply", "story"])
        page = self.client.get("/me/mails/")
        self.assertContains(page, " checked", 2)
        self.assertContains(page, 'value="decision" checked')

    def test_all_can_be_off_and_on_again(self):
        self.choose()
        self.assertEqual(self.rita.mails_off, ["decision", "reply", "story", NO_REPLIES])
        self.choose(kinds=["decision", "reply", "story"], replies="on")
        self.assertEqual(self.rita.mails_off, [])

    def test_a_kind_that_there_is_not_is_refused_and_nothing_changes(self):
        answer = self.choose(kinds=["decision", "all"])
        self.assertContains(answer, "Please choose from what stands here.", status_code=422)
        self.assertEqual(self.rita.mails_off, [])

    def test_staff_are_asked_about_the_desk_too(self):
        self.assertNotContains(self.client.get("/me/mails/"), 'value="desk"')
        type(self.rita).objects.filter(pk=self.rita.pk).update(is_staff=True)
        self.assertContains(self.client.get("/me/mails/"), 'value="desk" checked')
        self.choose(kinds=["decision"], replies="on")
        self.assertEqual(self.rita.mails_off, ["reply", "story", "desk"])

    def test_it_is_ones_own_choice_alone(self):
        self.choose()
        self.ravi.refresh_from_db()
        self.assertEqual(self.ravi.mails_off, [])
        self.client.logout()
        self.assertRedirects(self.client.get("/me/mails/"), "/account/login/?next=/me/mails/")
        self.assertEqual(self.client.post("/me/mails/", {"kinds": ["decision"]}).status_code, 302)

    def test_only_the_methods_it_knows(self):
        self.assertEqual(self.client.put("/me/mails/").status_code, 405)
