"""Editors' picks: who may pick, what can be picked, and where the picks stand."""

from django.test import TestCase, override_settings

from comments.delete import delete
from comments.models import Comment
from comments.pick import NotToBeSeen, pick, unpick
from moderation.decide import decide
from newsroom.tests import cast
from pagecache.move import move


class PickTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.thread = f"/comments/on/{cls.story.pk}/"
        cls.one = cast.comment(cls.story, cls.rita, "The tide table says otherwise.")
        cls.two = cast.comment(cls.story, cls.ravi, "Second.")
        cls.address = f"/c/{cls.one.pk}/pick/"

    def send(self, want="pick", person=None, address=None):
        self.client.force_login(person or self.ed)
        return self.client.post(address or self.address, {"want": want})

    def picked(self):
        return list(Comment.objects.exclude(picked_at=None).values_list("pk", flat=True))

    def strip(self, address):
        page = self.client.get(address).content.decode()
        return page.partition('<section class="picks"')[2].partition("</section>")[0]

    def test_editors_and_moderators_pick_on_the_comments_own_page(self):
        for person in (self.ed, self.mo, self.ada):
            self.client.force_login(person)
            page = self.client.get(self.one.get_absolute_url())
            self.assertContains(page, "Make it an editor’s pick")
            self.assertContains(page, f'action="{self.address}"')
            self.assertRedirects(self.send(person=person), self.one.get_absolute_url())
            self.assertEqual(self.picked(), [self.one.pk])
            self.assertContains(self.client.get(self.one.get_absolute_url()), "Take it out of the picks")
            self.send("unpick", person)
            self.assertEqual(self.picked(), [])

    def test_others_see_no_button_and_may_not(self):
        for person in (self.rita, self.nell, self.pia):
            self.assertEqual(self.send(person=person).status_code, 403)
            self.assertNotContains(self.client.get(self.one.get_absolute_url()), "pick")
        self.client.logout()
        self.assertIn("/account/login/", self.client.post(self.address, {"want": "pick"}).url)
        self.assertEqual(self.picked(), [])

    def test_a_get_picks_nothing(self):
        self.client.force_login(self.ed)
        self.assertRedirects(self.client.get(self.address), self.one.get_absolute_url())
        self.assertEqual(self.picked(), [])

    def test_another_word_is_refused(self):
        for word in ("", "remove", "\0"):
            self.assertEqual(self.send(word).status_code, 400)

    def test_twice_is_once_and_keeps_its_time(self):
        self.send()
        first = Comment.objects.get(pk=self.one.pk).picked_at
        self.send()
        self.assertEqual(Comment.objects.get(pk=self.one.pk).picked_at, first)

    def test_it_stands_above_the_conversation_in_every_order(self):
        pages = [self.story.get_absolute_url(), *(f"{self.thread}?order={o}" for o in ("oldest", "newest", "liked"))]
        for page in pages:
            self.assertEqual(self.strip(page), "")
        self.send()
        for page in pages:
            self.assertIn("The tide table says otherwise.", self.strip(page))
            self.assertIn(f'<a href="#c{self.one.pk}"><bdi>Rita</bdi></a>', self.strip(page))
        self.send("unpick")
        for page in pages:
            self.assertEqual(self.strip(page), "")

    def test_the_comment_itself_is_marked(self):
        self.send()
        self.assertContains(self.client.get(self.thread), '<h3>Rita <b class="pick">Editor’s pick</b></h3>', 1)

    @override_settings(COMMENT_PAGE_SIZE=1)
    def test_a_pick_further_on_is_a_link_away_and_later_pages_do_not_repeat_it(self):
        pick(comment=self.two)
        self.assertIn(f'<a href="/c/{self.two.pk}/">', self.strip(self.thread))
        self.assertEqual(self.strip(f"{self.thread}?after={self.one.path}"), "")

    def test_the_three_that_were_picked_last(self):
        comments = [cast.comment(self.story, self.rita, f"Worth reading {number}.") for number in range(4)]
        for comment in comments:
            pick(comment=comment)
        strip = self.strip(self.thread)
        self.assertEqual(strip.count("<li "), 3)
        self.assertNotIn("Worth reading 0.", strip)
        self.assertLess(strip.index("Worth reading 3."), strip.index("Worth reading 1."))

    def test_a_long_one_is_cut_after_a_word_and_all_is_escaped(self):
        type(self.rita).objects.filter(pk=self.rita.pk).update(display_name="<b>Rita</b>")
        pick(comment=cast.comment(self.story, self.rita, "<img src=x>\n\n" + "harbour " * 60))
        strip = self.strip(self.thread)
        self.assertIn("&lt;img src=x&gt; harbour", strip)
        self.assertIn("harbour …</blockquote>", strip)
        self.assertLess(strip.count("harbour"), 40)
        self.assertIn("&lt;b&gt;Rita", strip)
        pick(comment=cast.comment(self.story, self.ravi, "é" * 600))
        self.assertIn("é" * 280 + "…", self.strip(self.thread))

    def test_what_is_removed_or_deleted_is_no_pick(self):
        pick(comment=self.one)
        pick(comment=self.two)
        decide(comment=self.one, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        delete(comment=self.two, reader=self.ravi)
        for page in (self.story.get_absolute_url(), self.thread):
            self.assertEqual(self.strip(page), "")

    def test_what_cannot_be_seen_cannot_be_picked(self):
        decide(comment=self.one, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        with self.assertRaises(NotToBeSeen):
            pick(comment=self.one)
        # The moderator is led to the page that says that it was removed.
        response = self.send(person=self.mo)
        self.assertEqual(response.url, self.one.get_absolute_url())
        self.assertContains(self.client.get(response.url), "removed by a moderator", status_code=410)
        self.assertEqual(self.picked(), [])
        unpick(comment=self.one)

    def test_what_is_held_or_never_was_is_not_there(self):
        Comment.objects.filter(pk=self.two.pk).update(status="held")
        move(f"thread:{self.story.pk}")
        for number in (self.two.pk, 0, 10**30):
            self.assertEqual(self.send(address=f"/c/{number}/pick/").status_code, 404)
