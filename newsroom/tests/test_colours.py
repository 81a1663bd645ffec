"""The desk's colours (tokens.css) are the paper's (paper.css): a page of the paper waits for one style sheet only."""

import re

from django.conf import settings
from django.test import SimpleTestCase


def palettes(name):
    """Return the custom properties of each block that sets them, in order."""
    text = (settings.BASE_DIR / "static" / "css" / name).read_text()
    blocks = re.findall(r":root[^{]*\{([^}]*--paper:[^}]*)\}", text)
    return [dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block)) for block in blocks]


class ColoursTests(SimpleTestCase):
    def test_both_have_the_same_colours_by_day_and_by_night(self):
        day, night = palettes("paper.css")[:2]
        self.assertEqual(palettes("tokens.css"), [day, night, night])
        self.assertGreater(len(day), 15)

    def test_what_is_opened_in_a_style_sheet_is_closed(self):
        """A brace that is missing hides all that follows, and only at some widths."""
        for sheet in (settings.BASE_DIR / "static" / "css").glob("*.css"):
            depth = 0
            for number, line in enumerate(sheet.read_text().splitlines(), start=1):
                depth += line.count("{") - line.count("}")
                at_its_beginning = line[:1] in (".", "#", "@")
                self.assertFalse(depth < 0 or (at_its_beginning and depth > line.count("{")), f"{sheet.name}:{number}")
            self.assertEqual(depth, 0, sheet.name)
