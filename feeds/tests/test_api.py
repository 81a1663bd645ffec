"""The stories as data: ninjs 1.6."""

from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from articles.correct import correct
from articles.withdraw import withdraw
from images.models import Photo
from newsroom.tests import cast
from pagecache.move import move

# The standard allows no property beside its own.
ALLOWED = {"$standard", "altids", "associations", "body_html", "byline", "copyrightholder", "copyrightnotice", "ednote"}
ALLOWED |= {"description_text", "firstcreated", "genre", "headline", "infosource", "language", "located", "pubstatus"}
ALLOWED |= {"representationtype", "slugline", "subject", "type", "uri", "version", "versioncreated", "wordcount"}
OF_PHOTO = {
    "body_text",
    "byline",
    "copyrightnotice",
    "description_text",
    "infosource",
    "renditions",
    "type",
    "uri",
    "usageterms",
}


@override_settings(PAGES_DUE=[])
class StoryTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(
            cls,
            headline="Fish & <chips> \x0b",
            agency=cls.agency,
            kind="analysis",
            dateline="PORTAVALLY",
            lead=cast.photo(creator="Pia Quill", copyright_notice="© Pia Quill"),
            body='<p>The <a href="/news/">wall</a> will rise.</p>',
        )
        cls.story.tags.add("Harbour")
        cls.address = f"/api/stories/{cls.story.pk}/"

    def said(self):
        return self.client.get(self.address).json()

    def test_a_story_says_all_that_the_standard_has_a_place_for(self):
        said = self.said()
        self.assertLessEqual(set(said), ALLOWED)
        self.assertEqual(said["uri"], f"tag:127.0.0.1,{self.story.published_at:%Y-%m-%d}:article/{self.story.pk}")
        self.assertEqual((said["type"], said["pubstatus"]), ("text", "usable"))
        self.assertEqual(said["version"], str(self.story.version))
        self.assertEqual(said["headline"], "Fish & <chips> ")
        self.assertEqual(said["byline"], "Nell Byrne")
        self.assertEqual(said["located"], "PORTAVALLY")
        self.assertEqual(said["genre"], [{"name": "analysis", "code": "analysis"}])
        self.assertEqual([each["name"] for each in said["subject"]], ["News", "Harbour"])
        self.assertEqual(said["copyrightnotice"], self.story.copyright_line)
        self.assertEqual(said["copyrightholder"], "TA")
        self.assertEqual(said["infosource"], [{"name": "Test Agency"}])
        self.assertEqual(said["body_html"], '<p>The <a href="http://127.0.0.1:8000/news/">wall</a> will rise.</p>')
        self.assertEqual(said["wordcount"], 4)

    def test_that_a_photo_is_restricted_is_said_and_not_in_the_desks_words(self):
        Photo.objects.update(restrictions="Not for resale. Call Pia, 01 555 0100.")
        said = self.said()["associations"]["featuremedia"]
        self.assertEqual(said["usageterms"], "Restricted: ask The Test before you use it.")
        Photo.objects.update(licence_url="https://licence.example/by/4.0/")
        move("latest")
        self.assertEqual(self.said()["associations"]["featuremedia"]["usageterms"], "https://licence.example/by/4.0/")

    def test_the_photo_comes_with_its_words_and_sizes(self):
        photo = self.said()["associations"]["featuremedia"]
        self.assertLessEqual(set(photo), OF_PHOTO)
        self.assertEqual(photo["type"], "picture")
        self.assertEqual(photo["description_text"], "Two boats at the pier.")
        self.assertEqual(photo["byline"], "Pia Quill")
        self.assertEqual(photo["infosource"], [{"name": "Pia / The Test", "rel": "credit"}])
        self.assertEqual(photo["body_text"], "Two boats")
        for each in photo["renditions"].values():
            answer = self.client.get(each["href"].removeprefix("http://127.0.0.1:8000"))
            self.assertEqual(answer.headers["Content-Type"], each["mimetype"])

    def test_our_own_story_is_ours(self):
        own = cast.story(self, headline="Own", slug="own")
        said = self.client.get(f"/api/stories/{own.pk}/").json()
        self.assertEqual(said["copyrightholder"], "The Test")
        self.assertNotIn("infosource", said)

    def test_corrections_are_told_to_the_editors_who_take_it(self):
        correct(article=self.story, by=self.ed, kind="correction", text="It is 2 m high.")
        self.assertIn("It is 2 m high.", self.said()["ednote"])

    def test_who_took_a_story_that_is_withdrawn_gets_the_kill(self):
        self.said()
        withdraw(article=self.story, by=self.ed, note="We could not stand over it.")
        response = self.client.get(self.address)
        said = response.json()
        self.assertEqual(response.status_code, 200)
        self.assertEqual(said["pubstatus"], "canceled")
        self.assertEqual(said["ednote"], "We could not stand over it.")
        self.assertLessEqual(set(said), ALLOWED)
        for never in ("chips", "wall", "Nell", "photos"):
            self.assertNotContains(response, never)

    def test_it_only_reads_and_is_no_search_result(self):
        response = self.client.get(self.address)
        self.assertEqual(response.headers["Content-Type"], "application/json")
        self.assertEqual(response.headers["X-Robots-Tag"], "noindex")
        self.assertEqual(self.client.post(self.address).status_code, 405)
        self.assertEqual(self.client.get("/api/stories/99999999999999999999999/").status_code, 404)

    def test_few_queries(self):
        with self.assertNumQueries(4):
            self.said()


@override_settings(PAGES_DUE=[])
class ListTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        now = timezone.now()
        each = [
            {
                "headline": f"Story {number:02}",
                "slug": "story",
                "at": now - timedelta(minutes=number // 2),  # two at each time
                "section": cls.sport if number == 40 else cls.news,
            }
            for number in range(45)
        ]
        cast.stories(cls, each)

    def pages(self, address):
        while address:
            said = self.client.get(address).json()
            yield [story["headline"] for story in said["stories"]]
            address = said.get("next", "").removeprefix("http://127.0.0.1:8000")

    def test_every_story_once_over_all_pages(self):
        pages = list(self.pages("/api/stories/"))
        self.assertEqual([len(page) for page in pages], [20, 20, 5])
        found = [headline for page in pages for headline in page]
        self.assertEqual(len(set(found)), 45)
        self.assertEqual(found[:2], ["Story 01", "Story 00"])

    def test_of_one_section(self):
        found = [headline for page in self.pages("/api/stories/?section=news") for headline in page]
        self.assertEqual(len(found), 44)
        self.assertEqual(list(self.pages("/api/stories/?section=sport")), [["Story 40"]])

    def test_no_texts_in_the_list(self):
        said = self.client.get("/api/stories/").json()["stories"][0]
        self.assertNotIn("body_html", said)
        self.assertEqual(said["representationtype"], "incomplete")
        self.assertEqual(self.client.get(said["altids"]["self"].removeprefix("http://127.0.0.1:8000")).status_code, 200)

    def test_odd_questions_are_404(self):
        for words in ("before=x", "before=-1", "before=999999", "before=99999999999999999999", "section=none"):
            self.assertEqual(self.client.get(f"/api/stories/?{words}").status_code, 404, words)

    def test_the_cost_does_not_grow(self):
        for address, queries in (("/api/stories/", 5), ("/api/stories/?section=news", 6)):
            with self.subTest(address), self.assertNumQueries(queries):
                self.client.get(address)
