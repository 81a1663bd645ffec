"""RSS: the head, what stands in an item, summary and full text, whose stories, at what cost."""

import re
from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from articles.correct import correct
from articles.models import Article, Masthead
from articles.withdraw import withdraw
from newsroom.tests import cast

from .parse import NAMES, text, texts, xml

HARD = 'Salt & <b>“vinegar”</b> 😀 \x01\x08\x1b\ufffe </script> ]]> "quoted"'


class RssTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.lead = cast.photo(caption="Two boats & a pier.")
        other = cast.photo("maroon", caption="The wall.", credit="Archive", alt_text="A <wall>")
        cls.day = timezone.now() - timedelta(days=3)
        cls.story = cast.story(
            cls,
            at=cls.day,
            lead=cls.lead,
            agency=cls.agency,
            standfirst="Fish & chips < pies.",
            body=f'<p>North harbour <a href="/news/">wall</a> will rise.</p><figure data-photo="{other.pk}"></figure>'
            '<p><a href="#end">End</a></p><script>alert(1)</script>',
        )
        cls.story.tags.add("Harbour")
        cast.comment(cls.story, cls.rita)

    def channel(self, address="/feeds/latest.rss"):
        return xml(self.client.get(address)).find("channel")

    def item(self, address="/feeds/latest.rss"):
        return self.channel(address).find("item")

    def content(self):
        return text(self.item("/feeds/full/latest.rss"), "content:encoded")

    def test_the_channel_says_what_it_is_and_where(self):
        channel = self.channel()
        self.assertEqual(text(channel, "title"), "The Test")
        self.assertEqual(text(channel, "link"), "http://127.0.0.1:8000/")
        self.assertEqual(text(channel, "language"), "en-IE")
        self.assertTrue(text(channel, "description"))
        own = channel.find("atom:link", NAMES)
        self.assertEqual(own.attrib["rel"], "self")
        self.assertEqual(own.attrib["type"], "application/rss+xml")
        self.assertEqual(own.attrib["href"], "http://127.0.0.1:8000/feeds/latest.rss")
        self.assertEqual(text(channel.find("image"), "title"), "The Test")

    def test_an_item_says_all_that_readers_ask_for(self):
        item, page = self.item(), f"http://127.0.0.1:8000{self.story.get_absolute_url()}"
        self.assertEqual(text(item, "title"), "Harbour wall to be raised")
        self.assertEqual(text(item, "link"), page)
        self.assertEqual(text(item, "description"), "Fish &amp; chips &lt; pies.")
        self.assertEqual(texts(item, "dc:creator"), ["Nell Byrne"])
        self.assertEqual(texts(item, "category"), ["News", "Harbour"])
        self.assertEqual(text(item, "comments"), f"http://127.0.0.1:8000/comments/on/{self.story.pk}/")
        self.assertEqual(text(item, "slash:comments"), "1")
        self.assertEqual(text(item, "dc:rights"), self.story.copyright_line)
        self.assertRegex(text(item, "pubDate"), r"^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$")
        self.assertEqual(texts(item, "author"), [])
        self.assertEqual(texts(item, "content:encoded"), [])

    def test_the_photo_stands_with_its_credit_and_caption(self):
        media = self.item().find("media:content", NAMES)
        self.assertEqual((media.attrib["width"], media.attrib["height"]), ("480", "270"))
        self.assertEqual(media.attrib["type"], "image/jpeg")
        self.assertEqual(text(media, "media:credit"), "Pia / The Test")
        self.assertEqual(text(media, "media:description"), "Two boats & a pier.")
        answer = self.client.get(media.attrib["url"].removeprefix("http://127.0.0.1:8000"))
        self.assertEqual(answer.headers["Content-Type"], "image/jpeg")

    def test_the_full_text_stands_on_its_own(self):
        html = self.content()
        self.assertIn('<a href="http://127.0.0.1:8000/news/">', html)
        self.assertIn(f'<a href="http://127.0.0.1:8000{self.story.get_absolute_url()}#end">', html)
        for address in re.findall(r'(?:src|href)="([^"]*)"', html):
            self.assertTrue(address.startswith("http://127.0.0.1:8000/"), address)
        self.assertIn('alt="A &lt;wall&gt;"', html)
        self.assertIn("<figcaption>The wall. Archive</figcaption>", html)
        self.assertTrue(html.endswith(f"<p>{self.story.copyright_line}</p>"))
        for never in ("script", "alert", "class=", "data-photo", "lead-in"):
            self.assertNotIn(never, html)

    def test_corrections_stand_at_the_top_of_the_text(self):
        correct(article=self.story, by=self.ed, kind="correction", text="The wall is 2 m < 3 m.")
        self.assertTrue(self.content().startswith("<p><strong>Correction, "))
        self.assertIn("The wall is 2 m &lt; 3 m.", self.content())

    def test_the_number_of_a_story_never_changes(self):
        first = text(self.item(), "guid")
        self.assertEqual(first, f"tag:127.0.0.1,{self.day:%Y-%m-%d}:article/{self.story.pk}")
        self.assertEqual(self.item().find("guid").attrib["isPermaLink"], "false")
        Article.objects.filter(pk=self.story.pk).update(slug="another", section=self.sport, headline="Another")
        cast.update(Article.objects.get(pk=self.story.pk), self.ed)
        with override_settings(SITE_URL="https://www.elsewhere.example"):
            item = self.item()
        self.assertEqual(text(item, "link"), f"https://www.elsewhere.example/sport/another-{self.story.pk}/")
        self.assertEqual(text(item, "guid"), first)

    def test_the_host_in_the_number_is_kept_when_the_paper_moves(self):
        with override_settings(SITE_URL="https://old.example"):
            Masthead.objects.all().delete()
            Masthead.objects.create(pk=1)
        with override_settings(SITE_URL="https://new.example", ALLOWED_HOSTS=["*"]):
            self.assertIn("tag:old.example,", text(self.item(), "guid"))

    def test_only_an_editor_moves_the_time_of_the_last_change(self):
        before = self.item()
        story = Article.objects.get(pk=self.story.pk)
        cast.change(story, self.ed, headline="Harbour wall to be raised at last")
        saved = self.item()
        self.assertEqual(text(saved, "title"), "Harbour wall to be raised at last")
        self.assertEqual(text(saved, "atom:updated"), text(before, "atom:updated"))
        cast.update(story, self.ed)
        told = self.item()
        self.assertGreater(text(told, "atom:updated"), text(before, "atom:updated"))
        self.assertEqual(text(told, "pubDate"), text(before, "pubDate"))

    def test_every_character_that_can_be_typed_makes_a_valid_feed(self):
        Article.objects.filter(pk=self.story.pk).update(headline=HARD, standfirst=HARD)
        for address in ("/feeds/latest.rss", "/feeds/full/latest.rss"):
            item = self.item(address)
            self.assertEqual(text(item, "title"), 'Salt & <b>“vinegar”</b> 😀  </script> ]]> "quoted"')
            self.assertIn("&lt;b&gt;", text(item, "description"))

    def test_a_withdrawn_story_vanishes(self):
        self.item()
        withdraw(article=self.story, by=self.ed, note="We could not stand over it.")
        self.assertIsNone(self.item())
        self.assertIsNone(self.item("/feeds/full/latest.rss"))

    def test_an_advertisers_story_is_no_news(self):
        Article.objects.filter(pk=self.story.pk).update(kind="advertiser")
        self.assertIsNone(self.item())

    def test_an_agency_without_a_byline_is_the_creator(self):
        self.story.bylines.all().delete()
        self.assertEqual(texts(self.item(), "dc:creator"), ["Test Agency"])

    def test_an_unchanged_feed_is_304_and_a_changed_one_is_sent(self):
        first = self.client.get("/feeds/latest.rss")
        self.assertEqual(first.headers["Content-Type"], "application/rss+xml; charset=utf-8")
        asked = {"if-none-match": first.headers["ETag"]}
        self.assertEqual(self.client.get("/feeds/latest.rss", headers=asked).status_code, 304)
        cast.story(self, headline="Another", slug="another")
        self.assertEqual(self.client.get("/feeds/latest.rss", headers=asked).status_code, 200)

    def test_each_section_author_and_topic_has_its_own(self):
        cast.story(self, headline="Match", slug="match", section=self.sport)
        for place, title in (("sections/news", "News"), ("authors/nell-byrne", "Nell Byrne"), ("topics/harbour", None)):
            channel = self.channel(f"/feeds/{place}.rss")
            found = texts(channel, "item/title")
            self.assertIn("Harbour wall to be raised", found)
            self.assertEqual("Match" in found, place.startswith("authors"), place)
            self.assertEqual(text(channel, "title"), f"{title or 'Harbour'} – The Test")
            self.assertTrue(text(channel.find("item"), "title"))
            self.assertTrue(xml(self.client.get(f"/feeds/full/{place}.rss")))

    def test_what_is_not_there_is_404(self):
        for place in ("sections/none", "authors/none", "topics/none", "topics/harbour-full"):
            self.assertEqual(self.client.get(f"/feeds/{place}.rss").status_code, 404)
        self.assertEqual(self.client.get("/feeds/latest.xml").status_code, 404)
        self.assertEqual(self.client.post("/feeds/latest.rss").status_code, 405)


class EmptyPaperTests(TestCase):
    def test_a_paper_without_stories_has_valid_feeds(self):
        for form in ("rss", "atom"):
            for place in ("latest", "full/latest", "corrections"):
                with self.subTest(place, form=form):
                    self.assertEqual(xml(self.client.get(f"/feeds/{place}.{form}")).findall(".//item"), [])
        self.assertEqual(self.client.get("/feeds/latest.json").json()["items"], [])


@override_settings(PAGES_DUE=[])
class LongFeedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        photo, now = cast.photo(), timezone.now()
        each = [
            {"headline": f"Story {number:02}", "slug": "story", "at": now - timedelta(minutes=number), "lead": photo}
            for number in range(53)
        ]
        cast.stories(cls, each, tag="Harbour")

    def test_fifty_stories_the_newest_first(self):
        found = texts(xml(self.client.get("/feeds/latest.rss")), "channel/item/title")
        self.assertEqual(found, [f"Story {number:02}" for number in range(50)])

    def test_the_cost_does_not_grow_with_the_stories(self):
        places = [("latest", 5), ("sections/news", 6), ("authors/nell-byrne", 6), ("topics/harbour", 6)]
        for place, others in places:
            for form in ("rss", "atom", "json"):
                queries = others + (form == "rss")  # which alone tells the number of comments
                with self.subTest(place, form=form), self.assertNumQueries(queries):
                    self.client.get(f"/feeds/{place}.{form}")
                with self.subTest(place, form=form, full=True), self.assertNumQueries(queries - 1):
                    self.client.get(f"/feeds/full/{place}.{form}")
