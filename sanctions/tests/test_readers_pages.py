"""What a reader sees of what was done about them, and the way past a warning."""

import re
import uuid
from datetime import timedelta

from django.test import Client, TestCase
from django.utils import timezone

from comments.models import Comment
from newsroom.tests import cast
from sanctions.lift import lift

from .cast import act, town


class ReadersPagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        town(cls)
        cls.others = cast.comment(cls.story, cls.ravi, "What others said.")
        cls.new = f"/comments/on/{cls.story.pk}/new/"

    def setUp(self):
        self.client.force_login(self.rita)

    def send(self, address=None, **extra):
        fields = {"text": "What I have to say.", "form_key": str(uuid.uuid4())}
        return self.client.post(address or self.new, fields, **extra)

    def test_who_was_warned_reads_it_comes_back_and_finds_what_they_wrote(self):
        warning = act(self, "warn", note="Play the ball.")
        answer = self.send()
        page = f"/me/standing/{warning.pk}/"
        self.assertRedirects(answer, f"{page}?next={self.new}")
        self.assertEqual(Comment.objects.count(), 1)
        shown = self.client.get(answer.url)
        for words in ("Play the ball.", "Abuse.", "What you wrote is kept", "letters@paper.example"):
            self.assertContains(shown, words)
        onward = re.search(r'name="next" value="([^"]+)"', shown.content.decode())[1]
        back = self.client.post(page, {"next": onward})
        self.assertRedirects(back, self.new)
        self.assertContains(self.client.get(self.new), "What I have to say.")
        self.assertEqual(self.send().status_code, 302)
        self.assertEqual(Comment.objects.count(), 2)

    def test_a_script_is_sent_the_same_way(self):
        warning = act(self, "warn")
        answer = self.send(f"/c/{self.others.pk}/reply/", HTTP_HX_REQUEST="true")
        self.assertEqual(answer.status_code, 204)
        onward = f"%2Fc%2F{self.others.pk}%2Freply%2F"
        self.assertEqual(answer.headers["HX-Redirect"], f"/me/standing/{warning.pk}/?next={onward}")

    def test_an_edit_waits_for_the_warning_too(self):
        own = cast.comment(self.story, self.rita)
        act(self, "warn")
        answer = self.client.post(f"/c/{own.pk}/edit/", {"text": "Otherwise.", "text_version": 1})
        self.assertIn("/me/standing/", answer.url)
        self.assertContains(self.client.get(f"/c/{own.pk}/edit/"), "Otherwise.")

    def test_the_way_back_leads_nowhere_else(self):
        warning = act(self, "warn")
        for onward in (
            "https://evil.example/",
            "//evil.example/",
            "javascript:alert(1)",
            "nowhere",
            "accounts:me",
            "[]",
        ):
            answer = self.client.post(f"/me/standing/{warning.pk}/", {"next": onward})
            self.assertRedirects(answer, "/me/standing/")

    def test_an_open_form_of_who_was_banned_says_why_and_keeps_the_text(self):
        self.client.get(self.new)
        act(self, "ban", note="Three times.")
        page = self.send()
        self.assertEqual(page.status_code, 403)
        for words in ("Three times.", "Abuse.", "looked at again", "What I have to say.", "/law/statements/"):
            self.assertContains(page, words, status_code=403)
        for address in (f"/c/{self.others.pk}/like/", f"/c/{self.others.pk}/report/"):
            fields = {"want": "like", "rule": "abuse", "text_version": 1, "words": "My words."}
            self.assertContains(self.client.post(address, fields), "any more", status_code=403)

    def test_every_open_session_is_concerned_and_none_is_ended(self):
        other = Client()
        other.force_login(self.rita)
        act(self, "ban")
        for client in (self.client, other):
            fields = {"text": "Hm.", "form_key": str(uuid.uuid4())}
            self.assertEqual(client.post(self.new, fields).status_code, 403)
            for address in ("/me/", "/me/data/", "/me/data/erase/", self.story.get_absolute_url()):
                self.assertEqual(client.get(address).status_code, 200, address)

    def test_the_page_tells_what_stands_and_stood_and_not_by_whom(self):
        self.assertContains(self.client.get("/me/standing/"), "Nothing: you can write here like everybody else.")
        lift(
            sanction=act(self, "suspend", until=timezone.now() + timedelta(days=1), for_staff="Among us."), by=self.ada
        )
        act(self, "premod", seen=1, note="To you.", for_staff="Among us.")
        page = self.client.get("/me/standing/")
        for words in ("A moderator lifted it", "Stands", "Over", "To you.", "Each comment of yours is read"):
            self.assertContains(page, words)
        for secret in ("Among us.", "Ada"):
            self.assertNotContains(page, secret)
        self.client.force_login(self.ravi)
        self.assertNotContains(self.client.get("/me/standing/"), "To you.")

    def test_a_warning_is_for_whom_it_is_about(self):
        warning, address = act(self, "warn"), "/me/standing/{}/"
        ban = act(self, "ban", seen=1)
        self.assertEqual(self.client.get(address.format(ban.pk)).status_code, 404)
        for person in (self.ravi, self.mo, self.ada):
            self.client.force_login(person)
            for ask in (self.client.get, self.client.post):
                self.assertEqual(ask(address.format(warning.pk)).status_code, 404)
        warning.refresh_from_db()
        self.assertIsNone(warning.acknowledged_at)
        self.assertEqual(self.client.post("/me/standing/").status_code, 405)

    def test_read_twice_is_once(self):
        warning = act(self, "warn")
        for _ in range(2):
            self.client.post(f"/me/standing/{warning.pk}/")
        warning.refresh_from_db()
        self.assertContains(self.client.get(f"/me/standing/{warning.pk}/"), "You said that you have read it")
