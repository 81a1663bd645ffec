"""Misuse: warned first, suspended then, logged; in both directions."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from accounts.models import Message
from comments.edit import edit
from comments.post import NotAllowed as MayNotPost
from law.answer import answer
from law.appeal import appeal
from law.assess import assess
from law.misuse import suspended
from law.models import LawTerms, Misuse, Notice, Statement
from moderation.follow import tell_of
from moderation.models import Card
from moderation.refusals import NotAllowed, Refused
from moderation.undo import undo
from newsroom.tests import cast

from .scene import LATER, again, decided, noticed, scene


class MisuseTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)
        cls.terms = LawTerms.objects.create(pk=1, misuse_number=2, suspend_days=10)

    def unfounded(self, number, **facts):
        """Let so many notices be found manifestly unfounded."""
        for _ in range(number):
            comment = cast.comment(self.story, self.rita, f"Words, {Notice.objects.count()}.")
            notice = noticed(comment, **facts)
            decided(comment, "keep", by=self.mo)
            assess(notice=notice, moderator=self.mo, found="unfounded")

    def illegal(self, number):
        for _ in range(number):
            comment = cast.comment(self.story, self.rita, f"Words, {Notice.objects.count()}.")
            notice = noticed(comment)
            decided(comment, "remove", by=self.mo, rule=self.abuse)
            assess(notice=notice, moderator=self.mo, found="illegal")

    def steps(self):
        return list(Misuse.objects.order_by("pk").values_list("about", "step"))

    def test_who_sends_unfounded_notices_is_warned_and_then_suspended(self):
        self.unfounded(1, notifier=self.ravi)
        self.assertEqual(self.steps(), [])
        self.unfounded(1, notifier=self.ravi)
        self.assertEqual(self.steps(), [("notices", "warned")])
        self.assertIn("2 of 2", Message.objects.get(to=self.ravi, subject="A warning").text)
        self.unfounded(1, notifier=self.ravi)
        self.assertEqual(self.steps()[1:], [("notices", "suspended")])
        notice = noticed(self.comment, notifier=self.ravi)
        self.assertEqual(notice.aside, "suspended")
        self.assertFalse(Card.objects.filter(comment=self.comment, legal=True).exists())
        later = timezone.now() + timedelta(days=11)
        self.assertEqual(noticed(self.comment, notifier=self.ravi, law="privacy", at=later).aside, "")

    def test_an_address_without_an_account_is_known_again(self):
        self.unfounded(3)
        self.assertEqual([step for _, step in self.steps()], ["warned", "suspended"])
        self.assertNotIn("ned@", str(list(Misuse.objects.values())).lower())
        self.assertEqual(noticed(self.comment).aside, "suspended")
        self.assertEqual(noticed(self.comment, email="other@example.org").aside, "")

    def test_who_is_mostly_right_is_not_warned(self):
        self.terms.misuse_share = 60
        self.terms.save()
        for _ in range(3):
            comment = cast.comment(self.story, self.rita, f"Words, {Notice.objects.count()}.")
            noticed(comment, notifier=self.ravi)
            decided(comment, "remove", by=self.mo, rule=self.abuse)
        self.unfounded(3, notifier=self.ravi)
        self.assertEqual(self.steps(), [])

    def test_who_posts_illegal_things_is_warned_and_then_suspended_with_reasons(self):
        self.illegal(2)
        self.assertEqual(self.steps(), [("content", "warned")])
        cast.comment(self.story, self.rita, "I may still write.")
        comment = cast.comment(self.story, self.rita, "One more.")
        notice = noticed(comment)
        decided(comment, "remove", by=self.mo, rule=self.abuse)
        assess(notice=notice, moderator=self.mo, found="illegal")
        self.assertEqual(self.steps()[1:], [("content", "suspended")])
        with self.assertRaises(MayNotPost):
            cast.comment(self.story, self.rita, "And I go on.")
        statement = Statement.objects.get(restriction="suspended")
        self.assertEqual((statement.person, statement.source), (self.rita, "notice"))
        made = appeal(against=statement, words="They were true.", person=self.rita)
        answer(appeal=made, moderator=self.max, outcome="reversed", words="They were.")
        self.assertIsNone(suspended(person=self.rita, about="content", at=timezone.now()))
        cast.comment(self.story, self.rita, "Back again.")

    def test_after_a_warning_only_what_was_posted_or_sent_since_counts(self):
        before = cast.comment(self.story, self.rita, "Written before the warning.")
        earlier = noticed(self.comment, notifier=self.ravi)
        self.illegal(2)
        self.unfounded(2, notifier=self.ravi)
        warned = [("content", "warned"), ("notices", "warned")]
        self.assertEqual(self.steps(), warned)
        for found in ("illegal", "unfounded"):
            one = Notice.objects.filter(found=found).first()
            for word in ("", found):  # taken back, and found again
                assess(notice=one, moderator=self.max, found=word)
        notice = noticed(before)
        decided(before, "remove", by=self.mo, rule=self.abuse)
        assess(notice=notice, moderator=self.mo, found="illegal")
        decided(self.comment, "keep", by=self.mo)
        assess(notice=earlier, moderator=self.mo, found="unfounded")
        self.assertEqual(self.steps(), warned)
        self.unfounded(1, notifier=self.ravi)
        self.illegal(1)
        self.assertEqual(self.steps()[2:], [("notices", "suspended"), ("content", "suspended")])

    def test_what_was_taken_back_counts_no_more(self):
        self.illegal(2)
        for notice in Notice.objects.all():
            assess(notice=notice, moderator=self.max, found="")
        self.illegal(1)
        self.assertEqual(self.steps(), [("content", "warned")])

    def test_nothing_follows_where_the_site_is_no_platform(self):
        LawTerms.objects.update(platform=False)
        self.unfounded(3, notifier=self.ravi)
        self.assertEqual(self.steps(), [])

    def test_what_does_not_fit_is_refused(self):
        notice = noticed(self.comment, notifier=self.ravi)
        with self.assertRaises(Refused):
            assess(notice=notice, moderator=self.mo, found="unfounded")  # it is not decided
        decided(self.comment, "keep", by=self.mo)
        with self.assertRaises(Refused):
            assess(notice=notice, moderator=self.mo, found="illegal")
        for person in (self.rita, self.ravi):
            with self.assertRaises(NotAllowed):
                assess(notice=notice, moderator=person, found="unfounded")

    def test_who_wrote_of_an_earlier_text_is_not_called_unfounded_and_counts_for_nothing(self):
        self.unfounded(1, notifier=self.ravi)
        notice = noticed(self.comment, notifier=self.ravi)
        edit(comment=again(self.comment), reader=self.rita, text="He was accused.", text_version=1)
        decided(self.comment, "keep", by=self.mo)
        with self.assertRaisesMessage(Refused, "an earlier text"):
            assess(notice=notice, moderator=self.mo, found="unfounded")
        self.client.force_login(self.mo)
        page = self.client.get(f"/moderation/notices/{notice.reference}/")
        self.assertContains(page, "changed it since the notice")
        self.assertNotContains(page, 'value="unfounded"')
        self.unfounded(1, notifier=self.ravi)
        self.assertIn("2 of 2", Misuse.objects.get().because)

    def test_twice_is_once_and_a_reversal_takes_it_back(self):
        notice = noticed(self.comment, notifier=self.ravi)
        decided(self.comment, "keep", by=self.mo)
        for _ in range(2):
            assess(notice=notice, moderator=self.mo, found="unfounded")
        notice.refresh_from_db()
        appeal(against=notice, words="Read it again.", person=self.ravi)
        decided(self.comment, "remove", by=self.max, rule=self.abuse)
        notice.refresh_from_db()
        self.assertEqual(notice.found, "")

    @LATER
    def test_a_reversal_that_is_taken_back_leaves_what_was_found(self):
        before = timezone.now() - timedelta(minutes=1)
        notice = noticed(self.comment, notifier=self.ravi)
        decided(self.comment, "keep", by=self.mo, at=before)
        assess(notice=notice, moderator=self.mo, found="unfounded")
        notice.refresh_from_db()
        appeal(against=notice, words="Read it again.", person=self.ravi)
        undo(decision=decided(self.comment, "remove", by=self.max, rule=self.abuse), moderator=self.max)
        notice.refresh_from_db()
        self.assertEqual(notice.found, "unfounded")
        decision = decided(self.comment, "remove", by=self.max, rule=self.abuse, at=before)
        tell_of.call(decision.pk)
        notice.refresh_from_db()
        self.assertEqual(notice.found, "")
