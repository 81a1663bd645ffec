"""Words are looked for in so many comments at a time, and the way leads on from there."""

from unittest import mock

from django.test import TestCase

from moderation.report import report
from newsroom.tests import cast


class WordsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        story = cast.story(cls)
        cls.comments = [
            cast.comment(story, cls.rita, f"{word} by the harbour.")
            for word in ("A zeppelin", "A boat", "A quay", "A gull")
        ]
        for comment in cls.comments:
            report(comment=comment, reader=cls.ravi, rule=cls.abuse, text_version=1)

    def setUp(self):
        self.client.force_login(self.mo)

    def found(self, address):
        """Return the texts on a page, what it says where it has none, and the address that leads on."""
        page = self.client.get(address)
        further = page.context["more"] and f"/moderation/?{page.context['more']}"
        return [card["comment"].text for card in page.context["cards"]], page.content.decode(), further

    def all_found(self, address):
        texts, pages = [], 0
        while address:
            some, _, address = self.found(address)
            texts, pages = texts + some, pages + 1
        return texts, pages

    def test_what_stands_further_on_is_found_by_going_on(self):
        for show, order in (("", "risk"), ("", "oldest"), ("", "newest"), ("reported", "risk"), ("all", "risk")):
            for many in (1, 3, 5):
                with (
                    self.subTest(show=show, order=order, many=many),
                    mock.patch("moderation.queue.LOOKED_THROUGH", many),
                    mock.patch("moderation.queue.ALL_LOOKED_THROUGH", many),
                ):
                    query = f"/moderation/?show={show}&order={order}&words="
                    self.assertEqual(self.all_found(query + "zeppelin")[0], ["A zeppelin by the harbour."])
                    texts, pages = self.all_found(query + "harbour")
                    self.assertEqual(set(texts), {comment.text for comment in self.comments})
                    self.assertEqual(len(texts), 4)

    def test_a_page_without_a_find_says_that_it_is_not_all(self):
        with mock.patch("moderation.queue.LOOKED_THROUGH", 2):
            _, page, further = self.found("/moderation/?order=newest&words=zeppelin")
            self.assertIn("No such words so far", page)
            self.assertIn("Look further", page)
            self.assertEqual(self.found(further)[0], ["A zeppelin by the harbour."])
        _, page, further = self.found("/moderation/?words=balloon")
        self.assertIn("Nothing waits that this filter would show", page)
        self.assertEqual(further, "")

    def test_who_takes_the_next_takes_those_with_the_words(self):
        self.client.post("/moderation/take/", {"number": "10", "back": "words=quay"})
        self.assertEqual([claim.comment for claim in self.mo.claims.all()], [self.comments[2]])
