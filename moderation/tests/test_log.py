"""The log of decisions, on its page and as a table."""

import csv
import io

from django.test import TestCase

from accounts.spreadsheet import FORMULA
from moderation import log
from moderation.decide import decide
from newsroom.tests import cast


class LogTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "=1+1")
        decide(comment=cls.comment, moderator=cls.mo, action="remove", rule=cls.abuse, note="@note", version_seen=1)
        decide(comment=cls.comment, moderator=cls.max, action="keep", version_seen=2)
        cast.comment(cls.story, cls.rita, "https://a.example https://b.example https://c.example")

    def setUp(self):
        self.client.force_login(self.mo)

    def rows(self, query=""):
        self.client.force_login(self.ada)
        answer = b"".join(self.client.get(f"/moderation/log.csv{query}").streaming_content).decode()
        return list(csv.DictReader(io.StringIO(answer.removeprefix("\ufeff"))))

    def test_it_shows_who_decided_what_and_checks_too(self):
        page = self.client.get("/moderation/log/")
        for shown in ("<b>Removed</b>: Abuse · <bdi>Mo</bdi>", "<b>Kept</b> · <bdi>Max</bdi>", "the check “links”"):
            self.assertContains(page, shown)

    def test_it_is_narrowed(self):
        for query, number in (
            (f"?moderator={self.mo.pk}", 1),
            ("?action=keep", 1),
            ("?rule=abuse", 1),
            ("?check=links", 1),
            (f"?comment={self.comment.pk}", 2),
            ("?moderator=x&action=burn&rule=%00&before=x&begins=never", 3),
            ("?begins=2001-01-01&ends=2001-02-01", 0),
        ):
            self.assertEqual(len(self.client.get(f"/moderation/log/{query}").context["rows"]), number, query)

    def test_it_comes_in_pages(self):
        self.addCleanup(setattr, log, "PAGE", log.PAGE)
        log.PAGE = 2
        page = self.client.get("/moderation/log/")
        self.assertContains(page, 'rel="next"')
        self.assertEqual(
            len(self.client.get(f"/moderation/log/?before={page.context['rows'][-1].pk}").context["rows"]), 1
        )

    def test_the_table_holds_every_row_and_no_formula(self):
        rows = self.rows()
        self.assertEqual([row["action"] for row in rows], ["hold", "keep", "remove"])
        self.assertEqual((rows[2]["text"], rows[2]["note"], rows[2]["rule"]), ("'=1+1", "'@note", "abuse"))
        self.assertFalse([cell for row in rows for cell in row.values() if cell.startswith(FORMULA)])
        self.assertEqual(len(self.rows("?action=keep")), 1)

    def test_the_table_is_for_those_who_may(self):
        self.assertEqual(self.client.get("/moderation/log.csv").status_code, 403)

    def test_the_queries_do_not_grow(self):
        self.client.get("/moderation/log/")
        with self.assertNumQueries(8):
            self.client.get("/moderation/log/")
