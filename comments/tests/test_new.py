"""The page on which a comment is written."""

import re
import uuid
from datetime import timedelta
from unittest.mock import ANY

from django.test import Client, TestCase
from django.utils import timezone

from articles.models import Article
from articles.withdraw import withdraw
from comments.models import Comment, Hit
from newsroom.tests import cast

BY_SCRIPT = {"HTTP_HX_REQUEST": "true"}


class NewCommentTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.address = f"/comments/on/{cls.story.pk}/new/"

    def setUp(self):
        self.client.force_login(self.rita)

    def send(self, text="Well said.", client=None, address=None, **more):
        more = {"form_key": uuid.uuid4()} | more
        extra = {name: more.pop(name) for name in list(more) if name.startswith("HTTP_")}
        return (client or self.client).post(address or self.address, {"text": text, **more}, **extra)

    def set_story(self, **facts):
        Article.objects.filter(pk=self.story.pk).update(**facts)

    def key_in(self, response):
        return re.search(r'name="form_key" value="([^"]+)"', response.content.decode())[1]

    def nothing_stored(self):
        self.assertEqual((Comment.objects.count(), Hit.objects.count()), (0, 0))

    # It works

    def test_everybody_sees_the_form_and_a_stranger_is_told_of_the_sign_in(self):
        self.assertNotContains(self.client.get(self.address), "You will be asked to sign in")
        self.client.logout()
        page = self.client.get(self.address)
        self.assertContains(page, "You will be asked to sign in")
        self.assertEqual(page.headers["Cache-Control"], "private, no-store")

    def test_posting_leads_to_the_comment(self):
        response = self.send()
        comment = Comment.objects.get()
        self.assertEqual((comment.reader, comment.article), (self.rita, self.story))
        self.assertRedirects(response, f"/c/{comment.pk}/")
        self.assertContains(self.client.get(self.story.get_absolute_url()), "Well said.")

    def test_a_script_gets_the_parts_alone(self):
        self.assertNotContains(self.client.get(self.address, **BY_SCRIPT), "<html")
        response = self.send(**BY_SCRIPT)
        self.assertContains(response, "Your comment is on the site")
        self.assertNotContains(response, "<html")

    def test_a_held_comment_is_called_held(self):
        self.set_story(comments_mode="premoderated")
        response = self.send(**BY_SCRIPT)
        self.assertContains(response, "Your comment waits for a moderator")
        self.assertContains(response, "On this story every comment is read before it appears.")
        self.assertNotContains(self.client.get(self.story.get_absolute_url()), "Well said.")

    # Twice

    def test_the_same_form_sent_twice_makes_one_comment(self):
        key = uuid.uuid4()
        first, second = self.send(form_key=key), self.send(form_key=key)
        self.assertEqual(first.url, second.url)
        self.assertEqual(Comment.objects.count(), 1)

    def test_the_same_form_with_other_words_is_asked_about_and_can_be_sent_again(self):
        key = uuid.uuid4()
        self.send(form_key=key)
        response = self.send("And another thing.", form_key=key)
        self.assertContains(response, "And another thing.", status_code=409)
        self.assertContains(response, "Send it again to post this one too.", status_code=409)
        fresh = self.key_in(response)
        self.assertNotEqual(fresh, str(key))
        self.send("And another thing.", form_key=fresh)
        self.assertEqual(Comment.objects.count(), 2)

    # Bad input

    def test_bad_texts_are_answered_in_the_page_and_kept(self):
        for text, says, kept in (
            ("", "Please write something first.", ""),
            (" \n ", "Please write something first.", " \n "),
            ("\u200b\u200b", "Please write something first.", "\u200b\u200b"),
            ("x" * 2001, "Your text has 2,001 characters; there is room for 2,000.", "x" * 2001),
            ("é" * 2001, "Please shorten it by 1.", "é" * 2001),
            ("a\x07b", "invisible control characters", "ab"),
            ("a\u202eb", "invisible control characters", "ab"),
            ("a\x00b", "invisible control characters", "ab"),
            ("Z" + "\u0301" * 40, "too many marks", "Z" + "\u0301" * 40),
            ("<b>" + "x" * 2000, "2,003 characters", "&lt;b&gt;" + "x" * 2000),
        ):
            for extra in ({}, BY_SCRIPT):
                with self.subTest(text=ascii(text[:20]), extra=extra):
                    response = self.send(text, **extra)
                    self.assertContains(response, says, status_code=422)
                    self.assertContains(response, f'">\n{kept}</textarea>', status_code=422)
                    self.assertContains(response, 'aria-invalid="true"', status_code=422)
        self.nothing_stored()

    def test_two_thousand_characters_as_the_reader_sees_them_are_accepted(self):
        for text in ("é" * 2000, "e\u0301" * 2000, "👩‍👩‍👧‍👦" * 2000, "a\r\n" * 999 + "bc"):
            with self.subTest(text=text[:5]):
                self.assertEqual(self.send(text).status_code, 302)

    def test_an_empty_post_is_an_error_and_no_fresh_form(self):
        response = self.client.post(self.address, {})
        self.assertContains(response, "Please write something first.", status_code=422)

    def test_a_form_without_its_key_is_given_back_with_one(self):
        for forged in ("", "x", "1" * 5000):
            with self.subTest(forged=forged[:5]):
                response = self.send("My words.", form_key=forged)
                self.assertContains(response, "Something was missing. Please send it again.", status_code=422)
                self.assertContains(response, "My words.", status_code=422)
                uuid.UUID(self.key_in(response))
        self.nothing_stored()
        self.send("My words.", form_key=self.key_in(response))
        self.assertEqual(Comment.objects.get().text, "My words.")

    def test_forged_fields_change_nothing(self):
        self.set_story(comments_mode="premoderated")
        other = cast.story(self)
        forged = {"status": "visible", "reader": self.ravi.pk, "article": other.pk, "parent": 1, "html": "<b>x</b>"}
        self.send(**forged, path="0", version=9, posted_at="2001-01-01", id=1)
        comment = Comment.objects.get()
        self.assertEqual((comment.status, comment.reader, comment.article), ("held", self.rita, self.story))
        self.assertEqual((comment.parent, comment.html, comment.version), (None, "<p>Well said.</p>", 1))
        self.assertAlmostEqual(comment.posted_at, timezone.now(), delta=timedelta(minutes=1))

    def test_other_methods_are_refused(self):
        for method in ("put", "patch", "delete"):
            self.assertEqual(getattr(self.client, method)(self.address).status_code, 405)

    # The story is not as it was

    def test_a_closed_story_says_why_and_keeps_the_text(self):
        self.set_story(comments_mode="closed", comments_closed_reason="The inquest is sitting.")
        for extra in ({}, BY_SCRIPT):
            response = self.send("My words.", **extra)
            self.assertContains(response, "The inquest is sitting.", status_code=403)
            self.assertContains(response, "My words.", status_code=403)
            self.assertNotContains(response, "<button", status_code=403)
        self.assertContains(self.client.get(self.address), "The inquest is sitting.", status_code=403)
        self.nothing_stored()

    def test_a_withdrawn_story_says_so_and_keeps_the_text(self):
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        response = self.send("My words.")
        self.assertContains(response, "This story is not on the site any more", status_code=410)
        self.assertContains(response, "My words.", status_code=410)
        self.assertNotContains(response, self.story.headline, status_code=410)
        self.assertEqual(self.client.get(self.address).status_code, 410)
        self.nothing_stored()

    def test_what_was_never_public_is_not_there(self):
        later = timezone.now() + timedelta(days=1)
        for article in (cast.draft(self), cast.story(self, when=later), cast.story(self, embargo_until=later)):
            address = f"/comments/on/{article.pk}/new/"
            self.assertEqual(self.client.get(address).status_code, 404)
            self.assertEqual(self.send(address=address).status_code, 404)
        for number in (0, 10**6, 10**30):
            self.assertEqual(self.client.get(f"/comments/on/{number}/new/").status_code, 404)
        self.nothing_stored()

    def test_a_story_under_legal_hold_is_not_there(self):
        self.set_story(legal_hold=True)
        self.assertEqual(self.client.get(self.address).status_code, 404)
        self.assertEqual(self.send().status_code, 404)

    # Sign-in in between

    def sign_in(self, address):
        return self.client.post(address, {"login": self.rita.email, "password": cast.PASSWORD})

    def test_the_text_is_kept_over_the_sign_in_and_makes_one_comment(self):
        self.client.logout()
        key = uuid.uuid4()
        to_sign_in = self.send("Kept\r\nover “all” that.", form_key=key)
        self.assertEqual(to_sign_in.status_code, 302)
        self.nothing_stored()
        back = self.sign_in(to_sign_in.url)
        self.assertRedirects(back, self.address)
        page = self.client.get(self.address)
        self.assertContains(page, "\nKept\nover “all” that.</textarea>")
        self.assertEqual(self.key_in(page), str(key))
        self.send("Kept\r\nover “all” that.", form_key=key)
        self.send("Kept\r\nover “all” that.", form_key=key)
        self.assertEqual(Comment.objects.get().text, "Kept\nover “all” that.")
        self.assertNotContains(self.client.get(self.address), "Kept")

    def test_a_script_is_sent_to_sign_in_as_a_page(self):
        self.client.logout()
        response = self.send("Kept.", **BY_SCRIPT)
        self.assertEqual(response.status_code, 204)
        self.sign_in(response.headers["HX-Redirect"])
        self.assertContains(self.client.get(self.address), "Kept.")

    def test_a_bad_text_is_answered_before_anybody_is_asked_to_sign_in(self):
        self.client.logout()
        self.assertContains(self.send("x" * 30_000), "x" * 30_000, status_code=422)

    def test_a_story_that_was_closed_during_the_sign_in_gives_the_text_back(self):
        self.client.logout()
        to_sign_in = self.send("Kept over all that.")
        self.set_story(comments_mode="closed")
        self.sign_in(to_sign_in.url)
        self.assertContains(self.client.get(self.address), "Kept over all that.", status_code=403)

    def test_somebody_blocked_meanwhile_is_signed_out_and_their_text_kept(self):
        type(self.rita).objects.filter(pk=self.rita.pk).update(is_active=False)
        self.assertIn("/account/login/", self.send().url)
        self.assertEqual(self.client.session["typed"], {self.address: {"text": "Well said.", "form_key": ANY}})
        self.nothing_stored()

    def test_a_form_from_elsewhere_is_refused_and_the_text_shown(self):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.rita)
        self.assertContains(self.send("My own words.", client=strict), "My own words.", status_code=403)
        self.nothing_stored()

    def test_a_form_sent_before_opens_no_story_that_is_not_out(self):
        key, draft = uuid.uuid4(), cast.draft(self, headline="Mayor to resign", slug="mayor")
        said = {"text": "First.", "form_key": key}
        self.assertEqual(self.client.post(f"/comments/on/{self.story.pk}/new/", said).status_code, 302)
        self.assertEqual(self.client.post(f"/comments/on/{draft.pk}/new/", said).status_code, 404)
