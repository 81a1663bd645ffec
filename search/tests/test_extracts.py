"""What is shown of a story that was found."""

from django.test import TestCase

from newsroom.tests import cast
from search.find import search


class ExtractTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def shown(self, words, **facts):
        cast.story(self, **facts)
        return search(words).stories[0]

    def test_the_part_of_the_text_that_has_the_words_is_shown(self):
        body = (
            "<p>Nothing here.</p>" * 90
            + "<p>At last the Skerrów <em>lighthouse</em> was lit.</p>"
            + "<p>More.</p>" * 90
        )
        story = self.shown("skerrow lighthouse", body=body)
        text = "".join(piece for piece, _ in story.extract)
        self.assertIn("At last the Skerrów lighthouse was lit.", text)
        self.assertLess(len(text), 260)
        self.assertEqual([piece for piece, found in story.extract if found], ["Skerrów", "lighthouse"])

    def test_the_place_with_most_of_the_words_is_shown(self):
        body = "<p>The boat left.</p>" + "<p>Nothing here.</p>" * 40 + "<p>A boat on the sand bank.</p>"
        story = self.shown("boat bank", body=body)
        self.assertEqual([piece for piece, found in story.extract if found], ["boat", "bank"])

    def test_the_standfirst_is_shown_when_it_has_the_words_or_only_the_headline_has(self):
        for words in ("spring", "raised"):
            story = self.shown(words, body="<p>Nothing here.</p>")
            self.assertEqual("".join(piece for piece, _ in story.extract), "Work begins in spring.")

    def test_words_within_words_are_not_marked(self):
        story = self.shown("art", headline="Art of the partial Artist, art’s end", body="<p>x</p>")
        self.assertEqual([piece for piece, found in story.headline if found], ["Art", "art"])

    def test_markup_is_never_text_and_text_never_markup(self):
        story = self.shown("script", headline="On <script> & co", body="<p>A &lt;script&gt; is a script.</p>")
        self.assertEqual("".join(piece for piece, _ in story.headline), "On <script> & co")
        self.assertEqual("".join(piece for piece, _ in story.extract), "A <script> is a script.")

    def test_one_very_long_word_is_no_harm(self):
        story = self.shown("end", body=f"<p>{'x' * 5000} end {'y' * 150_000}</p>")
        self.assertTrue(any(found for _, found in story.extract))
