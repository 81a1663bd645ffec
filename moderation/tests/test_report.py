"""Reporting a comment, the deed."""

import re

from django.db import IntegrityError, transaction
from django.test import TestCase

from articles.models import Article
from articles.withdraw import withdraw
from comments.models import Comment
from moderation.decide import decide
from moderation.models import Report
from moderation.report import AlreadyReported, Changed, Gone, OwnComment, report
from newsroom.tests import cast


class ReportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita)

    def report(self, **facts):
        return report(
            **{"comment": self.comment, "reader": self.ravi, "rule": self.abuse, "text_version": 1, "words": "Rude."}
            | facts
        )

    def refused(self, kind, **facts):
        before = Report.objects.count()
        with self.assertRaises(kind) as refusal:
            self.report(**facts)
        self.assertEqual(Report.objects.count(), before)
        return refusal.exception

    def edit(self):
        Comment.objects.filter(pk=self.comment.pk).update(text="Edited.", text_version=2, version=2)

    def test_a_report_is_open_until_a_decision(self):
        made = self.report()
        self.assertEqual(Report.objects.open().get(), made)
        self.assertTrue(re.fullmatch("R-[2-9BCDFGHJKMNPQRTVWXZ]{9}", made.reference), made.reference)

    def test_each_reader_reports_a_text_once(self):
        first = self.report()
        self.assertEqual(self.refused(AlreadyReported, rule=self.spam, words="Again.").report, first)
        self.report(reader=self.nell)

    def test_the_database_itself_keeps_that_promise(self):
        self.report()
        with self.assertRaises(IntegrityError), transaction.atomic():
            Report.objects.create(comment=self.comment, reader=self.ravi, rule=self.spam, text_version=1)

    def test_an_edited_text_may_be_reported_again(self):
        self.report()
        self.edit()
        self.report(text_version=2)
        self.assertEqual(Report.objects.open().count(), 2)

    def test_a_text_that_was_edited_meanwhile_is_read_again_first(self):
        self.edit()
        self.refused(Changed)
        self.refused(Changed, text_version=3)

    def test_nobody_reports_themselves(self):
        self.refused(OwnComment, reader=self.rita)

    def test_what_cannot_be_seen_cannot_be_reported(self):
        decide(comment=self.comment, moderator=self.mo, action="remove", rule=self.spam, version_seen=1)
        self.refused(Gone)
        Article.objects.filter(pk=self.story.pk).update(comments_mode="premoderated")
        held = cast.comment(Article.objects.get(pk=self.story.pk), self.rita)
        self.refused(Gone, comment=held)

    def test_what_stands_on_a_withdrawn_story_cannot_be_reported(self):
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        self.refused(Gone)

    def test_a_kept_comment_may_be_reported_by_others_and_waits_again(self):
        self.report()
        decide(comment=self.comment, moderator=self.mo, action="keep", version_seen=1)
        self.assertFalse(Report.objects.open().exists())
        self.refused(AlreadyReported)
        self.report(reader=self.nell)
        self.assertEqual(Report.objects.open().count(), 1)

    def test_own_words_of_many_parts_are_stored_whole(self):
        words = "👩‍👩‍👧‍👦" * 500
        self.assertEqual(Report.objects.get(pk=self.report(words=words).pk).words, words)
