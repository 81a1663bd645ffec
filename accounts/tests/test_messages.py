from django.test import TestCase

from accounts.models import Message
from accounts.tell import tell

from .journeys import reader


class MessagesPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita = reader("Rita")
        cls.ravi = reader("Ravi")

    def setUp(self):
        self.client.force_login(self.rita)

    def test_what_the_paper_told_is_shown_and_then_no_longer_new(self):
        tell(to=self.rita, subject="About your comment", text="It <b>stays</b>.", address="/comments/1/")
        tell(to=self.ravi, subject="About a report", text="For Ravi alone.")
        self.assertContains(self.client.get("/me/strip/"), "Messages (1)")
        page = self.client.get("/me/messages/")
        self.assertContains(page, "About your comment")
        self.assertContains(page, "It &lt;b&gt;stays&lt;/b&gt;.")
        self.assertContains(page, 'href="/comments/1/"')
        self.assertContains(page, "New")
        self.assertNotContains(page, "Ravi alone")
        self.assertNotContains(self.client.get("/me/messages/"), 'class="state wait"')
        self.assertNotContains(self.client.get("/me/strip/"), "(1)")

    def test_only_what_was_looked_at_counts_as_read(self):
        Message.objects.bulk_create(
            Message(to=self.rita, subject=f"Message {number}", text="x") for number in range(55)
        )
        page = self.client.get("/me/messages/")
        self.assertContains(page, "Message 54")
        self.assertNotContains(page, "Message 4<")
        self.assertEqual(self.rita.messages_received.unread().count(), 5)
        page = self.client.get(f"/me/messages/?before={page.context['more']}")
        self.assertContains(page, "Message 4<")
        self.assertNotContains(page, "Earlier messages")

    def test_a_place_that_is_none_is_no_error(self):
        for before in ("x", "-1", "9" * 30, "²"):
            self.assertEqual(self.client.get("/me/messages/", {"before": before}).status_code, 200)

    def test_an_empty_page_says_what_will_come(self):
        self.assertContains(self.client.get("/me/messages/"), "Nothing yet.")

    def test_a_stranger_is_asked_to_sign_in(self):
        self.client.logout()
        self.assertRedirects(self.client.get("/me/messages/"), "/account/login/?next=/me/messages/")
