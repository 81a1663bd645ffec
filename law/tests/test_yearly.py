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
from law.yearly import COMPLAINTS
from law.yearly_form import FOLDER, ILLEGAL, NOTICES, TERMS
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
        """Return the tables as they were written: name → rows, each column → cell."""
        with tempfile.TemporaryDirectory() as folder:
            call_command("transparency_report", "--year", str(year), "--to", folder, *options, stdout=StringIO())
            files = {path.name: path.read_bytes().decode() for path in Path(folder).iterdir()}
        found = {
            name.removesuffix(".csv"): list(csv.DictReader(StringIO(text, newline="")))
            for name, text in files.items()
            if name.endswith(".csv")
        }
        return found, files

    def by_code(self, part, year=2025):
        """Return the rows of a part with categories by their codes; those of a keyword by its category too."""
        found, category = {}, ""
        column = "Category of incompatibility with the provider's terms and conditions"
        for row in self.report(year)[0][part]:
            code = row.get(column) or row["Category of illegal content"]
            if row.get("Scope", "TOTAL") != "TOTAL":
                continue
            category = code if code.startswith("STATEMENT") else category
            found[(category, code) if code.startswith("KEYWORD") else code] = row
        return found

    def listed(self, part, year=2025):
        return {(row["Indicator"].strip(), row["Scope"].strip()): row for row in self.report(year)[0][part]}

    def sql(self, query, *values):
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchone()[0]

    def assert_adds_up(self, rows, columns):
        """The categories make the total, and the keywords of each make it."""
        rows = dict(rows)
        total = rows.pop("TOTAL")
        for column in columns:
            of = {code: int(row[column]) for code, row in rows.items()}
            categories = {code: number for code, number in of.items() if isinstance(code, str)}
            self.assertEqual(sum(categories.values()), int(total[column]), column)
            for code, number in categories.items():
                words = [of[key] for key in of if isinstance(key, tuple) and key[0] == code]
                self.assertEqual(sum(words), number if words else 0, (column, code))

    def test_the_files_are_those_of_the_template(self):
        tables, files = self.report()
        parts = {path.stem for path in FOLDER.iterdir()}
        self.assertEqual(parts, set(tables) - {"newsroom_reports", "newsroom_more"})
        for part in parts:
            blank = (FOLDER / f"{part}.csv").read_text().splitlines()[0]
            self.assertEqual(files[f"{part}.csv"].partition("\r\n")[0], blank)
        numbers = {part: len(rows) for part, rows in tables.items()}
        self.assertEqual((numbers[NOTICES], numbers[ILLEGAL], numbers[TERMS]), (91, 90, 98))
        self.assertEqual((numbers["7_appeals_and_recidivism"], numbers["8_automated_means"]), (47, 20))
        row = tables[NOTICES][0]
        self.assertEqual(row["Applicability"], "Only for providers of hosting services, including online platforms")
        self.assertEqual((row["Service"], row["Reporting period"]), ("The Test", "2025-01-01/2025-12-31"))
        told = {row["Indicator"]: row["Value"] for row in tables["1_report_identification"]}
        self.assertEqual(told["Ending date of reporting period"], "2025-12-31")
        ours = {row["Category label"]: row["Contextual information"] for row in tables["2_categories_names"]}
        self.assertEqual(ours["Category 3a"], f"Our rules: {self.abuse.title}")
        self.assertEqual(ours["Category 1"], "")

    def test_the_notices_are_a_recount(self):
        row = self.by_code(NOTICES)["TOTAL"]
        year = ("2025-01-01 00:00:00+00:00", "2026-01-01 00:00:00+00:00")
        counted = (
            "SELECT count(*) FROM law_notice n LEFT JOIN moderation_decision d ON d.id = n.decision_id "
            "LEFT JOIN moderation_rule r ON r.id = d.rule_id WHERE n.confirmed_at IS NOT NULL "
            "AND n.arrived_at >= %s AND n.arrived_at < %s AND "
        )
        terms = "Number of actions taken on the basis of the terms and conditions of the service"
        for column, condition in (
            ("Number of notices received ", "1 = 1"),
            ("Number of actions taken on the basis of the law", "d.action = 'remove' AND r.code = 'legal'"),
            (terms, "d.action = 'remove' AND r.code <> 'legal'"),
        ):
            self.assertEqual(int(row[column]), self.sql(counted + condition, *year), column)
        self.assertEqual((row["Number of notices received "], row[terms]), ("4", "1"))
        self.assertEqual(row["Median time to take action"], "3.0")
        self.assertEqual(row["Contextual information on Median time to take action"], "In hours.")
        self.assertEqual(row["Number of notices received from Trusted flaggers"], "")  # no log knows

    def test_the_categories_and_keywords_add_up(self):
        rows = self.by_code(NOTICES)
        self.assert_adds_up(rows, ["Number of notices received ", "Number of actions taken on the basis of the law"])
        speech = "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"
        self.assertEqual(rows[speech]["Number of notices received "], "3")
        self.assertEqual(rows[speech, "KEYWORD_DEFAMATION"]["Number of notices received "], "2")
        other = rows["STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "KEYWORD_OTHER"]
        self.assertEqual(other["Number of notices received "], "1")
        self.assertEqual(other['Description of the sub-category "Other"'], "Privacy or data protection")

    def test_what_the_paper_did_of_itself_is_a_recount(self):
        terms, illegal = self.by_code(TERMS), self.by_code(ILLEGAL)
        whole = "Number of measures taken at the provider's own initiative "
        shown = ("Visibility restriction Removal", "Visibility restriction Disable", "Account restriction Suspension")
        for rows in (terms, illegal):
            self.assert_adds_up(rows, [whole, *shown])
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
        self.assertEqual((removals, disabled), (4, 5))
        self.assertEqual([int(terms["TOTAL"][column]) for column in shown], [removals, disabled, 1])
        self.assertEqual(int(terms["TOTAL"][whole]), removals + disabled + 1)
        # Three that a check held, and the one of them that was removed.
        detected = "Number of measures taken after detection with solely automated means "
        self.assertEqual(terms["TOTAL"][detected], "4")
        self.assertEqual(terms["TOTAL"]["Monetary restriction Other"], "0")
        self.assertEqual(illegal["TOTAL"][whole], "0")
        spam = terms["STATEMENT_CATEGORY_OTHER_VIOLATION_TC", "KEYWORD_OTHER"]
        self.assertIn(self.spam.title, spam['Description of the sub-category "Other"'])

    def test_a_rule_that_is_the_law_and_in_no_category_counts_as_speech(self):
        LawTerms.objects.update(legal_rules="legal spam")
        rows = self.by_code(ILLEGAL)
        self.assertEqual(rows["TOTAL"]["Visibility restriction Removal"], "3")
        self.assert_adds_up(rows, ["Visibility restriction Removal"])

    def test_the_appeals_are_a_recount_with_their_median_time(self):
        rows = self.listed("7_appeals_and_recidivism")
        removing = "Complaint regarding a decision to remove or disable access to or restrict visibility of information"
        for scope, condition in (
            ("Total number", "1 = 1"),
            ("Decisions upheld", "outcome = 'upheld'"),
            ("Decisions reversed", "outcome = 'reversed'"),
        ):
            query = f"SELECT count(*) FROM law_appeal WHERE {condition}"  # noqa: S608
            for indicator in (COMPLAINTS, removing):
                self.assertEqual(int(rows[indicator, scope]["Value"]), self.sql(query), scope)
        self.assertEqual(
            (rows[removing, "Total number"]["Value"], rows[removing, "Median time"]["Value"]), ("3", "3.0")
        )
        self.assertEqual(rows[removing, "Median time"]["Contextual Information"], "In hours.")
        disputes = "Number of disputes submitted to out-of-court dispute settlement bodies"
        self.assertEqual(rows[disputes, "Total number"]["Value"], "")

    def test_programs_and_how_exact_they_are(self):
        rows = self.listed("8_automated_means")
        alone = "Number of measures solely taken by automated means"
        self.assertEqual([rows[alone, scope]["Value"] for scope in ("Total number", "Own-initiative")], ["3", "3"])
        others = "Number of measures not taken by automated means"
        self.assertEqual([rows[others, scope]["Value"] for scope in ("Total number", "Own-initiative")], ["9", "7"])
        self.assertEqual(rows["Accuracy of the automated means - Precision", "Total number"]["Value"], "0.5")
        self.assertEqual(rows["Accuracy of the automated means - Recall", "Total number"]["Value"], "")
        self.assertEqual(rows["Number of notices not processed by automated means", "NAM Total"]["Value"], "4")

    def test_what_the_template_does_not_ask_for(self):
        tables = self.report()[0]
        told = {row["indicator"]: row["value"] for row in tables["newsroom_more"]}
        self.assertEqual(told["people who decided about comments"], "2")
        self.assertEqual((told["comments held by a program alone"], told["error rate"]), ("3", "0.5"))
        self.assertEqual(told["warnings for manifestly unfounded notices"], "1")
        reports = {row["rule"]: row for row in tables["newsroom_reports"]}
        self.assertEqual((reports["abuse"]["removed"], reports["spam"]["median hours"]), ("1", "1.0"))

    def test_a_year_is_the_papers_own_and_others_are_empty(self):
        self.assertEqual(self.by_code(NOTICES, 2026)["TOTAL"]["Number of notices received "], "1")
        empty = self.by_code(NOTICES, 2020)["TOTAL"]
        self.assertEqual((empty["Number of notices received "], empty["Median time to take action"]), ("0", ""))

    def test_the_page_to_read_and_the_statements_name_nobody(self):
        files = self.report(2025, "--statements")[1]
        page = files["report.html"]
        self.assertIn("Transparency report 2025", page)
        self.assertIn("Defamation", page)
        self.assertNotIn("Self-harm", page)  # nothing was counted there
        self.assertNotIn("Monetary restriction", page)
        statements = json.loads(files["statements-0001.json"])["statements"]
        self.assertEqual(len({row["puid"] for row in statements}), len(statements))
        whole = "".join(files.values())
        for words in ("Rita", "Ned", "Words,", "@"):
            self.assertNotIn(words, whole)

    def test_without_articles_20_to_24_there_is_nothing_about_them(self):
        LawTerms.objects.update(platform=False)
        tables = self.report()[0]
        self.assertEqual(len(tables["7_appeals_and_recidivism"]), 1)
        self.assertEqual(len(tables["8_automated_means"]), 15)

    def test_it_changes_nothing_and_refuses_nonsense(self):
        before = Comment.objects.count()
        self.report()
        self.assertEqual(Comment.objects.count(), before)
        with self.assertRaises(CommandError):
            self.report(12)
        with self.assertRaises(CommandError):
            call_command("transparency_report", "--year", "2025", "--to", "/proc/nowhere")
