"""Appeals, the deeds: who may, when, who decides, and what follows."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.models import Message, User
from comments.models import Comment
from law.answer import answer
from law.appeal import appeal
from law.models import Appeal, LawTerms, Statement
from law.reasons import state
from law.refusals import Nothing, SentBefore
from moderation.card import renew
from moderation.models import Card
from moderation.queue import records
from moderation.refusals import CourtCase, NotAllowed, Refused
from moderation.undo import undo
from newsroom.tests import cast

from .scene import LATER, again, decided, noticed, reported, scene

BECAUSE = "It quotes a court record."
LINKS = "See https://a.example https://b.example https://c.example"


class AppealTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)

    def removed(self):
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        return Statement.objects.get(comment=self.comment)

    def appealed(self):
        return appeal(against=self.removed(), words="I quoted the court.", person=self.rita)

    def waits(self):
        return Card.objects.of_kind("appeals").filter(comment=self.comment).exists()

    def answer(self, made, outcome, by=None, **facts):
        facts = {"version_seen": again(self.comment).version, "words": BECAUSE} | facts
        return answer(appeal=made, moderator=by or self.max, outcome=outcome, **facts)

    def told(self, person):
        return Message.objects.filter(to=person, subject__contains="appeal").values_list("text", flat=True)

    # The author's

    def test_an_appeal_against_a_removal_stands_in_the_queue(self):
        made = self.appealed()
        self.assertEqual((made.first, made.comment, made.whose), (self.mo, self.comment, "the author"))
        self.assertTrue(self.waits())

    def test_a_reversal_restores_everything(self):
        reply = cast.comment(self.story, self.ravi, "Did he?", parent=self.comment)
        before = self.client.get(self.story.get_absolute_url()).content
        made = self.answer(self.appealed(), "reversed")
        self.assertEqual((made.outcome, made.decided_by, made.answer), ("reversed", self.max, BECAUSE))
        self.assertFalse(self.waits())
        page = self.client.get(self.story.get_absolute_url()).content
        self.assertIn(b"He took a bribe.", page)
        self.assertEqual(page.count(b"<article id="), before.count(b"<article id="))
        self.assertEqual(Comment.objects.visible().filter(article=self.story).count(), 2)
        self.assertEqual(records([again(self.comment)])[self.rita.pk]["removed"], 0)
        renew(again(reply))
        self.assertFalse([part for part in Card.objects.get(comment=reply).parts if "removed" in part[0]])
        (told,) = self.told(self.rita)
        for words in (BECAUSE, "The decision was reversed", "to a court"):
            self.assertIn(words, told)

    def test_what_is_upheld_stays_removed_and_the_author_is_told_once_why(self):
        made = self.answer(self.appealed(), "upheld")
        self.assertEqual((made.outcome, again(self.comment).status), ("upheld", "removed"))
        self.assertEqual(Statement.objects.count(), 1)
        (told,) = self.told(self.rita)
        self.assertIn("The decision stands", told)
        self.assertEqual(Message.objects.filter(to=self.rita, subject="Your comment was removed").count(), 1)

    def test_any_decision_of_another_moderator_settles_it_with_reasons(self):
        made = self.appealed()
        decided(self.comment, "keep", by=self.max)
        made.refresh_from_db()
        self.assertEqual((made.outcome, made.decided_by), ("reversed", self.max))
        self.assertIn("breaks no rule", made.answer)

    def test_what_was_typed_with_a_keep_is_the_answer(self):
        made = self.appealed()
        decision = decided(self.comment, "keep", by=self.max, note="You quote the court rightly.")
        made.refresh_from_db()
        self.assertEqual(made.answer, "You quote the court rightly.")
        self.assertEqual(decision.note, "")
        (told,) = self.told(self.rita)
        self.assertIn("You quote the court rightly.", told)
        accepted = Message.objects.get(to=self.rita, subject="Your comment was accepted")
        self.assertNotIn("The moderator writes", accepted.text)

    def test_a_comment_that_a_check_holds_can_be_appealed_for_by_its_author(self):
        held = cast.comment(self.story, self.rita, LINKS)
        made = appeal(against=held.statements.get(), words="They are my own.", person=self.rita)
        self.assertIsNone(made.first)
        decided(held, "keep", by=self.mo)
        made.refresh_from_db()
        self.assertEqual(made.outcome, "reversed")

    def test_an_appeal_against_what_was_decided_anew_since_is_led_to_what_stands(self):
        held = cast.comment(self.story, self.rita, LINKS)
        first = held.statements.get()
        decided(held, "remove", by=self.mo, rule=self.abuse)
        with self.assertRaisesMessage(Nothing, "decided anew") as refused:
            appeal(against=first, words="They are my own.", person=self.rita)
        stands = refused.exception.statement
        self.assertEqual((stands.restriction, stands.decided_by), ("removed", self.mo))
        self.client.force_login(self.rita)
        for address in (first.get_absolute_url(), first.get_absolute_url() + "appeal/"):
            self.assertContains(self.client.get(address), stands.get_absolute_url(), status_code=200)
        self.assertEqual(appeal(against=stands, words="They are my own.", person=self.rita).first, self.mo)

    def test_who_decided_last_is_another_person_too_where_that_has_no_statement(self):
        held = cast.comment(self.story, self.rita, LINKS)
        LawTerms.objects.create(pk=1, statements="none")
        decided(held, "remove", by=self.mo, rule=self.abuse)
        decided(held, "pass", by=self.max, passed_to="editor")  # which decides nothing
        made = appeal(against=held.statements.get(), words="They are my own.", person=self.rita)
        self.assertEqual(made.first, self.mo)

    # Another person

    def test_the_first_decider_is_refused_and_nothing_changes(self):
        made = self.appealed()
        for action in ("keep", "settle", "remove", "ask"):
            with self.assertRaises(NotAllowed):
                decided(self.comment, action, by=self.mo, rule=self.abuse)
        with self.assertRaises(NotAllowed):
            self.answer(made, "upheld", by=self.mo)
        made.refresh_from_db()
        self.assertIsNone(made.decided_at)
        self.assertEqual(again(self.comment).status, "removed")
        decided(self.comment, "pass", by=self.mo, passed_to="editor")  # which decides nothing

    def test_the_first_decider_may_hold_what_is_on_the_site_and_the_appeal_waits_on(self):
        report = reported(self.comment, self.ravi, self.abuse)
        decided(self.comment, "keep", by=self.mo)
        made = appeal(against=report, words="Read it again.", person=self.ravi)
        decided(self.comment, "hold", by=self.mo)
        made.refresh_from_db()
        self.assertIsNone(made.decided_at)
        self.assertEqual(again(self.comment).status, "held")
        self.assertTrue(self.waits())

    def test_where_nobody_else_may_decide_the_first_decider_is_told_what_to_do(self):
        made = self.appealed()
        says = "an administrator has to give somebody else the role of a moderator"
        with self.assertRaises(NotAllowed) as refused:
            decided(self.comment, "keep", by=self.mo)
        self.assertNotIn(says, str(refused.exception))
        User.objects.exclude(pk__in=[self.mo.pk, self.rita.pk]).update(is_active=False)
        self.rita.groups.add(*self.mo.groups.all())  # whose own comment it is
        with self.assertRaisesMessage(NotAllowed, says):
            decided(self.comment, "keep", by=self.mo)
        with self.assertRaisesMessage(NotAllowed, says):
            self.answer(made, "upheld", by=self.mo)

    def test_the_database_refuses_the_first_decider(self):
        made = self.appealed()
        facts = {"decided_at": timezone.now(), "outcome": "upheld"}
        with self.assertRaises(IntegrityError), transaction.atomic():
            Appeal.objects.filter(pk=made.pk).update(decided_by=self.mo, **facts)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Appeal.objects.filter(pk=made.pk).update(**facts)  # nor is it decided by nobody
        Appeal.objects.filter(pk=made.pk).update(decided_by=self.max, **facts)

    def test_readers_and_who_appealed_decide_nothing(self):
        report = reported(self.comment, self.max, self.abuse)
        decided(self.comment, "keep", by=self.mo)
        made = appeal(against=report, words="Read it again.", person=self.max)
        for person in (self.ravi, self.max):
            with self.assertRaises(NotAllowed):
                self.answer(made, "upheld", by=person)

    def test_an_appeal_is_answered_once_and_with_words(self):
        made = self.appealed()
        with self.assertRaises(Refused):
            self.answer(made, "upheld", words=" ")
        self.answer(made, "upheld")
        with self.assertRaises(Refused):
            self.answer(made, "reversed")

    # Those who said that it should go

    def test_a_reader_appeals_where_what_they_reported_stays(self):
        report = reported(self.comment, self.ravi, self.abuse)
        decided(self.comment, "keep", by=self.mo)
        message = Message.objects.get(to=self.ravi, subject__contains=report.reference)
        self.assertIn(f"/law/reports/{report.reference}/appeal/", message.text)
        made = appeal(against=report, words="Read it again.", person=self.ravi)
        with self.assertRaises(Refused):
            self.answer(made, "reversed")  # names no rule
        made = self.answer(made, "reversed", rule=self.abuse)
        self.assertEqual(again(self.comment).status, "removed")
        self.assertEqual(made.outcome, "reversed")
        self.assertIn(BECAUSE, self.told(self.ravi)[0])

    def test_a_notifier_without_an_account_appeals_and_is_written_to(self):
        notice = noticed(self.comment)
        decided(self.comment, "keep", by=self.mo)
        notice.refresh_from_db()
        made = appeal(against=notice, words="The court said otherwise.")
        self.assertTrue(self.waits())
        self.answer(made, "upheld")
        self.assertIn(BECAUSE, notice.letters.last().text)
        self.assertTrue(again(self.comment).is_visible)

    def test_nobody_appeals_where_it_was_removed_for_them(self):
        report = reported(self.comment, self.ravi, self.abuse)
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        report.refresh_from_db()
        with self.assertRaises(Nothing):
            appeal(against=report, words="Thanks.", person=self.ravi)

    # Once, and for as long as the terms say

    def test_once_for_184_days_and_not_where_the_site_is_no_platform(self):
        statement = self.removed()
        late = timezone.now() + timedelta(days=185)
        with self.assertRaisesMessage(Nothing, "The time for an appeal is over"):
            appeal(against=statement, words="x", person=self.rita, at=late)
        terms = LawTerms.objects.create(pk=1, platform=False)
        with self.assertRaisesMessage(Nothing, "takes no appeals"):
            appeal(against=statement, words="x", person=self.rita)
        terms.platform = True
        terms.save()
        appeal(against=statement, words="x", person=self.rita, at=late - timedelta(days=2))
        with self.assertRaises(SentBefore):
            appeal(against=statement, words="x", person=self.rita)

    def test_nothing_is_appealed_against_that_does_not_stand(self):
        report = reported(self.comment, self.ravi, self.abuse)
        with self.assertRaisesMessage(Nothing, "Nothing was decided"):
            appeal(against=report, words="x", person=self.ravi)
        statement = self.removed()
        decided(self.comment, "keep", by=self.max)
        with self.assertRaisesMessage(Nothing, "is on the site"):
            appeal(against=statement, words="x", person=self.rita)

    @LATER
    def test_nor_against_what_can_still_be_taken_back(self):
        decision = decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        with self.assertRaisesMessage(Nothing, "a few seconds ago"):
            appeal(against=decision.statement, words="x", person=self.rita)
        undo(decision=decision, moderator=self.mo)
        self.assertFalse(Statement.objects.exists())

    @LATER
    def test_an_answer_that_is_taken_back_is_no_answer(self):
        long_ago = timezone.now() - timedelta(minutes=5)
        decided(self.comment, "remove", by=self.mo, rule=self.abuse, at=long_ago)
        made = appeal(against=Statement.objects.get(), words="x", person=self.rita)
        made = self.answer(made, "reversed")
        undo(decision=made.decision, moderator=self.max)
        made.refresh_from_db()
        self.assertEqual((made.outcome, made.decided_by, made.answer), ("", None, ""))
        self.assertTrue(self.waits())
        self.assertEqual(again(self.comment).status, "removed")

    def test_a_court_case_lets_nothing_back(self):
        made = self.appealed()
        type(self.story).objects.filter(pk=self.story.pk).update(court_case=True)
        with self.assertRaises(CourtCase):
            self.answer(made, "reversed")
        made.refresh_from_db()
        self.assertEqual((made.decided_at, made.answer), (None, ""))

    # Sanctions, which other rooms impose

    def test_an_appeal_against_what_was_done_to_an_account(self):
        statement = state(person=self.rita, restriction="suspended", decided_by=self.mo, rule=self.abuse, about="x:1")
        made = appeal(against=statement, words="It was once.", person=self.rita)
        with self.assertRaises(NotAllowed):
            answer(appeal=made, moderator=self.mo, outcome="reversed", words=BECAUSE)
        seen.clear()
        with override_settings(AFTER_REVERSAL=["law.tests.test_appeals.remember"]):
            answer(appeal=made, moderator=self.max, outcome="reversed", words=BECAUSE)
        self.assertEqual(seen, ["x:1"])
        self.assertIn(BECAUSE, self.told(self.rita)[0])


seen = []


def remember(appeal, *, at):
    seen.append(appeal.statement.about)
