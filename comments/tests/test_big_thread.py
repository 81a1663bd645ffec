"""A big conversation: each order holds each comment once, and a page takes as few queries wherever it is."""

import re
from unittest import skipUnless

from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from comments.models import Comment
from comments.thread import WAYS, place, thread
from newsroom.tests import cast

from .conversation import Conversation, Pages


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
        """The rows, or two steps to them; the count, and with it the picks."""
        for order in WAYS:
            asked, after = [], ""
            for _ in range(30):
                with CaptureQueriesContext(connection) as queries:
                    after = thread(self.story, order, after).next_after
                asked.append(len(queries))
                self.assertFalse(any("OFFSET" in query["sql"] for query in queries))
            self.assertEqual(asked[0], 2)
            self.assertLessEqual(max(asked), 3)

    @override_settings(PAGES_DUE=[])
    def test_the_first_page_takes_few_queries_where_nothing_is_kept(self):
        """The story, the site's order, the page and its badges, count with picks; masthead with sections, banner."""
        with self.assertNumQueries(7):
            self.assertContains(self.client.get(self.address), 'rel="next"')

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
