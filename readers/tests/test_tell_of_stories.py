"""Who is told of new comments on a story, how often, and by what."""

from datetime import timedelta

from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.choose_mails import choose_mails
from accounts.models import Message
from articles.models import Article
from comments.models import Comment
from newsroom.tests import cast
from readers.follow import follow_story
from readers.mute import mute, unmute

from .following import AT_ONCE, Following


@override_settings(TASKS=AT_ONCE)
class StoryTests(Following):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        follow_story(reader=cls.ed, article=cls.story)

    def notice(self):
        return Message.objects.get(to=self.ed, kind="story", read_at=None)

    def read(self):
        Message.objects.filter(to=self.ed).update(read_at=timezone.now())

    def an_hour_later(self):
        for message in Message.objects.exclude(mailed_at=None):
            Message.objects.filter(pk=message.pk).update(mailed_at=message.mailed_at - timedelta(minutes=61))

    def test_one_notice_counts_until_it_is_read(self):
        self.say(self.ravi)
        self.assertEqual(self.told(self.ed), ["One new comment on “Harbour wall to be raised”"])
        for _ in range(6):
            self.say(self.rita)
        self.assertEqual(self.told(self.ed), ["7 new comments on “Harbour wall to be raised”"])
        self.assertIn("7 have come", self.notice().text)
        self.assertEqual(self.notice().address, f"/comments/on/{self.story.pk}/")
        self.read()
        self.say(self.ravi)
        self.assertEqual(self.notice().subject, "One new comment on “Harbour wall to be raised”")

    def test_ones_own_comments_and_those_of_the_muted_count_for_nothing(self):
        mute(reader=self.ed, person=self.ravi)
        self.say(self.ravi)
        self.say(self.ed)
        self.assertEqual(self.told(self.ed), [])
        self.say(self.rita)
        self.say(self.ravi)
        self.say(self.ed)
        self.say(self.rita)
        self.assertEqual(self.told(self.ed), ["2 new comments on “Harbour wall to be raised”"])
        unmute(reader=self.ed, person_pk=self.ravi.pk)

    def test_what_is_removed_meanwhile_is_counted_no_more(self):
        gone = self.say(self.ravi)
        self.decide(gone, "remove")
        self.say(self.rita)
        self.assertEqual(self.told(self.ed), ["One new comment on “Harbour wall to be raised”"])

    def test_what_was_held_counts_when_it_is_accepted_and_once(self):
        self.premoderate()
        held = self.say(self.ravi)
        Article.objects.filter(pk=self.story.pk).update(comments_mode="open")
        self.say(self.rita)
        self.read()
        self.decide(held)
        self.assertEqual(self.notice().subject, "One new comment on “Harbour wall to be raised”")
        self.read()
        Comment.objects.filter(pk=held.pk).update(status="held")
        self.decide(held)
        self.assertFalse(Message.objects.filter(to=self.ed, read_at=None, kind="story").exists())

    def test_one_mail_for_a_notice_and_one_in_an_hour(self):
        for _ in range(3):
            self.say(self.ravi)
        self.assertEqual(len(self.mailed(self.ed)), 1)
        self.read()
        self.say(self.ravi)
        self.assertEqual(len(self.mailed(self.ed)), 1)
        self.an_hour_later()
        self.say(self.ravi)
        self.assertEqual(self.mailed(self.ed)[1:], ["2 new comments on “Harbour wall to be raised”"])
        self.an_hour_later()
        self.say(self.ravi)  # that notice was mailed, and still waits to be read
        self.assertEqual(len(self.mailed(self.ed)), 2)

    def test_another_story_has_a_notice_and_a_mail_of_its_own(self):
        other = cast.story(self, slug="other", headline="Ferry late")
        follow_story(reader=self.ed, article=other)
        self.say(self.ravi)
        cast.comment(other, self.ravi)
        self.assertEqual(self.told(self.ed)[1:], ["One new comment on “Ferry late”"])
        self.assertEqual(len(self.mailed(self.ed)), 2)

    def test_who_follows_again_is_not_told_of_what_was_before(self):
        self.say(self.ravi)
        self.say(self.ravi)
        follow_story(reader=self.nell, article=self.story)
        self.say(self.ravi)
        self.assertEqual(self.told(self.nell), ["One new comment on “Harbour wall to be raised”"])
        self.assertEqual(self.told(self.ed), ["3 new comments on “Harbour wall to be raised”"])

    def test_many_followers_take_hardly_more_questions(self):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                self.say(self.ravi)
            return len(queries)

        for number in range(10):
            reader = cast.person(f"reader{number}")
            choose_mails(person=reader, kinds=[])
            follow_story(reader=reader, article=self.story)
        asked()
        ten = asked()
        for number in range(10, 20):
            reader = cast.person(f"reader{number}")
            choose_mails(person=reader, kinds=[])
            follow_story(reader=reader, article=self.story)
        asked()
        self.assertEqual(asked(), ten)
