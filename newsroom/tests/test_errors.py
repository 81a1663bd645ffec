"""What people see when something is wrong: nothing of theirs is lost."""

from contextlib import ExitStack
from unittest import mock

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import OperationalError, connection
from django.test import Client, TestCase, override_settings

from comments.models import Comment
from pagecache import versions

from . import cast


class ErrorTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def test_a_form_without_its_token_gives_back_what_was_typed(self):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.rita)
        typed = {"text": "A long thought,\nwith <b>two</b> lines.", "form_key": "x", "password": "do not show me"}
        answer = strict.post(f"/comments/on/{self.story.pk}/new/", typed)
        self.assertContains(answer, "A long thought,\nwith &lt;b&gt;two&lt;/b&gt; lines.", status_code=403)
        self.assertNotContains(answer, "do not show me", status_code=403)
        self.assertContains(strict.post("/me/", {"display_name": "Margarita"}), "Margarita", status_code=403)
        self.assertFalse(Comment.objects.exists())

    def test_who_is_signed_out_at_the_desk_is_given_back_what_they_typed(self):
        page = f"/admin/articles/article/{self.story.pk}/change/"
        answer = self.client.post(page, {"headline": "Typed for an hour", "version": "3", "csrfmiddlewaretoken": "xyz"})
        self.assertContains(answer, "You are signed out, so nothing was stored.", status_code=403)
        self.assertContains(answer, "Typed for an hour", status_code=403)
        self.assertContains(answer, f'href="{page}"', status_code=403)
        self.assertNotContains(answer, "xyz", status_code=403)
        self.assertIn("no-store", answer.headers["Cache-Control"])

    def test_a_page_that_is_not_there_helps_on(self):
        answer = self.client.get("/no/such/page/")
        self.assertContains(answer, "There is nothing here", status_code=404)
        self.assertContains(answer, "The Test", status_code=404)

    def test_what_cannot_be_read_is_no_fault_of_ours(self):
        form, parts = "application/x-www-form-urlencoded", "multipart/form-data; boundary="
        for body, kind in (("text=" + "x" * 6_000_000, form), ("&".join("a" * 2000), form), ("x", parts)):
            answer = self.client.post("/no/such/page/", body, content_type=kind)
            self.assertContains(answer, "There is nothing here", status_code=404)
        self.assertContains(self.client.post("/no/such/page/", {"text": "A thought."}), "A thought.", status_code=404)

    def test_a_page_for_others_says_so(self):
        self.client.force_login(self.rita)
        self.assertContains(self.client.get("/moderation/"), "not for you", status_code=403)

    def test_mistakes_are_never_kept_by_a_cache(self):
        self.assertIn("no-store", self.client.get("/no/such/page/").headers["Cache-Control"])


class DatabaseAwayTests(TestCase):
    """The database answers nothing: what was kept is sent, what was typed is given back."""

    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def setUp(self):
        self.client.raise_request_exception = False
        self.client.force_login(self.rita)

    def away(self):
        def refuse(execute, sql, params, many, context):
            raise OperationalError("no connection")

        stack = ExitStack()
        stack.enter_context(connection.execute_wrapper(refuse))
        stack.enter_context(mock.patch.object(versions, "read", side_effect=versions.Away))
        return stack

    def test_a_comment_is_given_back_with_a_way_to_send_it_again(self):
        address = f"/comments/on/{self.story.pk}/new/"
        with self.away():
            answer = self.client.post(address, {"text": "A thought\nin <b>two</b> lines.", "form_key": "the-key"})
        self.assertEqual((answer.status_code, answer.headers["Retry-After"]), (503, "10"))
        self.assertContains(answer, "A thought\nin &lt;b&gt;two&lt;/b&gt; lines.</p>", status_code=503)
        self.assertContains(answer, '<input type="hidden" name="form_key" value="the-key">', status_code=503)
        self.assertContains(answer, f'action="{address}"', status_code=503)
        self.assertIn("no-store", answer.headers["Cache-Control"])

    def test_no_password_is_given_back(self):
        with self.away():
            answer = self.client.post("/account/login/", {"login": "rita@paper.example", "password": "do not show me"})
        self.assertNotContains(answer, "do not show me", status_code=503)

    def test_pages_already_kept_are_sent_and_others_say_what_is_wrong(self):
        kept = self.client.get("/policies/ethics/").content
        with self.away():
            self.assertEqual(self.client.get("/policies/ethics/").content, kept)
            self.assertContains(self.client.get("/policies/privacy/"), "cannot be reached just now", status_code=503)

    def test_another_fault_is_a_500_without_its_insides(self):
        with mock.patch("articles.views.policies.get_object_or_404", side_effect=RuntimeError("the inside")):
            answer = self.client.get("/policies/ethics/")
        self.assertContains(answer, "Something went wrong on our side", status_code=500)
        self.assertNotContains(answer, "the inside", status_code=500)


class DemoMailTests(TestCase):
    def test_what_was_sent_can_be_read_newest_first_and_harms_nobody(self):
        folder = settings.DATA_DIR / "mail-for-this-test"
        kept = {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder}
        with override_settings(**kept):
            for number in (1, 2):
                EmailMessage(f"Subject {number}", "<script>alert(1)</script> é", None, ["rita@paper.example"]).send()
            page = self.client.get("/demo/mail/").content.decode()
        self.assertLess(page.index("Subject 2"), page.index("Subject 1"))
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt; é", page)

    @override_settings(PRODUCTION=True)
    def test_not_in_production(self):
        self.assertEqual(self.client.get("/demo/mail/").status_code, 404)

    @override_settings()
    def test_not_where_mail_really_goes_out(self):
        del settings.EMAIL_FILE_PATH
        self.assertEqual(self.client.get("/demo/mail/").status_code, 404)
