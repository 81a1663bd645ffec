import uuid

from django.conf import settings
from django.test import TestCase

from comments.models import Comment
from newsroom.tests import cast

from .journeys import PASSWORD, confirm, sign_in, sign_up

TEXT = "A “quoted” line,\n\nand <b>another</b>: é."


class KeepTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.page = f"/comments/on/{cls.story.pk}/new/"

    def write(self, text=TEXT, **headers):
        form = self.client.get(self.page).context["form"]
        fields = {"text": text, "form_key": form["form_key"].value()}
        return self.client.post(self.page, fields, headers=headers), fields

    def assertIsBack(self, answer):  # noqa: N802
        self.assertRedirects(answer, self.page)
        page = self.client.get(self.page)
        self.assertEqual(page.context["form"]["text"].value(), TEXT)
        self.assertContains(page, "and &lt;b&gt;another&lt;/b&gt;: é.")

    def test_a_comment_waits_through_sign_in_and_is_posted_once(self):
        answer, fields = self.write()
        self.assertRedirects(answer, f"/account/login/?next=%2Fcomments%2Fon%2F{self.story.pk}%2Fnew%2F")
        self.assertContains(self.client.get(answer["Location"]), "What you wrote is kept.")
        self.assertIsBack(sign_in(self.client, "rita@paper.example", cast.PASSWORD, next=self.page))
        self.client.post(self.page, fields)
        self.assertEqual(Comment.objects.get().reader, self.rita)
        self.assertEqual(self.client.get(self.page).context["form"]["text"].value(), None)

    def test_a_comment_waits_through_sign_up_with_its_code(self):
        self.write()
        sign_up(self.client, next=self.page)
        confirm(self.client, "XXXX-XXXX")
        self.assertIsBack(confirm(self.client))

    def test_it_waits_through_a_wrong_password_and_a_second_step_of_sign_up(self):
        self.write()
        sign_in(self.client, "rita@paper.example", "wrong", next=self.page)
        self.assertIsBack(sign_in(self.client, "rita@paper.example", cast.PASSWORD, next=self.page))

    def test_who_lost_the_way_back_finds_it_on_their_page(self):
        self.write()
        sign_up(self.client)
        confirm(self.client)
        page = self.client.get("/me/")
        self.assertContains(page, "What you wrote before you signed in is kept")
        self.assertContains(page, f'href="{self.page}"')

    def test_htmx_is_sent_to_the_sign_in_page_as_a_whole(self):
        answer, _ = self.write(**{"hx-request": "true"})
        self.assertEqual(answer.status_code, 204)
        self.assertEqual(answer["HX-Redirect"], f"/account/login/?next=%2Fcomments%2Fon%2F{self.story.pk}%2Fnew%2F")
        self.assertIsBack(sign_in(self.client, "rita@paper.example", cast.PASSWORD, next=self.page))

    def test_the_longest_comment_that_may_be_written_is_kept_whole(self):
        text = "👩‍👩‍👧‍👦" * settings.COMMENT_MAX_LENGTH
        self.write(text)
        sign_in(self.client, "rita@paper.example", cast.PASSWORD)
        self.assertEqual(self.client.get(self.page).context["form"]["text"].value(), text)

    def test_five_pages_are_remembered_and_the_last_words_count(self):
        pages = [f"/comments/on/{cast.story(self, slug=f's{n}').pk}/new/" for n in range(6)]
        key = str(uuid.uuid4())
        for page in [*pages, pages[-1]]:
            self.client.post(page, {"text": f"for {page}", "form_key": key})
        self.client.post(pages[3], {"text": "again", "form_key": key})
        kept = self.client.session["typed"]
        self.assertEqual(list(kept), [pages[1], pages[2], pages[4], pages[5], pages[3]])
        self.assertEqual(kept[pages[3]]["text"], "again")

    def test_what_one_typed_is_gone_with_signing_out(self):
        self.write()
        sign_in(self.client, "rita@paper.example", cast.PASSWORD)
        self.client.post("/account/logout/")
        sign_in(self.client, "ravi@paper.example", cast.PASSWORD)
        self.assertNotContains(self.client.get("/me/"), "is kept")

    def test_a_new_reader_needs_no_more_than_these_pages(self):
        _, fields = self.write()
        sign_up(self.client, password1=PASSWORD, next=self.page)
        confirm(self.client)
        self.client.post(self.page, fields)
        self.assertEqual(Comment.objects.get().reader.display_name, "Nora")
