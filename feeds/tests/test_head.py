"""What a page's head says to link previews, search engines and feed readers."""

from datetime import timedelta
from html.parser import HTMLParser
from io import BytesIO

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import TestCase
from django.utils import timezone
from PIL import Image

from articles.models import Article, Author, Byline, Masthead
from newsroom.tests import cast
from pagecache.move import move

HOME = "http://127.0.0.1:8000"


class Head(HTMLParser):
    """The metas and links of a page, in lists by their name."""

    def __init__(self, html):
        super().__init__()
        self.metas, self.links = {}, {}
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        if tag == "meta" and "content" in facts:
            self.metas.setdefault(facts.get("property") or facts.get("name"), []).append(facts["content"])
        if tag == "link":
            self.links.setdefault(facts["rel"], []).append(facts)


class StoryHeadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo(size=(1600, 1200))
        cls.story = cast.story(
            cls,
            at=timezone.now() - timedelta(hours=1),
            headline='Fish & "chips" <raw>',
            lead=cls.photo,
            standfirst='It says "no".',
        )
        Byline.objects.create(article=cls.story, author=Author.objects.create(name="Second", slug="second"), position=1)
        cls.story.tags.add("Harbour", "Fish & co")

    def head(self, story=None):
        return Head(self.client.get((story or self.story).get_absolute_url()).content.decode())

    def one(self, name, story=None):
        (only,) = self.head(story).metas[name]
        return only

    def test_what_link_previews_read(self):
        address = HOME + self.story.get_absolute_url()
        for name, value in (
            ("og:type", "article"),
            ("og:url", address),
            ("og:title", 'Fish & "chips" <raw>'),
            ("og:description", 'It says "no".'),
            ("og:site_name", "The Test"),
            ("og:locale", "en_IE"),
            ("article:section", "News"),
            ("twitter:card", "summary_large_image"),
            ("robots", "max-image-preview:large"),
            ("description", 'It says "no".'),
        ):
            self.assertEqual(self.one(name), value)
        metas = self.head().metas
        self.assertEqual(metas["article:author"], [f"{HOME}/authors/nell-byrne/", f"{HOME}/authors/second/"])
        self.assertEqual(sorted(metas["article:tag"]), ["Fish & co", "Harbour"])
        self.assertLessEqual(metas["article:published_time"], metas["article:modified_time"])
        self.assertNotIn("og:updated_time", metas)

    def test_the_photo_is_cut_for_previews(self):
        metas = self.head().metas
        self.assertEqual((metas["og:image:width"], metas["og:image:height"]), (["1200"], ["630"]))
        self.assertEqual(metas["og:image:alt"], ["Two boats"])
        answer = self.client.get(metas["og:image"][0].removeprefix(HOME))
        self.assertEqual(answer.headers["Content-Type"], "image/jpeg")
        with Image.open(BytesIO(answer.getvalue())) as picture:
            self.assertEqual(picture.size, (1200, 630))

    def test_without_a_photo_the_house_card_stands_in(self):
        bare = cast.story(self, headline="Bare", slug="bare")
        self.assertEqual(self.one("og:image", bare), f"{HOME}/static/card.png")
        with Image.open(finders.find("card.png")) as card:
            said = self.head(bare).metas
            self.assertEqual(card.size, (int(said["og:image:width"][0]), int(said["og:image:height"][0])))

    def test_exactly_one_canonical_address(self):
        (link,) = self.head().links["canonical"]
        self.assertEqual(link["href"], HOME + self.story.get_absolute_url())
        Article.objects.filter(pk=self.story.pk).update(canonical_url="https://elsewhere.example/a?b=1&c=2")
        move(f"story:{self.story.pk}")
        (link,) = self.head().links["canonical"]
        self.assertEqual(link["href"], "https://elsewhere.example/a?b=1&c=2")
        self.assertEqual(self.one("og:url"), link["href"])

    def test_the_feeds_and_the_card_can_be_found_and_are_there(self):
        found = {link["type"]: link["href"] for link in self.head().links["alternate"]}
        for kind in ("application/rss+xml", "application/atom+xml", "application/feed+json"):
            self.assertEqual(self.client.get(found[kind]).headers["Content-Type"].partition(";")[0], kind)
        card = self.client.get(found["application/json+oembed"].removeprefix(HOME))
        self.assertEqual(card.json()["title"], 'Fish & "chips" <raw>')

    def test_a_preview_says_nothing_to_machines(self):
        draft = cast.draft(self, headline="A draft", slug="a-draft")
        self.client.force_login(self.ed)
        page = self.client.get(f"/admin/articles/article/{draft.pk}/preview/")
        self.assertEqual(Head(page.content.decode()).metas["robots"], ["noindex"])
        for never in ("ld+json", "og:title", 'rel="canonical"'):
            self.assertNotContains(page, never)


class PageHeadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.paper(cls)

    def head(self, template="feeds/_head_page.html", **context):
        context = {"title": "News", "address": "/news/", "masthead": Masthead.objects.get()} | context
        return render_to_string(template, context)

    def test_a_list_has_one_address_a_card_and_its_feeds(self):
        html = self.head(section=self.news, words="What happened.")
        head = Head(html)
        self.assertEqual([link["href"] for link in head.links["canonical"]], [f"{HOME}/news/"])
        self.assertEqual(head.metas["og:title"], ["News"])
        self.assertEqual(head.metas["description"], ["What happened."])
        self.assertEqual(head.metas["og:image"], [f"{HOME}/static/card.png"])
        self.assertIn("/feeds/sections/news.rss", [link["href"] for link in head.links["alternate"]])
        self.assertIn('"name":"News"', html)

    def test_an_older_page_of_it_has_its_own(self):
        head = Head(self.head(before="7"))
        self.assertEqual([link["href"] for link in head.links["canonical"]], [f"{HOME}/news/?before=7"])

    def test_what_is_not_to_be_found_has_none(self):
        head = Head(self.head(noindex=True))
        self.assertNotIn("canonical", head.links)
        self.assertEqual(head.metas["robots"], ["noindex"])

    def test_authors_and_topics_have_feeds_too(self):
        self.assertIn("/feeds/authors/nell-byrne.rss", self.head(author=self.author))

    def test_the_front_is_a_website(self):
        html = self.head("feeds/_head_front.html")
        head = Head(html)
        self.assertEqual(head.metas["og:type"], ["website"])
        self.assertEqual([link["href"] for link in head.links["canonical"]], [f"{HOME}/"])
        self.assertIn('"@type":"WebSite"', html)
