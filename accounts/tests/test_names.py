from importlib import import_module
from unittest import mock

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import SimpleTestCase, TestCase

from accounts.models import User
from accounts.names import free_name, tidy_name
from accounts.rename import NameTaken, rename
from accounts.skeleton import skeleton
from newsroom.tests import cast

from .journeys import reader


class TidyNameTests(SimpleTestCase):
    def test_spaces_are_made_single(self):
        self.assertEqual(tidy_name("  Ann \t de\u00a0Burgh\n"), "Ann de Burgh")

    def test_it_is_stored_as_written(self):
        for name in ("Ｅｄｉｔｈ", "𝓜𝓪𝓻𝔂", "Mª José", "สมคำ", "Ann™", "Ⅷ of Cork", "Zoë…", "Ω≈ç√∫˜µ"):
            with self.subTest(name):
                self.assertEqual(tidy_name(name), name)
        self.assertEqual(tidy_name("E\u0301amon"), "Éamon")  # the same text to Unicode

    def test_what_cannot_be_seen_is_refused(self):
        for hidden in (
            "\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u2060", "\u0000", "\u034f",
            "\u3164", "\u115f", "\uffa0", "\u2800", "\ufe0f", "\U000e0041", "\U000e0101", "\ue000", "\ufff9",
            "\x1c", "\x85", "\u2028",
        ):  # fmt: skip
            with self.subTest(hex(ord(hidden))), self.assertRaisesMessage(ValidationError, "invisible"):
                tidy_name(f"An{hidden}na")

    def test_two_letters_or_digits_at_least(self):
        for name in ("", "A", "--", "!?", "🐟🐟"):
            with self.subTest(name), self.assertRaisesMessage(ValidationError, "at least two letters"):
                tidy_name(name)

    def test_a_letter_that_becomes_two_does_not_make_it_longer_than_its_column(self):
        with self.assertRaisesMessage(ValidationError, "shorter"):
            tidy_name("\ufb2c" * 30)

    def test_names_of_all_the_world_pass(self):
        for name in ("Ó Súilleabháin", "Nguyễn Thị", "李小龙", "محمد علي", "O’Brien-Kelly 2", "Łukasz"):
            with self.subTest(name):
                self.assertEqual(tidy_name(name), name)


class SkeletonTests(SimpleTestCase):
    def alike(self, *names):
        self.assertEqual(len({skeleton(name) for name in names}), 1, {name: skeleton(name) for name in names})

    def test_letters_of_other_alphabets_that_look_the_same_are_the_same(self):
        self.alike("Paula", "Раulа", "PAULA", "\U0001d40fau\U0001d425a", "Paulа", "ｐａｕｌａ", "P\u00e4\u00fala")
        self.alike("NORA", "ΝΟRΑ", "nora")

    def test_so_are_one_l_and_i_and_nought_and_o_and_rn_and_m(self):
        self.alike("Ian O'Dowd", "lan 0'Dowd", "1an Odowd", "IAN ODOWD", "|an o dowd", "iаn о'dowd")
        self.alike("Mary", "rnary", "MARY", "Мary")

    def test_spaces_signs_and_accents_make_no_other_name(self):
        self.alike("Mary B", "Mary-B.", "M a r y B", "Máry B ✓", "[MaryB]", "Mary_B 🐟", "Ma\u0335ry\u0301 B")

    def test_letters_in_a_dress_are_the_letters(self):
        self.alike("ABE", "🅰🅱🅴", "🇦🇧🇪", "ᴀʙᴇ", "ⱥƀɇ", "Ⓐⓑⓔ", "ａｂｅ")

    def test_names_that_differ_stay_apart(self):
        names = [
            "Nora",
            "Nova",
            "Norah",
            "राम",
            "रमा",
            "محمد",
            "محمود",
            "李小龙",
            "李小明",
            "Reader 12",
            "Reader 13",
            "ノノ",
            "ヘヘ",
        ]
        self.assertEqual(len({skeleton(name) for name in names}), len(names))
        self.assertNotIn("", map(skeleton, names))

    def test_the_longest_name_has_room(self):
        self.assertLessEqual(len(skeleton("m" * 60)), User._meta.get_field("name_skeleton").max_length)


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

    def test_a_name_that_looks_like_it_is_taken_too(self):
        for name in ("Rita Cork", "Rіtа (Соrk)", "R1ta [Cork]", "🇷🇮🇹🇦 Cork", "rita-c0rk ✓"):
            with self.subTest(name):
                with self.assertRaisesMessage(ValidationError, "looks like that one"):
                    free_name(name)
                self.assertEqual(free_name(name, person=self.rita), name)

    def test_its_signs_are_no_pattern(self):
        self.assertEqual(free_name("R.ta (Cork)"), "R.ta (Cork)")
        self.assertEqual(free_name("Ríta"), "Ríta")

    def test_marks_are_not_stacked(self):
        with self.assertRaisesMessage(ValidationError, "fewer marks"):
            free_name("Z\u0310\u0311\u0312\u0313\u0314algo")
        self.assertEqual(free_name("Nguyễn Thệ"), "Nguyễn Thệ")

    def test_the_database_has_the_last_word(self):
        other = reader("Ravi")
        with self.assertRaises(NameTaken):
            rename(person=other, name="RíTA (cork)")
        with self.assertRaises(NameTaken):
            rename(person=other, name="Rita Cork")
        other.refresh_from_db()
        self.assertEqual(other.display_name, "Ravi")
        with self.assertRaises(IntegrityError), transaction.atomic():
            User.objects.create_user("third@mail.example", display_name="RAVI")
        with self.assertRaises(IntegrityError), transaction.atomic():
            User.objects.create_user("third@mail.example", display_name="R-а-v-і")

    def test_accounts_without_a_skeleton_do_not_stand_in_each_others_way(self):
        for name in ("Una", "Unа"):
            User.objects.create_user(f"{len(name.encode())}@mail.example", display_name=name, name_skeleton="")


class OurNamesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def test_readers_may_not_be_called_as_if_they_spoke_for_the_paper(self):
        for name in (
            "Admin", "Аdmin", "ADMIN-Mary", "@dmin", "siteadmin", "Moderator", "m0derat0r", "Ed Itor", "TheEditor",
            "EDITOR", "Mo the Mod", "ModTeam", "the mods", "Newsroom Desk", "Staff99", "$taff", "🅰dmin", "ΑDΜΙΝ",
            "Ｅｄｉｔｏｒ", "𝓔𝓭𝓲𝓽𝓸𝓻", "StaffⓂo", "ᴱᵈⁱᵗᵒʳ",
            "The Test", "the tеst", "The Test Online", "NELL BYRNE", "Nеll Byrnе",
        ):  # fmt: skip
            for person in (None, self.rita):
                with self.subTest(name), self.assertRaisesMessage(ValidationError, "spoke for the paper"):
                    free_name(name, person=person)

    def test_names_of_staff_are_taken_in_all_letters(self):
        for name in ("Nеll", "Nell ✓", "ΕD", "M0"):
            with self.subTest(name), self.assertRaisesMessage(ValidationError, "looks like that one"):
                free_name(name)

    def test_people_and_places_with_such_letters_are_no_offence(self):
        for name in ("Badminton fan", "Stafford", "Modesto", "Edith O'Reilly", "Creditor", "Officially Pat", "Testy"):
            with self.subTest(name):
                self.assertEqual(free_name(name), name)

    def test_staff_and_whoever_names_people_at_the_desk_may(self):
        self.assertEqual(free_name("Night editor", person=self.ed), "Night editor")
        self.assertEqual(free_name("Night editor", by_staff=True), "Night editor")


class FillTests(TestCase):
    def test_the_older_of_two_that_look_alike_keeps_it_and_the_other_stays_blank(self):
        people = []
        for number, name in enumerate(("Sean", "Seаn", "Una", "Sеan")):
            facts = {"display_name": name, "name_skeleton": ""}
            people.append(User.objects.create_user(f"{number}@mail.example", **facts))
        fill = import_module("accounts.migrations.0003_fill_name_skeletons")
        with mock.patch.object(fill, "AT_ONCE", 2):
            fill.fill(apps, None)
            fill.fill(apps, None)
        found = [User.objects.get(pk=person.pk).name_skeleton for person in people]
        self.assertEqual(found, [skeleton("Sean"), "", skeleton("Una"), ""])
