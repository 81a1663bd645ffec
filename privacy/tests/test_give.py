import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase

from accounts.spreadsheet import cell
from comments.models import Comment
from newsroom.tests import cast
from privacy.fields import FIELDS
from privacy.give import files

from . import canary


class GiveTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        canary.canary(cls)

    def given(self, person=None):
        found = dict(files(person=person or self.zuz))
        return json.loads(found["everything.json"]), found

    def test_everything_they_gave_is_in_it(self):
        whole = json.dumps(self.given()[0], ensure_ascii=False).lower()
        self.assertEqual({word for word in canary.WORDS if word not in whole}, canary.NOT_GIVEN)

    def test_each_field_of_the_list_is_where_it_says(self):
        everything, found = self.given()
        for name, field in FIELDS.items():
            kind, _, column = field.given.partition(".")
            if kind and kind != "second_steps":
                rows = [everything["profile"]] if kind == "profile" else everything[kind]
                self.assertTrue(rows, name)
                self.assertIn(f"{kind}.csv", found)
                if column:
                    self.assertIn(column, rows[0], name)

    def test_nothing_of_others_is_in_it(self):
        whole = json.dumps(self.given()[0])
        for text in ("What others said", "An answer.", self.mo.email, f'"{self.mo.display_name}"', self.rita.email):
            self.assertNotIn(text, whole)

    def test_the_state_of_comments_and_reports_is_told(self):
        everything = self.given()[0]
        states = {row["number"]: row["state"] for row in everything["comments"]}
        self.assertEqual(states[self.removed.pk], "removed")
        self.assertEqual(states[self.held.pk], "waiting for a moderator")
        self.assertEqual([row["state"] for row in everything["reports"]], ["open"])
        self.assertEqual(everything["decisions"][0]["rule"], "Abuse")

    def test_a_cell_is_never_a_formula(self):
        for text in ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"):
            self.assertEqual(cell(text), f"'{text}")
        self.assertEqual((cell("a=1"), cell(None), cell(True), cell(-3)), ("a=1", "", "yes", -3))

    def test_the_tables_have_the_texts_as_they_were_typed(self):
        Comment.objects.filter(pk=self.shown.pk).update(text='=HYPERLINK("x")\nsecond, "line" é')
        table = dict(files(person=self.zuz))["comments.csv"].decode("utf-8-sig")
        texts = [row["text"] for row in csv.DictReader(io.StringIO(table, newline=""))]
        self.assertIn('\'=HYPERLINK("x")\nsecond, "line" é', texts)

    def test_who_gave_nothing_gets_a_profile(self):
        found = self.given(cast.person("nina"))[1]
        self.assertEqual(set(found), {"everything.json", "profile.csv", "emails.csv"})


class ExportCommandTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path):
        self.folder = tmp_path

    def run_it(self, email, folder):
        call_command("export_reader", email, to=str(folder), stdout=io.StringIO())

    def test_it_writes_a_folder_for_one_pair_of_eyes_and_again(self):
        for _ in range(2):
            self.run_it("Rita@Paper.Example", self.folder / "new" / "rita")
        written = self.folder / "new" / "rita" / "everything.json"
        self.assertEqual(json.loads(written.read_text())["profile"]["name"], "Rita")
        self.assertEqual(written.stat().st_mode & 0o077, 0)

    def test_who_is_not_known_is_told(self):
        with self.assertRaisesMessage(CommandError, "Nobody has an account"):
            self.run_it("nobody@paper.example", self.folder / "x")
        self.assertFalse((self.folder / "x").exists())

    def test_a_folder_that_cannot_be_written_to_is_told(self):
        (self.folder / "file").write_text("")
        with self.assertRaisesMessage(CommandError, "cannot be written to"):
            self.run_it("rita@paper.example", self.folder / "file" / "x")
        with self.assertRaisesMessage(CommandError, "cannot be written to"):
            self.run_it("rita@paper.example", self.folder / "file")
