"""What a reader types, and what it is taken for. Nothing that can be typed is an error."""

from django.test import SimpleTestCase

from articles.plain import plain
from search.plain import fold
from search.words import forms, understand


def wanted(typed):
    return [[" ".join(each) for each in term] for term in understand(typed).wanted]


class WordsTests(SimpleTestCase):
    def test_each_word_is_looked_for_with_its_plural_or_singular(self):
        self.assertEqual(wanted("flood City"), [["flood", "floods"], ["city", "citys", "cities"]])
        self.assertEqual(wanted("stories"), [["stories", "storie", "story"]])
        self.assertEqual(wanted("churches"), [["churches", "churche", "church"]])

    def test_what_only_looks_like_a_plural_is_left_alone(self):
        for word in ("news", "b12", "is", "2026"):
            self.assertEqual(forms(word), [word])
        for word, other in (("bus", "buses"), ("glass", "glasses"), ("crisis", "crisises"), ("day", "days")):
            self.assertEqual(forms(word), [word, other])

    def test_quotes_hold_words_together_as_typed(self):
        self.assertEqual(wanted('"cost of living"'), [["cost of living"]])
        self.assertEqual(wanted("“cost of living”"), [["cost of living"]])
        self.assertEqual(wanted('"floods"'), [["floods"]])

    def test_a_quote_that_is_not_closed_goes_to_the_end(self):
        self.assertEqual(wanted('harbour "wall of'), [["harbour", "harbours"], ["wall of"]])
        self.assertEqual(wanted('"'), [])

    def test_what_is_written_as_one_is_found_side_by_side(self):
        self.assertEqual(wanted("O’Brien covid-19 3.14"), [["o brien"], ["covid 19"], ["3 14"]])

    def test_an_owner_is_found_by_the_name(self):
        self.assertEqual(wanted("Portavally's")[0][0], "portavally")

    def test_a_minus_before_a_word_keeps_it_out(self):
        query = understand('flood -insurance -"river wall" well-known - dash')
        self.assertEqual([term[0] for term in query.unwanted], [("insurance",), ("river", "wall")])
        self.assertEqual([term[0] for term in query.wanted], [("flood",), ("well", "known"), ("dash",)])

    def test_the_same_word_twice_is_one(self):
        self.assertEqual(len(wanted("flood Flood FLOOD")), 1)

    def test_signs_and_emoji_are_no_words(self):
        for typed in ("", "  ", "*", "^:;()-+", "🚢🚢", "\x00", "'", "%", "---", '""""'):
            self.assertEqual(wanted(typed), [], typed)

    def test_operators_of_other_languages_are_words(self):
        self.assertEqual([term[0] for term in wanted("salt AND pepper OR NEAR(x NOT y)")][1], "and")

    def test_accents_and_capitals_do_not_matter(self):
        for typed in ("Dún Laoghaire", "DÚN LAOGHAIRE", "Du\u0301n Laoghaire"):
            self.assertEqual(fold(typed), "dun laoghaire")
        self.assertEqual(fold("가나"), "가나")

    def test_the_text_of_html_is_what_readers_see(self):
        html = '<p>The <a href="/x?a=1&amp;b=2">wall</a> of St <em>Anne</em>&rsquo;s<br>fell.</p>'
        html += "<h2>Why</h2><ul><li>1</li><li>2</li></ul>"
        self.assertEqual(plain(html), "The wall of St Anne’s\nfell.\nWhy\n1\n2")
