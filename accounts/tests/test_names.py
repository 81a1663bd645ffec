from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import SimpleTestCase, TestCase

from accounts.models import User
from accounts.names import free_name, tidy_name
from accounts.rename import NameTaken, rename

from .journeys import reader


class TidyNameTests(SimpleTestCase):
    def test_spaces_are_made_single(self):
        self.assertEqual(tidy_name("  Ann \t de\u00a0Burgh\n"), "Ann de Burgh")

    def test_letters_are_given_their_plain_form(self):
        self.assertEqual(tidy_name("E\u0301amon"), "Éamon")
        self.assertEqual(tidy_name("Ｅｄｉｔｏｒ"), "Editor")

    def test_what_cannot_be_seen_is_refused(self):
        for hidden in (
            "\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u2060", "\u0000", "\u034f",
            "\u3164", "\u115f", "\uffa0", "\u2800", "\ufe0f", "\U000e0041", "\U000e0101", "\ue000", "\ufff9",
        ):  # fmt: skip
            with self.subTest(hex(ord(hidden))), self.assertRaisesMessage(ValidationError, "invisible"):
                tidy_name(f"An{hidden}na")

    def test_two_letters_or_digits_at_least(self):
        for name in ("", "A", "--", "!?", "🐟🐟"):
            with self.subTest(name), self.assertRaisesMessage(ValidationError, "at least two letters"):
                tidy_name(name)

    def test_a_ligature_does_not_make_it_longer_than_its_column(self):
        with self.assertRaisesMessage(ValidationError, "shorter"):
            tidy_name("\ufdfa" * 10)

    def test_names_of_all_the_world_pass(self):
        for name in ("Ó Súilleabháin", "Nguyễn Thị", "李小龙", "محمد علي", "O’Brien-Kelly 2", "Łukasz"):
            with self.subTest(name):
                self.assertEqual(tidy_name(name), name)


class FreeNameTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita = reader("Ríta (Cork)")

    def test_it_is_taken_in_any_case_of_letters_but_not_for_its_owner(self):
        for name in ("ríta (cork)", "RÍTA (CORK)"):
            with self.subTest(name):
                with self.assertRaisesMessage(ValidationError, "already uses"):
                    free_name(name)
                self.assertEqual(free_name(name, person=self.rita), name)

    def test_its_signs_are_no_pattern(self):
        self.assertEqual(free_name("R.ta (Cork)"), "R.ta (Cork)")
        self.assertEqual(free_name("Ríta"), "Ríta")

    def test_the_database_has_the_last_word(self):
        other = reader("Ravi")
        with self.assertRaises(NameTaken):
            rename(person=other, name="RíTA (cork)")
        self.assertEqual(other.display_name, "Ravi")
        with self.assertRaises(IntegrityError), transaction.atomic():
            User.objects.create_user("third@mail.example", display_name="RAVI")
