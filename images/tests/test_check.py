"""What the desk is told to look at in captions, credits and alt texts."""

import time
from datetime import timedelta

from django.test import SimpleTestCase
from django.utils import timezone

from images import check
from images.models import Photo

NOW = timezone.now()
GOOD = "Nell Byrne mends a net at Custom House Quay in Portavally on 3 March 2026."


def photo(**facts):
    return Photo(**{"caption": GOOD, "credit": "Pia Lowe / The Test", "alt_text": "A woman with a net."} | facts)


class CheckTests(SimpleTestCase):
    def doubts(self, **facts):
        return {doubt.field: str(doubt) for doubt in check.warnings(photo(**facts), NOW)}

    def test_a_good_caption_raises_none(self):
        self.assertEqual(self.doubts(), {})

    def test_no_caption(self):
        self.assertIn("no caption", self.doubts(caption="")["caption"])

    def test_what_it_does_not_say_is_named(self):
        self.assertIn("where and when", self.doubts(caption="A woman mends a torn net by hand.")["caption"])
        self.assertNotIn("when", self.doubts(caption="A woman mends a torn net in May.").get("caption", ""))
        self.assertIn("what is going on", self.doubts(caption="Portavally 2026")["caption"])

    def test_the_place_in_the_row_counts_as_said(self):
        caption = "Portavally is flooded again after the storm of 2026."
        self.assertIn("where", self.doubts(caption=caption)["caption"])
        self.assertEqual(self.doubts(caption=caption, city="Portavally"), {})

    def test_people_who_are_known_but_not_named(self):
        self.assertIn(
            "who", self.doubts(caption="A woman mends a net in Cork in 2026.", people="Nell Byrne")["caption"]
        )
        self.assertEqual(self.doubts(people="Nell Byrne"), {})

    def test_three_people_need_their_places(self):
        three = "Nell Byrne\nAnn Doyle\nPia Lowe"
        caption = "Nell Byrne, Ann Doyle and Pia Lowe stand at Custom House Quay in March 2026."
        self.assertIn("left to right", self.doubts(caption=caption, people=three)["caption"])
        self.assertEqual(self.doubts(caption=f"From left: {caption}", people=three), {})

    def test_what_a_camera_wrote(self):
        self.assertIn("camera", self.doubts(caption="SONY DSC")["caption"])

    def test_capitals(self):
        self.assertIn("capitals", self.doubts(caption="A BOAT LIES AT THE QUAY IN CORK IN 2026.")["caption"])

    def test_handouts_begin_as_such(self):
        said = self.doubts(rights="handout", provided_by="the Harbour Board")["caption"]
        self.assertIn("In this photo provided by the Harbour Board", said)
        begun = "In this photo provided by the Harbour Board, a ferry turns in Portavally in March 2026."
        self.assertEqual(self.doubts(caption=begun, rights="handout"), {})
        self.assertEqual(self.doubts(rights="staff"), {})
        for begun in (
            "This March 2026 file photo, provided by the Harbour Board, shows a ferry in Portavally.",
            "A ferry turns in Portavally in March 2026, in this undated handout photo.",
        ):
            self.assertEqual(self.doubts(caption=begun, rights="handout"), {})

    def test_a_weekday_in_an_old_photo(self):
        caption = "Nell Byrne mends a net in Portavally on Friday."
        self.assertEqual(self.doubts(caption=caption, taken_at=NOW - timedelta(days=2)), {})
        self.assertIn("weekday", self.doubts(caption=caption, taken_at=NOW - timedelta(days=15))["caption"])
        for date in ("Tuesday, Nov. 19, 2019", "Tuesday 19 November", "Friday, March 3"):
            dated = f"Nell Byrne mends a net in Portavally, {date}."
            self.assertEqual(self.doubts(caption=dated, taken_at=NOW - timedelta(days=15)), {}, date)

    def test_a_month_is_no_place_and_a_march_no_month(self):
        self.assertIn("where.", self.doubts(caption="Nell Byrne mends a net on Friday in March.")["caption"])
        self.assertEqual(self.doubts(caption="In Cork, Nell Byrne mends a net on Friday."), {})
        self.assertIn("when.", self.doubts(caption="Crowds march in Cork, and a boat may sink.")["caption"])

    def test_the_credit_in_the_caption(self):
        self.assertIn("credit stands", self.doubts(caption=f"{GOOD} Pia Lowe / The Test")["credit"])

    def test_an_alt_text_that_only_repeats_the_caption(self):
        for alt in (GOOD, GOOD.lower().rstrip("."), "Nell Byrne mends a net"):
            self.assertIn("repeats", self.doubts(alt_text=alt)["alt_text"], alt)

    def test_long_texts_take_no_time(self):
        start = time.process_time()
        for each in ("ab" * 9, "a b the ", "A", "In The ", "photo ", "x/y "):
            self.doubts(caption=each * 1000, alt_text=(each * 500)[:500], credit=each * 10)
        self.assertLess(time.process_time() - start, 2)

    def test_an_alt_text_that_is_a_file_name_or_says_that_it_is_a_photo_or_has_no_end(self):
        self.assertIn("name of a file", self.doubts(alt_text="IMG_2041.JPG")["alt_text"])
        self.assertIn("need not say", self.doubts(alt_text="A photo of a woman with a net")["alt_text"])
        self.assertIn("patient", self.doubts(alt_text="A woman with a net. " * 20)["alt_text"])
