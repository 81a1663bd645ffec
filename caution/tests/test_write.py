"""Keeping the list of caution phrases: the deed, and its pages at the desk."""

from functools import partial

from django.core.exceptions import ValidationError
from django.test import TestCase, TransactionTestCase

from caution.models import CautionPhrase
from caution.write import NotAllowed, write
from newsroom.tests import cast
from newsroom.tests.at_once import at_once

LIST, ADD = "/admin/caution/cautionphrase/", "/admin/caution/cautionphrase/add/"


class WriteTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cls.phrase = write(by=cls.una, phrase="Seán Kempton", note="A minor: never name him.")

    def data(self, **facts):
        return {"phrase": "12 High Street", "note": "Ask the lawyer.", "in_comments": "hold", "is_on": "on"} | facts

    def page(self):
        return f"{LIST}{self.phrase.pk}/change/"

    def test_a_phrase_stands_with_who_added_it(self):
        self.client.force_login(self.ada)
        self.assertRedirects(self.client.post(ADD, self.data(until="2030-01-31")), LIST)
        phrase = CautionPhrase.objects.get(phrase="12 High Street")
        self.assertEqual((phrase.added_by, phrase.words, str(phrase.until)), (self.ada, "12 high street", "2030-01-31"))
        page = self.client.get(LIST)
        self.assertContains(page, "12 High Street")
        self.assertContains(page, "<h1>Caution phrases</h1>")

    def test_who_added_it_stays_when_another_changes_it(self):
        self.client.force_login(self.ada)
        self.assertRedirects(self.client.post(self.page(), self.data(phrase="S. Kempton", is_on="")), LIST)
        self.phrase.refresh_from_db()
        self.assertEqual((self.phrase.added_by, self.phrase.is_on, self.phrase.words), (self.una, False, "s kempton"))

    def test_the_editor_in_charge_keeps_the_list_editors_read_it_and_nobody_else_comes_in(self):
        for person, reads, writes in (
            (self.una, 200, 200),
            (self.ada, 200, 200),
            (self.ed, 200, 403),
            (self.nell, 403, 403),
            (self.mo, 403, 403),
            (self.rita, 302, 302),
        ):
            self.client.force_login(person)
            with self.subTest(person=person):
                self.assertEqual(self.client.get(LIST).status_code, reads)
                self.assertEqual(self.client.get(self.page()).status_code, reads)
                self.assertEqual(self.client.get(ADD).status_code, writes)
                if writes != 200:
                    self.assertEqual(self.client.post(ADD, self.data()).status_code, writes)
        self.assertEqual(CautionPhrase.objects.count(), 1)
        with self.assertRaises(NotAllowed):
            write(by=self.ed, phrase="x", note="y")

    def test_nobody_deletes_one(self):
        self.client.force_login(self.ada)
        self.assertEqual(self.client.post(f"{LIST}{self.phrase.pk}/delete/", {"post": "yes"}).status_code, 403)

    def test_what_is_wrong_is_told_and_what_was_typed_stays(self):
        self.client.force_login(self.ada)
        for facts, words in (
            ({"phrase": ""}, "This field is required"),
            ({"phrase": "…!"}, "There is no letter in it"),
            ({"phrase": "SEAN  KEMPTON"}, "is on the list already"),
            ({"phrase": "one two three four five six seven eight nine ten eleven"}, "That is long"),
            ({"phrase": "\ufdfa" * 50}, "That is long"),
            ({"note": ""}, "This field is required"),
            ({"until": "never"}, "Enter a valid date"),
            ({"until": "9999-12-31"}, "less than or equal"),
            ({"in_comments": "shout"}, "Select a valid choice"),
        ):
            with self.subTest(facts):
                answer = self.client.post(ADD, self.data(**facts))
                self.assertContains(answer, words, status_code=422)
                self.assertContains(answer, facts.get("note", "Ask the lawyer."), status_code=422)


class AtOnceTests(TransactionTestCase):
    def test_of_two_who_add_the_same_one_is_told(self):
        cast.people(self)

        def add(number):
            try:
                return write(by=self.una, phrase="Kempton" if number else "KEMPTON", note="Ask.") and "added"
            except ValidationError:
                return "told"

        self.assertCountEqual(at_once([partial(add, number) for number in (0, 1)]), ["added", "told"])
