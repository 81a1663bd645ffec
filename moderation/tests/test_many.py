"""Deciding about many comments at once."""

import uuid
from datetime import timedelta
from unittest import mock

from django.test import TestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Message
from comments.models import Comment
from moderation.decide import decide
from moderation.decide_many import MOST, decide_many, undo_many
from moderation.follow import tell_of
from moderation.models import Decision, DecisionTold
from moderation.refusals import Refused
from moderation.report import report
from moderation.undo import undo
from newsroom.tests import cast

LATER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@override_settings(UNDO_SECONDS=10, TASKS=LATER)
class ManyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comments = [cast.comment(cls.story, cls.rita, f"No. {number}.") for number in range(4)]

    def setUp(self):
        self.client.force_login(self.mo)

    def chosen(self):
        return {comment.pk: 1 for comment in self.comments}

    def send(self, **fields):
        chosen = [f"{comment.pk}.1" for comment in self.comments]
        return self.client.post("/moderation/many/", {"chosen": chosen, "action": "remove", "rule": "abuse"} | fields)

    def removed(self):
        return Comment.objects.filter(status="removed").count()

    def test_each_has_its_decision_and_all_one_batch(self):
        outcomes = decide_many(chosen=self.chosen(), moderator=self.mo, action="remove", rule=self.abuse, note="No.")
        self.assertEqual({outcome.decision.batch for outcome in outcomes}, {outcomes[0].decision.batch})
        self.assertEqual(Decision.objects.filter(rule=self.abuse, note="No.").count(), 4)

    def test_what_another_decided_meanwhile_is_left_and_told(self):
        decide(comment=self.comments[0], moderator=self.max, action="keep", version_seen=1)
        page = self.send(note="Play the ball.")
        self.assertContains(page, "3 comments were removed")
        self.assertContains(page, "Max kept this comment before you")
        self.assertContains(page, 'Your note: <q dir="auto">Play the ball.</q>')
        self.assertEqual(self.removed(), 3)

    def test_ones_own_is_left_and_told(self):
        own = cast.comment(self.story, self.mo, "My own.")
        page = self.send(chosen=[f"{own.pk}.1", f"{self.comments[0].pk}.1"])
        self.assertContains(page, "This is your own comment")
        self.assertEqual(self.removed(), 1)

    # What people are told

    def tell(self, seconds):
        """Do what the task worker does in so many seconds' time."""
        with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(seconds=seconds)):
            for task in DBTaskResult.objects.filter(task_path__endswith="tell_of").order_by("run_after"):
                if task.run_after <= timezone.now():
                    tell_of.call(*task.args_kwargs["args"])

    def told(self, person):
        return list(Message.objects.filter(to=person).order_by("pk"))

    def decided(self, **facts):
        facts = {"chosen": self.chosen(), "moderator": self.mo, "action": "remove", "rule": self.abuse} | facts
        return [outcome.decision for outcome in decide_many(**facts)]

    def test_an_author_is_told_of_them_all_in_one_message_when_none_can_be_taken_back_any_more(self):
        ravis = cast.comment(self.story, self.ravi, "Ravi’s only one.")
        made = self.decided(chosen=self.chosen() | {ravis.pk: 1}, note="Play the ball.")
        undo(decision=made[1], moderator=self.mo)
        self.tell(5)
        self.assertFalse(Message.objects.exists())
        self.tell(12)
        (told,) = self.told(self.rita)
        self.assertEqual(told.subject, "3 of your comments were removed")
        for words in ("No. 0.", "No. 2.", "No. 3.", self.abuse.text, self.story.headline, "writes: Play the ball."):
            self.assertIn(words, told.text)
        self.assertEqual(told.text.count("Play the ball."), 1)
        self.assertNotIn("No. 1.", told.text)
        self.assertEqual(told.address, "/comments/mine/")
        (of_one,) = self.told(self.ravi)
        self.assertEqual((of_one.subject, of_one.address), ("Your comment was removed", ravis.get_absolute_url()))
        self.tell(20)
        self.assertEqual(Message.objects.count(), 2)

    def test_those_who_reported_one_of_them_are_told_each(self):
        made = report(comment=self.comments[2], reader=self.ravi, rule=self.abuse, text_version=1)
        self.decided()
        self.tell(12)
        self.assertIn(made.reference, self.told(self.ravi)[0].subject)

    def test_what_was_decided_anew_meanwhile_is_not_among_them(self):
        self.decided()
        self.comments[0].refresh_from_db()
        decide(comment=self.comments[0], moderator=self.max, action="keep", version_seen=2)
        self.tell(12)
        self.assertEqual(
            [one.subject for one in self.told(self.rita)],
            ["3 of your comments were removed", "Your comment was accepted"],
        )

    def test_what_is_removed_later_with_the_same_is_told_by_itself(self):
        """A sanction may take long over it."""
        first, second = self.comments[:2]
        facts = {"moderator": self.mo, "action": "remove", "rule": self.abuse, "version_seen": 1, "batch": uuid.uuid4()}
        decide(comment=first, **facts)
        self.tell(12)
        decide(comment=second, at=timezone.now() + timedelta(seconds=30), **facts)
        self.tell(45)
        self.assertEqual([first.text in one.text for one in self.told(self.rita)], [True, False])

    def test_more_than_go_at_once_are_told_in_several(self):
        self.decided()
        with mock.patch("moderation.follow.MOST", 2):
            self.tell(12)
            self.tell(12)
        self.assertEqual(len(self.told(self.rita)), 2)
        self.assertEqual(DecisionTold.objects.count(), 4)

    def test_many_that_are_kept_are_told_each(self):
        for comment in self.comments:
            Comment.objects.filter(pk=comment.pk).update(status="held")
        self.decided(action="keep", rule=None)
        self.tell(12)
        self.assertEqual(len(self.told(self.rita)), 4)

    def test_all_is_taken_back_in_one_go(self):
        batch = self.send().context["batch"]
        self.assertEqual(self.removed(), 4)
        self.assertContains(self.client.post(f"/moderation/many/{batch}/undo/"), "All 4 are as they were before")
        self.assertEqual(self.removed(), 0)

    def test_what_was_decided_anew_is_not_taken_back(self):
        outcomes = decide_many(chosen=self.chosen(), moderator=self.mo, action="remove", rule=self.abuse)
        self.comments[0].refresh_from_db()
        decide(comment=self.comments[0], moderator=self.max, action="remove", rule=self.spam, version_seen=2)
        told = undo_many(batch=outcomes[0].decision.batch, moderator=self.mo)
        self.assertEqual([bool(outcome.refused) for outcome in told], [True, False, False, False])
        self.assertEqual(self.removed(), 1)

    def test_nobody_takes_back_what_another_did(self):
        batch = self.send().context["batch"]
        self.client.force_login(self.max)
        self.assertEqual(self.client.post(f"/moderation/many/{batch}/undo/").status_code, 404)

    def test_wrong_input_is_answered_and_the_choice_kept(self):
        for fields, says in (
            ({"rule": ""}, "Choose the rule"),
            ({"rule": "zz"}, "Please choose one of the guidelines"),
            ({"action": "burn"}, "Please say what to do"),
            ({"action": "ask"}, "Please say what to do"),
            ({"chosen": ["x", "1.x", "", "9" * 40 + ".1"]}, "Please choose the comments first."),
        ):
            page = self.send(**fields)
            self.assertContains(page, says, status_code=422)
            if "chosen" not in fields:
                self.assertContains(page, f'value="{self.comments[0].pk}.1"', status_code=422)
        self.assertFalse(Decision.objects.exists())

    def test_there_is_a_limit(self):
        with self.assertRaisesMessage(Refused, "at most"):
            decide_many(chosen=dict.fromkeys(range(MOST + 1), 1), moderator=self.mo, action="keep")

    def test_the_same_form_twice_is_the_same_decisions(self):
        self.send()
        self.assertContains(self.send(), "4 comments were removed")
        self.assertEqual(Decision.objects.count(), 4)
