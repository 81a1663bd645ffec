"""Rules are written, put to work and taken off."""

from django.db import IntegrityError, transaction
from django.test import TestCase

from newsroom.tests import cast
from screening.models import Change, ScreeningRule
from screening.put import NotRehearsed, put
from screening.rehearse import rehearse
from screening.write import BadList, Changed, NameTaken, NotAllowed, write

from .rules import at_work, draft


class WriteTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def write(self, rule, **facts):
        said = {"name": rule.name, "kind": rule.kind, "lists": rule.lists, "outcome": rule.outcome}
        return write(rule=rule, by=self.una, version_seen=rule.version, **said | facts)

    def test_a_rule_begins_as_a_draft_with_its_first_wording(self):
        rule = draft(self.una)
        self.assertEqual((rule.state, rule.version, rule.at_work_version), ("draft", 1, None))
        change = rule.changes.get()
        self.assertEqual((change.by, change.worded, change.lists), (self.una, True, "numpty"))

    def test_only_who_may_writes_rules(self):
        for person in (self.mo, self.ed, self.rita):
            with self.assertRaises(NotAllowed):
                draft(person)
        rule = draft(self.ada)
        with self.assertRaises(NotAllowed):
            put(rule=rule, state="shadow", by=self.mo, version_seen=1)
        with self.assertRaises(NotAllowed):
            rehearse(rule=rule, by=self.mo)

    def test_what_cannot_be_looked_for_is_refused(self):
        for kind, lists, why in (
            ("words", "", "Write what it looks for"),
            ("words", "fine\n" + "x" * 10_000, "longer than 100"),
            ("words", "!!!", "no letters"),
            ("words", "\n".join(f"word{n}" for n in range(5001)), "5,000 lines"),
            ("hosts", "not a host", "no host"),
            ("links", "https://", "no host"),
            ("personal", "shoe size", "not known"),
        ):
            with self.subTest(lists[:20]), self.assertRaisesRegex(BadList, why):
                draft(self.una, kind=kind, lists=lists)

    def test_it_goes_live_when_it_was_rehearsed_just_so(self):
        rule = draft(self.una)
        with self.assertRaises(NotRehearsed):
            put(rule=rule, state="live", by=self.una, version_seen=1)
        rehearse(rule=rule)
        rule = put(rule=rule, state="live", by=self.una, version_seen=1)
        self.assertEqual((rule.state, rule.at_work_version), ("live", 1))

    def test_a_new_wording_waits_until_it_was_rehearsed_too(self):
        rule = self.write(at_work(self.una), lists="numpty\nplonker")
        self.assertEqual((rule.state, rule.version, rule.at_work_version), ("live", 2, 1))
        self.assertTrue(rule.has_newer_draft)
        self.assertEqual(Change.objects.at_work().get(rule=rule).lists, "numpty")
        with self.assertRaises(NotRehearsed):
            put(rule=rule, state="live", by=self.una, version_seen=2)
        rehearse(rule=rule)
        put(rule=rule, state="live", by=self.una, version_seen=2)
        self.assertEqual(Change.objects.at_work().get(rule=rule).lists, "numpty\nplonker")

    def test_the_shadow_needs_no_rehearsal(self):
        self.assertEqual(put(rule=draft(self.una), state="shadow", by=self.una, version_seen=1).state, "shadow")

    def test_who_saw_an_earlier_wording_is_told(self):
        rule = draft(self.una)
        self.write(rule, lists="plonker")
        with self.assertRaises(Changed):
            write(rule=rule, by=self.una, version_seen=1, name="x", kind="words", lists="a1b2", outcome="mark")
        with self.assertRaises(Changed):
            put(rule=rule, state="shadow", by=self.una, version_seen=1)

    def test_a_name_that_somebody_has_saved_in_the_same_moment_is_refused_in_words(self):
        draft(self.una, name="House words")
        with self.assertRaisesMessage(NameTaken, "of this name"):
            write(by=self.una, name="House words", kind="words", lists="plonker", outcome="mark")
        self.assertEqual(ScreeningRule.objects.filter(name="House words").count(), 1)

    def test_the_same_once_more_changes_nothing(self):
        rule = draft(self.una)
        self.write(rule)
        self.assertEqual(rule.changes.count(), 1)

    def test_its_history_is_only_added_to(self):
        change = draft(self.una).changes.get()
        with self.assertRaises(TypeError):
            change.save()
        with self.assertRaises(TypeError):
            change.delete()

    def test_a_rule_at_work_has_its_version(self):
        rule = draft(self.una)
        with self.assertRaises(IntegrityError), transaction.atomic():
            ScreeningRule.objects.filter(pk=rule.pk).update(state="live")
