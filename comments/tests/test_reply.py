"""The page on which a comment is answered."""

import re
import uuid

from django.test import TestCase

from articles.models import Article
from articles.withdraw import withdraw
from comments.models import Comment
from moderation.decide import decide
from newsroom.tests import cast

BY_SCRIPT = {"HTTP_HX_REQUEST": "true"}


class ReplyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.ravi, "Build it higher.")
        cls.address = f"/c/{cls.comment.pk}/reply/"

    def setUp(self):
        self.client.force_login(self.rita)

    def send(self, text="Well said.", address=None, key=None, **extra):
        return self.client.post(address or self.address, {"text": text, "form_key": key or uuid.uuid4()}, **extra)

    def remove(self):
        decide(comment=self.comment, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)

    def hold_a_comment(self):
        Article.objects.filter(pk=self.story.pk).update(comments_mode="premoderated")
        held = cast.comment(Article.objects.get(pk=self.story.pk), self.ravi, "Held words.")
        Article.objects.filter(pk=self.story.pk).update(comments_mode="open")
        return held

    def replies(self):
        return Comment.objects.exclude(pk=self.comment.pk)

    def test_the_form_shows_what_is_answered(self):
        page = self.client.get(self.address)
        self.assertContains(page, "Build it higher.")
        self.assertContains(page, "Your reply to <bdi>Ravi</bdi>")
        self.client.logout()
        self.assertContains(self.client.get(self.address), "Build it higher.")

    def test_a_reply_says_whom_it_answers(self):
        response = self.send()
        reply = self.replies().get()
        self.assertRedirects(response, reply.get_absolute_url())
        self.assertEqual(reply.parent, self.comment)
        self.assertContains(self.client.get(reply.get_absolute_url()), "in reply to <bdi>Ravi</bdi>")

    def test_on_the_page_it_stands_inside_what_it_answers_and_two_steps_in_says_whom(self):
        first = cast.comment(self.story, self.rita, "First step.", parent=self.comment)
        second = cast.comment(self.story, self.ravi, "Second step.", parent=first)
        cast.comment(self.story, self.rita, "Third step.", parent=second)
        page = self.client.get(self.story.get_absolute_url()).content.decode()
        thread = page.partition('<div class="thread">')[2].partition("</div>")[0]
        shape = re.findall(r"<article|</article>|in reply to <bdi>\w+|Build it|\w+ step", thread)
        opened, closed = "<article", "</article>"
        said = [opened, "Build it", opened, "First step", opened, "Second step", closed]
        said += [opened, "in reply to <bdi>Ravi", "Third step", closed, closed, closed]
        self.assertEqual(shape, said)

    def test_a_script_gets_the_parts_alone(self):
        self.assertNotContains(self.client.get(self.address, **BY_SCRIPT), "<html")
        self.assertContains(self.send(**BY_SCRIPT), "Your comment is on the site")

    def test_one_may_answer_oneself(self):
        self.client.force_login(self.ravi)
        self.assertEqual(self.send().status_code, 302)

    def test_a_bad_text_is_kept_and_still_a_reply(self):
        response = self.send("x" * 2001)
        self.assertContains(response, "x" * 2001, status_code=422)
        self.assertContains(response, f'action="{self.address}"', status_code=422)
        self.assertFalse(self.replies().exists())

    def test_what_was_removed_meanwhile_leaves_the_reply_to_be_posted_on_its_own(self):
        self.remove()
        for extra in ({}, BY_SCRIPT):
            response = self.send("My answer.", **extra)
            self.assertContains(response, "You can post yours on its own.", status_code=410)
            self.assertContains(response, "\nMy answer.</textarea>", status_code=410)
            self.assertNotContains(response, "Build it higher.", status_code=410)
        self.assertFalse(self.replies().exists())
        form = response.content.decode()
        address = re.search(r'action="([^"]+)"', form)[1]
        self.send("My answer.", address=address, key=re.search(r'name="form_key" value="([^"]+)"', form)[1])
        self.assertEqual((self.replies().get().text, self.replies().get().parent), ("My answer.", None))

    def test_what_was_removed_during_the_sign_in_leaves_the_text(self):
        self.client.logout()
        to_sign_in = self.send("Kept over all that.")
        self.remove()
        back = self.client.post(to_sign_in.url, {"login": self.rita.email, "password": cast.PASSWORD})
        self.assertContains(self.client.get(back.url), "Kept over all that.", status_code=410)

    def test_a_held_comment_is_not_there_not_even_to_its_author(self):
        held = self.hold_a_comment()
        for person in (self.rita, self.ravi, self.mo):
            self.client.force_login(person)
            self.assertEqual(self.client.get(f"/c/{held.pk}/reply/").status_code, 404)
            self.assertEqual(self.send(address=f"/c/{held.pk}/reply/").status_code, 404)
        self.assertEqual(self.replies().get(), held)

    def test_what_never_was_is_not_there(self):
        for number in (0, 10**6, 10**30):
            self.assertEqual(self.client.get(f"/c/{number}/reply/").status_code, 404)
            self.assertEqual(self.send(address=f"/c/{number}/reply/").status_code, 404)

    def test_a_closed_story_takes_no_replies_and_keeps_the_text(self):
        Article.objects.filter(pk=self.story.pk).update(comments_mode="closed", comments_closed_reason="Enough.")
        self.assertContains(self.send("My words."), "Enough.", status_code=403)
        self.assertContains(self.send("My words."), "My words.", status_code=403)

    def test_a_withdrawn_story_says_so_shows_nothing_of_itself_and_keeps_the_text(self):
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        response = self.send("My words.")
        self.assertContains(response, "My words.", status_code=410)
        for secret in (self.story.headline, "Build it higher."):
            self.assertNotContains(response, secret, status_code=410)

    def test_a_story_under_legal_hold_is_not_there(self):
        Article.objects.filter(pk=self.story.pk).update(legal_hold=True)
        self.assertEqual(self.client.get(self.address).status_code, 404)
        self.assertEqual(self.send().status_code, 404)

    def test_other_methods_are_refused(self):
        for method in ("put", "patch", "delete"):
            self.assertEqual(getattr(self.client, method)(self.address).status_code, 405)

    def test_a_form_sent_again_with_another_text_never_shows_what_was_removed_meanwhile(self):
        key = uuid.uuid4()
        self.send(key=key)
        self.remove()
        answer = self.send("Another text.", key=key)
        self.assertContains(answer, "is not there any more", status_code=410)
        self.assertNotContains(answer, "Build it higher.", status_code=410)
