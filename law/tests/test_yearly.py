"""The yearly report: equal to a recount by plain SQL, for any year, from the log alone."""

import csv
import json
import tempfile
import uuid
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase, override_settings

from comments.models import Comment
from law.appeal import appeal
from law.assess import assess
from law.models import LawTerms, Notice
from law.reasons import state
from moderation.models import Rule
from moderation.undo import undo
from newsroom.tests import cast

from .scene import decided, noticed, reported, scene

LINKS = "See https://a.example https://b.example https://c.example"
START = datetime(2025, 3, 1, 12, tzinfo=UTC)


def hour(number):
    return START + timedelta(hours=number)


class YearlyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)
        type(cls.story).objects.filter(pk=cls.story.pk).update(publish_at=START - timedelta(days=30))
        cls.story.refresh_from_db()
        cls.legal = Rule.objects.create(code="legal", title="Defamation", text="Accuse nobody of crimes.")
        with override_settings(NOTICE_RATES={}):
            cls.a_year(cls)

    def a_year(case):
        """Let things happen in 2025, and some in the years beside it."""
        LawTerms.objects.create(pk=1, misuse_number=1, misuse_share=10)
        one = [cast.comment(case.story, case.rita, f"Words, {number}.", at=hour(-9)) for number in range(12)]
        case.words = one
        noticed(one[0], at=hour(0))
        decided(one[0], "remove", by=case.mo, rule=case.legal, at=hour(2))
        noticed(one[1], at=hour(0), law="hatred")
        decided(one[1], "remove", by=case.mo, rule=case.abuse, at=hour(4))
        stays = noticed(one[2], at=hour(0))
        decided(one[2], "keep", by=case.max, at=hour(10))
        assess(notice=Notice.objects.get(pk=stays.pk), moderator=case.mo, found="unfounded", at=hour(11))
        noticed(one[3], at=hour(0), law="privacy")
        noticed(one[3], at=hour(0), confirmed=False)  # counts for nothing
        noticed(one[3], at=hour(0), trapped=True)
        noticed(one[4], at=datetime(2026, 1, 2, tzinfo=UTC))
        reported(one[5], case.ravi, case.abuse, at=hour(0))
        decided(one[5], "remove", by=case.mo, rule=case.abuse, at=hour(6))
        reported(one[6], case.ravi, case.spam, at=hour(0))
        decided(one[6], "keep", by=case.mo, at=hour(1))
        decided(one[7], "remove", by=case.mo, rule=case.spam, batch=uuid.uuid4(), at=hour(1))
        decided(one[8], "ask", by=case.mo, rule=case.abuse, at=hour(1))
        decided(one[9], "hold", by=case.mo, at=hour(1))
        held = [cast.comment(case.story, case.rita, f"{LINKS} {number}", at=hour(0)) for number in range(3)]
        decided(held[0], "keep", by=case.mo, at=hour(1))
        decided(held[1], "remove", by=case.mo, rule=case.spam, at=hour(1))
        appeal(against=one[5].statements.get(), words="No.", person=case.rita, at=hour(7))
        decided(one[5], "keep", by=case.max, at=hour(12))
        appeal(against=one[1].statements.get(), words="No.", person=case.rita, at=hour(7))
        decided(one[1], "remove", by=case.max, rule=case.abuse, at=hour(8))
        decided(one[11], "remove", by=case.mo, rule=case.spam, at=hour(1))
        appeal(against=one[11].statements.get(), words="No.", person=case.rita, at=hour(7))
        state(person=case.rita, restriction="suspended", decided_by=case.mo, rule=case.abuse, at=hour(3))
        with override_settings(UNDO_SECONDS=10, TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
            taken = decided(one[10], "remove", by=case.mo, rule=case.abuse, at=hour(1))
            undo(decision=taken, moderator=case.mo, at=hour(1) + timedelta(seconds=3))

    def report(self, year=2025, *options):
        """Return the tables as they were written: name → rows, each a dict by the first column."""
        with tempfile.TemporaryDirectory() as folder:
            call_command("transparency_report", "--year", str(year), "--to", folder, *options, stdout=StringIO())
            files = {path.name: path.read_text() for path in Path(folder).iterdir()}
        found = {}
        for name, text in files.items():
            if name.endswith(".csv"):
                rows = list(csv.DictReader(StringIO(text)))
                found[name.removesuffix(".csv")] = {next(iter(row.values())): row for row in rows}
        return found, files

    def sql(self, query, *values):
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchone()[0]

    def test_the_notices_are_a_recount(self):
        row = self.report()[0]["3_notices"]["TOTAL"]
        year = ("2025-01-01 00:00:00+00:00", "2026-01-01 00:00:00+00:00")
        counted = (
            "SELECT count(*) FROM law_notice n LEFT JOIN moderation_decision d ON d.id = n.decision_id "
            "LEFT JOIN moderation_rule r ON r.id = d.rule_id WHERE n.confirmed_at IS NOT NULL AND n.aside <> 'trap' "
            "AND n.arrived_at >= %s AND n.arrived_at < %s AND "
        )
        for column, condition in (
            ("notices", "1 = 1"),
            ("actions_on_law", "d.action = 'remove' AND r.code = 'legal'"),
            ("actions_on_terms", "d.action = 'remove' AND r.code <> 'legal'"),
            ("no_action", "d.action IN ('keep', 'settle')"),
            ("undecided", "d.id IS NULL"),
        ):
            self.assertEqual(int(row[column]), self.sql(counted + condition, *year), column)
        self.assertEqual([row[name] for name in ("notices", "actions_on_law", "no_action")], ["4", "1", "1"])
        self.assertEqual(row["median_hours"], "4.0")

    def test_the_categories_add_up(self):
        rows = self.report()[0]["3_notices"]
        total = rows.pop("TOTAL")
        self.assertEqual(len(rows), 16)
        self.assertEqual(rows["STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"]["notices"], "3")
        for column in ("notices", "actions_on_law", "actions_on_terms", "no_action", "undecided"):
            self.assertEqual(sum(int(row[column]) for row in rows.values()), int(total[column]))

    def test_what_the_paper_did_of_itself_is_a_recount(self):
        tables = self.report()[0]
        terms, illegal = tables["4_own_initiative_terms"], tables["4_own_initiative_illegal"]
        for rows in (terms, illegal):
            total = rows.pop("TOTAL")
            for column in ("restrictions", "removals", "access_disabled", "decided_by_automated_means"):
                self.assertEqual(sum(int(row[column]) for row in rows.values()), int(total[column]))
            rows["TOTAL"] = total
        first = (
            "SELECT count(*) FROM moderation_decision d WHERE d.decided_at >= '2025-01-01 00:00:00+00:00' AND "
            "d.decided_at < '2026-01-01 00:00:00+00:00' AND "
            "NOT EXISTS (SELECT 1 FROM law_notice n WHERE n.decision_id = d.id) "
            "AND NOT EXISTS (SELECT 1 FROM moderation_decision u WHERE u.undoes_id = d.id) AND "
        )
        was = "d.before NOT IN ('removed', 'deleted') AND "
        removals = self.sql(first + was + "d.action = 'remove'")
        disabled = self.sql(
            first
            + "(d.action = 'ask' AND d.before NOT IN ('removed', 'deleted') "
            + "OR d.action = 'hold' AND d.before = 'visible')"
        )
        self.assertEqual(
            (int(terms["TOTAL"]["removals"]), int(terms["TOTAL"]["access_disabled"])), (removals, disabled)
        )
        self.assertEqual((removals, disabled), (4, 5))
        self.assertEqual(terms["TOTAL"]["accounts_restricted"], "1")
        self.assertEqual(int(terms["TOTAL"]["restrictions"]), removals + disabled + 1)
        self.assertEqual(terms["TOTAL"]["decided_by_automated_means"], "3")
        self.assertEqual(illegal["TOTAL"]["restrictions"], "0")

    def test_the_appeals_are_a_recount_with_their_median_time(self):
        row = self.report()[0]["5_complaints"]["authors"]
        for column, condition in (
            ("submitted", "1 = 1"),
            ("decided", "decided_at IS NOT NULL"),
            ("upheld", "outcome = 'upheld'"),
            ("reversed", "outcome = 'reversed'"),
        ):
            query = f"SELECT count(*) FROM law_appeal WHERE statement_id IS NOT NULL AND {condition}"  # noqa: S608
            self.assertEqual(int(row[column]), self.sql(query), column)
        self.assertEqual((row["submitted"], row["reversed"], row["median_hours"]), ("3", "1", "3.0"))

    def test_programs_and_how_often_they_err(self):
        rows = self.report()[0]["6_automated_means"]
        self.assertEqual(rows["comments held by a program alone"]["value"], "3")
        self.assertEqual(rows["of them decided by a person since"]["value"], "2")
        self.assertEqual(rows["error rate"]["value"], "0.5")

    def test_people_misuse_and_reports(self):
        tables = self.report()[0]
        self.assertEqual(tables["7_human_resources"]["people who decided about comments"]["value"], "2")
        self.assertEqual(tables["5_suspensions"]["manifestly unfounded notices"]["warnings"], "1")
        self.assertEqual(tables["9_reports"]["abuse"]["removed"], "1")
        self.assertEqual(tables["9_reports"]["spam"]["median_hours"], "1.0")

    def test_a_year_is_the_papers_own_and_others_are_empty(self):
        self.assertEqual(self.report(2026)[0]["3_notices"]["TOTAL"]["notices"], "1")
        empty = self.report(2020)[0]
        self.assertEqual(empty["3_notices"]["TOTAL"]["notices"], "0")
        self.assertEqual(empty["4_own_initiative_terms"]["TOTAL"]["restrictions"], "0")

    def test_the_page_to_read_and_the_statements_name_nobody(self):
        files = self.report(2025, "--statements")[1]
        self.assertIn("Transparency report 2025", files["report.html"])
        statements = json.loads(files["statements-0001.json"])["statements"]
        self.assertEqual(len({row["puid"] for row in statements}), len(statements))
        whole = "".join(files.values())
        for words in ("Rita", "Ned", "Words,", "@"):
            self.assertNotIn(words, whole)

    def test_without_articles_20_to_24_there_is_nothing_about_them(self):
        LawTerms.objects.update(platform=False)
        self.assertFalse([name for name in self.report()[0] if name.startswith("5_")])

    def test_it_changes_nothing_and_refuses_nonsense(self):
        before = Comment.objects.count()
        self.report()
        self.assertEqual(Comment.objects.count(), before)
        with self.assertRaises(CommandError):
            self.report(12)
        with self.assertRaises(CommandError):
            call_command("transparency_report", "--year", "2025", "--to", "/proc/nowhere")
