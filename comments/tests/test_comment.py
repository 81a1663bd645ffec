"""A comment's own page: its states, and who sees what of them."""

from html import escape

from django.test import TestCase, override_settings

from articles.models import Article
from articles.withdraw import withdraw
from comments.delete import delete
from comments.like import like
from comments.models import Comment
from moderation.decide import decide
from moderation.report import report
from newsroom.tests import cast

WORDS = "Canary words."


class CommentPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.readers = {"nobody": None, "other": cls.ravi, "author": cls.rita, "moderator": cls.mo}

    def comment_that_is(self, state, **facts):
        """Return a comment of Rita's that got into the state by the deeds."""
        Article.objects.filter(pk=self.story.pk).update(comments_mode="premoderated" if state == "held" else "open")
        comment = cast.comment(Article.objects.get(pk=self.story.pk), self.rita, WORDS, **facts)
        Article.objects.filter(pk=self.story.pk).update(comments_mode="open")
        if state == "deleted":
            delete(comment=comment, reader=self.rita)
        if state == "removed":
            report(comment=comment, reader=self.ravi, rule=self.spam, text_version=1)
            decide(
                comment=comment,
                moderator=self.mo,
                action="remove",
                rule=self.abuse,
                note="Play the ball.",
                version_seen=1,
            )
        self.assertEqual(Comment.objects.get(pk=comment.pk).status, state)
        return comment

    def page(self, comment, person):
        self.client.logout()
        if person:
            self.client.force_login(person)
        return self.client.get(comment.get_absolute_url())

    def meaning(self, comment):
        return [self.page(comment, person).status_code for person in self.readers.values()]

    def test_each_person_gets_what_the_state_allows(self):
        comments = {state: self.comment_that_is(state) for state in ("visible", "held", "removed", "deleted")}
        self.assertEqual(self.meaning(comments["visible"]), [200, 200, 200, 200])
        self.assertEqual(self.meaning(comments["held"]), [404, 404, 200, 404])
        self.assertEqual(self.meaning(comments["removed"]), [410, 410, 200, 410])
        self.assertEqual(self.meaning(comments["deleted"]), [410, 410, 200, 410])
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        for state, comment in comments.items():
            with self.subTest(state=state, story="withdrawn"):
                self.assertEqual(self.meaning(comment), [404, 404, 200, 404])
        Article.objects.filter(pk=self.story.pk).update(status="published", legal_hold=True)
        for state, comment in comments.items():
            with self.subTest(state=state, story="under legal hold"):
                self.assertEqual(self.meaning(comment), [404, 404, 200, 404])

    def test_what_never_was_is_not_there(self):
        for number in (0, 10**6, 10**30):
            self.assertEqual(self.client.get(f"/c/{number}/").status_code, 404)

    def test_it_takes_no_post(self):
        comment = self.comment_that_is("visible")
        self.assertEqual(self.client.post(comment.get_absolute_url()).status_code, 405)

    def test_it_is_for_no_cache_and_no_search_engine(self):
        page = self.page(self.comment_that_is("visible"), None)
        self.assertEqual(page.headers["Cache-Control"], "private, no-store")
        self.assertContains(page, '<meta name="robots" content="noindex">')

    def test_the_author_of_a_visible_one_is_told_so(self):
        comment = self.comment_that_is("visible")
        self.assertContains(self.page(comment, self.rita), "On the site for everyone")
        self.assertNotContains(self.page(comment, self.ravi), "On the site for everyone")

    def test_the_author_of_a_held_one_is_told_that_it_waits_and_why(self):
        page = self.page(self.comment_that_is("held"), self.rita)
        self.assertContains(page, "Only you can see this comment until a moderator has read it.")
        self.assertContains(page, "Why it waits: On this story every comment is read before it appears.")
        self.assertContains(page, WORDS)
        self.assertNotContains(page, "/reply/")
        self.assertNotContains(page, "/report/")

    def test_the_author_of_a_removed_one_is_told_the_rule_and_the_note(self):
        comment = self.comment_that_is("removed")
        page = self.page(comment, self.rita)
        for told in (WORDS, "Attacks on people are not welcome.", "The moderator writes: Play the ball."):
            self.assertContains(page, told)
        for secret in (self.mo.display_name + " ", "Ravi", "Advertising"):
            self.assertNotContains(page, secret)
        page = self.page(comment, self.ravi)
        self.assertContains(page, "removed by a moderator", status_code=410)
        for secret in (WORDS, "Play the ball.", "Rita"):
            self.assertNotContains(page, secret, status_code=410)

    def test_others_learn_that_its_author_deleted_it_and_the_author_that_it_is_gone(self):
        comment = self.comment_that_is("deleted")
        page = self.page(comment, self.ravi)
        self.assertContains(page, "Its author deleted it.", status_code=410)
        for secret in (WORDS, "Rita", "moderator"):
            self.assertNotContains(page, secret, status_code=410)
        self.assertContains(self.page(comment, self.rita), "Deleted by you")

    def test_a_deleted_one_still_leads_to_what_answered_it(self):
        comment = self.comment_that_is("visible")
        cast.comment(self.story, self.ravi, "As I said.", parent=comment)
        delete(comment=comment, reader=self.rita)
        self.assertContains(self.page(comment, None), "As I said.", status_code=410)

    def test_the_words_of_what_is_not_visible_are_nowhere_else(self):
        for state in ("held", "removed", "deleted"):
            comment = self.comment_that_is(state)
            pages = [
                self.story.get_absolute_url(),
                f"/comments/on/{self.story.pk}/",
                f"/comments/on/{self.story.pk}/mine/",
                f"/comments/on/{self.story.pk}/new/",
                f"/c/{comment.pk}/",
                f"/c/{comment.pk}/reply/",
                f"/c/{comment.pk}/report/",
                "/comments/mine/",
                "/moderation/reports/",
                "/me/messages/",
                *(row.get_absolute_url() for row in self.ravi.reports.all()),
                "/",
            ]
            self.client.force_login(self.ravi)
            for page in pages:
                with self.subTest(state=state, page=page):
                    self.assertNotIn(WORDS, self.client.get(page).content.decode())

    def test_it_shows_what_it_answers_and_what_answered_it_as_far_as_they_can_be_seen(self):
        parent = cast.comment(self.story, self.ravi, "Build it higher.")
        comment = self.comment_that_is("visible", parent=parent)
        cast.comment(self.story, self.ravi, "As I said.", parent=comment)
        self.assertContains(self.page(comment, None), "Build it higher.")
        self.assertContains(self.page(comment, None), "As I said.")
        decide(comment=parent, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        self.assertNotContains(self.page(comment, None), "Build it higher.")
        self.assertContains(self.page(comment, None), "It answers a comment that is gone.")

    def test_on_a_closed_story_nothing_asks_for_a_reply(self):
        comment = self.comment_that_is("visible")
        self.assertContains(self.page(comment, None), f"/c/{comment.pk}/reply/")
        Article.objects.filter(pk=self.story.pk).update(comments_mode="closed")
        self.assertNotContains(self.page(comment, None), f"/c/{comment.pk}/reply/")

    def test_the_author_learns_that_the_story_is_off_the_site_and_no_more_of_it(self):
        comment = self.comment_that_is("visible")
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        page = self.page(comment, self.rita)
        self.assertContains(page, "the story is not on the site")
        self.assertNotContains(page, "On the site for everyone")
        self.assertNotContains(page, self.story.headline)

    def test_a_reader_s_script_is_told_what_is_their_own_among_the_comment_and_its_replies(self):
        comment, other = self.comment_that_is("visible"), cast.comment(self.story, self.rita, "Elsewhere.")
        replies = [cast.comment(self.story, who, "So?", parent=comment) for who in (self.ravi, self.rita)]
        for liked in (comment, other, replies[1]):
            like(comment=liked, reader=self.ravi)
        self.assertNotContains(self.page(comment, None), "<reader-here")
        page = self.page(comment, self.ravi)
        self.assertRegex(page.content.decode(), rf' data-own="{replies[0].pk}:\d+ "')
        self.assertContains(page, f'data-liked="{replies[1].pk} {comment.pk} "')
        page = self.page(comment, self.rita)  # how to edit and delete it stands above it
        self.assertRegex(page.content.decode(), rf' data-own="{comment.pk}: {replies[1].pk}:\d+ " data-liked=""')

    def test_what_it_answers_can_be_folded_where_its_author_is_muted(self):
        comment = self.comment_that_is("visible")
        reply = cast.comment(self.story, self.ravi, "So?", parent=comment)
        page = self.page(reply, None)
        self.assertContains(page, f'data-comment="{comment.pk}"')
        self.assertContains(page, f'<reader-part src="/readers/on/{self.story.pk}/">')

    def test_it_takes_few_queries_however_many_replies_it_has(self):
        comment = self.comment_that_is("visible")
        self.client.force_login(self.ravi)
        for number in (1, 9):
            for _ in range(number):
                cast.comment(self.story, self.ravi, f"So? {number}", parent=comment)
            self.client.get(comment.get_absolute_url())
            # it, who asks and what they may, the story and its badges, what stands here, what is theirs, the masthead
            with self.assertNumQueries(15):
                self.client.get(comment.get_absolute_url())

    @override_settings(COMMENT_PAGE_SIZE=3)
    def test_it_leads_to_its_place_in_the_conversation(self):
        for comment in [cast.comment(self.story, self.rita, f"No. {number}.") for number in range(7)]:
            page = self.page(comment, None)
            address = page.context["place"]
            self.assertContains(page, escape(address))
            place, anchor = address.split("#")
            self.assertContains(self.client.get(place), f'id="{anchor}"')

    def test_the_name_of_a_blocked_reader_stays_with_what_they_wrote(self):
        comment = self.comment_that_is("visible")
        type(self.rita).objects.filter(pk=self.rita.pk).update(is_active=False)
        self.assertContains(self.page(comment, None), "<h3>Rita</h3>")

    def test_names_and_texts_are_shown_as_typed(self):
        type(self.rita).objects.filter(pk=self.rita.pk).update(display_name="<script>alert(1)</script>")
        comment = cast.comment(self.story, self.rita, "<img src=x onerror=alert(1)>")
        page = self.page(comment, None)
        self.assertContains(page, "&lt;script&gt;alert(1)&lt;/script&gt;")
        self.assertContains(page, "&lt;img src=x onerror=alert(1)&gt;")
        self.assertNotContains(page, "<script>alert")
        self.assertNotContains(page, "<img")
