"""A conversation in its three orders: keyset pages that hold each comment once."""

import re

from django.test import TestCase, override_settings

from articles.models import Article
from comments.models import Comment, Community
from comments.thread import WAYS
from newsroom.tests import cast
from pagecache.move import move
from pagecache.pages import pages

from .conversation import Conversation, Pages


class OrdersTests(Pages, TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.address = f"/comments/on/{cls.story.pk}/"
        talk = Conversation(cls.story, [cls.rita, cls.ravi])
        one = talk.say("1", likes=2)
        two = talk.say("2", likes=5)
        talk.say("1.1", one, likes=5)
        talk.say("3")
        deeper = talk.say("2.1", two, likes=1)
        talk.say("2.1.1", deeper)
        talk.store()

    def setUp(self):
        Community.objects.create(pk=1)

    def test_each_order_at_every_size_of_a_page(self):
        told = {
            "oldest": ["1", "1.1", "2", "2.1", "2.1.1", "3"],
            "newest": ["3", "2", "2.1", "2.1.1", "1", "1.1"],
            "liked": ["1.1", "2", "1", "2.1", "2.1.1", "3"],
        }
        for size in range(1, 8):
            for order, texts in told.items():
                with self.subTest(order=order, size=size), override_settings(COMMENT_PAGE_SIZE=size):
                    pages.clear()
                    self.assertEqual(self.texts(f"{self.address}?order={order}"), texts)

    def test_in_the_order_of_likes_each_stands_by_itself_and_says_whom_it_answers(self):
        page = self.client.get(f"{self.address}?order=liked").content.decode()
        self.assertNotIn("</article></article>", page)
        self.assertEqual(page.count("in reply to"), 3)

    @override_settings(COMMENT_PAGE_SIZE=2)
    def test_a_page_that_begins_inside_a_branch_says_whom_its_first_comment_answers(self):
        first = self.client.get(f"{self.address}?order=newest").content.decode()
        self.assertNotIn("in reply to", first)
        after = Comment.objects.get(text="2").path
        second = self.client.get(f"{self.address}?order=newest&after={after}").content.decode()
        parent = Comment.objects.get(text="2")
        self.assertIn(f'<a href="/c/{parent.pk}/">in reply to <bdi>{parent.reader.display_name}</bdi></a>', second)

    def test_who_answers_somebody_on_the_same_page_leads_there(self):
        page = self.client.get(f"{self.address}?order=liked")
        self.assertContains(page, f'<a href="#c{Comment.objects.get(text="1").pk}">in reply to')

    def test_whose_comment_is_gone_is_not_named(self):
        Comment.objects.filter(text="2.1").update(status="removed")
        move(f"thread:{self.story.pk}")
        page = self.client.get(f"{self.address}?order=liked")
        self.assertContains(page, "in reply to a comment that is gone")
        self.assertNotContains(page, f"#c{Comment.objects.get(text='2.1').pk}")

    def test_the_story_shows_its_own_order_or_that_of_the_paper(self):
        def first():
            page = self.client.get(self.story.get_absolute_url()).content.decode()
            links = page.partition('class="orders"')[2]
            current = re.search(r'<a href="([^"]+)" aria-current="true">(.*?)</a>', links)
            self.assertEqual(current[1], f"{self.story.get_absolute_url()}#comments")
            return re.search(r'<article id="c\d+">.*?<p>(.*?)</p>', page)[1], current[2]

        self.assertEqual(first(), ("1", "Oldest"))
        Community.objects.update(order="newest")
        move("paper")
        self.assertEqual(first(), ("3", "Newest"))
        self.assertEqual(self.texts(self.address)[0], "3")
        Article.objects.filter(pk=self.story.pk).update(comments_order="liked")
        move(f"story:{self.story.pk}")
        self.assertEqual(first(), ("1.1", "Most liked"))
        self.assertEqual(self.texts(self.address)[0], "1.1")

    def test_the_reader_can_choose_the_order(self):
        page = self.client.get(f"{self.address}?order=newest")
        self.assertContains(page, f'<a href="{self.address}?order=newest#comments" aria-current="true">Newest</a>')
        self.assertContains(page, f'<a href="{self.address}?order=liked#comments">Most liked</a>')

    def test_one_comment_has_no_order(self):
        Comment.objects.exclude(text="1").update(status="removed")
        self.assertNotContains(self.client.get(self.address), "Order of the comments")

    def test_orders_and_places_that_are_none_begin_at_the_beginning(self):
        afters = ["", "x-1", "-", "1-", "--1", "é", "%00", "²-1", "9" * 400 + "-1", "1-" + "9" * 40, "..", "\\"]
        for order in ("", "oldest", "newest", "liked", "controversial", "%00", "é"):
            for after in afters:
                with self.subTest(order=order, after=after):
                    page = self.client.get(f"{self.address}?order={order}&after={after}")
                    self.assertEqual(page.status_code, 200)
                    self.assertNotContains(page, "Nobody has commented yet.")

    def test_a_place_in_one_order_is_harmless_in_another(self):
        for after in ("0000001", "5-3", "0", "zzzzzzzzzzzzzzz", "Z" * 60, "999999999-999999999999999999"):
            for order in WAYS:
                with self.subTest(order=order, after=after):
                    page = self.client.get(f"{self.address}?order={order}&after={after}")
                    self.assertContains(page, "Readers’ comments (6)")

    def test_an_edited_comment_says_so(self):
        self.assertNotContains(self.client.get(self.address), ", edited")
        comment = Comment.objects.get(text="1")
        Comment.objects.filter(pk=comment.pk).update(edited_at=comment.posted_at)
        move(f"thread:{self.story.pk}")
        self.assertContains(self.client.get(self.address), "</time>, edited</a>", 1)

    def test_a_deleted_comment_leaves_its_place_only_where_it_was_answered(self):
        Comment.objects.filter(text__in=["2", "3"]).update(status="deleted")
        for order in ("oldest", "newest"):
            page = self.client.get(f"{self.address}?order={order}")
            self.assertContains(page, "A comment stood here. Its author deleted it.", 1)
        self.assertNotContains(self.client.get(f"{self.address}?order=liked"), "stood here")

    def test_each_comment_tells_its_likes(self):
        comment = Comment.objects.get(text="2")
        self.assertContains(self.client.get(self.address), f'<a href="/c/{comment.pk}/like/"><i>Like: </i>5</a>')

    def test_staff_and_the_author_of_the_story_are_told(self):
        cast.comment(self.story, self.mo, "Please stay on topic.")
        cast.comment(self.story, self.nell, "I wrote this.")
        for address in (self.address, self.story.get_absolute_url()):
            page = self.client.get(address)
            self.assertContains(page, "<h3>Mo <b>Moderator</b></h3>")
            self.assertContains(page, "<h3>Nell <b>Author of this story</b></h3>")
        page = self.client.get(f"/c/{Comment.objects.get(text='I wrote this.').pk}/")
        self.assertContains(page, "<h3>Nell <b>Author of this story</b></h3>")
