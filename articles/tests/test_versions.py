"""The history of a story at the desk: its versions, one of them, any two, and one brought back."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Correction, Revision, SectionLimit
from articles.release import release
from articles.restore import restore
from articles.write import Overtaken
from images.models import Photo
from newsroom.tests import cast


class VersionsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo()
        cls.story = cast.story(cls, lead=cls.photo)
        figures = [[cls.photo.pk, "lead", "Two boats at a pier.", "", "", False]]
        cast.save(cls.story, cls.ed, headline="Harbour wall rises", figures=figures)
        cls.story.refresh_from_db()
        cls.address = f"/admin/articles/article/{cls.story.pk}/versions/"

    def setUp(self):
        self.client.force_login(self.ed)

    def again(self):
        return Article.objects.get(pk=self.story.pk)

    def bring_back(self, number=1, base=2):
        return self.client.post(f"{self.address}{number}/bring-back/", {"base": base})

    # The list

    def test_all_versions_stand_there_with_what_they_changed_and_which_readers_see(self):
        page = self.client.get(self.address)
        self.assertEqual([one.number for one in page.context["versions"]], [2, 1])
        self.assertContains(page, "Changed: headline, photos")
        self.assertContains(page, "readers see it", count=1)
        self.assertContains(page, "by Ed")
        self.assertRedirects(self.client.get(f"/admin/articles/article/{self.story.pk}/history/"), self.address)

    def test_it_is_paged_and_costs_the_same_however_many_there_are(self):
        def cost():
            with CaptureQueriesContext(connection) as asked:
                page = self.client.get(self.address)
            return len(asked), page

        before, _ = cost()
        facts = self.story.revisions.get(number=2).facts
        rows = [
            Revision(article=self.story, number=n, base=n - 1, facts=facts, saved_by=self.nell) for n in range(3, 60)
        ]
        Revision.objects.bulk_create(rows)
        after, page = cost()
        self.assertLessEqual(after, before + 1)
        self.assertEqual([one.number for one in page.context["versions"]], list(range(59, 34, -1)))
        last = self.client.get(f"{self.address}?page=3").context["versions"]
        self.assertEqual([(one.number, one.changes) for one in last[-2:]], [(2, ["headline", "photos"]), (1, [])])

    # One, and two

    def test_one_version_stands_as_readers_would_see_it(self):
        for number, headline in ((1, "Harbour wall to be raised"), (2, "Harbour wall rises")):
            page = self.client.get(f"{self.address}{number}/")
            self.assertContains(page, f'<h1 id="headline">{headline}</h1>')
            self.assertContains(page, f"Version {number} of the story")
            self.assertContains(page, '<meta name="robots" content="noindex">')
            self.assertIn("no-store", page.headers["Cache-Control"])

    def test_two_are_compared_by_word_captions_and_fields_included(self):
        page = self.client.get(f"{self.address}compare/?from=1&to=2")
        self.assertContains(page, "Harbour wall <del>to be raised</del> <ins>rises</ins>")
        self.assertContains(page, "Two boats at <del>the</del> <ins>a</ins> pier.")
        self.assertContains(self.client.get(f"{self.address}compare/?from=2&to=1"), "<ins>to be raised</ins>")
        self.assertContains(self.client.get(f"{self.address}compare/?from=1&to=1"), "The two say the same.")

    def test_what_is_not_there_is_not_found(self):
        for rest in ("compare/", "compare/?from=1", "compare/?from=1&to=99", "compare/?from=x&to=1", "99/"):
            self.assertEqual(self.client.get(f"{self.address}{rest}").status_code, 404, rest)
        for number in ("999999", "x"):
            self.assertEqual(self.client.get(f"/admin/articles/article/{number}/history/").status_code, 404)

    # Bringing back

    def test_what_is_brought_back_is_a_new_version_and_readers_see_no_change(self):
        public = self.client.get(self.story.get_absolute_url()).content
        cast.save(self.story, self.ed, note_to_editors="Ring her.", comments_mode="closed")
        page = self.client.get(f"{self.address}1/bring-back/")
        self.assertContains(page, "<del>rises</del> <ins>to be raised</ins>")
        self.assertRedirects(self.bring_back(base=3), self.address)
        newest = self.story.revisions.first()
        self.assertEqual((newest.number, newest.kind, newest.base, newest.saved_by), (4, "restore", 3, self.ed))
        self.assertEqual(newest.facts["headline"], "Harbour wall to be raised")
        self.assertEqual(newest.facts["note_to_editors"], "Ring her.")
        story = self.again()
        self.assertEqual((story.latest, story.released, story.comments_mode), (4, 1, "closed"))
        self.assertEqual(self.client.get(self.story.get_absolute_url()).content.count(b"Harbour wall rises"), 0)
        self.assertIn(b"Harbour wall to be raised", public)

    def test_of_a_draft_it_is_what_stands_there(self):
        draft = cast.draft(self, headline="First", slug="first")
        cast.save(draft, self.ed, headline="Second")
        restore(article=draft, number=1, by=self.ed, base=2)
        self.assertEqual(Article.objects.get(pk=draft.pk).headline, "First")

    def test_the_same_again_makes_no_version(self):
        self.assertRedirects(self.bring_back(number=2), self.address)
        self.assertEqual(self.again().latest, 2)

    def test_whoever_was_overtaken_is_told_and_nothing_happens(self):
        cast.save(self.story, self.ada, headline="Quite another")
        response = self.bring_back()
        self.assertContains(response, "Nothing was brought back", status_code=409)
        self.assertContains(response, 'name="base" value="3"', status_code=409)
        with self.assertRaises(Overtaken):
            restore(article=self.story, number=1, by=self.ed, base=2)
        self.assertEqual(self.again().latest, 3)

    def test_a_photo_in_the_bin_keeps_a_version_from_coming_back(self):
        cast.save(self.story, self.ed, figures=[])
        Photo.objects.filter(pk=self.photo.pk).update(deleted_at=self.story.saved_at)
        self.assertContains(self.bring_back(number=2, base=3), "Nothing was brought back", status_code=422)

    # Who may

    def test_to_moderators_a_draft_has_no_history_and_reporters_bring_back_their_own(self):
        draft = cast.draft(self, headline="Nell’s", slug="nells")
        cast.save(draft, self.nell, headline="Nell’s second")
        address = f"/admin/articles/article/{draft.pk}/versions/"
        pages = ["", "1/", "compare/?from=1&to=2", "1/bring-back/"]
        for person, expected in ((self.mo, [404] * 4), (self.nell, [200] * 4), (self.pia, [200, 200, 200, 403])):
            self.client.force_login(person)
            with self.subTest(person):
                self.assertEqual([self.client.get(address + page).status_code for page in pages], expected)
        self.assertEqual(self.client.post(f"{address}1/bring-back/", {"base": 2}).status_code, 403)
        self.client.force_login(self.nell)
        self.assertNotContains(self.client.get(self.address), "Bring it back")
        self.assertEqual(self.bring_back().status_code, 403)

    def test_nobody_brings_a_story_back_into_a_section_that_their_deeds_do_not_reach(self):
        for where in (self.sport, self.news):
            cast.save(self.story, self.ada, section=where.pk)
        SectionLimit.objects.create(user=self.ed, section=self.news)
        self.assertContains(self.bring_back(number=3, base=4), "limited to other sections", status_code=403)
        self.assertEqual(self.again().latest, 4)
        self.assertRedirects(self.bring_back(number=2, base=4), self.address)

    # What readers see of a change

    def test_an_editor_shows_readers_what_a_notice_changed_and_hides_it_again(self):
        release(article=self.again(), by=self.ed, kind="correction", text="It rises already.")
        silent = Correction.objects.create(article=self.story, text="Of no text.")
        notice = Correction.objects.get(text="It rises already.")
        page = self.client.get(self.address)
        self.assertContains(page, "Let readers see what changed", count=1)
        for shows in (True, True, False):
            said = self.client.post(f"{self.address}notices/{notice.pk}/", {"shows": int(shows)}, follow=True)
            self.assertContains(said, "what it changed.")
            notice.refresh_from_db()
            self.assertEqual(notice.shows_change, shows)
        self.assertEqual(self.story.events.filter(deed="show_change").count(), 1)
        self.client.post(f"{self.address}notices/{silent.pk}/", {"shows": 1})
        silent.refresh_from_db()
        self.assertFalse(silent.shows_change)
        self.client.force_login(self.nell)
        self.client.post(f"{self.address}notices/{notice.pk}/", {"shows": 1})
        notice.refresh_from_db()
        self.assertFalse(notice.shows_change)
        self.assertEqual(self.client.get(f"{self.address}notices/{notice.pk}/").status_code, 405)
