"""Several at once, in threads with connections of their own, on the database that is configured."""

import re
import uuid

from django.db import connection
from django.test import TestCase, TransactionTestCase, skipUnlessDBFeature
from django.test.utils import CaptureQueriesContext

from accounts.models import Message
from law.answer import answer
from law.appeal import appeal
from law.assess import assess
from law.models import Appeal, Letter, Notice, Statement
from law.notify import confirm, notify
from law.reasons import state
from law.refusals import SentBefore
from moderation.models import Decision
from moderation.refusals import Refused
from moderation.undo import undo
from newsroom.tests import cast
from newsroom.tests.at_once import at_once

from .scene import LATER, again, decided, noticed, scene


class AtOnceTests(TransactionTestCase):
    def setUp(self):
        scene(self)

    def test_one_form_sent_many_times_is_one_notice_with_one_letter(self):
        facts = {"law": "defamation", "why": "It is untrue.", "name": "Ned", "email": "ned@example.org"}
        facts |= {"text_version": 1, "form_key": uuid.uuid4()}
        answers = at_once([lambda: notify(comment=again(self.comment), **facts) for _ in range(4)])
        self.assertEqual({notice.reference for notice in answers}, {Notice.objects.get().reference})
        self.assertEqual(Letter.objects.count(), 1)

    def test_a_notice_is_confirmed_once(self):
        notice = noticed(self.comment, confirmed=False)
        answers = at_once([lambda: confirm(notice=Notice.objects.get(pk=notice.pk)) for _ in range(4)])
        self.assertEqual(sorted(answers), [False, False, False, True])

    def test_a_notice_that_comes_while_a_moderator_decides_is_settled_or_waits(self):
        for number in range(4):
            comment = cast.comment(self.story, self.rita, f"Words, {number}.")
            at_once(
                [
                    lambda comment=comment: decided(comment, "keep", by=self.mo),
                    lambda comment=comment: noticed(comment, notifier=self.ravi),
                ]
            )
            notice = Notice.objects.get(comment=comment)
            self.assertEqual(notice.decision is None, getattr(again(comment), "card", None) is not None)

    def test_of_moderators_who_answer_an_appeal_at_once_one_does(self):
        others = [self.max, self.ada, self.law]
        for number in range(3):
            comment = cast.comment(self.story, self.rita, f"Words, {number}.")
            decided(comment, "remove", by=self.mo, rule=self.abuse)
            made = appeal(against=Statement.objects.get(comment=comment), words="No.", person=self.rita)
            Message.objects.all().delete()
            version = again(comment).version

            def answering(moderator, outcome, made=made, version=version):
                facts = {"outcome": outcome, "words": "So.", "version_seen": version}
                return lambda: answer(appeal=Appeal.objects.get(pk=made.pk), moderator=moderator, **facts)

            answers = at_once(
                [answering(who, what) for who, what in zip(others, ("upheld", "reversed", "upheld"), strict=True)]
            )
            self.assertEqual(sum(isinstance(one, Appeal) for one in answers), 1, answers)
            self.assertEqual(sum(isinstance(one, Refused) for one in answers), 2, answers)
            self.assertEqual(Decision.objects.filter(comment=comment).count(), 2)
            self.assertEqual(Message.objects.filter(subject__contains=made.reference).count(), 1)

    def test_of_two_appeals_against_one_thing_one_is_made(self):
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)

        def appealing():
            return appeal(against=Statement.objects.get(), words="No.", person=self.rita)

        answers = at_once([appealing] * 3)
        self.assertEqual(sum(isinstance(one, SentBefore) for one in answers), 2, answers)
        self.assertEqual(Appeal.objects.count(), 1)

    def test_nor_are_two_made_against_what_was_done_to_an_account(self):
        for _ in range(3):
            made = state(person=self.rita, restriction="banned", decided_by=self.mo, rule=self.abuse)

            def appealing(pk=made.pk):
                return appeal(against=Statement.objects.get(pk=pk), words="No.", person=self.rita)

            answers = at_once([appealing] * 4)
            self.assertEqual(sum(isinstance(one, Appeal) for one in answers), 1, answers)
            self.assertEqual(sum(isinstance(one, SentBefore) for one in answers), 3, answers)


@skipUnlessDBFeature("has_select_for_update")
class LocksTests(TestCase):
    """Accounts are locked before comments and what is about them, as by whoever erases one: so that neither of two
    waits for the other."""

    @classmethod
    def setUpTestData(cls):
        scene(cls)
        cls.notice = noticed(cls.comment, notifier=cls.ravi)
        decided(cls.comment, "keep", by=cls.mo)

    def locks(self, deed):
        """Return the tables of which rows were locked, in the order."""
        with CaptureQueriesContext(connection) as asked:
            deed()
        found = (re.match(r'SELECT .*? FROM "(\w+)".* FOR (NO KEY )?UPDATE', each["sql"]) for each in asked)
        return [match[1] for match in found if match]

    def test_by_an_appeal_against_what_became_of_a_comment(self):
        statement = decided(self.comment, "remove", by=self.mo, rule=self.abuse).statement
        locks = self.locks(lambda: appeal(against=statement, words="No.", person=self.rita))
        self.assertEqual(locks, ["accounts_user", "comments_comment", "law_statement"])

    def test_by_an_appeal_of_somebody_without_an_account(self):
        notice = noticed(cast.comment(self.story, self.rita, "Other words."))
        decided(notice.comment, "keep", by=self.mo)
        locks = self.locks(lambda: appeal(against=notice, words="But it is."))
        self.assertEqual(locks, ["accounts_user", "comments_comment", "law_notice"])

    def test_by_an_appeal_against_what_was_done_to_an_account_and_by_its_answer(self):
        statement = state(person=self.rita, restriction="banned", decided_by=self.mo, rule=self.abuse)
        locks = self.locks(lambda: appeal(against=statement, words="No.", person=self.rita))
        self.assertEqual(locks, ["accounts_user", "law_statement"])
        facts = {"moderator": self.max, "outcome": "upheld", "words": "So."}
        self.assertEqual(self.locks(lambda: answer(appeal=statement.appeal, **facts))[:1], ["accounts_user"])

    def test_by_saying_that_a_notice_was_plain(self):
        facts = {"moderator": self.mo, "found": "unfounded"}
        self.assertEqual(self.locks(lambda: assess(notice=self.notice, **facts))[:2], ["accounts_user", "law_notice"])

    @LATER
    def test_by_taking_a_decision_back(self):
        held = decided(self.comment, "hold", by=self.mo)
        locks = self.locks(lambda: undo(decision=held, moderator=self.mo))
        self.assertEqual(locks[:2], ["accounts_user", "comments_comment"])
