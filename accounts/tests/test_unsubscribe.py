"""The link in each mail that switches its kind off (RFC 8058)."""

from django.test import Client, TestCase

from accounts.models import Message
from accounts.unsubscribe import NoSuchLink, read, switch_off, token

from .journeys import reader

Kind = Message.Kind


class UnsubscribeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita, cls.ravi = reader("Rita"), reader("Ravi")
        cls.address = f"/me/mails/off/{token(cls.rita, Kind.REPLY)}/"

    def off(self, person=None):
        person = person or self.rita
        person.refresh_from_db()
        return person.mails_off

    def test_opening_the_link_changes_nothing(self):
        for _ in range(2):
            self.assertContains(self.client.get(self.address), "Stop these mails?")
        self.client.head(self.address)
        self.assertEqual(self.off(), [])

    def test_a_mail_program_posts_without_cookies_or_tokens_and_that_kind_is_off(self):
        program = Client(enforce_csrf_checks=True)
        answer = program.post(self.address, {"List-Unsubscribe": "One-Click"})
        self.assertContains(answer, "No more of these mails")
        self.assertFalse(answer.cookies)
        self.assertEqual(self.off(), ["reply"])
        self.assertEqual(self.off(self.ravi), [])

    def test_the_button_on_the_page_does_the_same_and_twice_is_once(self):
        for _ in range(2):
            self.assertEqual(self.client.post(self.address).status_code, 200)
        self.assertEqual(self.off(), ["reply"])

    def test_it_is_the_link_that_counts_and_not_who_is_signed_in(self):
        self.client.force_login(self.ravi)
        self.client.post(self.address)
        self.assertEqual((self.off(), self.off(self.ravi)), (["reply"], []))

    def test_other_choices_stay(self):
        switch_off(person_pk=self.rita.pk, kind=Kind.STORY)
        self.client.post(self.address)
        self.assertEqual(self.off(), ["story", "reply"])

    def test_a_link_that_is_not_whole_is_told_so_and_changes_nothing(self):
        good = token(self.rita, Kind.REPLY)
        number, kind, mark = good.split(".")
        broken = [good[:-1], f"{self.ravi.pk}.{kind}.{mark}", f"{number}.story.{mark}", "x", "..", "é.ü.ß", "1.reply"]
        for word in broken:
            with self.subTest(word=word):
                self.assertRaises(NoSuchLink, read, word)
                for answer in (self.client.get(f"/me/mails/off/{word}/"), self.client.post(f"/me/mails/off/{word}/")):
                    self.assertContains(answer, "This link does not work", status_code=404)
        self.assertEqual(self.off() + self.off(self.ravi), [])

    def test_somebody_who_has_left_is_no_error(self):
        gone = reader("Nora")
        address = f"/me/mails/off/{token(gone, Kind.STORY)}/"
        gone.delete()
        self.assertEqual(self.client.post(address).status_code, 200)

    def test_the_page_tells_nobody_whose_mails_they_are(self):
        page = self.client.get(self.address).content.decode()
        self.assertNotIn("rita@", page)
        self.assertNotIn("Rita", page)

    def test_only_the_methods_it_knows(self):
        self.assertEqual(self.client.put(self.address).status_code, 405)
        self.assertEqual(self.client.delete(self.address).status_code, 405)
