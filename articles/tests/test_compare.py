"""Two versions by word."""

import time

from django.template.loader import render_to_string
from django.test import SimpleTestCase

from articles.by_word import Budget, runs
from articles.compare import compare, in_short

BASE = {"headline": "Wall to rise", "body": "", "figures": [], "bylines": []}


class Plain:
    """Stands for in_words.InWords: numbers are their own names."""

    def text(self, name, facts):
        return str(facts.get(name) or "")

    def photo(self, number):
        return f"Photo {number}"

    def figure(self, row):
        return None if row[0] == 9 else {"Caption": row[2], "Credit": row[3]}


def compared(before=None, after=None, **names):
    return compare(BASE | (before or {}), BASE | (after or {}), Plain(), **names)


def by_word(before, after):
    """Return runs as one line: [-gone-] and {+new+}."""
    shape = {"": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(shape[mark].format(text) for mark, text in runs(before, after, Budget()))


def bodies(before, after):
    return [(block.kind, block.is_same, block.runs) for block in compared({"body": before}, {"body": after}).body]


class CompareTests(SimpleTestCase):
    def test_words_are_held_against_words(self):
        for before, after, wanted in (
            ("The wall is 40 metres high.", "The wall is 4 metres high.", "The wall is [-40-] {+4+} metres high."),
            ("It cost 1,000.50.", "It cost 1,000.55.", "It cost [-1,000.50-] {+1,000.55+}."),
            ("Mr Byrne said", "Ms Burns said", "[-Mr Byrne-] {+Ms Burns+} said"),
            (
                "One word stays here, between.",
                "Two word went here, between.",
                "[-One word stays-] {+Two word went+} here, between.",
            ),
            ("", "All new.", "{+All new.+}"),
            ("All gone.", "", "[-All gone.-]"),
            ("The end", "The end, now", "The end{+, now+}"),
            ("don’t", "don't", "[-don’t-] {+don't+}"),
        ):
            with self.subTest(before):
                self.assertEqual(by_word(before, after), wanted)

    def test_what_is_the_same_is_not_named(self):
        self.assertTrue(compared().is_same)
        self.assertEqual(in_short(BASE, BASE), [])
        found = compared(after={"headline": "Wall will rise"})
        self.assertEqual([(line.label, line.runs) for line in found.lines][0][0], "Headline")
        self.assertEqual(in_short(BASE, BASE | {"headline": "x", "body": "y"}), ["headline", "text"])

    def test_only_what_is_asked_for_is_compared(self):
        found = compared(after={"headline": "x", "note_to_editors": "Ring her."}, names=("headline",))
        self.assertEqual([line.label for line in found.lines], ["Headline"])

    def test_paragraphs_are_held_against_their_like(self):
        before = "<p>The first stays.</p><p>The wall is 40 metres high, says the board.</p><h2>Cost</h2>"
        after = "<p>The first stays.</p><p>Quite another thing.</p><p>The wall is 4 metres high, says the board.</p>"
        after += "<h2>Cost</h2>"
        first, new, changed, last = bodies(before, after)
        self.assertEqual((first[1], last), (True, ("h2", True, [("", "Cost")])))
        self.assertEqual(new, ("p", False, [("+", "Quite another thing.")]))
        self.assertEqual([mark for mark, _ in changed[2]], ["", "-", "", "+", ""])

    def test_all_that_a_body_may_have_is_told_apart(self):
        html = (
            "<blockquote><p>Said.</p></blockquote><ul><li><p>Point</p></li></ul><hr><table><tr><td>1</td></tr></table>"
        )
        html += '<figure data-photo="7"></figure><p>See <a href="https://a.example/">this</a><br>now.</p>'
        self.assertEqual(
            [(kind, found[0][1]) for kind, _, found in bodies("<p>x</p>", html)[1:]],
            [
                ("quote", "Said."),
                ("li", "Point"),
                ("rule", "* * *"),
                ("cell", "1"),
                ("photo", "Photo 7"),
                ("p", "See this (https://a.example/) now."),
            ],
        )

    def test_another_address_behind_the_same_words_is_seen(self):
        (one,) = bodies(
            '<p>See <a href="https://a.example/">this</a></p>', '<p>See <a href="https://b.example/">this</a></p>'
        )
        self.assertFalse(one[1])

    def test_where_only_emphasis_changed_it_says_so(self):
        found = compared({"body": "<p>So it is.</p>"}, {"body": "<p>So it <em>is</em>.</p>"})
        self.assertTrue(found.form_only)
        self.assertFalse(found.is_same)

    def test_captions_and_credits_are_compared_and_photos_come_and_go(self):
        before = {"figures": [[1, "lead", "Two boats.", "Pia"], [2, "body", "Gone.", ""], [9, "body", "Blocked", ""]]}
        after = {"figures": [[1, "lead", "Three boats.", "Pia"], [3, "body", "New.", ""], [9, "body", "Blocked!", ""]]}
        found = {picture.name: picture for picture in compared(before, after).pictures}
        self.assertEqual(
            {name: picture.mark for name, picture in found.items()}, {"Photo 1": "", "Photo 2": "-", "Photo 3": "+"}
        )
        self.assertEqual([line.label for line in found["Photo 1"].lines], ["Caption"])

    def test_what_people_typed_is_escaped(self):
        found = compared(
            {"headline": "<script>a</script>"}, {"headline": "<script>b</script>", "body": "<p>&lt;img&gt;</p>"}
        )
        html = render_to_string("articles/_compared.html", {"found": found})
        self.assertNotIn("<script", html)
        self.assertIn("<del>a</del> <ins>b</ins>", html)
        self.assertIn("<ins>&lt;img&gt;</ins>", html)

    def test_five_thousand_words_take_no_longer_whatever_they_are(self):
        many = range(2500)
        every_other = ["".join(f"<p>x{n if n % 2 else f'{n}{mark}'}</p>" for n in range(5000)) for mark in "ab"]
        for before, after in (
            (" ".join(f"x{n} y{n}" for n in many), " ".join(f"x{n} z{n}" for n in many)),
            ("the " * 5000, "the a " * 2500),
            every_other,
        ):
            begun = time.process_time()
            compared({"body": f"<p>{before}</p>"}, {"body": f"<p>{after}</p>"})
            self.assertLess(time.process_time() - begun, 1.5)  # a quarter of a second; a loaded machine takes longer
