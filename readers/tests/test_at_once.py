"""Several at once, in threads with connections of their own, on the database that is configured."""

from django.core import mail
from django.test import TransactionTestCase, override_settings

from accounts.models import Message, User
from accounts.unsubscribe import switch_off
from newsroom.tests import cast
from newsroom.tests.at_once import at_once
from readers.follow import follow_comment, follow_story
from readers.models import Follow, Mute, Told
from readers.mute import mute
from readers.tell_followers import tell_followers


@override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
class AtOnceTests(TransactionTestCase):
    def setUp(self):
        cast.people(self)
        cast.paper(self)
        self.story = cast.story(self)

    def failed(self, answers):
        return [answer for answer in answers if isinstance(answer, Exception)]

    def test_the_same_mute_and_the_same_follow_ten_times_are_one_each(self):
        comment = cast.comment(self.story, self.ravi)
        deeds = [
            lambda: mute(reader=self.rita, person=self.ravi),
            lambda: follow_story(reader=self.rita, article=self.story),
            lambda: follow_comment(reader=self.rita, comment=comment),
        ]
        self.assertEqual(self.failed(at_once(deeds * 4)), [])
        self.assertEqual((Mute.objects.count(), Follow.objects.count()), (1, 2))

    def test_the_same_comment_told_of_by_eight_workers_is_told_of_once(self):
        first = cast.comment(self.story, self.rita)
        follow_story(reader=self.ed, article=self.story)
        reply = cast.comment(self.story, self.ravi, parent=first)
        self.assertEqual(self.failed(at_once([lambda: tell_followers.call(reply.pk)] * 8)), [])
        self.assertEqual(Told.objects.count(), 1)
        self.assertEqual(Message.objects.filter(to=self.rita).count(), 1)
        self.assertEqual(Message.objects.filter(to=self.ed).count(), 1)
        self.assertEqual(mail.outbox, [])  # they wait for the worker

    def test_eight_comments_at_once_make_one_notice_that_counts_them(self):
        for reader in (self.ed, self.nell):
            follow_story(reader=reader, article=self.story)
        said = [cast.comment(self.story, self.ravi) for _ in range(8)]
        deeds = [lambda comment=comment: tell_followers.call(comment.pk) for comment in said]
        self.assertEqual(self.failed(at_once(deeds)), [])
        for reader in (self.ed, self.nell):
            notice = Message.objects.get(to=reader)
            self.assertEqual(notice.subject, "8 new comments on “Harbour wall to be raised”")

    def test_all_kinds_of_mail_switched_off_at_once_are_all_off(self):
        deeds = [lambda kind=kind: switch_off(person_pk=self.rita.pk, kind=kind) for kind in Message.Kind] * 2
        self.assertEqual(self.failed(at_once(deeds)), [])
        self.assertEqual(sorted(User.objects.get(pk=self.rita.pk).mails_off), ["decision", "desk", "reply", "story"])
