"""What is still being sent under an account that is just being erased: refused in words, and nothing is stored."""

import uuid
from functools import partial

from django.test import TransactionTestCase

from accounts.models import User
from comments.like import like
from comments.models import Comment, Like
from comments.post import NotAllowed, post
from moderation.decide import AlreadyDecided, decide
from moderation.models import Decision, Report
from moderation.report import NotAllowed as MayNotReport
from moderation.report import report
from newsroom.tests import cast
from newsroom.tests.at_once import at_once
from privacy.erase import erase
from readers.follow import Gone, follow_comment, follow_story
from readers.models import Follow, Mute
from readers.mute import Refused, mute

REFUSED = (NotAllowed, MayNotReport, Gone, Refused)


class InFlightTests(TransactionTestCase):
    def setUp(self):
        cast.people(self)
        cast.paper(self)
        self.story = cast.story(self)
        self.comment = cast.comment(self.story, self.ravi, "Build it higher.")

    def deeds(self, who):
        on = {"comment": self.comment, "reader": who}
        return [
            lambda: post(article=self.story, reader=who, text="Still here.", form_key=uuid.uuid4()),
            lambda: like(**on),
            lambda: report(**on, rule=self.abuse, text_version=1),
            lambda: follow_comment(**on),
            lambda: follow_story(reader=who, article=self.story),
            lambda: mute(reader=who, person=self.ravi),
            lambda: mute(reader=self.ed, person=who),
        ]

    def stored(self):
        return [model.objects.count() for model in (Like, Report, Follow, Mute)]

    def test_what_comes_too_late_is_refused(self):
        gone = User.objects.get(pk=self.rita.pk)
        erase(person=self.rita)
        for deed in self.deeds(gone):
            self.assertRaises(REFUSED, deed)
        self.assertEqual(self.stored(), [0, 0, 0, 0])
        self.assertEqual(Comment.objects.count(), 1)

    def test_what_comes_at_once_is_refused_or_erased_with_the_rest(self):
        for number in range(6):
            who = cast.person(f"una{number}")
            erased, *answers = at_once([partial(erase, person=who), *self.deeds(who)])
            self.assertIsNone(erased)
            for answer in answers:
                if isinstance(answer, Exception):
                    self.assertIsInstance(answer, REFUSED)
            self.assertFalse(User.objects.filter(pk=who.pk).exists())
            self.assertFalse(Comment.objects.filter(text="Still here.").exists())
        self.assertEqual((Like.objects.count(), Follow.objects.count(), Mute.objects.count()), (0, 0, 0))
        self.assertEqual(Comment.objects.get(pk=self.comment.pk).likes, 0)

    def test_a_decision_and_the_erasure_of_those_whom_it_concerns_never_wait_for_each_other(self):
        for number in range(6):
            who, other = cast.person(f"una{number}"), cast.person(f"uma{number}")
            comment = cast.comment(self.story, who, "Said.")
            report(comment=comment, reader=other, rule=self.abuse, text_version=1)
            remove = {"moderator": self.mo, "action": "remove", "rule": self.abuse, "version_seen": 1}
            erasures = [partial(erase, person=who), partial(erase, person=other)]
            first, second, decided = at_once([*erasures, partial(decide, comment=comment, **remove)])
            self.assertEqual((first, second), (None, None))
            self.assertIsInstance(decided, Decision | AlreadyDecided)
            self.assertFalse(Comment.objects.get(pk=comment.pk).is_visible)

    def test_nobody_is_told_of_what_a_former_reader_said_and_no_text_is_kept_so(self):
        comment = cast.comment(self.story, self.rita, "To be kept, then removed.")
        erase(person=self.rita, keep_text=True)
        comment.refresh_from_db()
        decide(comment=comment, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        self.assertFalse(comment.reader.messages_received.exists())
