"""No header, cookie or parameter of one visitor changes what another is sent, on any public page."""

import pytest
from django.test import TestCase

from pagecache.pages import pages, parts

from . import cast

CANARY = "canary-in-the-page"
HEADERS = [
    "Accept",
    "Accept-Charset",
    "Accept-Datetime",
    "Accept-Language",
    "Authorization",
    "Base-Url",
    "CF-Connecting-IP",
    "Client-IP",
    "Content-Type",
    "DNT",
    "Fastly-Client-IP",
    "Forwarded",
    "From",
    "Front-End-Https",
    "HX-Boosted",
    "HX-Current-URL",
    "HX-Request",
    "HX-Target",
    "HX-Trigger",
    "If-Modified-Since",
    "If-None-Match",
    "Max-Forwards",
    "Origin",
    "Pragma",
    "Proxy-Authorization",
    "Range",
    "Referer",
    "Save-Data",
    "Sec-CH-Prefers-Color-Scheme",
    "Sec-Fetch-Mode",
    "Sec-Purpose",
    "True-Client-IP",
    "User-Agent",
    "Via",
    "X-Amz-Cf-Id",
    "X-CSRFToken",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Port",
    "X-Forwarded-Prefix",
    "X-Forwarded-Proto",
    "X-Forwarded-Scheme",
    "X-Forwarded-Server",
    "X-HTTP-Method-Override",
    "X-Host",
    "X-Original-URL",
    "X-Preview",
    "X-Real-IP",
    "X-Requested-With",
    "X-Rewrite-URL",
    "X-Script-Name",
]
COOKIES = ["sessionid", "csrftoken", "messages", "theme", "language", "known", "_ga"]
QUERIES = [f"utm_source={CANARY}", f"preview={CANARY}", f"_method={CANARY}", f"lang={CANARY}&theme={CANARY}", "after"]


@pytest.mark.once
class VariantTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, lead=cast.photo())
        cls.story.tags.add("Harbour")
        cast.comment(cls.story, cls.rita)

    def addresses(self):
        yield from ("/", "/news/", self.story.get_absolute_url(), "/authors/nell-byrne/", "/tags/harbour/")
        yield from ("/latest/", "/archive/", "/corrections/", "/policies/", "/policies/ethics/", "/popular/")
        yield from (f"/comments/on/{self.story.pk}/", "/search/?q=harbour", "/feeds/latest.rss", "/feeds/latest.atom")
        yield from ("/feeds/latest.json", "/feeds/full/latest.rss", "/feeds/corrections.rss", "/sitemap.xml")
        yield from ("/sitemaps/pages.xml", "/sitemaps/stories-0.xml", "/robots.txt", "/site.webmanifest")
        yield from ("/api/stories/", f"/api/stories/{self.story.pk}/")

    def variants(self, address):
        """Yield the ways in which a visitor may ask, each with a word that must not come back to anybody else."""
        for header in HEADERS:
            yield address, {header: CANARY}, {}
        for cookie in COOKIES:
            yield address, {}, {cookie: CANARY}
        for query in QUERIES:
            yield address + ("&" if "?" in address else "?") + query, {}, {}
        yield address, {}, {"sessionid": self.signed_in}

    def clean(self, address):
        response = self.client_class().get(address)
        self.assertEqual(response.status_code, 200, address)
        return response.content, {name: value for name, value in response.items() if name != "Expires"}

    def test_a_clean_visitor_gets_the_clean_page_whoever_came_before(self):
        reader, visitor = self.client_class(), self.client_class()
        reader.force_login(self.ada)
        self.signed_in = reader.cookies["sessionid"].value
        for turn, address in enumerate(self.addresses()):
            with self.subTest(address):
                expected = self.clean(address)
                variants = list(self.variants(address))
                self.assertGreaterEqual(len(variants), 60)
                pages.clear()
                parts.clear()
                # Each page is first rendered for another of them.
                for asked, headers, cookies in variants[turn:] + variants[:turn]:
                    visitor.cookies.clear()
                    visitor.cookies.load(cookies)
                    visitor.get(asked, headers=headers)
                body, headers = self.clean(address)
                self.assertNotIn(CANARY.encode(), body)
                self.assertEqual((body, headers), expected)
