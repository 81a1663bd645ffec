"""What a ban does to many comments, broken off and begun again; and lifting it, which puts all back as it was."""

import uuid
from collections import Counter
from datetime import timedelta
from unittest import mock

from django.test import TestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Message
from articles.models import Article
from comments.like import like
from comments.models import Comment
from comments.pick import pick
from figures import start
from figures.tally import tally
from law.answer import answer
from law.appeal import appeal
from law.models import Notice, Statement
from law.notify import notify
from law.yearly_counts import programs
from moderation.decide import decide
from moderation.models import Card, Decision, Report
from moderation.nearest import nearest
from moderation.report import report
from moderation.undo import undo
from newsroom.tests import cast
from sanctions import bulk, doctor
from sanctions.lift import lift, put_back
from sanctions.models import Sanction
from sanctions.preview import preview
from sanctions.refusals import LiftedAlready, NotAllowed, Refused
from score import cases, drift
from screening.models import ScreeningRule
from screening.precision import precision_of

from .cast import act, say, status, town

DAY = timedelta(days=1)
QUEUED = override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})


class Crash(Exception):
    """The machine stops."""


def work():
    """Do what waits for the task worker."""
    for row in DBTaskResult.objects.filter(status="READY", task_path="sanctions.bulk.carry_on"):
        bulk.carry_on.call(*row.args_kwargs["args"])
        row.delete()


class BulkTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        town(cls)
        now = timezone.now()
        cls.first = cast.comment(cls.story, cls.ravi, "What others said.", at=now - 3 * DAY)
        cls.last_week = [say(cls, f"Some days ago {n}.", at=now - 2 * DAY) for n in range(2)]
        cls.today = [say(cls, f"Today {n}.", at=now - timedelta(hours=1)) for n in range(4)]
        cls.answer = cast.comment(cls.story, cls.ravi, "An answer.", parent=cls.today[0])
        cls.waits = say(cls, "See https://a.example https://b.example https://c.example", at=now - timedelta(hours=1))
        like(comment=cls.today[1], reader=cls.ravi)
        pick(comment=cls.today[2])
        report(comment=cls.today[3], reader=cls.ravi, rule=cls.abuse, text_version=1)

    def pages(self):
        """Return all that readers see, and what waits for moderators."""
        addresses = [self.story.get_absolute_url(), f"/comments/on/{self.story.pk}/", "/"]
        addresses += [f"/comments/on/{self.story.pk}/?order={order}" for order in ("newest", "liked")]
        self.client.logout()
        pages = [self.client.get(address).content for address in addresses]
        self.client.force_login(self.rita)
        mine = self.client.get("/comments/mine/")
        return pages, [comment.status for comment in mine.context["comments"]]

    def removed(self):
        return set(Comment.objects.filter(status="removed").values_list("pk", flat=True))

    def numbers(self, comments):
        return {comment.pk for comment in comments}

    def ban(self, hours=24, **facts):
        return act(self, "ban", remove_hours=hours, **facts)

    def keep(self, comment):
        return decide(comment=comment, moderator=self.mo, action="keep", version_seen=comment.version)

    def test_what_it_would_do_is_told_before(self):
        report(comment=self.first, reader=self.rita, rule=self.abuse, text_version=1)
        told = preview(self.rita)
        self.assertEqual((told["visible"], told["held"], told["reports"]), (6, 1, 1))
        self.assertEqual([number for _, _, number in told["choices"]], [5, 7])
        self.keep(self.today[0])
        self.assertEqual([number for _, _, number in preview(self.rita)["choices"]], [4, 6])

    def test_without_a_choice_no_comment_is_touched(self):
        act(self, "ban")
        self.assertEqual(self.removed(), set())

    def test_each_comment_of_that_time_is_removed_by_a_decision_of_its_own_in_one_batch(self):
        ban = self.ban(note="Enough.")
        self.assertEqual(self.removed(), self.numbers([*self.today, self.waits]))
        decisions = Decision.objects.filter(batch=ban.batch)
        self.assertEqual(decisions.count(), 5)
        for decision in decisions:
            self.assertEqual((decision.moderator, decision.rule, decision.note), (self.ada, self.abuse, "Enough."))
        self.assertEqual(bulk.progress(ban), {"removed": 5, "back": 0, "left": 0})

    def test_a_week_is_more(self):
        self.ban(hours=24 * 7)
        self.assertEqual(self.removed(), self.numbers([*self.last_week, *self.today, self.waits]))

    def test_what_a_moderator_has_read_or_passed_on_stays(self):
        self.keep(self.today[0])
        facts = {"comment": self.today[1], "moderator": self.mo, "version_seen": 1}
        decide(action="pass", passed_to=Decision.Desk.LEGAL, **facts)
        self.ban()
        self.assertEqual(self.removed(), self.numbers([*self.today[2:], self.waits]))

    def test_what_the_law_has_a_person_decide_about_stays(self):
        facts = {"law": "defamation", "notifier": self.ravi, "why": "It is untrue.", "text_version": 1}
        notify(comment=self.today[0], form_key=uuid.uuid4(), **facts)
        held = Statement.objects.get(comment=self.waits)
        appeal(against=held, person=self.rita, words="Why?", at=timezone.now() + timedelta(minutes=1))
        self.assertEqual([number for _, _, number in preview(self.rita)["choices"]], [3, 5])
        self.ban()
        self.assertEqual(self.removed(), self.numbers(self.today[1:]))
        self.assertTrue(Notice.objects.open().exists())
        self.assertTrue(Card.objects.filter(appealed=True).exists())

    @QUEUED
    def test_what_another_decides_meanwhile_stays_as_they_decided(self):
        ban = self.ban()
        self.keep(self.today[0])
        work()
        self.assertEqual(status(self.today[0]), "visible")
        self.assertEqual(len(self.removed()), 4)
        self.assertEqual(bulk.progress(ban)["left"], 0)

    def test_it_goes_in_pieces(self):
        with mock.patch("sanctions.bulk.PIECE", 2):
            self.ban()
        self.assertEqual(len(self.removed()), 5)

    @QUEUED
    def test_after_a_crash_in_the_midst_it_goes_on_and_does_nothing_twice(self):
        ban, done = self.ban(), []

        def crash_at_the_third(*facts):
            if len(done) == 2:
                raise Crash
            done.append(facts)
            return one(*facts)

        one = bulk.one
        with mock.patch("sanctions.bulk.one", crash_at_the_third), self.assertRaises(Crash):
            bulk.carry_on.call(ban.pk, self.ada.pk)
        self.assertEqual(bulk.progress(ban), {"removed": 2, "back": 0, "left": 3})
        for _ in range(2):
            bulk.carry_on.call(ban.pk, self.ada.pk)
        self.assertEqual(bulk.progress(ban), {"removed": 5, "back": 0, "left": 0})
        self.assertEqual(Decision.objects.filter(batch=ban.batch).count(), 5)

    @QUEUED
    def test_the_doctor_goes_on_with_what_was_left(self):
        ban = self.ban(at=timezone.now() - timedelta(minutes=20))
        DBTaskResult.objects.all().delete()
        self.assertEqual(doctor.unfinished(False)[:2], (1, 0))
        self.assertEqual(doctor.unfinished(True)[:2], (1, 1))
        work()
        self.assertEqual(doctor.unfinished(True)[:2], (0, 0))
        self.assertEqual(bulk.progress(ban)["left"], 0)

    @QUEUED
    def test_whose_permission_is_gone_meanwhile_removes_nothing(self):
        self.ban()
        self.ada.groups.clear()
        work()
        self.assertEqual(self.removed(), set())

    # Lifting

    def test_lifting_puts_back_all_that_readers_see_and_what_waits(self):
        facts = ("comment", "unread", "held", "reports", "voices", "risk", "parts", "since")
        before, cards = self.pages(), list(Card.objects.order_by("comment").values(*facts))
        ban = self.ban()
        self.assertNotEqual(self.pages(), before)
        lift(sanction=ban, by=self.ada, because="A mistake.", put_back=True)
        self.assertEqual(self.pages(), before)
        self.assertEqual(list(Card.objects.order_by("comment").values(*facts)), cards)
        self.assertEqual(Report.objects.open().count(), 1)
        self.assertEqual(status(self.waits), "held")
        ban.refresh_from_db()
        self.assertEqual(bulk.progress(ban), {"removed": 5, "back": 5, "left": 0})

    def test_what_was_decided_anew_since_stays_as_it_is(self):
        ban = self.ban()
        comment = Comment.objects.get(pk=self.today[0].pk)
        decide(comment=comment, moderator=self.mo, action="remove", rule=self.spam, version_seen=comment.version)
        lift(sanction=ban, by=self.ada, put_back=True)
        self.assertEqual(self.removed(), {comment.pk})

    def test_about_a_court_case_nothing_comes_back(self):
        ban = self.ban()
        Article.objects.filter(pk=self.story.pk).update(court_case=True)
        lift(sanction=ban, by=self.ada, put_back=True)
        self.assertEqual(len(self.removed()), 5)
        self.assertEqual(bulk.progress(Sanction.objects.get(pk=ban.pk))["left"], 0)

    def test_without_putting_back_comments_stay_removed(self):
        lift(sanction=self.ban(), by=self.ada)
        self.assertEqual(len(self.removed()), 5)
        self.assertTrue(say(self).is_visible)

    def test_what_nobody_has_read_counts_as_nobodys_judgement(self):
        now, links = timezone.now(), ScreeningRule.objects.filter(name="Many links")
        links.update(at_work_since=now - DAY)
        lately = now - DAY, now + DAY
        for lifted in (False, True):
            if lifted:
                lift(sanction=Sanction.objects.get(), by=self.ada, put_back=True)
            else:
                self.ban()
            with self.subTest(lifted=lifted):
                self.assertEqual(cases.decided(), [])  # the score learns nothing
                self.assertEqual(drift.between(*lately)["decided"], 0)
                self.assertEqual(precision_of(links)[links[0].pk].decided, 0)
                self.assertEqual(programs(lately).judged, 0)
                self.assertEqual(nearest(self.first), [])
                self.assertEqual(list(start.decided(timezone.now())), [])
                counts = sum(tally(*lately).values(), Counter())
                self.assertEqual({name for name in counts if name.startswith(("wait:", "check:", "put back"))}, set())

    def test_what_was_put_back_unread_is_hidden_by_a_report_as_before(self):
        Article.objects.filter(pk=self.story.pk).update(comments_mode="reported")
        lift(sanction=self.ban(), by=self.ada, put_back=True)
        back = Comment.objects.get(pk=self.today[0].pk)
        report(comment=back, reader=self.ravi, rule=self.abuse, text_version=1)
        self.assertEqual(status(back), "held")

    def test_a_decision_after_it_is_taken_back_to_unread(self):
        lift(sanction=self.ban(), by=self.ada, put_back=True)
        with override_settings(UNDO_SECONDS=10), QUEUED:
            undo(decision=self.keep(Comment.objects.get(pk=self.today[0].pk)), moderator=self.mo)
        self.assertIsNone(Comment.objects.get(pk=self.today[0].pk).read_at)
        self.assertTrue(Card.objects.get(pk=self.today[0].pk).unread)

    def test_the_reader_is_told_once_of_all_and_once_when_they_are_back(self):
        told = Message.objects.filter(to=self.rita, kind=Message.Kind.DECISION)
        ban = self.ban()
        self.assertIn("5 comments of yours that no moderator had read are removed with it.", told.get().text)
        self.assertIn("/comments/mine/", told.get().text)
        lift(sanction=ban, by=self.ada, put_back=True)
        self.assertEqual(told.count(), 2)
        self.assertIn("5 comments of yours that were removed with it are put back as they were.", told[0].text)

    def test_who_reported_one_of_them_is_told(self):
        self.ban()
        self.assertIn("The comment was removed.", Message.objects.get(to=self.ravi).text)

    def test_of_no_comments_nothing_is_said(self):
        Comment.objects.filter(reader=self.rita).update(read_at=timezone.now())
        lift(sanction=self.ban(), by=self.ada, put_back=True)
        for message in Message.objects.filter(to=self.rita):
            self.assertNotIn("comments of yours", message.text)

    def test_what_was_left_removed_can_be_put_back_later_once(self):
        ban = self.ban()
        with self.assertRaisesMessage(Refused, "This is not lifted. Lift it first."):
            put_back(sanction=ban, by=self.ada)
        lift(sanction=ban, by=self.ada)
        told = Message.objects.filter(to=self.rita, kind=Message.Kind.DECISION)
        for _ in range(2):
            put_back(sanction=ban, by=self.una)
        self.assertEqual(self.removed(), set())
        self.assertEqual(told.count(), 3)
        self.assertIn("5 comments of yours that were removed with it are put back", told[0].text)
        for person in (self.mo, self.rita, self.ed):
            with self.assertRaises(NotAllowed):
                put_back(sanction=ban, by=person)

    def test_where_nothing_was_removed_with_it_nothing_is_put_back(self):
        ban = act(self, "ban")
        lift(sanction=ban, by=self.ada)
        with self.assertRaisesMessage(Refused, "No comments were removed with this."):
            put_back(sanction=ban, by=self.ada)

    def test_the_page_offers_it_until_it_is_done(self):
        ban = self.ban()
        address, button = f"/moderation/sanctions/{ban.pk}/", 'name="deed" value="put-back"'
        self.client.force_login(self.ada)
        self.assertNotContains(self.client.get(address), button)
        lift(sanction=ban, by=self.ada)
        self.assertContains(self.client.get(address), button)
        self.client.force_login(self.mo)
        self.assertNotContains(self.client.get(address), button)
        self.assertEqual(self.client.post(address, {"deed": "put-back"}).status_code, 403)
        self.client.force_login(self.ada)
        answer = self.client.post(address, {"deed": "put-back"}, follow=True)
        self.assertContains(answer, "What was removed with it is being put back.")
        self.assertNotContains(answer, button)
        self.assertEqual(self.removed(), set())

    @QUEUED
    def test_what_is_lifted_before_it_was_done_is_not_done(self):
        lift(sanction=self.ban(), by=self.ada, put_back=True)
        work()
        self.assertEqual(self.removed(), set())

    def test_the_reader_is_told_and_can_write_again(self):
        lift(sanction=act(self, "ban"), by=self.ada)
        self.assertIn("You can write here again", Message.objects.filter(to=self.rita).first().text)
        self.assertTrue(say(self).is_visible)

    def test_an_appeal_that_is_upheld_lifts_it_and_puts_all_back(self):
        ban = self.ban()
        statement = Statement.objects.get(restriction="banned")
        self.client.force_login(self.rita)
        self.assertEqual(self.client.get(ban.statement).status_code, 200)
        made = appeal(against=statement, person=self.rita, words="Look again.")
        answer(appeal=made, moderator=self.max, outcome="reversed", words="You are right.")
        self.assertEqual(self.removed(), set())
        ban.refresh_from_db()
        self.assertEqual((ban.lifted_by, ban.lifted_because), (self.max, "The appeal against it was upheld."))
        self.assertTrue(say(self).is_visible)

    def test_an_appeal_that_is_upheld_after_it_was_lifted_puts_all_back(self):
        ban = self.ban()
        made = appeal(against=Statement.objects.get(restriction="banned"), person=self.rita, words="Look again.")
        lift(sanction=ban, by=self.ada)
        answer(appeal=made, moderator=self.max, outcome="reversed", words="You are right.")
        self.assertEqual(self.removed(), set())

    def test_lifted_twice_by_one_is_once_and_by_two_is_told(self):
        ban = act(self, "suspend", until=timezone.now() + DAY)
        for _ in range(2):
            lift(sanction=ban, by=self.ada)
        self.assertEqual(Message.objects.filter(to=self.rita, kind=Message.Kind.DECISION).count(), 2)
        with self.assertRaisesMessage(LiftedAlready, "Ada lifted this before you"):
            lift(sanction=ban, by=self.mo)

    def test_who_could_not_give_it_cannot_lift_it_and_nobody_their_own(self):
        ban = act(self, "ban")
        for person in (self.mo, self.rita, self.ed):
            with self.assertRaises(NotAllowed):
                lift(sanction=ban, by=person)

    def test_what_is_over_by_itself_is_not_lifted(self):
        over = act(self, "suspend", until=timezone.now() + DAY)
        with self.assertRaises(Refused):
            lift(sanction=over, by=self.ada, at=timezone.now() + 2 * DAY)
