"""A real story page, where its text lies beside the project: put in through the desk's own forms, it must come out
whole, every character of it. The text is its agency's and is not part of the project."""

import html
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import TestCase
from django.utils import timezone

from articles.models import Agency, Article
from articles.publish import publish
from images.models import Photo

from . import cast

SEED = Path(settings.BASE_DIR).parent / "shared" / "seed"
FILES = sorted(SEED.glob("000_*.txt"))


def text_of(page):
    """Return the words of a page as a reader gets them, without what a style sheet makes of them."""
    page = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", "", page)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.skipif(not FILES, reason="no seed story beside the project")
class SeedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def read(self):
        blocks = [block.strip() for block in FILES[0].read_text().split("\n\n") if block.strip()]
        start = next(i for i, block in enumerate(blocks) if block.startswith("©"))
        self.appeal = blocks[:4]
        caption, self.credit = re.match(r"(.*Pyongyang\.) (.*)", blocks[4]).groups()
        self.caption, self.headline, self.standfirst = caption, blocks[5], blocks[6]
        self.body, self.copyright, self.community = blocks[7:start], blocks[start], blocks[start + 1].split("\n")

    def post(self, address, data):
        answer = self.client.post(address, data)
        self.assertEqual(answer.status_code, 302, getattr(answer, "context_data", {}).get("errors"))

    def put_in(self):
        heading, lead_line, *body = self.appeal
        self.client.force_login(self.ada)
        self.post(
            "/admin/support/campaign/add/",
            {
                "name": "seed",
                "heading": heading,
                "lead_line": lead_line,
                "body": "\r\n\r\n".join(body),
                "button_label": "Contribute",
                "button_url": "https://example.org/",
                "place": "top",
                "from_time": "2020-01-01T00:00",
                "weight": 0,
            },
        )
        statement = re.sub(r"here", '<a href="/policies/comments/">here</a>', self.community[2], count=1)
        self.post(
            "/admin/comments/community/add/",
            {
                "kicker": self.community[0],
                "heading": self.community[1],
                "statement": f"<p>{statement}</p>",
                "order": "oldest",
                "opening_hours-TOTAL_FORMS": 0,
                "opening_hours-INITIAL_FORMS": 0,
            },
        )
        self.client.force_login(self.ed)
        self.post(
            "/admin/images/photo/add/",
            {
                "upload": cast.picture(),
                "caption": self.caption,
                "credit": self.credit,
                "alt_text": "A man at a table",
                "rights": "agency",
                "focal_x": 0.5,
                "focal_y": 0.5,
            },
        )
        agency = Agency.objects.create(name="Agence", copyright_name=self.copyright.split()[1])
        crosshead = next(block for block in self.body if len(block) < 40)
        self.post(
            "/admin/articles/article/add/",
            {
                "headline": self.headline,
                "standfirst": self.standfirst,
                "body": "".join(
                    f"<h2>{block}</h2>" if block == crosshead else f"<p>{html.escape(block, quote=False)}</p>"
                    for block in self.body
                ),
                "section": self.news.pk,
                "agency": agency.pk,
                "tags": "",
                "lead_in_words": 3,
                "comments_mode": "open",
                "opening_hours-TOTAL_FORMS": 0,
                "opening_hours-INITIAL_FORMS": 0,
                "related-TOTAL_FORMS": 0,
                "related-INITIAL_FORMS": 0,
                "bylines-TOTAL_FORMS": 0,
                "bylines-INITIAL_FORMS": 0,
                "figures-TOTAL_FORMS": 1,
                "figures-INITIAL_FORMS": 0,
                "figures-0-photo": Photo.objects.get().pk,
                "figures-0-place": "lead",
                "figures-0-position": 0,
            },
        )
        story = Article.objects.get()
        year = int(self.copyright.split()[2])
        publish(
            article=story, by=self.ed, at=timezone.datetime(year, 12, 28, 9, tzinfo=timezone.get_default_timezone())
        )
        return story

    def test_it_comes_out_whole_and_in_order(self):
        self.read()
        story = self.put_in()
        self.client.logout()
        shown = text_of(self.client.get(story.get_absolute_url()).content.decode())
        wanted = [*self.appeal, self.caption, self.credit, self.headline, self.standfirst, *self.body]
        wanted += [self.copyright, *self.community[:2]]
        place = 0
        for part in wanted:
            found = shown.find(re.sub(r"\s+", " ", part), place)
            self.assertNotEqual(found, -1, f"not there, or not in its place: {part}")
            place = found + len(part)
        # The statement has a link inside, and the lead-in a span: neither may change a character.
        self.assertIn(self.community[2].replace(" ", ""), shown.replace(" ", ""))
