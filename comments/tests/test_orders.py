"""A conversation in its three orders, at any size: keyset pages that hold each comment once, by a few queries."""

import re
import uuid
from html import unescape
from unittest import skipUnless

from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from articles.models import Article
from comments.models import DEEPEST, STEP, Comment, Community, step
from comments.thread import WAYS, place, thread
from newsroom.tests import cast
from pagecache.move import move
from pagecache.pages import pages

from .rows import rows


class Conversation:
    """Made at once, as the deed would have made it."""

    def __init__(self, story, readers):
        self.story, self.readers, self.made = story, readers, []
        self.next = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1

    def say(self, text, parent=None, **facts):
        pk = self.next + len(self.made)
        above = parent.path[: STEP * (DEEPEST - 1)] if parent else ""
        comment = Comment(
            pk=pk,
            article=self.story,
            reader=self.readers[pk % len(self.readers)],
            parent=parent,
            path=above + step(pk),
            top=parent.top if parent else pk,
            text=text,
            html=f"<p>{text}</p>",
            form_key=uuid.UUID(int=pk),
            **facts,
        )
        self.made.append(comment)
        return comment

    def store(self):
        Comment.objects.bulk_create(self.made, batch_size=500)
        move(f"thread:{self.story.pk}")


class Pages:
    """Reads a conversation page by page, by its links alone."""

    def pages(self, address):
        found = []
        while address:
            page = self.client.get(address)
            self.assertEqual(page.status_code, 200)
            found.append(rows(page.context["thread"]))
            more = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
            address = more and unescape(more[1])
        return found

    def texts(self, address):
        return [strip_tags(row.html) for page in self.pages(address) for row in page]


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


class BigConversationTests(Pages, TestCase):
    """3,000 comments, and one chain of answers 500 deep."""

    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.address = f"/comments/on/{cls.story.pk}/"
        talk = Conversation(cls.story, [cls.rita, cls.ravi])
        deepest = talk.say("Depth 0")
        for depth in range(1, 500):
            deepest = talk.say(f"Depth {depth}", deepest)
        for number in range(2500):
            parent = talk.made[-number % 400] if number % 3 else None
            talk.say(f"No. {number}", parent, likes=number % 7, status="removed" if number % 10 == 9 else "visible")
        talk.store()
        cls.visible = set(Comment.objects.visible().values_list("pk", flat=True))

    def test_every_order_holds_each_comment_once(self):
        for order in WAYS:
            with self.subTest(order=order):
                found = self.pages(f"{self.address}?order={order}")
                self.assertTrue(all(len(page) <= 50 for page in found))
                self.assertTrue(all(len(page) == 50 for page in found[:-1]))
                seen = [row.pk for page in found for row in page if row.is_visible]
                self.assertEqual(len(seen), len(set(seen)))
                self.assertEqual(set(seen), self.visible)
                self.assertEqual(thread(self.story, order).count, len(self.visible))

    def test_a_page_takes_as_many_queries_wherever_it_is(self):
        """The rows, or two steps to them; the count; on the first page the picks."""
        for order in WAYS:
            asked, after = [], ""
            for _ in range(30):
                with CaptureQueriesContext(connection) as queries:
                    after = thread(self.story, order, after).next_after
                asked.append(len(queries))
                self.assertFalse(any("OFFSET" in query["sql"] for query in queries))
            self.assertEqual(asked[0], 3)
            self.assertLessEqual(max(asked), 3)

    def test_a_comment_finds_its_place_by_one_small_query(self):
        comments = Comment.objects.visible().select_related("article__section")
        for comment in comments.order_by("pk")[:: len(self.visible) // 20]:
            comment.article.comments_order = "oldest"
            with self.assertNumQueries(1):
                address = place(comment)
            found, anchor = address.split("#")
            self.assertContains(self.client.get(found), f'<article id="{anchor}">')

    def test_five_hundred_deep_is_two_steps_in(self):
        bottom = Comment.objects.get(text="Depth 499")
        self.assertEqual(self.client.get(f"/c/{bottom.pk}/").status_code, 200)
        for address in (self.story.get_absolute_url(), place(bottom).split("#")[0]):
            page = self.client.get(address).content.decode()
            inside = deepest = 0
            for mark in re.findall(r"<article|</article>", page.partition('<div class="thread">')[2]):
                inside += 1 if mark == "<article" else -1
                deepest = max(deepest, inside)
            self.assertEqual(inside, 0)
            self.assertLessEqual(deepest, 3)

    @skipUnless(connection.vendor == "sqlite", "PostgreSQL chooses by what it knows of the rows")
    def test_each_step_walks_along_an_index(self):
        with CaptureQueriesContext(connection) as asked:
            for order in WAYS:
                after = thread(self.story, order).next_after
                thread(self.story, order, after)
        steps = [query["sql"] for query in asked if "html" in query["sql"]]
        self.assertGreater(len(steps), 6)
        with connection.cursor() as cursor:
            for sql in steps:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                plan = "\n".join(row[-1] for row in cursor.fetchall())
                self.assertNotIn("TEMP B-TREE", plan)
                self.assertRegex(plan, "INDEX comment_(thread|newest|liked)")
