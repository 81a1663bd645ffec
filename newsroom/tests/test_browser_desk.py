"""The editors' desk in Chromium: the checklist's links, the keys, and how its lists look and read."""

import re

import pytest
from playwright.sync_api import expect

from caution.write import write as caution

from . import cast
from .faces import broken, check
from .test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/admin/articles/article/"


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    town.draft = cast.draft(town, headline="A draft", slug="a-draft", body="<p>It is TK late.</p>", tags=["Harbour"])
    caution(by=town.una, phrase="late", note="Ask the lawyer.")
    return town


def test_a_line_of_the_checklist_puts_the_caret_into_its_field(open_page, town):
    form = f"{LIST}{town.draft.pk}/change/"
    page = open_page()
    sign_in(page, town.ed)
    page.goto(form)
    page.wait_for_selector(".tiptap")
    page.get_by_role("link", name="It has no lead photo").click()
    expect(page.locator("#id_figures-0-photo")).to_be_focused()
    page.get_by_role("link", name="something was to come there").click()
    expect(page.locator(".tiptap")).to_be_focused()
    page.keyboard.type("Soon. ")
    assert "Soon." in page.locator(".tiptap").inner_text()
    page.goto(f"{LIST}{town.draft.pk}/publish/")
    page.get_by_role("link", name="It has no lead photo").click()
    expect(page.locator("#id_figures-0-photo")).to_be_focused()

    plain = open_page(scripts=False)
    sign_in(plain, town.ed)
    plain.goto(form)
    plain.get_by_role("link", name="something was to come there").click()
    plain.keyboard.type("Soon. ")
    assert "Soon." in plain.locator("#id_body").input_value()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_on_a_phone_save_is_within_reach_wherever_one_is_in_the_form(open_page, town, scripts):
    page = open_page(scripts=scripts)
    page.set_viewport_size({"width": 360, "height": 340})  # as small as a keyboard leaves it
    sign_in(page, town.ed)
    page.goto(f"{LIST}{town.draft.pk}/change/")
    page.locator(".more-deeds summary").click()
    page.get_by_role("link", name="Legal hold").click(trial=True)  # nothing lies over it or cuts it off
    page.locator(".more-deeds summary").click()
    save = page.get_by_role("button", name="Save", exact=True)
    for field in ("#id_kicker", "#id_figures-0-own_caption", "#id_note_to_editors"):
        page.focus(field)
        expect(save).to_be_in_viewport(ratio=1)
        bottom = page.locator(field).bounding_box()
        assert bottom["y"] + bottom["height"] <= page.locator("save-bar").bounding_box()["y"]
    if scripts:
        page.locator(".tiptap").evaluate("text => scrollBy(0, text.getBoundingClientRect().bottom - 200)")
        expect(page.locator(".prose-menubar")).to_be_in_viewport(ratio=1)
    assert not page.get_by_role("button", name="Save and publish").is_visible()
    page.get_by_role("button", name="More…").click()
    page.get_by_role("button", name="Save and publish").click()
    page.wait_for_url("**/publish/")


def test_the_first_field_that_is_wrong_takes_the_focus(open_page, town):
    page = open_page()
    sign_in(page, town.ed)
    page.goto(f"{LIST}add/")
    page.wait_for_selector(".tiptap")
    page.fill("#id_headline", "No section")
    page.keyboard.press("Control+s")
    expect(page.locator("#id_section")).to_be_focused()
    page.get_by_role("link", name="Section", exact=True).press("Enter")
    expect(page.locator("#id_section")).to_be_focused()
    assert not broken(page)


def test_keys(open_page, town):
    page = open_page()
    sign_in(page, town.ed)
    page.goto(LIST)
    page.keyboard.press("/")
    page.keyboard.type("n?m")
    assert page.locator("#searchbar").input_value() == "n?m"  # where somebody types, they are letters
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.locator("dialog.key-sheet").is_visible()
    page.keyboard.press("n")  # not while the sheet is open
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.wait_for_url("**/mine/")
    page.keyboard.press("n")
    page.wait_for_url("**/add/")
    page.wait_for_selector(".tiptap")

    page.fill("#id_headline", "By keys")
    page.keyboard.press("Alt+PageDown")
    expect(page.locator("#id_headline")).not_to_be_focused()
    page.keyboard.press("Alt+PageUp")
    expect(page.locator("#id_kicker")).to_be_focused()
    page.select_option("#id_section", label="News")
    page.keyboard.press("Control+s")
    page.wait_for_url(re.compile(r"/\d+/change/"))
    page.fill("#id_standfirst", "Saved by a key.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/publish/")

    page.get_by_role("link", name="Keys", exact=True).click()
    page.get_by_label("Keys that are pressed alone").uncheck()
    page.get_by_role("button", name="Close").click()
    page.goto(LIST)
    page.locator("h1").click()
    page.keyboard.press("m")
    page.wait_for_timeout(200)
    assert page.url.endswith(LIST)


def test_the_desks_pages_look_and_read_well(open_page, town):
    page = open_page()
    sign_in(page, town.ada)
    addresses = [LIST, f"{LIST}?q=late&state=draft", f"{LIST}mine/", "/admin/keys/", "/admin/caution/cautionphrase/"]
    tag = town.draft.tags.get().pk
    addresses += ["/admin/taggit/tag/", f"/admin/taggit/tag/{tag}/change/", f"{LIST}{town.draft.pk}/record/"]
    wrong = [problem for address in addresses for problem in check(page, address)]
    sign_in(page, town.pia)  # who may read stories, and not change them
    wrong += check(page, f"{LIST}{town.draft.pk}/change/")
    assert not wrong, "\n".join(wrong)
