"""Several people at once, in threads with connections of their own, on the database that is configured."""

import uuid

from django.test import TransactionTestCase

from accounts.models import Message
from comments.models import Comment
from comments.post import Gone, SentBefore, post
from comments.tests.rows import rows
from comments.thread import thread
from moderation import queue, report
from moderation.decide import AlreadyDecided, decide
from moderation.models import Decision, Report
from newsroom.tests import cast
from newsroom.tests.at_once import at_once


class AtOnceTests(TransactionTestCase):
    def setUp(self):
        cast.people(self)
        cast.paper(self)
        self.story = cast.story(self)

    def kinds(self, answers):
        return sorted(type(answer).__name__ for answer in answers)

    def deciding(self, comment, moderator, action="remove"):
        return lambda: decide(
            comment=Comment.objects.get(pk=comment.pk),
            moderator=moderator,
            action=action,
            rule=self.abuse,
            version_seen=1,
        )

    def reporting(self, comment, reader):
        return lambda: report.report(comment=comment, reader=reader, rule=self.spam, text_version=1)

    def posting(self, **facts):
        facts = {"article": self.story, "reader": self.rita, "text": "Well said.", "form_key": uuid.uuid4()} | facts
        return lambda: post(**facts)

    def test_of_moderators_who_decide_at_once_one_does(self):
        for _ in range(5):
            comment = cast.comment(self.story, self.rita)
            self.reporting(comment, self.ravi)()
            Message.objects.all().delete()
            answers = at_once(
                [
                    self.deciding(comment, self.mo),
                    self.deciding(comment, self.max, "keep"),
                    self.deciding(comment, self.ada),
                    self.deciding(comment, self.max, "keep"),
                ]
            )
            decision = Decision.objects.get(comment=comment)
            for answer in answers:
                if isinstance(answer, AlreadyDecided):
                    self.assertEqual(answer.decision, decision)
                    self.assertIn(str(decision.moderator), str(answer))
                else:
                    self.assertEqual(answer, decision)
            self.assertIn("AlreadyDecided", self.kinds(answers))
            comment.refresh_from_db()
            self.assertEqual(comment.version, 2)
            self.assertEqual(comment.is_visible, decision.action == "keep")
            self.assertEqual(Message.objects.filter(to=self.ravi).count(), 1)
            self.assertEqual(Message.objects.filter(to=self.rita).count(), decision.action == "remove")

    def test_the_same_form_twenty_times_makes_one_comment(self):
        answers = at_once([self.posting(form_key=uuid.uuid4())] * 20)
        self.assertEqual(answers, [Comment.objects.get()] * 20)
        self.assertEqual(thread(self.story).count, 1)

    def test_the_same_form_with_two_texts_makes_one_comment_and_one_question(self):
        key = uuid.uuid4()
        answers = at_once([self.posting(form_key=key, text=text) for text in ("One.", "Two.")])
        self.assertEqual(self.kinds(answers), ["Comment", "SentBefore"])
        self.assertIsInstance(next(answer for answer in answers if isinstance(answer, Exception)), SentBefore)

    def test_the_same_report_ten_times_is_one_report(self):
        comment = cast.comment(self.story, self.rita)
        answers = at_once([self.reporting(comment, self.ravi)] * 10)
        made = Report.objects.get()
        self.assertEqual(self.kinds(answers), ["AlreadyReported"] * 9 + ["Report"])
        for answer in answers:
            self.assertEqual(getattr(answer, "report", answer), made)

    def test_a_report_beside_a_removal_is_settled_by_it_or_refused(self):
        readers = [self.ravi, self.nell, self.ed, self.pia, self.ada]
        for _ in range(5):
            comment = cast.comment(self.story, self.rita)
            reports = [self.reporting(comment, reader) for reader in readers]
            answers = at_once([*reports, self.deciding(comment, self.mo)])
            self.assertEqual(set(self.kinds(answers)) - {"Decision", "Gone", "Report"}, set())
            self.assertFalse(Report.objects.open().exists())
            self.assertFalse(any(queue.counts().values()))

    def test_a_reply_beside_a_removal_stands_under_its_place_or_is_refused(self):
        for _ in range(5):
            comment = cast.comment(self.story, self.rita)
            replies = [self.posting(parent=comment, reader=reader) for reader in (self.ravi, self.nell, self.ed)]
            answers = at_once([*replies, self.deciding(comment, self.mo)])
            for answer in answers:
                self.assertIsInstance(answer, Comment | Decision | Gone)
            page = thread(self.story)
            self.assertEqual(page.count, Comment.objects.visible().count())
            self.assertEqual(page.count, sum(shown.is_visible for shown in rows(page)))

    def test_people_who_post_at_once_all_do(self):
        people = [self.rita, self.ravi, self.nell, self.ed] * 5
        answers = at_once([self.posting(reader=person) for person in people])
        self.assertEqual(self.kinds(answers), ["Comment"] * 20)
        self.assertEqual(thread(self.story).count, 20)
        self.assertEqual(Comment.objects.filter(path="").count(), 0)
