"""The library and the sheet to choose from, by keyboard alone and as they look on a phone and at a desk."""

import pytest

from articles.models import Article, Figure

from . import cast
from .faces import DESK, LOOKS, PHONE, broken, too_wide
from .test_browser_keyboard import FOCUS, Keys
from .test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    town.pier = cast.photo(caption="The pier at dusk.")
    town.ferry = cast.photo("maroon", caption="The ferry leaves.", rights="")
    town.quay = cast.photo("olive", caption="Cranes on the quay.", credit="")
    return town


def chosen(page):
    """Return the number of the card that has the focus."""
    return int(page.evaluate("document.activeElement.dataset.number || 0"))


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def open_sheet(page, keys, words):
    """Open the sheet and wait until its search has the focus and the cards are there."""
    keys.to(words)
    press(page, "Enter")
    page.wait_for_selector("#choose-photo [data-number]")
    page.wait_for_selector("#choose-photo [type=search]:focus")


def test_a_story_gets_its_photos_by_keyboard(open_page, town):
    page = open_page()
    keys = Keys(page, True)
    sign_in(page, town.ed, "/admin/articles/article/add/")
    page.wait_for_selector(".tiptap")
    page.fill("[name=headline]", "Ferry back")
    page.select_option("[name=section]", label="News")
    page.locator("[name=figures-0-photo]").focus()

    open_sheet(page, keys, "Choose a photo")
    press(page, "Escape")
    assert keys.focus() == "Choose a photo"
    assert page.input_value("[name=figures-0-photo]") == ""

    open_sheet(page, keys, "Choose a photo")
    press(page, "ArrowDown")
    assert chosen(page) == town.quay.pk
    press(page, "ArrowRight", "ArrowRight", "ArrowLeft")
    assert chosen(page) == town.ferry.pk
    press(page, "End")
    assert chosen(page) == town.pier.pk
    press(page, "ArrowUp")
    page.keyboard.type("ferr")
    page.wait_for_selector("#choose-photo li:only-child > [data-number]")
    assert page.get_by_text("rights not set").is_visible()
    press(page, "ArrowDown", "Enter")
    assert keys.focus() == "Choose a photo"
    assert page.input_value("[name=figures-0-photo]") == str(town.ferry.pk)
    assert "The ferry leaves." in page.locator("choose-photo [data-chosen]").first.inner_text()
    page.select_option("[name=figures-0-place]", "lead")

    add_to_gallery(page, keys, town)
    press_into_body(page, town)
    page.click("input[name=_continue]")
    page.wait_for_url("**/change/**")
    story = Article.objects.get(headline="Ferry back")
    figures = {figure.photo_id: figure.place for figure in Figure.objects.filter(article=story)}
    assert figures == {town.ferry.pk: "lead", town.pier.pk: "gallery", town.quay.pk: "gallery"}
    assert story.body_parts[-1] == town.pier.pk


def add_to_gallery(page, keys, town):
    page.locator(".choose-several").focus()
    open_sheet(page, keys, "Add several to the gallery")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.wait_for_selector("#choose-photo li:nth-child(3) > [data-number]")
    press(page, "ArrowDown", "Enter", "End", "Enter")
    assert page.locator("#choose-photo [aria-pressed=true]").count() == 2
    keys.to("Add those chosen")
    press(page, "Enter")
    page.wait_for_selector("[name=figures-2-photo]")
    assert not page.evaluate(FOCUS)[1]


def press_into_body(page, town):
    page.click(".tiptap")
    page.keyboard.type("It is back.")
    page.click("[title*='Photo from the library']")
    page.click(f"#choose-photo [data-number='{town.pier.pk}']")
    page.wait_for_selector(f".story-photo >> text={town.pier.pk} – The pier")
    assert page.evaluate("document.activeElement.classList.contains('tiptap')")


def test_the_sheet_holds_the_accessibility_rules(open_page, town):
    page = open_page()
    sign_in(page, town.ed, "/admin/articles/article/add/")
    page.locator("choose-photo button").first.click()
    page.wait_for_selector("#choose-photo [data-number]")
    wrong = broken(page)
    for size, scheme in ((PHONE, "light"), (DESK, "dark"), (PHONE, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        wrong += too_wide(page) + broken(page, LOOKS)
    assert not wrong, wrong
