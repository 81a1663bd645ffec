"""What readers type: counted as they see it, and nothing in it that cannot be seen."""

import json
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.test import SimpleTestCase

from comments.fields import TypedForm, TypedText, length

STRINGS = Path(settings.BASE_DIR).parent / "shared" / "corpora" / "strings" / "strings.jsonl"


class Letter(TypedForm):
    text = TypedText(max_seen=10)
    remark = TypedText(max_seen=10, required=False)
    number = forms.IntegerField(widget=forms.HiddenInput)


def letter(text, **more):
    return Letter({"text": text, "remark": "", "number": "1"} | more, initial={"number": 7})


class LengthTests(SimpleTestCase):
    def test_it_is_what_a_reader_sees(self):
        for text, seen in {
            "abc": 3,
            "e\u0301": 1,  # é in two parts
            "👩‍👩‍👧‍👦": 1,
            "🇮🇪🇮🇪": 2,
            "👍🏽": 1,
            "नि": 1,
            "a\nb": 3,
        }.items():
            with self.subTest(text=text):
                self.assertEqual(length(text), seen)


class TypedTextTests(SimpleTestCase):
    def refused(self, text, words):
        form = letter(text)
        self.assertIn(words, " ".join(form.errors.get("text", [])), ascii(text))

    def accepted(self, text, stored=None):
        form = letter(text)
        self.assertTrue(form.is_valid(), f"{text!a}: {form.errors}")
        self.assertEqual(form.cleaned_data["text"], text if stored is None else stored)

    def test_ten_are_accepted_and_eleven_are_not(self):
        for one in ("a", "é", "e\u0301", "👩‍👩‍👧‍👦", "🇮🇪"):
            self.accepted(one * 10)
            self.refused(one * 11, "has 11 characters; there is room for 10. Please shorten it by 1.")

    def test_a_text_is_stored_as_typed(self):
        self.accepted("a  b\n\n\tc")
        self.accepted("a\r\nb\rc", "a\nb\nc")
        self.accepted("  a \n", "a")

    def test_an_emoji_of_this_year_can_be_seen(self):
        self.accepted("\U0001fae9")

    def test_what_shows_nothing_is_nothing(self):
        hidden = ["\u200b", "\u2060\ufeff", "\u3000", "\u00ad", "\u3164", "\u2800", "\u115f", "\u034f"]
        for text in ["", "   ", "\n\n", *hidden]:
            self.refused(text, "Please write something first.")
            form = letter("a", remark=text)
            self.assertTrue(form.is_valid(), ascii(text))
            self.assertEqual(form.cleaned_data["remark"], "")

    def test_control_characters_and_turned_directions_are_refused(self):
        for character in "\x00\x07\x1b\x7f\x85\u202a\u202e\u2066\u2069":
            self.refused(f"a{character}b", "invisible control characters")

    def test_the_marks_that_scripts_need_may_stay(self):
        self.accepted("\u0645\u06cc\u200c\u062e")  # Persian, with its zero-width non-joiner
        self.accepted("\u200fא!")

    def test_marks_may_not_be_stacked_without_end(self):
        self.accepted("Z" + "\u0301" * 6)
        self.refused("Z" + "\u0301" * 7, "too many marks")
        self.refused("a" + "\u0301" * 10_000, "too many marks")
        self.refused("\u1100" * 1000, "too many marks")  # one character to the eye, a thousand in the database

    def test_a_text_without_end_is_refused_quickly(self):
        self.refused("a" * 1_000_000, "has 1,000,000 characters")


class GiveBackTests(SimpleTestCase):
    def test_what_was_refused_is_taken_out_and_the_rest_stays_as_typed(self):
        form = letter("a\u202eb\x07c", remark="  kept  ").give_back()
        self.assertEqual(form["text"].value(), "abc")
        self.assertEqual(form["remark"].value(), "  kept  ")
        self.assertIn("taken out below", str(form.errors["text"]))

    def test_a_text_that_is_too_long_comes_back_whole(self):
        self.assertEqual(letter("a" * 11).give_back()["text"].value(), "a" * 11)

    def test_a_hidden_value_that_was_forged_is_made_anew(self):
        for forged in ("", "x", "1; DROP TABLE"):
            self.assertEqual(letter("a", number=forged).give_back()["number"].value(), 7)

    def test_it_knows_its_prefix(self):
        form = Letter({"p-text": "a\u202eb", "p-number": "1"}, prefix="p").give_back()
        self.assertEqual(form["text"].value(), "ab")

    def test_an_empty_form_is_given_back_as_it_is(self):
        self.assertFalse(Letter().give_back().is_bound)


@pytest.mark.skipif(not STRINGS.exists(), reason="THE LIST OF NAUGHTY STRINGS IS NOT BESIDE THE PROJECT")
class NaughtyStringsTests(SimpleTestCase):
    def test_each_is_stored_as_typed_or_refused_with_a_reason(self):
        for line in STRINGS.read_text().splitlines():
            row = json.loads(line)
            text = row["text"]
            if "graphemes" in row:
                self.assertEqual(length(text), row["graphemes"], ascii(text))
            field = TypedText(max_seen=2000)
            try:
                self.assertEqual(field.clean(text), text.replace("\r\n", "\n").replace("\r", "\n").strip(), row["id"])
            except forms.ValidationError as error:
                self.assertTrue(error.messages[0], row["id"])
