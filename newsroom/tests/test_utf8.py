"""What calls itself anything but UTF-8 could carry halves of characters: it is refused, and nothing breaks on it."""

from django.test import TestCase

from . import cast

HALF = r"\ud800"


class Utf8Tests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def setUp(self):
        self.client.force_login(self.rita)

    def send(self, charset, about):
        part = f'--part\r\nContent-Disposition: form-data; name="about"\r\n\r\n{about}\r\n--part--\r\n'
        kind = f"multipart/form-data; boundary=part{charset}"
        return self.client.generic("POST", "/me/profile/", part.encode(), kind)

    def test_another_coding_is_refused_in_words(self):
        for charset in ("unicode_escape", "utf-7", "utf-16"):
            answer = self.send(f"; charset={charset}", HALF)
            self.assertContains(answer, "Please send this as UTF-8.", status_code=415)
        self.rita.refresh_from_db()
        self.assertEqual(self.rita.about, "")

    def test_a_query_is_read_by_the_same_rule(self):
        kind = {"CONTENT_TYPE": "text/plain; charset=unicode_escape"}
        self.assertEqual(self.client.get(f"/search/?q={HALF}", **kind).status_code, 415)

    def test_utf8_may_say_so_and_what_is_no_coding_is_taken_for_it(self):
        for charset in ("", "; charset=utf-8", "; charset=UTF8", "; charset=nonsense"):
            self.assertRedirects(self.send(charset, "I write about tides: ü."), "/me/profile/")
        self.rita.refresh_from_db()
        self.assertEqual(self.rita.about, "I write about tides: ü.")
