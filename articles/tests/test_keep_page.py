"""What the story's form asks while somebody types: to keep it, and who else is here."""

from datetime import timedelta
from uuid import uuid4

from django.test import Client, TestCase
from django.utils import timezone

from articles.keep import leftovers
from articles.models import Article, EditSession, Unsaved
from articles.presence import be_here
from newsroom.tests import cast

from .test_story_form import form_data

ONE, OTHER = "6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c11", "6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c12"
ADD = "/admin/articles/article/keep/"


class KeepPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.draft(cls)  # bylined to Nell
        cls.address = f"/admin/articles/article/{cls.story.pk}/keep/"

    def ask(self, address=None, client=ONE, form=None, **window):
        window = {f"keep-{name}": value for name, value in ({"client": client} | window).items()}
        form = {"keep-has_form": "on"} | form if form else {}
        return self.client.post(address or self.address, window | form)

    def test_it_keeps_what_was_typed_and_nothing_else(self):
        self.client.force_login(self.nell)
        sent = {"csrfmiddlewaretoken": "x", "_continue": "Save", "headline": "A wall", "body": "<p>Text.</p>"}
        said = self.ask(form=sent, base=3).json()
        row = Unsaved.objects.get()
        self.assertEqual(row.fields, [["headline", "A wall"], ["body", "<p>Text.</p>"]])
        self.assertEqual((row.by, row.article, row.base, row.client), (self.nell, self.story, 3, ONE))
        open_at = f"/admin/articles/article/{self.story.pk}/change/?unsaved={row.pk}"
        at = f"{timezone.localtime(row.at):%H:%M}"
        self.assertEqual(said["kept"], {"id": row.pk, "at": at, "open": open_at})

    def test_a_new_story_is_kept_too(self):
        self.client.force_login(self.nell)
        said = self.ask(ADD, form={"headline": "A wall"}).json()
        row = Unsaved.objects.get()
        self.assertIsNone(row.article)
        self.assertEqual(said["kept"]["open"], f"/admin/articles/article/add/?unsaved={row.pk}")
        self.assertFalse(EditSession.objects.exists())

    def test_each_sees_who_else_is_here_and_who_has_typed(self):
        self.client.force_login(self.nell)
        self.assertEqual(self.ask().json()["others"], [])
        self.ask(client=OTHER)
        said = self.ask().json()
        self.assertEqual(said["others"], ["You have it open in another window, too."])
        self.ask(client=str(uuid4()))
        self.assertEqual(self.ask().json()["others"], ["You have it open in 2 other windows, too."])
        EditSession.objects.exclude(client__in=[ONE, OTHER]).delete()
        self.client.force_login(self.ed)
        self.ask(client="6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c13", typed="on")
        self.client.force_login(self.nell)
        self.assertIn("Ed is writing here, too.", self.ask().json()["others"])
        self.ask(client=OTHER, leaving="on")
        self.assertEqual(self.ask().json()["others"], ["Ed is writing here, too."])

    def test_it_says_that_the_story_was_saved_since(self):
        Article.objects.filter(pk=self.story.pk).update(latest=4, saved_by=self.ed)
        self.client.force_login(self.nell)
        self.assertIn("Ed saved version 4 at", self.ask(base=3).json()["newer"])
        self.assertEqual(self.ask(base=4).json()["newer"], "")
        self.client.force_login(self.ed)
        self.assertIn("You saved version 4 in another window", self.ask(base=3).json()["newer"])

    def test_a_script_is_told_in_one_word_why_nothing_was_done(self):
        cases = {"nobody": 401, "rita": 403, "pia": 403, "mo": 404}
        for name, status in cases.items():
            self.client.logout()
            if name != "nobody":
                self.client.force_login(getattr(self, name))
            for answer in (self.ask(form={"headline": "A wall"}), self.client.get(self.address)):
                self.assertEqual((answer.status_code, answer.headers["Content-Type"]), (status, "application/json"))
        self.client.force_login(self.mo)
        self.assertEqual(self.ask(ADD, form={"headline": "A wall"}).status_code, 403)
        self.assertFalse(Unsaved.objects.exists() or EditSession.objects.exists())

    def test_who_signed_in_as_somebody_else_gets_none_of_it(self):
        self.client.force_login(self.ed)
        self.assertEqual(self.ask(form={"headline": "A wall"}, who=self.nell.pk).status_code, 409)
        self.assertFalse(Unsaved.objects.exists())

    def test_what_is_too_long_is_refused_in_words(self):
        self.client.force_login(self.nell)
        answer = self.ask(form={"body": "x" * (2 * 1024 * 1024)})
        self.assertEqual(answer.status_code, 413)
        self.assertIn("too long to be kept", answer.json()["words"])

    def test_what_is_forged_is_refused(self):
        self.client.force_login(self.nell)
        for forged in ({"client": "x"}, {"base": "-1"}, {"base": str(10**20)}, {"who": "x"}):
            self.assertEqual(self.ask(**forged).status_code, 400)
        self.assertEqual(self.client.put(self.address).status_code, 405)

    def test_a_token_is_asked_for_and_given_to_who_signed_in_again(self):
        visitor = Client(enforce_csrf_checks=True)
        visitor.force_login(self.nell)
        window = {"keep-client": ONE, "keep-has_form": "on", "headline": "A wall"}
        self.assertEqual(visitor.post(self.address, window).status_code, 403)
        said = visitor.get(self.address).json()
        self.assertEqual(said["who"], self.nell.pk)
        self.assertEqual(visitor.post(self.address, window | {"csrfmiddlewaretoken": said["token"]}).status_code, 200)

    def test_saving_settles_what_the_window_had_kept_and_what_comes_late_is_not_kept_again(self):
        self.client.force_login(self.nell)
        data = form_data(self, headline="A wall", **{"keep-client": ONE})
        self.ask(ADD, form=data)
        self.assertEqual(self.client.post("/admin/articles/article/add/", data).status_code, 302)
        story = Article.objects.latest("pk")
        row = Unsaved.objects.get()
        self.assertEqual((row.article, row.saved_as), (story, 1))
        self.assertEqual(self.ask(ADD, form=data).json(), {"saved": 1})
        self.assertEqual(Unsaved.objects.count(), 1)
        self.assertFalse(leftovers(self.nell).exists())

    def test_saving_settles_the_text_from_which_it_went_on_if_it_is_ones_own(self):
        for person, saved in ((self.ed, 0), (self.nell, 1)):
            self.client.force_login(self.nell)
            number = self.ask(ADD, client=OTHER, form={"headline": "Left behind"}).json()["kept"]["id"]
            self.client.force_login(person)
            window = {"keep-client": str(uuid4()), "keep-resumes": number}
            self.client.post("/admin/articles/article/add/", form_data(self, **window))
            self.assertEqual(Unsaved.objects.filter(pk=number, saved_as=1).count(), saved)

    def test_the_form_says_what_was_left_and_who_is_here_without_scripts(self):
        self.client.force_login(self.nell)
        self.ask(form={"headline": "Left behind"})
        be_here(article=self.story, user=self.ed, client=OTHER)
        page = f"/admin/articles/article/{self.story.pk}/change/"
        # Nell's window is open still: what is typed there is not left.
        self.assertNotContains(self.client.get(page), "Left behind")
        EditSession.objects.filter(user=self.nell).update(seen_at=timezone.now() - timedelta(minutes=2))
        answer = self.client.get(page)
        self.assertContains(answer, "Left behind")
        self.assertContains(answer, f"?unsaved={Unsaved.objects.get().pk}")
        self.assertContains(answer, "Ed has it open, too.")
        self.assertNotContains(self.client.get("/admin/articles/article/add/"), "Left behind")
        self.client.force_login(self.ed)
        self.assertNotContains(self.client.get(page), "Left behind")

    def test_it_costs_few_queries_as_it_is_asked_all_the_time(self):
        self.client.force_login(self.nell)
        self.ask(form={"headline": "A wall"}, base=1)
        # session, person, groups' permissions (2), story, its bylines, the newest row, its update, presence, others,
        # and four savepoints
        with self.assertNumQueries(14):
            self.ask(form={"headline": "A wall is built"}, base=1)

    def test_signing_in_again_ends_on_a_page_that_says_go_back(self):
        self.client.force_login(self.nell)
        self.assertContains(self.client.get("/admin/articles/article/signed-in/"), "Go back to the tab")
