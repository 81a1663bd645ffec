"""How a page looks to those who see it, on a phone and at a desk, by day and by night, and to those who do not: by the
accessibility checker axe-core."""

import json

from axe_playwright_python.base import AXE_SCRIPT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = ["color-contrast", "target-size"]  # what may differ between phone and desk, day and night
PHONE, TABLET, DESK = [{"width": width, "height": height} for width, height in ((360, 740), (768, 1024), (1280, 900))]
# Of what it found the faults alone are sent back: the rest is many times as long.
FAULTS = """axe.run(document, %s).then(found => found.violations.map(
  fault => `${fault.id}: ${fault.help} ${fault.nodes.slice(0, 4).map(node => node.target).join(" ")}`))"""


def look(page, address):
    """Open a page; return what is wrong with it."""
    wrong = []
    response = page.goto(address)
    if response.status >= 400:
        wrong.append(str(response.status))
    if page.locator("[data-django-prose-editor-configurable]").count():
        page.wait_for_selector(".tiptap")
    return wrong + too_wide(page)


def too_wide(page):
    width = page.viewport_size["width"]
    return [f"scrolls sideways at {width}"] if page.evaluate("document.documentElement.scrollWidth") > width else []


def check(page, address):
    """Look at a page on a phone by day, and at a desk by night; return what is wrong, also for who cannot see it."""
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    wrong = look(page, address) + broken(page)
    page.set_viewport_size(TABLET)
    wrong += too_wide(page)
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="dark")
    wrong += too_wide(page) + broken(page, LOOKS)
    return [f"{address}: {problem}" for problem in wrong]


def broken(page, rules=RULES):
    """Return the accessibility rules that the page breaks as it stands, each with where."""
    # axe tries styles of its own, which the page's policy refuses: conftest.watch leaves those out.
    page.is_examined = True
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    faults = page.evaluate(FAULTS % json.dumps({"runOnly": rules, "resultTypes": ["violations"]}))
    page.is_examined = False
    return faults
