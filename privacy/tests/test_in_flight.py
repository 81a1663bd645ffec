"""What is still being sent under an account that is just being erased: refused in words, and nothing is stored."""

import uuid
from functools import partial

from django.test import Client, TransactionTestCase

from accounts.models import User
from accounts.tell import tell
from articles.models import Article
from comments.delete import delete
from comments.like import like
from comments.models import Comment, Like
from comments.post import NotAllowed, post
from moderation.decide import AlreadyDecided, decide
from moderation.models import Decision, Report
from moderation.report import Gone as NotOnThePage
from moderation.report import NotAllowed as MayNotReport
from moderation.report import report
from newsroom.tests import cast
from newsroom.tests.at_once import at_once
from privacy.erase import erase
from privacy.former import EMAIL as FORMER
from readers.follow import Gone, follow_comment, follow_story
from readers.models import Follow, Mute, Told
from readers.mute import Refused, mute
from readers.tell_followers import tell_followers

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

    def test_what_was_left_unsigned_is_its_authors_no_more(self):
        left = cast.comment(self.story, self.rita, "Left here.")
        gone = User.objects.get(pk=self.rita.pk)
        erase(person=self.rita, keep_text=True)
        with self.assertRaises(NotAllowed):
            delete(comment=left, reader=gone)
        left.refresh_from_db()
        self.assertTrue(left.is_visible)

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

    def test_a_report_that_hides_and_the_erasure_of_the_author_never_wait_for_each_other(self):
        Article.objects.filter(pk=self.story.pk).update(comments_mode=Article.Comments.REPORTED)
        for number in range(6):
            who = cast.person(f"una{number}")
            comment = cast.comment(Article.objects.get(pk=self.story.pk), who, "Said.")
            facts = {"comment": comment, "reader": self.ravi, "rule": self.abuse, "text_version": 1}
            erased, reported = at_once([partial(erase, person=who), partial(report, **facts)])
            self.assertIsNone(erased)
            self.assertIsInstance(reported, (Report, NotOnThePage))

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

    def test_the_pages_answer_in_words_too(self):
        here = f"/c/{self.comment.pk}"
        forms = [
            (f"/comments/on/{self.story.pk}/new/", {"text": "Still here.", "form_key": uuid.uuid4()}),
            (f"{here}/like/", {"want": "like"}),
            (f"{here}/report/", {"rule": "abuse", "text_version": 1}),
            (f"{here}/follow/", {}),
            (f"{here}/mute/", {}),
        ]
        for number in range(3):
            who, clients = cast.person(f"una{number}"), [Client() for _ in forms]
            for client in clients:
                client.force_login(who)
            sent = [partial(client.post, *form) for client, form in zip(clients, forms, strict=True)]
            erased, *answers = at_once([partial(erase, person=who), *sent])
            self.assertIsNone(erased)
            for answer, (path, _) in zip(answers, forms, strict=True):
                self.assertIn(getattr(answer, "status_code", answer), (302, 400, 403, 410), path)

    def test_those_who_follow_are_told_while_one_of_them_is_erased(self):
        for number in range(6):
            who = cast.person(f"una{number}")
            for reader in (who, self.ed):
                follow_story(reader=reader, article=self.story)
            first = cast.comment(self.story, who, f"Asked {number}.")
            said = cast.comment(self.story, self.ravi, f"Said {number}.", parent=first)
            answers = at_once([partial(erase, person=who), partial(tell_followers.call, said.pk)])
            self.assertEqual(answers, [None, None])
            self.assertTrue(Told.objects.filter(comment=said).exists())

    def test_people_who_liked_and_answered_each_other_are_erased_at_once(self):
        people = [cast.person(f"una{number}") for number in range(4)]
        for who in people:
            said = cast.comment(self.story, who, f"Said by {who}.")
            for other in people:
                if other != who:
                    like(comment=said, reader=other)
                    tell(to=other, subject=f"{who} said", text=f"{who}: something.", address=said.get_absolute_url())
        answers = at_once([partial(erase, person=who, keep_text=True) for who in people])
        self.assertEqual(answers, [None] * 4)
        self.assertEqual(sum(Comment.objects.values_list("likes", flat=True)), 0)
        self.assertEqual(Comment.objects.filter(reader__email=FORMER).count(), 4)

    def test_nobody_is_told_of_what_a_former_reader_said_and_no_text_is_kept_so(self):
        comment = cast.comment(self.story, self.rita, "To be kept, then removed.")
        erase(person=self.rita, keep_text=True)
        comment.refresh_from_db()
        decide(comment=comment, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        self.assertFalse(comment.reader.messages_received.exists())
