"""A rule is rehearsed on past comments, weighed by what moderators decided, and demoted when it is mostly wrong."""

import io
from datetime import timedelta
from unittest import mock

from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.models import Message
from comments.models import Comment
from moderation.decide import decide
from moderation.follow import tell_of
from moderation.undo import undo
from newsroom.tests import cast
from screening.demote import demote
from screening.models import ScreeningRule
from screening.precision import Precision, precision_of
from screening.rehearse import TooLong, begin, rehearse, run_soon
from screening.told import told
from screening.write import write

from .rules import at_work, draft, only


class RehearseTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, at=timezone.now() - timedelta(days=100))
        only()
        now = timezone.now()
        texts = ["What a numpty", "Numpty again", "A n u m p t y", "numpty, still", "Mild words", "More of them"]
        cls.comments = [
            cast.comment(cls.story, cls.rita if n % 2 else cls.ravi, text, at=now - timedelta(days=5 * n))
            for n, text in enumerate(texts)
        ]
        for n, action in ((0, "remove"), (1, "remove"), (2, "keep"), (4, "remove")):
            rule = cls.abuse if action == "remove" else None
            decide(comment=cls.comments[n], moderator=cls.mo, action=action, version_seen=1, rule=rule)

    def test_it_tells_what_the_rule_would_have_found(self):
        done = rehearse(rule=draft(self.una), days=90)
        self.assertEqual((done.looked_at, done.found, done.removed, done.kept, done.readers), (6, 4, 2, 1, 2))
        self.assertEqual(
            told(done),
            "Would have held 4 of 6 comments, 2 of them removed by you, 1 kept, 1 never decided on; by 2 readers.",
        )
        numbers = [comment.pk for comment in self.comments]
        self.assertEqual((sorted(done.right), done.wrong, done.open), (numbers[:2], [numbers[2]], [numbers[3]]))

    def test_of_so_many_days_and_no_more(self):
        done = rehearse(rule=draft(self.una), days=7)
        self.assertEqual((done.looked_at, done.found), (2, 2))
        for days in (0, 731):
            with self.assertRaises(TooLong):
                rehearse(rule=draft(self.una, name=f"Of {days}"), days=days)

    def test_nothing_changes_by_it(self):
        before = list(Comment.objects.order_by("pk").values())
        rehearse(rule=draft(self.una))
        self.assertEqual(list(Comment.objects.order_by("pk").values()), before)
        self.assertFalse(any(comment.hits.exists() for comment in self.comments))

    def test_repeats_and_new_commenters_are_told_as_they_were(self):
        text = "The same long text, which is said by two accounts, once and again."
        cast.comment(self.story, self.rita, text)
        cast.comment(self.story, self.ravi, text)
        cast.comment(self.story, self.ravi, text + " Almost.", at=timezone.now())
        self.assertEqual(rehearse(rule=draft(self.una, name="R", kind="repeats", lists="")).found, 1)
        self.assertEqual(rehearse(rule=draft(self.una, name="N", kind="near", lists="", number=2)).found, 2)
        self.assertGreater(rehearse(rule=draft(self.una, name="F", kind="newcomers", lists="", number=1)).found, 3)

    def test_one_that_waited_while_its_rule_was_changed_tells_of_the_wording_that_was_asked_about(self):
        rule = draft(self.una)
        waiting = begin(rule=rule, by=self.una)
        write(rule=rule, by=self.una, version_seen=1, name="x", kind="words", lists="other", outcome="hold")
        run_soon.call(waiting.pk)
        waiting.refresh_from_db()
        self.assertEqual((waiting.found, waiting.version), (4, 1))
        self.client.force_login(self.una)
        self.assertContains(self.client.get(waiting.get_absolute_url()), "The rule was changed since.")

    def test_the_command_says_the_same(self):
        out = io.StringIO()
        call_command("rehearse_rule", draft(self.una).pk, days=90, stdout=out)
        self.assertIn("Would have held 4 of 6 comments, 2 of them removed", out.getvalue())
        with self.assertRaisesRegex(CommandError, "no such rule"):
            call_command("rehearse_rule", 0)
        with self.assertRaisesRegex(CommandError, "1 to 730"):
            call_command("rehearse_rule", ScreeningRule.objects.first().pk, days=0)


@override_settings(SCREENING_ENOUGH=4, SCREENING_FLOOR=50)
class PrecisionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        only()

    def post_and_decide(self, kept, removed):
        for number in range(kept + removed):
            comment = cast.comment(self.story, self.rita, f"A numpty, number {number} of {kept} and {removed}.")
            action = "keep" if number < kept else "remove"
            rule = self.abuse if action == "remove" else None
            yield decide(comment=comment, moderator=self.mo, action=action, version_seen=1, rule=rule)

    def test_live_and_shadow_rules_are_weighed_alike(self):
        live, shadow = at_work(self.una), at_work(self.una, state="shadow", name="Shadow")
        list(self.post_and_decide(kept=1, removed=2))
        cast.comment(self.story, self.ravi, "Numpty.")
        found = precision_of([live, shadow])
        self.assertEqual(found, {live.pk: Precision(4, 3, 2), shadow.pk: Precision(4, 3, 2)})
        self.assertEqual(found[live.pk].per_cent, 67)

    def test_both_are_asked_for_in_two_queries(self):
        rules = [at_work(self.una), at_work(self.una, state="shadow", name="Shadow")]
        with self.assertNumQueries(2):
            precision_of(rules)

    def test_a_rule_that_is_mostly_wrong_holds_no_more(self):
        rule = at_work(self.una)
        list(self.post_and_decide(kept=3, removed=1))
        rule.refresh_from_db()
        self.assertEqual((rule.outcome, rule.state), ("hold", "live"))  # when the last was kept, too few were decided
        self.assertEqual(demote(), [rule])
        rule.refresh_from_db()
        self.assertEqual((rule.outcome, rule.state), ("mark", "live"))
        self.assertIn("1 were removed", rule.changes.first().note)
        self.assertIsNone(rule.changes.first().by)
        told = Message.objects.filter(subject__contains="only marks from now on").values_list("to", flat=True)
        self.assertEqual(set(told), {self.una.pk, self.ada.pk})
        self.assertEqual(cast.comment(self.story, self.ravi, "Numpty!").status, "visible")
        self.assertEqual(demote(), [])

    def test_it_is_demoted_on_the_spot(self):
        rule = at_work(self.una)
        list(self.post_and_decide(kept=4, removed=0))
        rule.refresh_from_db()
        self.assertEqual(rule.outcome, "mark")

    @override_settings(UNDO_SECONDS=10, TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
    def test_what_is_kept_and_taken_back_at_once_demotes_nothing(self):
        rule = at_work(self.una)
        kept = list(self.post_and_decide(kept=4, removed=0))
        undo(decision=kept[-1], moderator=self.mo)
        for decision in kept:
            tell_of.call(decision.pk)
        rule.refresh_from_db()
        self.assertEqual(rule.outcome, "hold")
        self.assertFalse(Message.objects.filter(to=self.una).exists())

    def test_what_it_only_marked_does_not_say_what_it_holds(self):
        rule = at_work(self.una, outcome="mark")
        list(self.post_and_decide(kept=4, removed=0))
        facts = {"name": rule.name, "kind": rule.kind, "lists": rule.lists}
        write(rule=rule, by=self.una, version_seen=1, outcome="hold", **facts)
        list(self.post_and_decide(kept=1, removed=0))
        rule.refresh_from_db()
        self.assertEqual(rule.outcome, "hold")

    def test_one_that_an_editor_lets_hold_again_begins_anew(self):
        rule = at_work(self.una)
        list(self.post_and_decide(kept=4, removed=0))
        facts = {"name": rule.name, "kind": rule.kind, "lists": rule.lists}
        write(rule=rule, by=self.una, version_seen=1, outcome="hold", **facts)
        list(self.post_and_decide(kept=3, removed=0))
        rule.refresh_from_db()
        self.assertEqual(rule.outcome, "hold")
        list(self.post_and_decide(kept=1, removed=0))
        rule.refresh_from_db()
        self.assertEqual(rule.outcome, "mark")

    def test_what_it_held_last_is_what_counts(self):
        rule = at_work(self.una)
        list(self.post_and_decide(kept=0, removed=5))
        with mock.patch("screening.precision.LAST", 4):
            list(self.post_and_decide(kept=3, removed=0))
        rule.refresh_from_db()
        self.assertEqual(rule.outcome, "mark")

    def test_one_that_is_mostly_right_stays(self):
        at_work(self.una)
        list(self.post_and_decide(kept=2, removed=3))
        self.assertEqual(demote(), [])

    @override_settings(WHEN_TOLD=[])
    def test_the_command_tells_which(self):
        at_work(self.una)
        list(self.post_and_decide(kept=4, removed=0))
        out = io.StringIO()
        call_command("weigh_rules", stdout=out)
        call_command("weigh_rules", stdout=out)
        self.assertEqual(out.getvalue(), "“House words” only marks from now on.\nNo rule is mostly wrong.\n")
