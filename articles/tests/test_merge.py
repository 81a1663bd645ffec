"""Two texts made of one version are brought together, and nothing of either vanishes unseen."""

import random

from django.test import SimpleTestCase

from articles.blocks import align, blocks
from articles.merge import ALIKE, BOTH, CONFLICT, MINE, SAME, THEIRS, Undecided, merge
from articles.version import SETTINGS, TEXT

NEW = {
    "headline": "Harbour wall",
    "slug": "harbour-wall",
    "kicker": "",
    "standfirst": "Work begins.",
    "body": "<p>One.</p><p>Two.</p><p>Three.</p>",
    "lead_in_words": 3,
    "dateline": "",
    "section": 1,
    "kind": "news",
    "canonical_url": "",
    "agency": None,
    "tags": ["Harbour", "Walls"],
    "related": [7, 8],
    "bylines": [[1, ""], [2, "photos"]],
    "figures": [[5, "lead", "Boats.", "", "", False], [6, "body", "", "", "", False]],
}
CHOICES = (THEIRS, MINE)


def body(*words):
    return "".join(f"<p>{each}</p>" for each in words)


class MergeTests(SimpleTestCase):
    def merge(self, theirs=(), mine=(), base=NEW):
        return merge(base, base | dict(theirs), base | dict(mine))

    def facts(self, theirs=(), mine=(), **choices):
        """Bring together what must need no choice; return what has changed since."""
        merged = self.merge(theirs, mine)
        self.assertEqual([part.name for part in merged.conflicts], [])
        facts = merged.facts({})
        return {name: value for name, value in facts.items() if value != NEW.get(name)}

    def conflict(self, theirs, mine):
        merged = self.merge(theirs, mine)
        (part,) = merged.conflicts
        with self.assertRaises(Undecided):
            merged.facts({})
        with self.assertRaises(Undecided):
            merged.facts({part.key: "neither"})
        return [merged.facts({part.key: choice})[part.name] for choice in CHOICES], part, merged

    def test_what_nobody_changed_stays(self):
        self.assertEqual({name for name, value in self.facts().items() if value}, set())
        self.assertEqual({part.outcome for part in self.merge().parts}, {SAME})

    def test_what_one_changed_is_taken_whoever_it_was(self):
        changed = {"headline": "Wall rises", "section": 2, "agency": 4, "tags": ["Walls"], "lead_in_words": 5}
        for theirs, mine, outcome in ((changed, {}, THEIRS), ({}, changed, MINE), (changed, changed, ALIKE)):
            self.assertEqual(self.facts(theirs, mine), changed)
            self.assertEqual({part.outcome for part in self.merge(theirs, mine).parts}, {SAME, outcome})

    def test_each_field_is_one_thing_and_of_two_headlines_one_is_chosen(self):
        values, part, _ = self.conflict({"headline": "A", "kicker": "K"}, {"headline": "B", "dateline": "D"})
        self.assertEqual(values, ["A", "B"])
        self.assertFalse(part.can_be_both)
        self.assertTrue(part.key.startswith("headline--"))

    def test_a_standfirst_may_have_both_one_after_the_other(self):
        _, part, merged = self.conflict({"standfirst": "A"}, {"standfirst": "B"})
        self.assertEqual(merged.facts({part.key: BOTH})["standfirst"], "A\nB")

    def test_different_paragraphs_never_conflict_not_even_neighbours(self):
        for theirs, mine, expected in (
            (body("One!", "Two.", "Three."), body("One.", "Two!", "Three."), body("One!", "Two!", "Three.")),
            (body("Two.", "Three."), body("One.", "Two.", "Three!"), body("Two.", "Three!")),
            (body("One.", "New.", "Two.", "Three."), body("One.", "Three."), body("One.", "New.", "Three.")),
            (body("Three.", "One.", "Two."), body("One.", "Two!", "Three."), body("Three.", "One.", "Two!")),
        ):
            self.assertEqual(self.facts({"body": theirs}, {"body": mine}), {"body": expected})

    def test_of_one_paragraph_that_both_changed_one_or_both_are_chosen(self):
        texts = {"body": body("One.", "Two, now.", "Three.")}, {"body": body("One.", "Two, then.", "Three.")}
        values, part, merged = self.conflict(*texts)
        self.assertEqual(values, [texts[0]["body"], texts[1]["body"]])
        both = merged.facts({part.key: BOTH})["body"]
        self.assertEqual(both, body("One.", "Two, now.", "Two, then.", "Three."))

    def test_of_two_new_ends_both_can_stay(self):
        texts = {"body": NEW["body"] + "<p>Four.</p>"}, {"body": NEW["body"] + "<p>Five.</p>"}
        _, part, merged = self.conflict(*texts)
        self.assertEqual(merged.facts({part.key: BOTH})["body"], NEW["body"] + "<p>Four.</p><p>Five.</p>")

    def test_a_paragraph_that_one_took_out_and_the_other_rewrote_is_asked_about(self):
        values, part, _ = self.conflict({"body": body("One.", "Three.")}, {"body": body("One.", "Two!", "Three.")})
        self.assertEqual(values, [body("One.", "Three."), body("One.", "Two!", "Three.")])
        self.assertFalse(part.can_be_both)

    def test_topics_are_each_one_by_itself(self):
        self.assertEqual(
            self.facts({"tags": ["Harbour", "Walls", "Ferry"]}, {"tags": ["Walls", "Auction"]})["tags"],
            ["Auction", "Ferry", "Walls"],
        )

    def test_captions_are_each_one_by_itself(self):
        theirs = {"figures": [[5, "lead", "Two boats.", "", "", False], NEW["figures"][1]]}
        mine = {"figures": [[5, "lead", "Boats.", "Pia", "", False], [6, "body", "A wall.", "", "", True]]}
        expected = [[5, "lead", "Two boats.", "Pia", "", False], [6, "body", "A wall.", "", "", True]]
        self.assertEqual(self.facts(theirs, mine)["figures"], expected)
        values, part, merged = self.conflict(theirs, {"figures": [[5, "lead", "Three.", "", "", False]]})
        self.assertEqual([figures[0][2] for figures in values], ["Two boats.", "Three."])
        self.assertEqual((part.place, len(values[0])), ("5.own_caption", 1))
        self.assertEqual(merged.facts({part.key: BOTH})["figures"][0][2], "Two boats.\nThree.")

    def test_a_photo_that_one_took_out_and_the_other_captioned_is_asked_about(self):
        kept = [[5, "lead", "Two boats.", "", "", False]]
        values, part, _ = self.conflict({"figures": kept + NEW["figures"][1:]}, {"figures": NEW["figures"][1:]})
        self.assertEqual([len(figures) for figures in values], [2, 1])

    def test_a_story_has_one_lead_photo_whatever_both_did(self):
        five, six = NEW["figures"]
        theirs = {"figures": [[5, "gallery", *five[2:]], [6, "lead", *six[2:]]]}
        mine = {"figures": [[5, "gallery", *five[2:]], six, [9, "lead", "", "", "", False]]}
        values, part, _ = self.conflict(theirs, mine)
        self.assertEqual(part.place, "lead")
        self.assertEqual(
            [[row[1] for row in figures] for figures in values],
            [["gallery", "lead", "gallery"], ["gallery", "body", "lead"]],
        )

    def test_an_alt_text_and_the_word_that_there_need_be_none_are_one_choice(self):
        theirs = {"figures": [[5, "lead", "Boats.", "", "Two boats", False], NEW["figures"][1]]}
        mine = {"figures": [[5, "lead", "Boats.", "", "", True], NEW["figures"][1]]}
        values, part, _ = self.conflict(theirs, mine)
        self.assertEqual([figures[0][4:] for figures in values], [["Two boats", False], ["", True]])

    def test_rows_keep_their_order_and_what_is_new_stands_behind_what_it_stood_behind(self):
        theirs, mine = {"bylines": [[1, ""], [3, ""], [2, "photos"]]}, {"bylines": [[2, "pictures"], [1, ""]]}
        self.assertEqual(self.facts(theirs, mine)["bylines"], [[2, "pictures"], [1, ""], [3, ""]])
        self.assertEqual(self.facts({"related": [8, 7]}, {"related": [7, 8, 9]})["related"], [8, 9, 7])
        base = NEW | {"related": [1, 2, 3]}
        (part,) = self.merge({"related": [2, 1, 3]}, {"related": [1, 3, 2]}, base).conflicts
        self.assertEqual((part.place, part.can_be_both), ("order", False))

    def test_versions_of_before_a_fact_was_known_are_no_hindrance(self):
        old = {name: value for name, value in NEW.items() if name != "related"}
        old["figures"] = [figure[:5] for figure in NEW["figures"]]
        self.assertEqual(merge(old, old, NEW).facts({})["figures"], NEW["figures"])

    def test_another_conflict_at_the_same_place_is_not_taken_for_this_one(self):
        one, other = (self.merge({"headline": words}, {"headline": "Mine"}).conflicts[0] for words in ("A", "B"))
        self.assertNotEqual(one.key, other.key)


class BlocksTests(SimpleTestCase):
    def test_a_body_is_taken_apart_at_its_outermost_elements(self):
        parts = [
            "<p>One <em>and</em><br>a half.</p>",
            "<h2>Cost</h2>",
            "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
            "<hr>",
            '<figure data-photo="12"></figure>',
            '<p><a href="https://x.example/?a>b">A &lt; B</a></p>',
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
            "stray",
        ]
        self.assertEqual(blocks("\n".join(parts)), parts)
        self.assertEqual(blocks(""), [])

    def test_a_block_becomes_the_one_that_it_is_most_like(self):
        base = ["<p>The wall will rise in spring.</p>", "<p>Much.</p>"]
        other = ["<p>New words here.</p>", "<p>The wall will rise in autumn.</p>", "<p>Much.</p>"]
        self.assertEqual(align(base, other), ([[other[1]], [other[2]]], [[other[0]], [], []]))

    def test_a_very_long_body_takes_no_longer_than_it_must(self):
        base = [f"<p>{number % 7}</p>" for number in range(30_000)]
        became, added = align(base, base[1:] + ["<p>end</p>"])
        self.assertEqual(len(became), len(base))
        became, added = align(base[:900], [f"<p>x {number}</p>" for number in range(1000)])
        self.assertEqual(sum(map(len, became)) + sum(map(len, added)), 1000)


class PropertyTests(SimpleTestCase):
    """Random edits, each seed its own."""

    WORDS = ["harbour", "wall", "tide", "boat", "crew", "quay", "storm", "light", "rope", "gull", "net", "buoy"]

    def paragraph(self, chance):
        return "<p>" + " ".join(chance.choice(self.WORDS) for _ in range(chance.randint(1, 9))) + "</p>"

    def edited(self, chance, base):
        text = list(base)
        for _ in range(chance.randint(0, 5)):
            place = chance.randrange(len(text) + 1)
            deed = chance.choice(("add", "drop", "change", "move", "swap"))
            if deed == "add":
                text.insert(place, self.paragraph(chance))
            elif text:
                place = min(place, len(text) - 1)
                taken = text.pop(place)
                if deed == "change":
                    text.insert(place, taken.replace("</p>", f" {chance.choice(self.WORDS)}</p>"))
                elif deed == "move":
                    text.insert(chance.randrange(len(text) + 1), taken)
                elif deed == "swap":
                    text.insert(place, self.paragraph(chance))
        return text

    def test_all_that_either_wrote_stands_in_the_parts_in_its_order(self):
        for seed in range(600):
            chance = random.Random(seed)
            base = [self.paragraph(chance) for _ in range(chance.randint(0, 8))]
            theirs, mine = self.edited(chance, base), self.edited(chance, base)
            sides = [NEW | {"body": "".join(text)} for text in (base, theirs, mine)]
            merged = merge(*sides)
            parts = [part for part in merged.parts if part.name == "body"]
            for side, text in (("base", base), ("theirs", theirs), ("mine", mine)):
                self.assertEqual([block for part in parts for block in getattr(part, side)], text, seed)
            both = {part.key: BOTH if part.can_be_both else MINE if part.mine else THEIRS for part in merged.conflicts}
            whole = blocks(merged.facts(both)["body"])
            # What one of them wrote anew stands there, for nobody took it out.
            for block in {*theirs, *mine} - {*base}:
                self.assertIn(block, whole, seed)
            # What stands there was written by somebody, and what both took out is gone.
            self.assertLessEqual({*whole}, {*theirs, *mine}, seed)

    def test_changes_of_different_paragraphs_never_conflict_and_all_stand(self):
        for seed in range(400):
            chance = random.Random(seed)
            base = [f"<p>{number} {self.paragraph(chance)[3:]}" for number in range(chance.randint(2, 9))]
            owner = [chance.choice("tm.") for _ in base]
            theirs, mine, whole = [], [], []
            for block, who in zip(base, owner, strict=True):
                new = chance.choice((block.replace("</p>", " anew</p>"), block.replace("<p>", "<p>Again "), ""))
                for text, changes in ((theirs, who == "t"), (mine, who == "m"), (whole, who != ".")):
                    text.extend(filter(None, [new if changes else block]))
            merged = merge(*(NEW | {"body": "".join(text)} for text in (base, theirs, mine)))
            self.assertEqual(merged.conflicts, [], seed)
            self.assertEqual(blocks(merged.facts({})["body"]), whole, seed)

    def test_with_itself_or_with_the_version_before_nothing_is_asked(self):
        for seed in range(200):
            chance = random.Random(seed)
            base = [self.paragraph(chance) for _ in range(4)]
            one, other = (NEW | {"body": "".join(text)} for text in (base, self.edited(chance, base)))
            for theirs, mine in ((one, other), (other, one), (other, other)):
                self.assertEqual(merge(one, theirs, mine).facts({})["body"], other["body"], seed)

    def test_every_fact_of_a_version_is_brought_together(self):
        self.assertEqual({part.name for part in merge(NEW, NEW, NEW).parts} | {"body", "tags"}, {*TEXT, *SETTINGS})

    def test_of_a_conflict_each_choice_gives_one_side(self):
        merged = merge(NEW, NEW | {"kicker": "A"}, NEW | {"kicker": "B"})
        self.assertEqual([part.outcome for part in merged.conflicts], [CONFLICT])
