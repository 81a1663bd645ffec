"""Editing a comment: the deed, and its page."""

import re
from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Article
from articles.withdraw import withdraw
from comments.delete import delete
from comments.edit import Changed, TooLate, edit
from comments.like import like
from comments.models import Comment, Wording
from comments.post import Closed, Gone, NotAllowed, Withdrawn
from moderation.decide import AlreadyDecided, decide
from newsroom.tests import cast
from pagecache.models import PageVersion

BY_SCRIPT = {"HTTP_HX_REQUEST": "true"}
LINKS = "https://a.example https://b.example https://c.example"


class Edited(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "First words.")
        cls.address = f"/c/{cls.comment.pk}/edit/"

    def now(self):
        return Comment.objects.get(pk=self.comment.pk)

    def set_story(self, **facts):
        Article.objects.filter(pk=self.story.pk).update(**facts)

    def page_version(self):
        return PageVersion.objects.filter(name=f"thread:{self.story.pk}").values_list("number", flat=True).first()


class EditTests(Edited):
    def edit(self, text="Second words.", **facts):
        return edit(**{"comment": self.now(), "reader": self.rita, "text": text, "text_version": 1} | facts)

    def refused(self, kind, **facts):
        before = (list(Comment.objects.values()), Wording.objects.count(), self.page_version())
        with self.assertRaises(kind) as refusal:
            self.edit(**facts)
        self.assertEqual((list(Comment.objects.values()), Wording.objects.count(), self.page_version()), before)
        return str(refusal.exception)

    def test_the_new_text_is_on_the_page_and_the_old_one_is_kept(self):
        before, at = self.page_version(), timezone.now()
        self.edit("Second <words>.", at=at)
        comment = self.now()
        self.assertEqual((comment.text, comment.html), ("Second <words>.", "<p>Second &lt;words&gt;.</p>"))
        self.assertEqual((comment.status, comment.edited_at), ("visible", at))
        self.assertEqual((comment.text_version, comment.version), (2, 2))
        wording = comment.wordings.get()
        self.assertEqual((wording.text, wording.text_version, wording.until), ("First words.", 1, at))
        self.assertGreater(self.page_version(), before)

    def test_every_earlier_text_is_kept(self):
        self.edit("Second.")
        self.edit("Third.", text_version=2)
        self.edit("Second.", text_version=3)
        texts = list(self.comment.wordings.values_list("text_version", "text"))
        self.assertEqual(texts, [(1, "First words."), (2, "Second."), (3, "Third.")])

    def test_likes_stay_and_an_editors_pick_does_not(self):
        like(comment=self.comment, reader=self.ravi)
        Comment.objects.update(picked_at=timezone.now())
        self.edit()
        self.assertEqual((self.now().likes, self.now().picked_at), (1, None))

    def test_what_a_check_holds_in_the_new_text_is_held(self):
        self.assertEqual(self.edit(LINKS).status, "held")
        self.assertTrue(self.now().hits.filter(check_name="links").exists())
        self.assertIn("3 links", " ".join(self.now().why_held))

    def test_what_was_held_is_held_also_with_a_text_that_no_check_minds(self):
        self.edit(LINKS)
        self.assertEqual(self.edit("Mild words.", text_version=2).status, "held")
        self.assertTrue(self.now().hits.filter(check_name="links").exists())  # what was found before stays

    def test_what_a_moderator_let_through_waits_again_with_another_text(self):
        self.edit(LINKS)
        decide(comment=self.now(), moderator=self.mo, action="keep", version_seen=2)
        self.assertEqual(self.edit("Not what was read.", text_version=2).status, "held")

    def test_the_same_find_is_not_noted_twice(self):
        self.edit(LINKS)
        self.edit(LINKS + " !", text_version=2)
        self.assertEqual(self.now().hits.filter(check_name="links").count(), 1)

    def test_where_each_waits_an_edit_waits_too(self):
        self.set_story(comments_mode="premoderated")
        self.assertEqual(self.edit().status, "held")

    def test_a_moderator_who_saw_the_text_before_reads_again(self):
        self.edit()
        with self.assertRaises(AlreadyDecided) as refusal:
            decide(comment=self.now(), moderator=self.mo, action="keep", version_seen=1)
        self.assertIn("was edited since you saw it", str(refusal.exception))

    def test_only_its_author_edits_it(self):
        for other in (self.ravi, self.mo, self.ed):
            self.refused(NotAllowed, reader=other)

    def test_a_blocked_account_edits_nothing(self):
        type(self.rita).objects.filter(pk=self.rita.pk).update(is_active=False)
        self.refused(NotAllowed)

    def test_it_can_be_edited_for_five_minutes(self):
        last = self.comment.posted_at + timedelta(minutes=5)
        self.assertIn("for 5 minutes", self.refused(TooLate, at=last))
        self.edit(at=last - timedelta(seconds=1))
        self.refused(TooLate, text="More.", text_version=2, at=last)

    @override_settings(COMMENT_EDIT_MINUTES=0)
    def test_a_paper_may_want_no_edits(self):
        self.refused(TooLate)

    def test_what_is_gone_cannot_be_edited(self):
        decide(comment=self.comment, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        self.refused(Gone)
        other = cast.comment(self.story, self.rita)
        delete(comment=other, reader=self.rita)
        self.refused(Gone, comment=Comment.objects.get(pk=other.pk))

    def test_where_no_comments_are_taken_none_is_edited(self):
        self.set_story(comments_mode="closed", comments_closed_reason="The inquest is sitting.")
        self.assertEqual(self.refused(Closed), "The inquest is sitting.")
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        self.refused(Withdrawn)

    def test_what_a_moderator_has_sent_back_can_be_changed_also_on_a_story_that_takes_no_more_comments(self):
        in_days = timezone.now() + timedelta(days=3)
        self.set_story(comments_mode="closed")
        Comment.objects.update(status="held", edit_until=in_days)
        self.client.force_login(self.rita)
        self.assertEqual(self.client.get(self.address).status_code, 200)
        self.assertIsNone(self.edit().edit_until)
        self.assertEqual((self.now().text, self.now().status), ("Second words.", "held"))
        self.refused(Closed, text="Third words.", text_version=2)  # the offer was for once
        Comment.objects.update(edit_until=in_days)
        self.set_story(court_case=True)
        self.assertIn("court", self.refused(Closed, text="Third words.", text_version=2))
        self.set_story(court_case=False)
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        self.refused(Withdrawn, text="Third words.", text_version=2)

    def test_the_same_edit_twice_is_one(self):
        self.edit()
        self.edit()
        self.assertEqual((self.now().text_version, Wording.objects.count()), (2, 1))

    def test_the_same_edit_after_the_time_is_over_finds_it_done(self):
        self.edit()
        self.assertEqual(self.edit(at=timezone.now() + timedelta(hours=1)).text, "Second words.")

    def test_the_text_as_it_was_is_no_edit(self):
        before = self.page_version()
        self.edit("First words.")
        self.assertEqual((self.now().text_version, self.now().edited_at), (1, None))
        self.assertEqual(self.page_version(), before)

    def test_of_two_windows_the_second_is_told(self):
        self.edit("From one.")
        self.refused(Changed, text="From the other.")
        self.refused(Changed, text="Of no window.", text_version=7)


class EditPageTests(Edited):
    def setUp(self):
        self.client.force_login(self.rita)

    def send(self, text="Second words.", **more):
        extra = {name: more.pop(name) for name in list(more) if name.startswith("HTTP_")}
        return self.client.post(self.address, {"text": text, "text_version": 1} | more, **extra)

    def over(self):
        Comment.objects.update(posted_at=timezone.now() - timedelta(minutes=6))

    def test_the_form_has_the_text_and_says_how_long(self):
        page = self.client.get(self.address)
        self.assertContains(page, ">\nFirst words.</textarea>")
        self.assertRegex(page.content.decode(), r'data-seconds="29\d">until <time')
        self.assertContains(page, '<meta name="robots" content="noindex">')

    def test_saving_leads_to_the_comment(self):
        self.assertRedirects(self.send(), f"/c/{self.comment.pk}/")
        self.assertContains(self.client.get(self.story.get_absolute_url()), "<p>Second words.</p>")

    def test_a_script_gets_the_parts_alone(self):
        self.assertNotContains(self.client.get(self.address, **BY_SCRIPT), "<html")
        self.assertContains(self.send(**BY_SCRIPT), "Your comment has its new text")
        self.assertContains(self.send(LINKS, text_version=2, **BY_SCRIPT), "Your comment waits for a moderator")

    def test_after_the_time_the_page_says_so_and_keeps_what_was_typed(self):
        self.over()
        for extra in ({}, BY_SCRIPT):
            response = self.send(**extra)
            self.assertContains(response, "for 5 minutes", status_code=403)
            self.assertContains(response, "Second words.", status_code=403)
            self.assertNotContains(response, "<textarea", status_code=403)
        self.assertContains(self.client.get(self.address), "for 5 minutes", status_code=403)
        self.assertEqual(self.now().text, "First words.")

    def test_the_second_window_sees_both_texts_and_can_send_again(self):
        self.send("From one.")
        response = self.send("From the other.")
        self.assertContains(response, "in another window", status_code=409)
        self.assertContains(response, "<p>From one.</p>", status_code=409)
        self.assertContains(response, ">\nFrom the other.</textarea>", status_code=409)
        version = re.search(r'name="text_version" value="(\d+)"', response.content.decode())[1]
        self.assertRedirects(self.send("From the other.", text_version=version), f"/c/{self.comment.pk}/")
        self.assertEqual(self.now().text, "From the other.")

    def test_bad_texts_are_answered_in_the_page_and_kept(self):
        for text, says, kept in (
            ("", "Please write something first.", ""),
            ("x" * 2001, "there is room for 2,000", "x" * 2001),
            ("a\u202eb\x00", "invisible control characters", "ab"),
        ):
            response = self.send(text)
            self.assertContains(response, says, status_code=422)
            self.assertContains(response, f'">\n{kept}</textarea>', status_code=422)
        for forged in ("", "x", "0", "-1", "9" * 30):
            self.assertEqual(self.send(text_version=forged).status_code, 422 if len(forged) < 9 else 409)
        self.assertEqual(self.now().text, "First words.")

    def test_to_others_it_is_not_there(self):
        for other in (self.ravi, self.mo, self.ed):
            self.client.force_login(other)
            self.assertEqual(self.client.get(self.address).status_code, 404)
            self.assertEqual(self.send().status_code, 404)

    def test_the_text_is_kept_over_the_sign_in(self):
        self.client.logout()
        self.assertRedirects(self.send(), f"/account/login/?next={self.address}", fetch_redirect_response=False)
        self.client.post(f"/account/login/?next={self.address}", {"login": self.rita.email, "password": cast.PASSWORD})
        self.assertContains(self.client.get(self.address), ">\nSecond words.</textarea>")

    def test_on_a_story_that_is_gone_the_text_is_kept_and_no_headline_shown(self):
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        response = self.send()
        self.assertContains(response, "Second words.", status_code=410)
        self.assertNotContains(response, self.story.headline, status_code=410)

    def test_other_methods_are_refused(self):
        self.assertEqual(self.client.put(self.address).status_code, 405)
        self.assertEqual(self.client.delete(self.address).status_code, 405)
