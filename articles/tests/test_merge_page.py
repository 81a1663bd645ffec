"""Of two editors the later one brings both texts together on a page, which is guarded in its turn."""

from uuid import uuid4

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles import version
from articles.keep import leftovers
from articles.models import Unsaved
from articles.write import save
from newsroom.tests import cast

from .test_story_form import form_data

BODY = "<p>One.</p><p>Two.</p><p>Three.</p>"


class MergePageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.draft(cls, body=BODY)
        cls.change = f"/admin/articles/article/{cls.story.pk}/change/"

    def theirs(self, by=None, **facts):
        """Save the story in another window."""
        self.story.refresh_from_db()
        facts = version.newest(self.story) | facts
        return save(article=self.story, facts=facts, by=by or self.ed, base=self.story.latest)

    def mine(self, base=1, **fields):
        """Save as Nell, who opened the story before; return the address of the page to which that leads."""
        self.client.force_login(self.nell)
        facts = {"headline": self.story.headline, "standfirst": self.story.standfirst, "slug": self.story.slug}
        window = {"base": base, "keep-client": str(uuid4())}
        answer = self.client.post(self.change, form_data(self, **facts | {"body": BODY} | window | fields))
        self.assertEqual(answer.status_code, 302, answer.content[:200])
        self.assertIn("/merge/", answer.url)
        return answer.url

    def choices(self, page, choice):
        return {f"choice-{line.part.key}": choice for line in page.context["asked"]}

    def test_what_does_not_conflict_is_brought_together_by_itself_and_shown(self):
        self.theirs(body=BODY.replace("One.", "One, Ed says."), tags=["Harbour"])
        address = self.mine(body=BODY.replace("Three.", "Three, Nell says."))
        page = self.client.get(address)
        self.assertContains(page, "<ins>, Ed says</ins>")
        self.assertContains(page, "<ins>, Nell says</ins>")
        self.assertContains(page, "Tag “Harbour”")
        self.assertEqual(page.context["asked"], [])
        self.assertRedirects(self.client.post(address, {"newest": 2}), self.change)
        self.story.refresh_from_db()
        self.assertEqual(self.story.body, "<p>One, Ed says.</p><p>Two.</p><p>Three, Nell says.</p>")
        newest = self.story.revisions.first()
        self.assertEqual((newest.number, newest.kind, newest.base, newest.saved_by), (3, "merge", 2, self.nell))
        self.assertEqual(newest.facts["tags"], ["Harbour"])
        self.assertFalse(leftovers(self.nell).exists())
        # Once more, by going back: it says that this was done.
        self.assertContains(self.client.post(address, {"newest": 3}, follow=True), "This was saved as version 3.")
        self.assertEqual(self.story.revisions.count(), 3)

    def test_of_a_conflict_one_or_both_are_chosen_and_without_a_choice_nothing_is_saved(self):
        theirs, mine = BODY.replace("Two.", "Two, Ed says."), BODY.replace("Two.", "Two, Nell says.")
        results = {"theirs": theirs, "mine": mine, "both": BODY.replace("Two.", "Two, Ed says.</p><p>Two, Nell says.")}
        for number, (choice, expected) in enumerate(results.items()):
            base = self.theirs(body=BODY).number
            self.theirs(body=theirs, headline=f"Ed {number}")
            address = self.mine(base=base, body=mine, headline=f"Ed {number}")
            page = self.client.get(address)
            self.assertContains(page, "Text, paragraph 2")
            newest = {"newest": page.context["story"].latest}
            undecided = self.client.post(address, newest)
            self.assertContains(undecided, "Choose what the story is to say", status_code=422)
            self.assertEqual(self.story.revisions.first().saved_by, self.ed)
            self.assertRedirects(self.client.post(address, newest | self.choices(page, choice)), self.change)
            self.story.refresh_from_db()
            self.assertEqual(self.story.body, expected)

    def test_who_is_overtaken_again_keeps_the_choices_and_sees_what_is_new(self):
        self.theirs(headline="Ed’s", kicker="Ed")
        address = self.mine(headline="Nell’s", kicker="Nell")
        page = self.client.get(address)
        self.theirs(by=self.ada, headline="Ada’s", kicker="Ed")
        chosen = {"newest": 2} | self.choices(page, "mine")
        again = self.client.post(address, chosen)
        self.assertContains(again, "saved again meanwhile", status_code=409)
        self.assertContains(again, "Ada’s", status_code=409)
        choices = {line.label: line.choice for line in again.context["asked"]}
        self.assertEqual(choices, {"Headline": "", "Kicker": "mine"})  # another headline is another question
        self.assertEqual(self.story.revisions.count(), 3)
        self.client.post(address, {"newest": 3} | self.choices(again, "mine"))
        self.story.refresh_from_db()
        self.assertEqual((self.story.headline, self.story.latest), ("Nell’s", 4))

    def test_the_same_person_in_another_window_is_another(self):
        self.theirs(by=self.nell, headline="Of one window")
        page = self.client.get(self.mine(headline="Of the other"))
        self.assertContains(page, "you saved version 2 in another window")
        self.assertContains(page, "<b>Your other window</b>")

    def test_names_stand_instead_of_numbers(self):
        photo = cast.photo()
        lead = [photo.pk, "lead", "Ed’s boats.", "", "", False]
        self.theirs(section=self.sport.pk, figures=[lead], bylines=[[self.author.pk, "words"]], comments_mode="closed")
        figures = {"figures-TOTAL_FORMS": 1, "figures-0-photo": photo.pk, "figures-0-place": "lead"}
        figures |= {"figures-0-own_caption": "Nell’s boats.", "figures-0-position": 0}
        page = self.client.get(self.mine(**figures, **{"bylines-0-role": "pictures"}, section=self.sport.pk))
        asked = {line.label: [line.texts[1], line.texts[2]] for line in page.context["asked"]}
        expected = {
            "Byline “Nell Byrne”: role": ["words", "pictures"],
            f"Photo “{photo}”: caption here": ["Ed’s boats.", "Nell’s boats."],
        }
        self.assertEqual(asked, expected)
        settled = {line.label: (line.who, line.texts[1]) for line in page.context["settled"]}
        self.assertEqual(settled["Section"], ("both alike", "Sport"))
        self.assertEqual(settled["Lead photo"], ("both alike", str(photo)))
        self.assertEqual(settled["Comments"], ("theirs", "closed"))

    def test_a_released_story_is_brought_together_before_readers_see_any_of_it(self):
        story = self.story = cast.story(self, slug="out", body=BODY)
        self.change = f"/admin/articles/article/{story.pk}/change/"
        self.theirs(headline="Ed’s headline")
        self.client.force_login(self.ada)
        data = form_data(self, headline=story.headline, slug="out", body=BODY + "<p>Ada.</p>", base=1)
        address = self.client.post(self.change, data).url
        self.client.post(address, {"newest": 2})
        story.refresh_from_db()
        self.assertEqual((story.latest, story.released), (3, 1))
        self.assertEqual(version.newest(story)["headline"], "Ed’s headline")
        self.assertNotContains(self.client.get(story.get_absolute_url()), "Ed’s headline")

    def test_others_find_no_such_page(self):
        self.theirs(headline="Ed’s")
        address = self.mine(headline="Nell’s")
        for person, status in ((self.ed, 404), (self.pia, 403), (self.mo, 404), (self.rita, 302)):
            self.client.force_login(person)
            self.assertEqual(self.client.get(address).status_code, status)
            self.assertEqual(self.client.post(address, {"newest": 2}).status_code, status)
        other = cast.draft(self, slug="other")
        self.client.force_login(self.nell)
        number = Unsaved.objects.get().pk
        self.assertEqual(self.client.get(f"/admin/articles/article/{other.pk}/merge/{number}/").status_code, 404)
        self.assertEqual(self.client.put(address).status_code, 405)

    def test_what_is_forged_saves_nothing(self):
        self.theirs(headline="Ed’s")
        address = self.mine(headline="Nell’s")
        for forged, status in (({"newest": "x"}, 409), ({}, 409), ({"newest": 2, "choice-headline--x": "mine"}, 422)):
            self.assertEqual(self.client.post(address, forged).status_code, status)
        self.assertEqual(self.story.revisions.count(), 2)

    def test_what_was_typed_stands_in_the_form_again_to_go_on_with(self):
        self.theirs(headline="Ed’s")
        self.mine(headline="Nell’s", body="<p>All of it new.</p>")
        page = self.client.get(f"{self.change}?unsaved={Unsaved.objects.get().pk}")
        self.assertContains(page, "All of it new.")
        self.assertContains(page, f'name="keep-resumes" value="{Unsaved.objects.get().pk}"')
        self.assertContains(page, 'name="base" value="1"')

    def test_it_costs_the_same_for_a_long_story(self):
        queries = []
        for paragraphs in (3, 200):
            long = "".join(f"<p>Paragraph {number} says this.</p>" for number in range(paragraphs))
            base = self.theirs(body=long).number
            self.theirs(body=long.replace("Paragraph 0 ", "Number 0 "))
            address = self.mine(base=base, body=long.replace("Paragraph 2 ", "Number 2 "))
            with CaptureQueriesContext(connection) as asked:
                self.client.get(address)
            queries.append(len(asked))
        self.assertEqual(*queries)
