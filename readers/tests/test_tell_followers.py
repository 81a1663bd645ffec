"""Who is told of a reply, and when the task that tells runs."""

from django.core import mail
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from accounts.choose_mails import choose_mails
from accounts.models import Message
from articles.models import Article
from comments.models import Comment
from readers.follow import follow_comment, follow_story
from readers.models import Told
from readers.mute import mute
from readers.tell_followers import tell_followers

from .following import AT_ONCE, Following

BY_A_WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@override_settings(TASKS=AT_ONCE)
class ReplyTests(Following):
    def test_who_wrote_it_is_told_once_on_the_page_and_by_mail(self):
        reply = self.say(self.ravi, self.first)
        self.assertEqual(self.told(self.rita), ["A reply to your comment on “Harbour wall to be raised”"])
        self.assertEqual(self.mailed(self.rita), self.told(self.rita))
        self.assertEqual(Message.objects.get(to=self.rita).address, f"/c/{reply.pk}/")
        self.assertEqual(self.told(self.ravi), [])
        tell_followers.call(reply.pk)
        self.assertEqual(len(self.told(self.rita)), 1)

    def test_no_notice_repeats_words_or_names_that_may_be_taken_back(self):
        self.say(self.ravi, self.first, "The mayor is a crook.")
        notice = Message.objects.get(to=self.rita)
        for gone in ("crook", "Ravi"):
            self.assertNotIn(gone, notice.subject + notice.text + mail.outbox[-1].body)

    def test_nobody_is_told_of_their_own_reply_or_of_a_reply_to_a_reply(self):
        reply = self.say(self.ravi, self.first)
        self.say(self.rita, self.first)
        self.say(self.ed, reply)
        self.assertEqual(len(self.told(self.rita)), 1)
        self.assertEqual(len(self.told(self.ravi)), 1)

    def test_others_who_follow_the_comment_are_told_too(self):
        follow_comment(reader=self.ed, comment=self.first)
        follow_comment(reader=self.ravi, comment=self.first)
        self.say(self.ravi, self.first)
        self.assertEqual(self.told(self.ed), ["A reply to a comment that you follow on “Harbour wall to be raised”"])
        self.assertEqual(self.told(self.ravi), [])

    def test_who_wants_to_hear_of_no_replies_hears_of_those_they_follow_themselves(self):
        choose_mails(person=self.rita, kinds=Message.Kind.values, replies=False)
        self.say(self.ravi, self.first)
        self.assertEqual(self.told(self.rita), [])
        follow_comment(reader=self.rita, comment=self.first)
        self.say(self.ravi, self.first)
        self.assertEqual(len(self.told(self.rita)), 1)

    def test_who_wants_no_such_mail_is_told_on_the_page(self):
        choose_mails(person=self.rita, kinds=["decision"])
        self.say(self.ravi, self.first)
        self.assertEqual((len(self.told(self.rita)), self.mailed(self.rita)), (1, []))

    def test_the_muted_cause_no_notice(self):
        follow_comment(reader=self.ed, comment=self.first)
        for reader in (self.rita, self.ed):
            mute(reader=reader, person=self.ravi)
        self.say(self.ravi, self.first)
        self.assertEqual(self.told(self.rita) + self.told(self.ed), [])
        self.say(self.mo, self.first)
        self.assertEqual((len(self.told(self.rita)), len(self.told(self.ed))), (1, 1))

    def test_who_has_left_is_told_nothing(self):
        self.rita.is_active = False
        self.rita.save()
        self.say(self.ravi, self.first)
        self.assertEqual(self.told(self.rita), [])

    def test_what_was_held_is_told_of_when_it_is_accepted_and_once(self):
        self.premoderate()
        reply = self.say(self.ravi, self.first)
        self.assertEqual(self.told(self.rita), [])
        self.decide(reply)
        self.assertEqual(len(self.told(self.rita)), 1)
        self.decide(reply, "remove")
        self.decide(reply)
        Comment.objects.filter(pk=reply.pk).update(status="held")  # as an edit may
        self.decide(reply)
        self.assertEqual(len(self.told(self.rita)), 1)

    def test_both_a_reply_and_a_story_that_is_followed_make_one_notice(self):
        follow_story(reader=self.rita, article=self.story)
        self.say(self.ravi, self.first)
        self.assertEqual(len(self.told(self.rita)), 1)


@override_settings(TASKS=BY_A_WORKER)
class LaterTests(Following):
    """What the posting itself does, and what the worker then finds."""

    def queued(self, path="tell_followers"):
        return DBTaskResult.objects.filter(task_path__endswith=path).count()

    def test_posting_asks_one_small_question_where_nobody_follows(self):
        self.say(self.ed)  # after which this process knows the rules and the score
        with self.settings(AFTER_COMMENT=[]), CaptureQueriesContext(connection) as without:
            self.say(self.ed)
        with CaptureQueriesContext(connection) as asked:
            self.say(self.ed)
        self.assertEqual(len(asked), len(without) + 1)
        self.assertEqual(self.queued(), 0)

    def test_it_is_queued_in_the_same_transaction_where_somebody_does(self):
        self.say(self.ravi, self.first)
        self.assertEqual(self.queued(), 1)
        self.say(self.rita, self.first)  # to herself
        self.assertEqual(self.queued(), 1)
        follow_story(reader=self.ed, article=self.story)
        self.say(self.ravi)
        self.say(self.ed)
        self.assertEqual(self.queued(), 2)
        self.assertEqual(Message.objects.count(), 0)

    def test_what_has_gone_by_then_is_not_told_of(self):
        reply = self.say(self.ravi, self.first)
        self.decide(reply, "remove")
        tell_followers.call(reply.pk)
        other = self.say(self.ravi, self.first)
        Article.objects.filter(pk=self.story.pk).update(legal_hold=True)
        tell_followers.call(other.pk)
        tell_followers.call(0)
        self.assertEqual(self.told(self.rita), [])
        self.assertFalse(Told.objects.exists())

    def test_whatever_the_order_in_which_tasks_run_each_comment_counts_once(self):
        follow_story(reader=self.ed, article=self.story)
        said = [self.say(self.ravi) for _ in range(3)]
        for comment in (said[2], said[0], said[1], said[2]):
            tell_followers.call(comment.pk)
        self.assertEqual(self.told(self.ed), ["3 new comments on “Harbour wall to be raised”"])
