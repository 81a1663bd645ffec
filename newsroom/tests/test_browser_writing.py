"""What readers do with comments after they are written, in Chromium, with scripts off and with scripts on: liking,
editing, deleting; the drafts that a browser keeps; and that it counts as the server does."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from comments.fields import length
from comments.models import Comment, Like
from moderation.models import Report

from . import cast
from .faces import RULES, broken, check
from .test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STRINGS = Path(settings.BASE_DIR).parent / "shared" / "corpora" / "strings" / "strings.jsonl"
OWN = [
    "abc",
    " a b ",
    "e\u0301é",
    "👩‍👩‍👧‍👦👍🏽",
    "🇮🇪🇮🇪🇮",
    "निக்ஷि",
    "a\nb\n\nc\n",
    "\ufeffa\ufeff",
    "\u3000a\u00a0",
    "각ᄀᄀ각",
    "\u0600a",
]


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    town.story = cast.story(town)
    town.own = cast.comment(town.story, town.rita, "First words of Rita’s.")
    town.other = cast.comment(town.story, town.ravi, "Words of Ravi’s.")
    return town


def settled(town, pk):
    return Comment.objects.filter(pk=pk).values_list("status", "text", "likes").get()


def test_without_scripts_each_deed_has_a_page(open_page, town):
    page = open_page(scripts=False, width=360)
    sign_in(page, town.rita)
    page.goto(town.story.get_absolute_url())
    page.click(f'#c{town.other.pk} > a[href$="/like/"]')
    page.click("text=Like it")
    page.wait_for_url(f"**/c/{town.other.pk}/")
    assert settled(town, town.other.pk)[2] == 1
    page.goto("/comments/mine/")
    page.click("text=Edit it")
    assert "until " in page.inner_text("count-down")
    page.fill("textarea[name=text]", "Second words.")
    page.click("text=Save the new text")
    page.wait_for_url(f"**/c/{town.own.pk}/")
    page.click("text=Delete it")
    page.click("button:text('Delete it')")
    page.wait_for_selector("text=Deleted by you")
    assert settled(town, town.own.pk)[:2] == ("deleted", "Second words.")
    page.goto(f"/c/{town.other.pk}/report/")
    page.check("text=I disagree with it")
    page.click("text=Send report")
    page.wait_for_selector("text=breaks no rule")
    assert not Report.objects.exists()


def test_with_scripts_it_is_done_where_the_comment_stands_and_by_keyboard(open_page, town):
    page = open_page(policy=False)
    sign_in(page, town.rita)
    page.goto(town.story.get_absolute_url())
    link = page.locator(f'#c{town.other.pk} > a[href$="/like/"]')
    page.wait_for_selector(f'#c{town.other.pk} > [aria-pressed="false"]')
    link.focus()
    for key, pressed, number in (("Enter", "true", 1), ("Space", "false", 0), ("Space", "true", 1)):
        page.keyboard.press(key)
        page.wait_for_selector(f'#c{town.other.pk} > [aria-pressed="{pressed}"]')
        assert link.text_content() == f"Like: {number}"
        assert Like.objects.count() == settled(town, town.other.pk)[2] == number
    assert "You like this comment" in page.text_content("reader-here [role=status]")
    own = f"#c{town.own.pk}"
    assert ":" in page.inner_text(f"{own} > a count-down")
    page.focus(f'{own} > a[href$="/edit/"]')
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{own} textarea")
    page.wait_for_function("document.activeElement.tagName == 'TEXTAREA'")
    assert not broken(page, RULES)
    page.fill(f"{own} textarea", "Second words.")
    page.click("text=Save the new text")
    page.wait_for_selector("text=Your comment has its new text")
    assert "First words" not in page.inner_text(own)
    assert page.inner_text(own).count("Second words.") == 1
    page.click(f"{own} >> text=Delete")
    page.wait_for_selector("text=it cannot be brought back")
    assert not broken(page, RULES)
    page.click("button:text('Delete it')")
    page.wait_for_selector("text=Your comment is deleted.")
    assert page.inner_text(own).strip() == "Your comment is deleted."
    assert settled(town, town.own.pk)[0] == "deleted"
    page.goto(town.story.get_absolute_url())
    page.wait_for_selector(f'#c{town.other.pk} > [aria-pressed="true"]')


def test_their_pages_keep_the_accessibility_rules(open_page, town):
    page = open_page(policy=False)
    sign_in(page, town.rita)
    addresses = [f"/c/{town.own.pk}/edit/", f"/c/{town.own.pk}/delete/", f"/c/{town.other.pk}/like/", "/comments/mine/"]
    wrong = [problem for address in addresses for problem in check(page, address)]
    assert not wrong, wrong


def test_a_draft_stays_until_it_is_posted_given_up_or_its_writer_signs_out(open_page, town):
    page = open_page()
    sign_in(page, town.rita)
    address = f"/comments/on/{town.story.pk}/new/"
    kept = "What you had typed here before is back."

    def typed(text):
        page.goto(address)
        page.fill("textarea[name=text]", text)
        page.goto(address)
        page.wait_for_selector(f"text={kept}")
        assert page.input_value("textarea[name=text]") == text

    def forgotten():
        page.goto(address)
        assert page.input_value("textarea[name=text]") == ""
        assert page.locator(f"text={kept}").count() == 0

    typed("Begun on a train.")
    page.goto(town.story.get_absolute_url())
    page.click("text=Leave a comment")  # the same draft, in the story's own page
    page.wait_for_selector(f"text={kept}")
    page.click("text=Post comment")
    page.wait_for_selector("text=Your comment is on the site")
    forgotten()
    typed("Given up.")
    page.click("text=Start afresh")
    assert page.input_value("textarea[name=text]") == ""
    forgotten()
    typed("Cancelled.")
    page.click("text=Cancel")
    page.wait_for_url("**#comments")
    forgotten()
    page.fill("textarea[name=text]", "Too long: " + "x" * 2000)
    page.click("text=Post comment")
    page.wait_for_selector("text=Please shorten it by")
    page.goto(address)
    assert page.input_value("textarea[name=text]").startswith("Too long")
    page.goto("/me/")
    page.click("text=Sign out")
    page.wait_for_load_state()
    forgotten()


def test_the_browser_counts_as_the_server_does(open_page, town):
    texts = OWN + [json.loads(line)["text"] for line in STRINGS.open()] if STRINGS.exists() else OWN
    page = open_page()
    page.goto(f"/comments/on/{town.story.pk}/new/")
    counted = page.evaluate("texts => texts.map((text) => document.querySelector('character-count').seen(text))", texts)
    expected = [length(text.strip()) for text in texts]
    wrong = [
        (ascii(text)[:80], seen, here)
        for text, seen, here in zip(texts, expected, counted, strict=True)
        if seen != here
    ]
    assert not wrong, wrong[:10]
