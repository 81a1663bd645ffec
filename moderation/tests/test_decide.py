"""Deciding about a comment, the deed."""

from django.contrib.auth.models import Group
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import TestCase

from accounts import tell
from accounts.models import Message
from articles.models import Article
from articles.withdraw import withdraw
from comments.models import Comment
from moderation import queue
from moderation.decide import AlreadyDecided, NotAllowed, Refused, decide
from moderation.models import Decision, Report
from moderation.report import report
from newsroom.tests import cast
from pagecache.models import PageVersion


class DecideTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "Strong words.")
        cls.report = report(comment=cls.comment, reader=cls.ravi, rule=cls.spam, words="Look.", text_version=1)

    def decide(self, action="remove", **facts):
        facts = {"comment": self.comment, "moderator": self.mo, "version_seen": 1} | facts
        if action == "remove":
            facts.setdefault("rule", self.abuse)
        return decide(action=action, **facts)

    def held(self):
        Article.objects.filter(pk=self.story.pk).update(comments_mode="premoderated")
        return cast.comment(Article.objects.get(pk=self.story.pk), self.rita, "Patient words.")

    def told(self, person):
        return list(Message.objects.filter(to=person).values_list("subject", flat=True))

    def deliver(self):
        """Do the worker's work, if no worker has done it."""
        for message in Message.objects.filter(mailed_at=None):
            tell.mail.call(message.pk)

    def refused(self, kind, **facts):
        """Assert that the deed refuses and that nothing is decided, settled or told; return what it says."""
        self.comment.refresh_from_db()
        before = (self.comment.status, self.comment.version, Decision.objects.count(), Message.objects.count())
        with self.assertRaises(kind) as refusal:
            self.decide(**facts)
        self.comment.refresh_from_db()
        after = (self.comment.status, self.comment.version, Decision.objects.count(), Message.objects.count())
        self.assertEqual(after, before)
        return str(refusal.exception)

    # It works

    def test_removing_takes_the_comment_off_the_site_and_settles_the_reports(self):
        page = PageVersion.objects.get(name=f"thread:{self.story.pk}").number
        decision = self.decide(note="Play the ball.")
        comment = Comment.objects.get(pk=self.comment.pk)
        self.assertEqual((comment.status, comment.version), ("removed", 2))
        self.assertEqual((decision.before, decision.text, decision.version), ("visible", "Strong words.", 1))
        self.assertEqual(Report.objects.get().decision, decision)
        self.assertFalse(any(queue.counts().values()))
        self.assertGreater(PageVersion.objects.get(name=f"thread:{self.story.pk}").number, page)

    def test_keeping_settles_the_reports_and_changes_nothing_else(self):
        decision = self.decide("keep")
        self.assertTrue(Comment.objects.get(pk=self.comment.pk).is_visible)
        self.assertEqual(Report.objects.get().decision, decision)
        self.assertFalse(any(queue.counts().values()))

    def test_keeping_a_held_comment_puts_it_on_the_site(self):
        held = self.held()
        self.decide("keep", comment=held)
        self.assertTrue(Comment.objects.get(pk=held.pk).is_visible)

    def test_a_removed_comment_can_be_put_back(self):
        self.decide()
        self.decide("keep", version_seen=2, moderator=self.max)
        self.assertTrue(Comment.objects.get(pk=self.comment.pk).is_visible)
        self.assertEqual(self.told(self.rita), ["Your comment was accepted", "Your comment was removed"])

    # Who is told

    def test_the_author_is_told_the_rule_the_note_and_their_words(self):
        self.decide(note="Play the ball.")
        message = Message.objects.get(to=self.rita)
        for words in ("“Harbour wall", "Attacks on people are not welcome.", "Play the ball.", "Strong words."):
            self.assertIn(words, message.text)
        for secret in ("Ravi", "Look.", "Advertising", "Mo "):
            self.assertNotIn(secret, message.text)
        self.assertEqual(message.address, self.comment.get_absolute_url())

    def test_the_author_of_a_held_comment_is_told_that_it_is_on_the_site(self):
        self.decide("keep", comment=self.held())
        self.assertEqual(self.told(self.rita), ["Your comment was accepted"])

    def test_that_a_visible_comment_stays_is_no_news_to_its_author(self):
        self.decide("keep")
        self.assertEqual(self.told(self.rita), [])

    def test_each_reporter_is_told_once(self):
        report(comment=self.comment, reader=self.nell, rule=self.abuse, text_version=1)
        self.decide()
        for person in (self.ravi, self.nell):
            self.assertEqual(len(self.told(person)), 1)
        message = Message.objects.get(to=self.ravi)
        self.assertIn(self.report.reference, message.subject)
        self.assertIn("The comment was removed.", message.text)
        self.assertNotIn("Strong words.", message.text)
        self.assertEqual(message.address, self.report.get_absolute_url())
        self.decide("keep", version_seen=2)
        self.assertEqual(len(self.told(self.ravi)), 1)

    def test_they_are_told_by_mail_too_in_plain_text(self):
        Comment.objects.filter(pk=self.comment.pk).update(text="<b>Strong</b>\nBcc: all@paper.example")
        Article.objects.filter(pk=self.story.pk).update(headline="Wall\r\nBcc: all@paper.example <b>")
        self.comment.refresh_from_db()
        self.decide(note="{{ settings.SECRET_KEY }} <script>")
        self.deliver()
        self.assertEqual({to for sent in mail.outbox for to in sent.recipients()}, {self.rita.email, self.ravi.email})
        for sent in mail.outbox:
            self.assertEqual(len(sent.recipients()), 1)
            self.assertEqual(sent.message().get_content_type(), "text/plain")
            self.assertNotIn("\n", sent.subject)
            self.assertNotIn("Bcc", sent.message())
        body = next(sent.body for sent in mail.outbox if sent.to == [self.rita.email])
        for typed in ("<b>Strong</b>", "{{ settings.SECRET_KEY }} <script>", self.comment.get_absolute_url()):
            self.assertIn(typed, body)

    def test_a_blocked_reader_is_sent_no_mail(self):
        type(self.rita).objects.filter(pk=self.rita.pk).update(is_active=False)
        self.decide()
        self.deliver()
        self.assertEqual([sent.to for sent in mail.outbox], [[self.ravi.email]])

    def test_on_a_withdrawn_story_nobody_is_told_what_they_could_not_see(self):
        held = self.held()
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        self.decide("keep", comment=held)
        self.decide()
        for message in Message.objects.all():
            self.assertNotIn(self.story.headline, message.text)
            self.assertIn("a story that is not on the site", message.text)

    # Who may, and what is missing

    def test_only_moderators_decide(self):
        for person in (self.rita, self.ravi, self.ed, self.nell, self.pia):
            self.refused(NotAllowed, moderator=person)
        self.decide(moderator=self.ada)

    def test_a_moderator_who_lost_the_role_decides_nothing(self):
        self.mo.groups.remove(Group.objects.get(name="Moderator"))
        self.refused(NotAllowed, moderator=type(self.mo).objects.get(pk=self.mo.pk))
        self.max.is_active = False
        self.refused(NotAllowed, moderator=self.max)

    def test_nobody_decides_about_their_own_comment(self):
        own = cast.comment(self.story, self.mo)
        self.refused(NotAllowed, comment=own)
        self.decide(comment=own, moderator=self.max)

    def test_a_removal_names_a_rule(self):
        self.refused(Refused, rule=None)

    def test_rule_and_note_go_with_a_removal_only(self):
        decision = self.decide("keep", rule=self.spam, note="Hm.")
        self.assertEqual((decision.rule, decision.note), (None, ""))

    # Twice, and at once

    def test_the_second_of_two_sees_whose_decision_stands(self):
        self.decide()
        said = self.refused(AlreadyDecided, action="keep", moderator=self.max)
        self.assertIn("Mo removed this comment before you", said)
        self.assertEqual(len(self.told(self.rita)), 1)

    def test_the_same_form_twice_is_one_decision(self):
        self.assertEqual(self.decide(), self.decide())
        self.assertEqual(Decision.objects.count(), 1)
        self.assertEqual(len(self.told(self.rita)), 1)
        self.refused(AlreadyDecided, rule=self.spam)
        self.refused(AlreadyDecided, action="keep")

    def test_an_edited_comment_is_read_again_first(self):
        self.decide("keep")
        Comment.objects.filter(pk=self.comment.pk).update(text="Edited.", text_version=2, version=3)
        self.assertIn("was edited since you saw it", self.refused(AlreadyDecided, version_seen=2))
        self.assertEqual(self.decide(version_seen=3).text, "Edited.")

    def test_a_version_that_never_was_decides_nothing(self):
        for version in (0, 2, 10**30):
            self.refused(AlreadyDecided, version_seen=version)

    def test_the_database_itself_allows_one_decision_on_each_version(self):
        facts = {"comment": self.comment, "moderator": self.mo, "action": "keep", "before": "visible", "version": 1}
        Decision.objects.create(**facts, text="")
        with self.assertRaises(IntegrityError), transaction.atomic():
            Decision.objects.create(**facts, text="")

    def test_a_decision_is_never_changed_nor_deleted(self):
        decision = self.decide()
        with self.assertRaises(TypeError):
            decision.save()
        with self.assertRaises(TypeError):
            decision.delete()
