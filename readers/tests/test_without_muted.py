"""What a reader who muted somebody gets of a conversation; everybody else gets the page that all get."""

from django.test import TestCase, override_settings

from newsroom.tests import cast
from readers.mute import mute


class WithoutMutedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.other = cast.story(cls, slug="other")
        cls.loud = cast.comment(cls.story, cls.ravi, "LOUD words.")
        cls.calm = cast.comment(cls.story, cls.ed, "Calm words.", parent=cls.loud)
        cls.again = cast.comment(cls.story, cls.ravi, "LOUD again.")
        cast.comment(cls.other, cls.ravi, "LOUD elsewhere.")
        mute(reader=cls.rita, person=cls.ravi)
        cls.part, cls.page = f"/readers/on/{cls.story.pk}/", f"/readers/on/{cls.story.pk}/thread/"

    def test_the_script_is_told_the_numbers_on_this_story(self):
        self.client.force_login(self.rita)
        part = self.client.get(self.part)
        self.assertContains(part, f'data-numbers="{self.again.pk} {self.loud.pk}"')
        self.assertIn("no-store", part.headers["Cache-Control"])

    def test_who_muted_nobody_and_who_is_nobody_is_told_nothing(self):
        with self.assertNumQueries(1):  # the story
            self.assertEqual(self.client.get(self.part).content.strip(), b"")
        self.client.force_login(self.ed)
        self.assertEqual(self.client.get(self.part).content.strip(), b"")

    def test_public_pages_are_the_same_for_those_who_muted(self):
        addresses = [self.story.get_absolute_url(), f"/comments/on/{self.story.pk}/"]
        before = [self.client.get(address).content for address in addresses]
        self.client.force_login(self.rita)
        self.assertEqual([self.client.get(address).content for address in addresses], before)
        for page in before:
            self.assertIn(f'<reader-part src="{self.part}">'.encode(), page)

    def test_without_scripts_a_page_has_them_folded_and_the_answers_open(self):
        self.client.force_login(self.rita)
        for order in ("oldest", "newest", "liked"):
            page = self.client.get(self.page, {"order": order})
            self.assertContains(page, "<h3>Somebody you muted</h3>", 2)
            self.assertContains(page, "<details><summary>Show this comment</summary><p>LOUD words.</p></details>")
            self.assertContains(page, "Calm words.")
        self.assertContains(page, "Readers’ comments (3)")

    def test_each_gets_their_own(self):
        self.client.force_login(self.ed)
        page = self.client.get(self.page)
        self.assertContains(page, "LOUD words.")
        self.assertNotContains(page, "<details>")
        self.assertIn("no-store", page.headers["Cache-Control"])

    @override_settings(COMMENT_PAGE_SIZE=2)
    def test_it_goes_on_by_its_own_link(self):
        self.client.force_login(self.rita)
        page = self.client.get(self.page, {"order": "oldest"})
        after = page.context["thread"].next_after
        self.assertContains(page, f"?order=oldest&amp;after={after}")
        self.assertContains(self.client.get(self.page, {"order": "oldest", "after": after}), "LOUD again.")

    def test_nonsense_in_the_address_is_no_error(self):
        self.client.force_login(self.rita)
        for query in ({"order": "x"}, {"after": "é"}, {"order": "liked", "after": "zz"}):
            self.assertEqual(self.client.get(self.page, query).status_code, 200)

    def test_a_story_that_is_not_there_has_neither(self):
        draft = cast.draft(self, slug="draft")
        self.client.force_login(self.rita)
        for number in (draft.pk, 999_999):
            self.assertEqual(self.client.get(f"/readers/on/{number}/").status_code, 404)
            self.assertEqual(self.client.get(f"/readers/on/{number}/thread/").status_code, 404)

    def test_a_stranger_signs_in_first(self):
        self.assertRedirects(self.client.get(self.page), f"/account/login/?next={self.page}")

    def test_only_the_methods_they_know(self):
        self.client.force_login(self.rita)
        self.assertEqual(self.client.post(self.part).status_code, 405)
        self.assertEqual(self.client.post(self.page).status_code, 405)
