"""Names of topics in any script and of any kind: each has an address, and none breaks a page."""

from importlib import import_module
from urllib.parse import quote

from django.apps import apps
from django.test import TestCase, TransactionTestCase, override_settings
from taggit.models import Tag

from articles.models import FormerTag
from articles.tags import rename
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

    def test_every_page_that_names_it_stands(self):
        stories = [cast.story(self, headline=f"Story {n}", tags=["Україна", "!!!"]) for n in range(3)]
        address = f"/tags/{quote('україна')}/"
        page = self.client.get(stories[0].get_absolute_url())
        self.assertContains(page, f'<a rel="tag" href="{address}">Україна</a>')
        self.assertContains(page, '<a rel="tag" href="/tags/topic/">!!!</a>')
        topic = self.client.get(address)
        self.assertContains(topic, f'rel="canonical" href="http://127.0.0.1:8000{address}"')
        self.assertContains(self.client.get("/sitemaps/pages.xml"), address)
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
