"""manage.py check_comments: texts in, what the rules find out."""

import io
import json
import sys
from unittest import mock

from django.core.management import call_command
from django.test import TestCase, override_settings

from newsroom.tests import cast
from screening.models import ShadowHit

from .rules import at_work


def half(text):
    return 0.5


class CheckCommentsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        at_work(cls.una)
        at_work(cls.una, name="Shadow", lists="gombeen", state="shadow")

    def check(self, *lines, status=0, **options):
        out, err = io.StringIO(), io.StringIO()
        given = io.TextIOWrapper(io.BytesIO(b"\n".join(lines)))
        with mock.patch.object(sys, "stdin", given):
            try:
                call_command("check_comments", stdout=out, stderr=err, **options)
                ended = 0
            except SystemExit as stop:
                ended = stop.code
        self.assertEqual(ended, status, err.getvalue())
        return [json.loads(line) for line in out.getvalue().splitlines()]

    @override_settings(COMMENT_SCORE="")
    def test_each_line_is_answered_with_what_was_found(self):
        held, marked, passed = self.check(
            b'{"id": 7, "text": "What a n u m p t y"}',
            b'{"text": "THE COUNCIL WOULD NOT KNOW A WALL IF IT SAW ONE", "label": null}',
            '{"text": "Fág an áit mar atá sí."}'.encode(),
        )
        self.assertEqual((held["id"], held["outcome"], held["score"]), (7, "hold", None))
        self.assertEqual(held["hits"][0]["rule"], "House words")
        self.assertIn("n u m p t y", held["hits"][0]["words"])
        self.assertTrue(held["because"])
        self.assertEqual((marked["outcome"], marked["label"]), ("mark", None))
        self.assertEqual((passed["outcome"], passed["hits"], passed["because"]), ("pass", [], ""))

    def test_what_cannot_be_read_is_answered_and_the_rest_goes_on(self):
        answers = self.check(
            b"not json",
            b"[1]",
            b'{"id": 3}',
            b'{"id": 4, "text": 12}',
            b"\xff\xfe{}",
            b"",
            b'{"text": "lone \\ud83d half", "id": 5}',
            b'{"text": ""}',
            b"[" * 100_000,
            status=1,
        )
        errors = ["error" in answer for answer in answers]
        self.assertEqual(errors, [True, True, True, True, True, False, False, True])
        self.assertEqual(answers[3]["id"], 4)
        self.assertEqual(answers[5]["text"], "lone \ud83d half")

    def test_the_shadow_is_asked_only_when_it_is_to_be(self):
        line = b'{"text": "A gombeen"}'
        self.assertEqual(self.check(line)[0]["outcome"], "pass")
        self.assertEqual(self.check(line, shadow=True)[0]["outcome"], "hold")
        self.assertFalse(ShadowHit.objects.exists())

    @override_settings(COMMENT_SCORE="screening.tests.test_check_comments.half")
    def test_the_score_is_the_one_that_the_settings_name(self):
        self.assertEqual(self.check(b'{"text": "A word"}')[0]["score"], 0.5)
