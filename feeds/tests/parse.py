"""Read what the site puts out, as strictly as those do who fetch it."""

import json
import re

from defusedxml import ElementTree

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "site": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
}


def xml(response):
    """Return the root of an XML answer; what is not well-formed fails the test."""
    assert response.status_code == 200, response.status_code
    return ElementTree.fromstring(response.content)


def texts(element, path):
    return [found.text for found in element.findall(path, NAMES)]


def text(element, path):
    (only,) = texts(element, path)
    return only


def linked_data(page):
    """Return the linked data of a page, by its type."""
    said = [json.loads(found) for found in SCRIPT.findall(page.content.decode())]
    return {each["@type"]: each for each in said}
