"""Posting, the deed."""

import uuid
from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Article
from articles.withdraw import withdraw
from comments.models import STEP, Comment, Hit
from comments.post import Closed, Gone, NotAllowed, SentBefore, Withdrawn, post
from moderation.decide import decide
from newsroom.tests import cast
from pagecache.models import PageVersion


class PostTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def post(self, text="Well said.", **facts):
        facts = {"article": self.story, "reader": self.rita, "text": text, "form_key": uuid.uuid4()} | facts
        return post(**facts)

    def set_story(self, **facts):
        """Change the story behind the back of self.story, as another request would."""
        Article.objects.filter(pk=self.story.pk).update(**facts)

    def page_version(self):
        return PageVersion.objects.filter(name=f"thread:{self.story.pk}").values_list("number", flat=True).first()

    def refused(self, kind, **facts):
        """Assert that the deed refuses and leaves nothing behind; return what it says."""
        before = (Comment.objects.count(), Hit.objects.count(), self.page_version())
        with self.assertRaises(kind) as refusal:
            self.post(**facts)
        self.assertEqual((Comment.objects.count(), Hit.objects.count(), self.page_version()), before)
        return str(refusal.exception)

    def test_a_comment_is_on_the_site_at_once(self):
        before = self.page_version()
        comment = self.post("Well <said>.")
        comment.refresh_from_db()
        self.assertTrue(comment.is_visible)
        self.assertEqual((comment.text, comment.html), ("Well <said>.", "<p>Well &lt;said&gt;.</p>"))
        self.assertGreater(self.page_version(), before or 0)

    def test_where_each_waits_it_is_held_and_the_page_stays_as_it_is(self):
        self.set_story(comments_mode="premoderated")
        before = self.page_version()
        comment = self.post()
        self.assertEqual(comment.status, "held")
        self.assertEqual(comment.why_held, ["On this story every comment is read before it appears."])
        self.assertEqual(self.page_version(), before)

    def test_what_a_check_holds_is_held_with_what_it_found(self):
        comment = self.post("Look: https://a.example https://b.example https://c.example")
        self.assertEqual(comment.status, "held")
        hit = comment.hits.get(check_name="links")
        self.assertEqual((hit.outcome, hit.words), ("hold", "https://a.example"))
        self.assertIn(hit.because, comment.why_held)

    def test_what_a_check_marks_is_on_the_site(self):
        comment = self.post("THIS IS THE WORST HARBOUR WALL I HAVE EVER SEEN")
        self.assertTrue(comment.is_visible)
        self.assertEqual(comment.hits.get().outcome, "mark")

    def test_a_mark_is_no_reason_for_waiting(self):
        self.set_story(comments_mode="premoderated")
        comment = self.post("THIS IS THE WORST HARBOUR WALL I HAVE EVER SEEN")
        self.assertEqual(comment.why_held, ["On this story every comment is read before it appears."])

    def test_the_same_form_twice_makes_one_comment(self):
        key = uuid.uuid4()
        self.assertEqual(self.post(form_key=key), self.post(form_key=key))
        self.assertEqual(Comment.objects.count(), 1)

    def test_the_same_form_after_the_story_was_closed_finds_its_comment(self):
        key = uuid.uuid4()
        comment = self.post(form_key=key)
        self.set_story(comments_mode="closed")
        self.assertEqual(self.post(form_key=key), comment)

    def test_the_same_form_with_other_words_is_not_dropped_in_silence(self):
        key = uuid.uuid4()
        first = self.post(form_key=key)
        self.assertIn("Send it again", self.refused(SentBefore, text="Something else.", form_key=key))
        self.refused(SentBefore, form_key=key, parent=first)

    def test_a_form_key_is_its_readers_own(self):
        key = uuid.uuid4()
        self.assertNotEqual(self.post(form_key=key), self.post(form_key=key, reader=self.ravi))

    def test_a_closed_story_takes_none_and_says_why(self):
        self.set_story(comments_mode="closed", comments_closed_reason="The inquest is sitting.")
        self.assertEqual(self.refused(Closed), "The inquest is sitting.")
        self.set_story(comments_closed_reason="")
        self.assertEqual(self.refused(Closed), "Comments on this story are closed.")

    def test_a_story_that_is_not_on_the_site_takes_none(self):
        tomorrow = timezone.now() + timedelta(days=1)
        for facts in ({"legal_hold": True}, {"embargo_until": tomorrow}, {"status": "draft"}, {"publish_at": tomorrow}):
            with self.subTest(facts=facts):
                article = cast.story(self)
                Article.objects.filter(pk=article.pk).update(**facts)
                self.refused(Withdrawn, article=article)
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        self.refused(Withdrawn)

    def test_a_scheduled_story_takes_them_from_its_time_on(self):
        time = timezone.now() + timedelta(hours=1)
        article = cast.story(self, when=time)
        self.refused(Withdrawn, article=article)
        self.assertTrue(self.post(article=article, at=time).is_visible)

    def test_a_blocked_account_posts_nothing(self):
        type(self.rita).objects.filter(pk=self.rita.pk).update(is_active=False)
        self.refused(NotAllowed)

    def test_a_reply_stands_behind_what_it_answers(self):
        first, second = self.post("One"), self.post("Two")
        reply = self.post("To one", parent=first, reader=self.ravi)
        self.assertTrue(reply.path.startswith(first.path))
        self.assertLess(reply.path, second.path)
        self.assertEqual((len(first.path), len(reply.path)), (STEP, 2 * STEP))

    def test_what_is_not_there_cannot_be_answered(self):
        self.set_story(comments_mode="premoderated")
        held = self.post("Held")
        self.set_story(comments_mode="open")
        self.refused(Gone, parent=held)
        decide(comment=held, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        self.refused(Gone, parent=held)
        elsewhere = cast.comment(cast.story(self), self.ravi)
        self.refused(Gone, parent=elsewhere)
