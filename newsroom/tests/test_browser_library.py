"""The library and the sheet to choose from, by keyboard alone and as they look on a phone and at a desk."""

import pytest

from articles.models import Article, Figure
from images.delete import delete
from images.models import Photo
from images.tests.library import photo_rows

from . import cast
from .faces import DESK, LOOKS, PHONE, broken, check, too_wide
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


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts-off", "scripts-on"])
def test_the_library_by_keyboard(open_page, town, scripts):
    photo_rows(*[{"caption": f"Gull {number}.", "credit": "Una"} for number in range(50)])
    page = open_page(scripts)
    keys = Keys(page, scripts)
    sign_in(page, town.pia, "/admin/images/photo/")
    keys.follow("Next page")
    page.get_by_text("53 photos, page 2").wait_for()
    keys.write("Words", "quay ferr")
    press(page, "Enter")
    page.get_by_text("No photo is like that").wait_for()
    narrow(page, keys, scripts)
    edit(page, keys, town)
    throw_away(page, keys, town)


def narrow(page, keys, scripts):
    """Search, and set a filter: with scripts the focus stays in the field, and the address tells what is shown."""
    keys.to("Words")
    keys.write("Words", "the")
    press(page, "Enter")
    page.get_by_text("3 photos", exact=True).wait_for()
    keys.to("Filters and order")
    press(page, "Enter")
    keys.to("Lacks")
    press(page, "ArrowDown")
    if scripts:
        page.get_by_text("1 photo", exact=True).wait_for()
        assert keys.focus() == "Lacks"
    else:
        keys.follow("Find", key="Shift+Tab")
    assert "lacks=credit" in page.url
    assert "q=the" in page.url
    keys.to("Cranes on the quay.")
    keys.follow("Lacks: no credit", key="Shift+Tab")
    assert page.get_by_text("3 photos", exact=True).is_visible()


def edit(page, keys, town):
    keys.to(f"Photo {town.quay.pk}")
    press(page, "Space")
    keys.to(f"Photo {town.ferry.pk}")
    press(page, "Space")
    keys.follow("Edit those ticked")
    keys.write("Credit", "Pia / Harrier")
    keys.follow("See what would change")
    page.get_by_text("2 of 2 photos would change").wait_for()
    keys.follow("Change 2 photos")
    page.get_by_text("2 changed").wait_for()
    assert Photo.objects.filter(credit="Pia / Harrier").count() == 2


def throw_away(page, keys, town):
    page.goto(f"/admin/images/photo/{town.quay.pk}/change/")
    keys.follow("Put into the bin", key="Shift+Tab")
    keys.write("Why", "Blurred")
    keys.follow("Put into the bin")
    page.get_by_text("The photo is in the bin.").wait_for()
    page.goto("/admin/images/photo/?state=bin")
    keys.follow("Bring back")
    keys.follow("Bring back")
    assert [event.deed for event in town.quay.events.exclude(deed="upload")] == ["bring back", "delete", "caption"]


def test_the_librarys_pages_hold_the_accessibility_rules(open_page, town):
    gone = cast.photo("teal", caption="Fog.")
    cast.story(town, lead=town.pier)
    page = open_page()
    sign_in(page, town.pia)
    wrong = check(page, "/admin/images/photo/?lacks=any&order=taken")
    for photo in (town.pier, gone):
        wrong += check(page, f"/admin/images/photo/{photo.pk}/delete/")
    delete(photo=gone, by=town.pia)
    wrong += check(page, "/admin/images/photo/?state=bin") + check(page, "/admin/images/photo/?q=zeppelin")
    wrong += check(page, f"/admin/images/photo/many/?photo={town.pier.pk}&photo={town.quay.pk}")
    page.fill("[name=credit]", "Pia")
    for button in ("See what would change", "Change"):
        page.click(f".deed-buttons button:has-text('{button}')")
        wrong += broken(page)
        page.set_viewport_size(PHONE)
        wrong += too_wide(page) + broken(page, LOOKS)
    assert not wrong, "\n".join(wrong)
