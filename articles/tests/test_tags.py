"""House-keeping of tags, and where the addresses lead that topics, sections and stories had before."""

from urllib.parse import quote

from django.db import connection
from django.test import TestCase, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from articles.models import Article, FormerSection, FormerTag, Section
from articles.move_section import move_section
from articles.release import release
from articles.tags import Changed, NotAllowed, Refused, Taken, drop, merge, rename
from newsroom.tests import cast
from newsroom.tests.at_once import at_once
from search import desk_find

LIST = "/admin/taggit/tag/"


class Tags(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, tags=["Harbour"])
        cls.both = cast.story(cls, headline="Both", tags=["Harbour", "Piers"])
        cls.draft = cast.draft(cls, tags=["Harbours"])
        cls.harbour, cls.piers, cls.harbours = (Tag.objects.get(name=name) for name in ("Harbour", "Piers", "Harbours"))

    def leads(self, address, to):
        answer = self.client.get(address)
        self.assertEqual((answer.status_code, answer.headers.get("Location")), (301, to))
        self.assertEqual(self.client.get(to).status_code, 200)  # in one hop

    def named(self, story):
        return sorted(story.tags.names())


class DeedsTests(Tags):
    def test_a_renamed_tag_leads_on_from_its_old_address_and_its_feeds(self):
        self.assertEqual(self.client.get("/tags/harbour/").status_code, 200)  # and is kept
        rename(tag=self.harbour, name=" Harbour  works ", seen="Harbour", by=self.ed)
        self.leads("/tags/harbour/", "/tags/harbour-works/")
        self.leads(f"/tags/harbour/?before={self.both.pk}", f"/tags/harbour-works/?before={self.both.pk}")
        self.leads("/feeds/topics/harbour.rss", "/feeds/topics/harbour-works.rss")
        self.leads("/feeds/full/topics/harbour.json", "/feeds/full/topics/harbour-works.json")
        self.assertContains(self.client.get(self.story.get_absolute_url()), "Harbour works")
        self.assertEqual(len(desk_find.search('"harbour works"').numbers), 2)

    def test_a_chain_of_changes_is_one_hop(self):
        rename(tag=self.harbour, name="Docks", seen="Harbour", by=self.ed)
        rename(tag=Tag.objects.get(name="Docks"), name="Quays", seen="Docks", by=self.ed)
        merge(tag=Tag.objects.get(name="Quays"), into=self.piers, by=self.ed)
        for slug in ("harbour", "docks", "quays"):
            self.leads(f"/tags/{slug}/", "/tags/piers/")

    def test_a_tag_that_takes_its_old_name_back_has_its_old_address(self):
        rename(tag=self.harbour, name="Docks", seen="Harbour", by=self.ed)
        rename(tag=Tag.objects.get(name="Docks"), name="Harbour", seen="Docks", by=self.ed)
        self.leads("/tags/docks/", "/tags/harbour/")

    def test_another_letter_case_is_a_new_name_at_the_same_address(self):
        rename(tag=self.harbour, name="HARBOUR", seen="Harbour", by=self.ed)
        self.assertEqual(self.client.get("/tags/harbour/").status_code, 200)
        self.assertFalse(FormerTag.objects.exists())

    def test_a_merged_tag_doubles_on_no_story(self):
        merge(tag=self.harbour, into=self.piers, by=self.ed)
        self.assertEqual((self.named(self.story), self.named(self.both)), (["Piers"], ["Piers"]))
        self.leads("/tags/harbour/", "/tags/piers/")
        self.assertContains(self.client.get("/tags/piers/"), self.story.headline)
        self.assertFalse(Tag.objects.filter(name="Harbour").exists())

    def test_of_what_is_not_public_no_address_tells(self):
        rename(tag=self.harbours, name="Docks", seen="Harbours", by=self.ed)
        self.assertEqual(self.client.get("/tags/harbours/").status_code, 404)
        self.assertEqual(self.client.get("/feeds/topics/harbours.rss").status_code, 404)

    def test_a_version_of_before_brings_no_old_tag_back(self):
        cast.save(self.story, self.ed, headline="Written before", tags=["Harbour", "Walls"])
        merge(tag=self.harbour, into=self.piers, by=self.ed)
        self.story.refresh_from_db()
        release(article=self.story, by=self.ed, kind="typo")
        self.assertEqual(self.named(self.story), ["Piers", "Walls"])

    def test_who_types_an_old_name_gets_the_tag_of_today(self):
        from articles.admin.forms import as_known

        merge(tag=self.harbour, into=self.piers, by=self.ed)
        self.assertEqual(as_known(["harbour", "PIERS", "New"]), ["New", "Piers"])

    def test_an_unused_tag_can_be_taken_away_and_no_other(self):
        with self.assertRaises(Refused):
            drop(tag=self.harbour, by=self.ed)
        unused = Tag.objects.create(name="Typo")
        drop(tag=unused, by=self.ed)
        self.assertFalse(Tag.objects.filter(name="Typo").exists())

    def test_what_cannot_be_is_refused(self):
        for name, refusal in (
            ("", Refused),
            ("a, b", Refused),
            ("x" * 101, Refused),
            ("piers", Taken),
            ("Pîers", Taken),
        ):
            with self.subTest(name), self.assertRaises(refusal):
                rename(tag=self.harbour, name=name, seen="Harbour", by=self.ed)
        with self.assertRaises(Changed):
            rename(tag=self.harbour, name="Docks", seen="Port", by=self.ed)
        with self.assertRaises(Refused):
            merge(tag=self.harbour, into=self.harbour, by=self.ed)
        with self.assertRaises(NotAllowed):
            merge(tag=self.harbour, into=self.piers, by=self.nell)
        merge(tag=self.harbour, into=self.piers, by=self.ed)
        with self.assertRaises(Changed):
            merge(tag=Tag(pk=self.harbour.pk, name="Harbour", slug="harbour"), into=self.piers, by=self.ed)

    def test_a_name_in_another_script_is_led_to(self):
        rename(tag=self.harbour, name="港", seen="Harbour", by=self.ed)
        self.leads("/tags/harbour/", f"/tags/{quote('港')}/")


class PagesTests(Tags):
    def setUp(self):
        self.client.force_login(self.ed)

    def test_the_list_counts_and_tells_what_is_nearly_the_same(self):
        page = self.client.get(LIST)
        self.assertContains(page, "Nearly the same")
        near = [[tag.name for tag in group] for group in page.context["near"]]
        self.assertEqual(near, [["Harbour", "Harbours"]])
        self.assertContains(page, f"{LIST}{self.harbours.pk}/merge/?into=Harbour")
        found = self.client.get(LIST, {"q": "pier"}).context["tags"]
        self.assertEqual([(tag.name, tag.stories) for tag in found], [("Piers", 1)])

    def test_it_asks_the_same_for_many(self):
        asked = []
        for count in (1, 8):
            for number in range(count):
                cast.draft(self, headline="x", tags=[f"Tag {count} {number}", f"tag-{count}-{number}s"])
            with CaptureQueriesContext(connection) as queries:
                self.client.get(LIST)
            asked.append(len(queries))
        self.assertEqual(asked[0], asked[1])

    def test_an_editor_renames_one(self):
        page = f"{LIST}{self.harbour.pk}/change/"
        self.assertContains(self.client.get(page), "2 stories carry it")
        self.assertRedirects(self.client.post(page, {"name": "Docks", "seen": "Harbour"}), page)
        self.assertContains(self.client.get(page), "/tags/harbour/, since")
        again = self.client.post(page, {"name": "Quays", "seen": "Harbour"})
        self.assertContains(again, "Somebody has renamed or merged this tag", status_code=409)
        self.assertContains(again, 'value="Quays"', status_code=409)

    def test_what_is_wrong_is_told_and_what_was_typed_stays(self):
        page = f"{LIST}{self.harbour.pk}/change/"
        for name, told in (
            ("", "Give the tag a name"),
            ("piers", "“Piers” already"),
            ("a, b", "no comma"),
            ("\0", "Null"),
        ):
            with self.subTest(name):
                self.assertContains(self.client.post(page, {"name": name, "seen": "Harbour"}), told, status_code=422)

    def test_an_editor_is_asked_before_one_is_merged(self):
        page = f"{LIST}{self.harbour.pk}/merge/"
        asked = self.client.get(page, {"into": "piers"})
        self.assertContains(asked, "2 stories carry “Harbour”. They will carry “Piers” instead; 1 of them carries both")
        self.assertEqual(self.named(self.story), ["Harbour"])
        self.assertRedirects(self.client.post(page, {"into": "Piers"}), f"{LIST}{self.piers.pk}/change/")
        self.assertEqual(self.named(self.story), ["Piers"])
        self.assertEqual(self.client.post(page, {"into": "Piers"}).status_code, 404)

    def test_a_merge_into_nothing_is_told(self):
        page = f"{LIST}{self.harbour.pk}/merge/"
        for into, told in (
            ("Nobody", "There is no tag of this name"),
            ("", "Say into which"),
            ("Harbour", "into itself"),
        ):
            with self.subTest(into):
                for answer in (self.client.get(page, {"into": into}), self.client.post(page, {"into": into})):
                    self.assertContains(answer, told, status_code=422)
        self.assertEqual(self.client.get(page).status_code, 200)

    def test_an_editor_takes_an_unused_one_away(self):
        unused = Tag.objects.create(name="Typo")
        self.assertContains(self.client.get(f"{LIST}{unused.pk}/delete/"), "No story carries")
        self.assertRedirects(self.client.post(f"{LIST}{unused.pk}/delete/"), LIST)
        self.client.post(f"{LIST}{self.harbour.pk}/delete/")
        self.assertTrue(Tag.objects.filter(name="Harbour").exists())

    def test_nobody_but_editors_keeps_tags(self):
        pages = [LIST, *(f"{LIST}{self.harbour.pk}/{page}/" for page in ("change", "merge", "delete"))]
        for person, status in ((self.nell, 403), (self.mo, 403), (self.rita, 302), (self.ada, 200)):
            self.client.force_login(person)
            for page in pages:
                self.assertEqual(self.client.get(page).status_code, status, page)
                if status != 200 and page != LIST:
                    self.assertEqual(self.client.post(page, {"name": "x", "into": "Piers"}).status_code, status, page)
        for page in (f"{LIST}add/", f"{LIST}merge-tags/"):
            self.assertIn(self.client.get(page).status_code, (403, 404, 302))


class AddressesTests(Tags):
    def test_a_story_with_another_slug_or_section_is_one_hop_away(self):
        before = self.story.get_absolute_url()
        cast.save(self.story, self.ed, slug="wall-raised", section=self.sport.pk)
        self.story.refresh_from_db()
        release(article=self.story, by=self.ed, kind="typo")
        self.leads(before, f"/sport/wall-raised-{self.story.pk}/")

    def test_twice_changed_each_old_address_of_a_story_is_one_hop_away_whoever_asks(self):
        before = [self.story.get_absolute_url()]
        for slug in ("wall-raised", "wall-stands"):
            cast.change(self.story, self.ed, slug=slug)
            self.story.refresh_from_db()
            before.append(self.story.get_absolute_url())
        for address in before[:-1]:
            self.leads(address, before[-1])
            self.assertRedirects(self.client.head(address), before[-1], status_code=301)
            # A story's page reads no parameters, and its address carries none.
            self.leads(f"{address}?from=mail", before[-1])
            self.assertEqual(self.client.post(address).status_code, 405)
        self.assertEqual(self.client.get(f"{before[-1]}?from=mail").status_code, 200)

    def test_a_story_that_takes_its_old_address_back_leads_not_to_itself(self):
        before = self.story.get_absolute_url()
        cast.change(self.story, self.ed, slug="wall-raised")
        between = Article.objects.get(pk=self.story.pk).get_absolute_url()
        cast.change(self.story, self.ed, slug="harbour-wall")
        self.assertEqual(self.client.get(before).status_code, 200)
        self.leads(between, before)

    def test_the_change_that_a_notice_shows_is_at_its_old_address_no_more_than_one_hop_away(self):
        before = self.story.get_absolute_url()
        cast.change(self.story, self.ed, kind="correction", text="It rises already.", headline="Wall rises")
        notice = self.story.corrections.get()
        notice.shows_change = True
        notice.save()
        cast.change(self.story, self.ed, slug="wall-raised")
        now = Article.objects.get(pk=self.story.pk).get_absolute_url()
        self.leads(f"{before}changes/{notice.pk}/", f"{now}changes/{notice.pk}/")

    def test_a_section_with_another_address_is_one_hop_away_with_all_that_is_in_it(self):
        self.client.force_login(self.ada)
        story = self.story.get_absolute_url()
        self.assertEqual(self.client.get("/news/").status_code, 200)
        for slug in ("local", "home"):
            page = f"/admin/articles/section/{self.news.pk}/change/"
            self.client.post(page, {"name": "News", "slug": slug, "position": 0, **self.nothing_else(page)})
        self.assertEqual(Section.objects.get(pk=self.news.pk).slug, "home")
        for slug in ("news", "local"):
            self.leads(f"/{slug}/", "/home/")
            self.leads(f"/{slug}/?before={self.both.pk}", f"/home/?before={self.both.pk}")
            self.leads(f"/feeds/sections/{slug}.atom", "/feeds/sections/home.atom")
            self.leads(story.replace("/news/", f"/{slug}/"), story.replace("/news/", "/home/"))
            self.assertEqual(self.client.get("/api/stories/", {"section": slug}).status_code, 200)
        self.assertEqual(FormerSection.objects.count(), 2)

    def nothing_else(self, page):
        """Return what the form's other rows send where nothing is typed in them."""
        form = self.client.get(page)
        sent = {}
        for formset in form.context["inline_admin_formsets"]:
            for field in formset.formset.management_form:
                sent[field.html_name] = field.value()
        return sent

    def test_a_section_that_takes_its_own_old_address_back_leads_not_to_itself(self):
        for slug in ("local", "news"):
            before, self.news.slug = self.news.slug, slug
            self.news.save()
            move_section(section=self.news, before=before)
        self.assertEqual(self.client.get("/news/").status_code, 200)
        self.leads("/local/", "/news/")
        self.assertRedirects(self.client.head("/local/"), "/news/", status_code=301)
        self.leads("/local/?from=mail", "/news/")
        self.assertEqual(FormerSection.objects.count(), 1)

    def test_a_section_that_takes_an_old_address_has_it(self):
        FormerSection.objects.create(slug="culture", section=self.news)
        Section.objects.create(name="Culture", slug="culture")
        self.assertEqual(self.client.get("/culture/").status_code, 200)
        self.assertEqual(self.client.get("/nowhere/").status_code, 404)


class AtOnceTests(TransactionTestCase):
    def test_of_two_who_rename_a_tag_one_is_told(self):
        cast.people(self)
        tag = Tag.objects.create(name="Harbour", slug="harbour")

        def to(name):
            return lambda: rename(
                tag=Tag(pk=tag.pk, name="Harbour", slug="harbour"), name=name, seen="Harbour", by=self.ed
            )

        done = at_once([to("Docks"), to("Quays")])
        self.assertEqual(sorted(type(one).__name__ for one in done), ["Changed", "Tag"])

    def test_of_two_who_merge_two_tags_into_each_other_one_is_told(self):
        cast.people(self)
        one, other = (Tag.objects.create(name=name, slug=name.lower()) for name in ("Harbour", "Docks"))
        done = at_once([lambda: merge(tag=one, into=other, by=self.ed), lambda: merge(tag=other, into=one, by=self.ed)])
        self.assertEqual(sorted(type(each).__name__ for each in done), ["Changed", "Tag"])
        self.assertEqual(Tag.objects.count(), 1)
