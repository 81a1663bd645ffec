"""Names of topics in any script and of any kind: each has an address, and none breaks a page."""

from importlib import import_module
from urllib.parse import quote

from django.apps import apps
from django.test import TestCase, TransactionTestCase, override_settings
from django.utils import timezone
from taggit.models import Tag

from articles.admin.forms import as_known
from articles.check_links import links
from articles.models import FormerTag
from articles.tags import Taken, merge, rename
from articles.topics import NotATag
from feeds.announce import touched
from newsroom.tests import cast
from newsroom.tests.at_once import at_once

mend = import_module("articles.migrations.0017_an_address_for_each_tag")


class AddressTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def slugs(self, *names):
        story = cast.draft(self, tags=sorted(names))
        found = dict(story.tags.values_list("name", "slug"))
        return [found[name] for name in names]

    def test_letters_of_any_script_stand_in_the_address_and_latin_ones_without_accents(self):
        for name, slug in (
            ("Україна", "україна"),
            ("北京", "北京"),
            ("Київ 2026", "київ-2026"),
            ("Zürich", "zurich"),
            ("Straße", "strasse"),
            ("Łódź", "łodz"),
            ("C++", "c"),
        ):
            with self.subTest(name):
                self.assertEqual(self.slugs(name), [slug])

    def test_what_has_no_letters_has_an_address_all_the_same_and_none_has_anothers(self):
        self.assertEqual(self.slugs("!!!", "&", "🚲"), ["topic", "topic-2", "topic-3"])
        self.assertEqual(self.slugs("Cafe", "Café"), ["cafe", "cafe-2"])
        long = "x" * 99
        self.assertEqual(self.slugs(f"{long}e", f"{long}é"), [f"{long}e", f"{'x' * 94}-2"])

    def test_a_new_tag_takes_no_address_that_leads_to_another(self):
        cast.draft(self, tags=["Harbour"])
        rename(tag=Tag.objects.get(name="Harbour"), name="Docks", seen="Harbour", by=self.ed)
        self.assertEqual(self.slugs("Hârbour"), ["harbour-2"])

    def test_what_can_be_no_tag_is_refused_by_the_deeds(self):
        story = cast.story(self)
        for name in ("x" * 101, " ", ""):
            with self.subTest(name), self.assertRaises(NotATag):
                cast.draft(self, tags=[name])
            with self.subTest(name), self.assertRaises(NotATag):
                cast.save(story, self.ed, tags=[name])

    def test_every_page_that_names_it_stands(self):
        stories = [cast.story(self, headline=f"Story {n}", tags=["Україна", "!!!"]) for n in range(3)]
        address = f"/tags/{quote('україна')}/"
        page = self.client.get(stories[0].get_absolute_url())
        self.assertContains(page, f'<a rel="tag" href="{address}">Україна</a>')
        self.assertContains(page, '<a rel="tag" href="/tags/topic/">!!!</a>')
        topic = self.client.get(address)
        self.assertContains(topic, f'rel="canonical" href="http://127.0.0.1:8000{address}"')
        self.assertContains(self.client.get("/sitemaps/pages.xml"), address)
        self.assertEqual(list(links(f'<a href="{address}">Ukraine</a>', timezone.now())), [])
        with override_settings(WEBSUB_HUB="https://hub.example/"):
            for form in ("rss", "atom", "json"):
                feed = self.client.get(f"/feeds/topics/{quote('україна')}.{form}")
                self.assertIn(f"/feeds/topics/{quote('україна')}.{form}", feed.headers["Link"])
        self.assertIn(f"http://127.0.0.1:8000/feeds/topics/{quote('україна')}.rss", touched(stories[0]))

    def test_its_former_address_leads_on(self):
        cast.story(self, tags=["Україна"])
        tag = Tag.objects.get(name="Україна")
        rename(tag=tag, name="Киї́вщина", seen="Україна", by=self.ed)
        answer = self.client.get(f"/tags/{quote('україна')}/")
        self.assertEqual((answer.status_code, answer.headers["Location"]), (301, f"/tags/{quote('київщина')}/"))
        self.assertEqual(self.client.get(answer.headers["Location"]).status_code, 200)

    def test_a_tag_without_an_address_breaks_no_page(self):
        story = cast.story(self, tags=["Harbour"])
        Tag.objects.filter(name="Harbour").update(slug="")
        tag = Tag.objects.get(name="Harbour")
        self.assertContains(self.client.get(story.get_absolute_url()), "Harbour</li>")
        self.assertTrue(touched(story))
        self.client.force_login(self.ed)
        for page in ("", f"{tag.pk}/change/", f"{tag.pk}/merge/?into=harbour"):
            self.assertLess(self.client.get(f"/admin/taggit/tag/{page}").status_code, 500)

    def test_the_migration_gives_an_address_to_those_that_have_none(self):
        cast.draft(self, tags=["北京", "Docks"])
        FormerTag.objects.create(name="Peking", slug="北京", tag=Tag.objects.get(name="Docks"))
        Tag.objects.filter(name="北京").update(slug="")
        with self.assertNumQueries(4):
            mend.give_addresses(apps, None)
        self.assertEqual(Tag.objects.get(name="北京").slug, "北京-2")
        with self.assertNumQueries(1):
            mend.give_addresses(apps, None)


class FormerNamesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, tags=["Cafe"])

    def rename(self, seen, name):
        return rename(tag=Tag.objects.get(name=seen), name=name, seen=seen, by=self.ed)

    def leads(self, slug, to):
        answer = self.client.get(f"/tags/{slug}/")
        self.assertEqual((answer.status_code, answer.headers.get("Location")), (301, f"/tags/{to}/"))

    def stands(self, slug):
        self.assertEqual(self.client.get(f"/tags/{slug}/").status_code, 200)

    def test_a_name_of_the_same_address_is_remembered_too(self):
        self.rename("Cafe", "Café")
        self.assertEqual(as_known(["Cafe", "CAFÉ", "cafe"]), ["Café"])
        cast.draft(self, tags=["Cafe"])
        self.assertEqual(Tag.objects.count(), 1)
        self.stands("cafe")

    def test_a_name_in_any_script_is_one_in_any_letter_case(self):
        self.rename("Cafe", "Україна")
        self.assertEqual(as_known(["УКРАЇНА", "україна", "CAFE"]), ["Україна"])
        self.rename("Україна", "УКРАЇНА")
        self.assertEqual(as_known(["Україна", "Нове", "нове"]), ["Нове", "УКРАЇНА"])
        self.assertEqual(FormerTag.objects.count(), 1)

    def test_a_tag_that_is_renamed_back_leads_not_to_itself(self):
        for seen, name in (("Cafe", "Café"), ("Café", "Bar"), ("Bar", "Café"), ("Café", "Cafe"), ("Cafe", "Bar")):
            self.rename(seen, name)
        self.stands("bar")
        self.leads("cafe", "bar")
        self.rename("Bar", "Cafe")
        self.stands("cafe")
        self.leads("bar", "cafe")
        self.assertEqual(sorted(FormerTag.objects.values_list("name", flat=True)), ["Bar", "Café"])

    def test_an_address_that_leads_on_is_not_taken_over(self):
        self.rename("Cafe", "Bar")
        other = cast.story(self, headline="Other", tags=["Tea"])
        self.rename("Tea", "Cafe")
        self.stands("cafe-2")
        self.leads("cafe", "bar")
        self.assertEqual(as_known(["cafe"]), ["Cafe"])
        self.rename("Cafe", "Tea room")
        self.leads("cafe-2", "tea-room")
        self.leads("cafe", "bar")
        self.assertEqual(list(other.tags.names()), ["Tea room"])

    def test_of_a_former_address_that_another_tag_had_since_the_newest_holds(self):
        self.rename("Cafe", "Bar")
        cast.story(self, headline="Other", tags=["Tea"])
        Tag.objects.filter(name="Tea").update(name="Cafe", slug="cafe")  # as they could before
        self.stands("cafe")
        self.rename("Cafe", "Tea room")
        self.leads("cafe", "tea-room")

    def test_renamed_and_merged_each_old_address_is_one_hop_away(self):
        cast.story(self, headline="Other", tags=["Tea"])
        self.rename("Cafe", "Bar")
        merge(tag=Tag.objects.get(name="Bar"), into=Tag.objects.get(name="Tea"), by=self.ed)
        self.rename("Tea", "Drinks")
        cast.story(self, headline="Third", tags=["Coffee"])
        merge(tag=Tag.objects.get(name="Drinks"), into=Tag.objects.get(name="Coffee"), by=self.ed)
        self.rename("Coffee", "Cafe")
        self.stands("cafe")  # the address is its own again, which led to it
        for slug in ("bar", "tea", "drinks", "coffee"):
            self.leads(slug, "cafe")
        self.assertEqual(as_known(["BAR", "tea", "Drinks", "coffee"]), ["Cafe"])

    def test_names_that_differ_by_more_than_accents_may_have_the_same_words(self):
        cast.draft(self, tags=["C"])
        self.rename("Cafe", "C++")
        self.stands("c-2")
        for name in ("c", "Ç"):
            with self.assertRaises(Taken):
                self.rename("C++", name)

    def test_the_desk_finds_and_merges_in_any_letter_case(self):
        cast.draft(self, tags=["Україна"])
        self.client.force_login(self.ed)
        found = self.client.get("/admin/taggit/tag/", {"q": "УКРА"}).context["tags"]
        self.assertEqual([tag.name for tag in found], ["Україна"])
        page = f"/admin/taggit/tag/{Tag.objects.get(name='Cafe').pk}/merge/"
        self.assertContains(self.client.get(page, {"into": "УКРАЇНА"}), "will carry “Україна” instead")


class AtOnceTests(TransactionTestCase):
    def test_two_who_make_tags_of_the_same_address_both_have_theirs(self):
        cast.people(self)
        cast.paper(self)

        def draft(name):
            return lambda: cast.draft(self, tags=[name])

        done = at_once([draft("Cafe"), draft("Café"), draft("Cafe")])
        self.assertEqual([type(one).__name__ for one in done], ["Article"] * 3)
        self.assertEqual(sorted(Tag.objects.values_list("name", flat=True)), ["Cafe", "Café"])
        self.assertEqual(sorted(Tag.objects.values_list("slug", flat=True)), ["cafe", "cafe-2"])
