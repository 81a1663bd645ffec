"""Several at once: moderators who act on one reader, a reader who posts while they are banned, two who carry on."""

import uuid

from django.test import TransactionTestCase, override_settings

from accounts.models import Message
from comments.models import Comment
from comments.post import NotAllowed, post
from moderation.models import Decision
from newsroom.tests.at_once import at_once
from sanctions import bulk
from sanctions.lift import lift
from sanctions.models import Sanction
from sanctions.refusals import LiftedAlready, SanctionedMeanwhile

from .cast import act, say, town


class AtOnceTests(TransactionTestCase):
    def setUp(self):
        town(self)

    def test_of_moderators_who_act_at_once_one_does_and_the_others_are_told_who(self):
        moderators = (self.mo, self.max, self.ada, self.mo)
        answers = at_once([lambda by=by: act(self, "premod", by=by) for by in moderators])
        made = Sanction.objects.get()
        for answer in answers:
            if isinstance(answer, SanctionedMeanwhile):
                self.assertEqual(answer.sanction, made)
            else:
                self.assertEqual(answer, made)
        self.assertEqual(Message.objects.filter(to=self.rita).count(), 1)

    def test_of_two_who_lift_at_once_one_does(self):
        made = act(self, "premod")
        answers = at_once([lambda by=by: lift(sanction=made, by=by) for by in (self.mo, self.max)])
        kinds = sorted(type(answer) for answer in answers if isinstance(answer, Exception))
        self.assertEqual(kinds, [LiftedAlready])
        self.assertEqual(Message.objects.filter(to=self.rita).count(), 2)

    def test_what_is_posted_beside_a_ban_was_before_it_or_is_refused(self):
        for number in range(5):
            texts = [f"No. {number} {letter}." for letter in "abcd"]
            posting = [
                lambda text=text: post(article=self.story, reader=self.rita, text=text, form_key=uuid.uuid4())
                for text in texts
            ]
            answers = at_once([*posting, lambda: act(self, "ban", seen=number)])  # noqa: B023
            stored = set(Comment.objects.filter(text__in=texts).values_list("text", flat=True))
            for text, answer in zip(texts, answers, strict=False):
                self.assertIsInstance(answer, Comment | NotAllowed)
                self.assertEqual(isinstance(answer, Comment), text in stored)
            with self.assertRaises(NotAllowed):
                say(self)
            lift(sanction=answers[-1], by=self.ada)

    @override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
    def test_two_who_carry_on_at_once_remove_each_comment_once(self):
        for number in range(6):
            say(self, f"No. {number}.")
        made = act(self, "ban", remove_hours=24)
        answers = at_once([lambda: bulk.carry_on.call(made.pk, self.ada.pk)] * 2)
        self.assertEqual(answers, [None, None])
        self.assertEqual(Decision.objects.filter(batch=made.batch).count(), 6)
        self.assertEqual(Comment.objects.filter(status="removed").count(), 6)
