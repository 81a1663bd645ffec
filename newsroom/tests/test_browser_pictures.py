"""The picture desk in Chromium: many files uploaded, captioned, and their focal points set, by keyboard alone and with
scripts off; what becomes of an upload when the connection or the session is lost; and how the pages look."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.caption import caption
from articles.models import Figure
from articles.publish import publish
from images.models import Photo, Supplier
from images.tests.pictures import encoded, scene, xmp

from . import cast
from .faces import RULES, broken, check
from .test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
UPLOAD = "/admin/images/photo/upload/"


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    town.photo = cast.photo(uploaded_by=town.pia, creator="Ina Ross", agency="Quayside")
    Photo.objects.update(as_filed={"iim": {"caption": "Boats, as filed.", "job": "Q1"}, "file_name": "boats.jpg"})
    town.story = cast.story(town, lead=town.photo)
    town.address = f"/admin/images/photo/{town.photo.pk}/change/"
    return town


def files(*numbers):
    """Return files as Playwright chooses them; each says whose it is."""
    return [
        {
            "name": f"boat-{number}.jpg",
            "mimeType": "image/jpeg",
            "buffer": encoded(scene(400 + number), xmp=xmp(' photoshop:Credit="Ina Ross"')),
        }
        for number in numbers
    ]


def packed(files):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for file in files:
            archive.writestr(file["name"], file["buffer"])
    return written.getvalue()


def tab_to(page, selector):
    """Go there as somebody does who has no mouse."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"The keyboard does not come to {selector}")


def test_by_keyboard_alone_from_the_files_to_the_focal_point(open_page, town):
    page = open_page()
    sign_in(page, town.pia, UPLOAD)
    tab_to(page, "#id_files")
    page.set_input_files("#id_files", [*files(1, 2), {"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"}])
    tab_to(page, "[name=city]")
    page.keyboard.type("Carrow")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-counts]:has-text('3 of 3 done: 2 filed, 0 here already, 1 not taken')")
    assert page.text_content("[data-told]") == "All 3 are done: 2 filed, 0 here already, 1 not taken."
    assert "This file is not a photo" in page.inner_text("[data-wrong]")
    assert not broken(page, RULES)
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('[data-caption]')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/just-uploaded/?from=*")
    first, second = Photo.objects.filter(city="Carrow").order_by("pk")
    tab_to(page, f"[name=p{first.pk}-caption]")
    page.keyboard.type("One boat.")
    tab_to(page, f"[name=p{second.pk}-alt_text]")
    page.keyboard.type("A boat")
    tab_to(page, "button.desk-button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Saved: 2 photos.")
    tab_to(page, f"a[href='/admin/images/photo/{first.pk}/change/']")
    page.keyboard.press("Enter")
    page.wait_for_selector(".focal-mark")
    tab_to(page, ".focal-mark")
    before = page.evaluate("document.querySelector('.photo-crops img').style.objectPosition")
    for key in ("Shift+ArrowLeft", "Shift+ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    assert (page.input_value("#id_focal_x"), page.input_value("#id_focal_y")) == ("0.29", "0.49")
    assert page.get_attribute(".focal-mark", "aria-valuetext") == "29 % across, 49 % down"
    assert page.evaluate("document.querySelector('.photo-crops img').style.objectPosition") != before
    page.keyboard.press("Shift+Tab")
    tab_to(page, "#id_headline")
    page.keyboard.type("Boats")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Saved.")
    first.refresh_from_db()
    assert (first.caption, first.headline, first.focal_x, first.focal_y) == ("One boat.", "Boats", 0.29, 0.49)


SCROLL = """({x, y}) => document.elementFromPoint(x, y).dispatchEvent(
    new PointerEvent("pointerdown", {pointerType: "touch", clientX: x, clientY: y, bubbles: true}))"""
KEPT = """() => !dispatchEvent(new Event("beforeunload", {cancelable: true}))"""


def test_by_mouse_the_photo_is_clicked_and_what_is_offered_is_taken(open_page, town):
    page = open_page()
    sign_in(page, town.pia, town.address)
    box = page.locator(".focal-photo").bounding_box()
    page.evaluate(SCROLL, {"x": box["x"] + 9, "y": box["y"] + 9})
    assert page.input_value("#id_focal_x") == "0.5", "A finger that scrolls the page moved the focal point."
    assert not page.evaluate(KEPT)
    page.mouse.click(box["x"] + box["width"] / 4, box["y"] + box["height"] * 3 / 4)
    assert (page.input_value("#id_focal_x"), page.input_value("#id_focal_y")) == ("0.25", "0.75")
    assert page.evaluate(KEPT), "What is not saved was left without a word."
    page.click("text=Take back the filed text")
    assert page.input_value("#id_caption") == "Boats, as filed."
    page.fill("#id_supplier", "Alamy")
    page.press("#id_supplier", "Tab")
    page.wait_for_selector("[data-for=id_credit]:has-text('Ina Ross / Quayside / Alamy')")
    page.click("[data-for=id_credit] button")
    assert page.input_value("#id_credit") == "Ina Ross / Quayside / Alamy"
    theirs = Photo.objects.get(pk=town.photo.pk)
    theirs.caption, theirs.city = "Ed’s.", "Carrow"
    caption(photo=theirs, by=town.ed)
    page.click("text=Save")
    page.wait_for_selector("text=Ed saved this photo after you opened it")
    assert (page.input_value("#id_caption"), page.input_value("#id_city")) == ("Boats, as filed.", "Carrow")
    assert page.evaluate(KEPT)
    assert not broken(page, RULES)
    page.click("text=Take theirs")
    page.click("text=Save")
    page.wait_for_selector("text=It reached “Harbour wall to be raised”")
    town.photo.refresh_from_db()
    assert (town.photo.caption, town.photo.credit) == ("Ed’s.", "Ina Ross / Quayside / Alamy")
    assert (town.photo.focal_x, town.photo.city) == (0.25, "Carrow")


def test_without_scripts_each_of_it_is_a_form(open_page, town):
    page = open_page(scripts=False, width=360)
    sign_in(page, town.pia, UPLOAD)
    page.set_input_files("#id_files", [*files(1, 2), {"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"}])
    page.fill("[name=city]", "Carrow")
    page.click("button:text('Upload')")
    page.wait_for_selector("text=2 filed, 0 here already, 1 not taken.")
    page.click("text=Caption them")
    first, second = Photo.objects.filter(city="Carrow").order_by("pk")
    page.fill(f"[name=p{second.pk}-caption]", "Two boats.")
    page.click("text=Save all >> nth=0")
    page.wait_for_selector("text=Saved: 1 photo.")
    page.goto(town.address)
    page.click("input[type=image]", position={"x": 70, "y": 46})
    page.wait_for_selector("text=The focal point is set")
    assert (page.input_value("#id_focal_x"), page.input_value("#id_focal_y")) == ("0.25", "0.25")
    page.click("text=Take back the filed text")
    page.wait_for_selector("textarea:text('Boats, as filed.')")
    page.click("text=Save")
    page.wait_for_selector("text=It reached")
    town.photo.refresh_from_db()
    assert (town.photo.caption, town.photo.focal_x) == ("Boats, as filed.", 0.25)
    crops = page.locator(".photo-crops img")
    assert crops.count() > 3
    crops.last.scroll_into_view_if_needed()


def test_what_a_lost_connection_or_session_has_stopped_goes_on(open_page, town):
    page = open_page()
    sign_in(page, town.pia, UPLOAD)
    stop = lambda route: route.abort() if route.request.method == "POST" else route.continue_()  # noqa: E731
    page.route(f"**{UPLOAD}", stop)
    page.set_input_files("#id_files", files(1, 2, 3))
    page.click("text=Upload >> nth=-1")
    page.wait_for_selector("text=The connection was lost")
    page.unroute(f"**{UPLOAD}", stop)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.click("[data-go-on]")
    page.wait_for_selector("text=You are signed out")
    page.context.add_cookies([cookie for cookie in cookies if cookie["name"] != "csrftoken"])
    page.click("[data-go-on]")
    page.wait_for_selector("[data-counts]:has-text('3 of 3 done: 3 filed')")
    page.reload()
    archive = {"name": "day.zip", "mimeType": "application/zip", "buffer": packed(files(1, 5, 6))}
    page.set_input_files("#id_files", [*files(1, 2, 3, 4), archive])
    page.click("[data-start]")
    page.wait_for_selector("[data-counts]:has-text('7 of 7 done: 3 filed, 4 here already')")
    assert Photo.objects.count() == 7


def test_what_the_site_could_not_take_is_tried_again(open_page, town):
    page = open_page()
    sign_in(page, town.pia, UPLOAD)
    broken_site = lambda route: route.fulfill(status=502) if route.request.method == "POST" else route.continue_()  # noqa: E731
    page.route(f"**{UPLOAD}", broken_site)
    page.set_input_files("#id_files", files(1, 2))
    assert page.locator("[data-start]:not(.quiet-button)").count() == 1
    page.click("[data-start]")
    page.wait_for_selector("[data-counts]:has-text('2 of 2 done: 0 filed, 0 here already, 2 not taken')")
    assert "The site could not take it (502)" in page.inner_text("[data-wrong]")
    page.unroute(f"**{UPLOAD}", broken_site)
    page.click("[data-wrong] button >> nth=0")
    page.wait_for_selector("[data-counts]:has-text('1 filed')")
    page.click("text=Try those that failed again")
    page.wait_for_selector("[data-counts]:has-text('2 of 2 done: 2 filed')")
    assert page.locator("[data-wrong] li").count() == 0
    page.route(f"**{UPLOAD}", lambda route: route.fulfill(status=413))
    page.set_input_files("#id_files", files(3))
    page.wait_for_selector("[data-wrong] :text('What stands before this site takes no file of this size')")


def test_the_pages_keep_the_accessibility_rules(open_page, town):
    Photo.objects.update(rights="", caption="")
    page = open_page()
    sign_in(page, town.pia)
    addresses = (town.address, UPLOAD, "/admin/images/photo/just-uploaded/")
    wrong = [problem for address in addresses for problem in check(page, address)]
    sign_in(page, town.nell)
    wrong += check(page, town.address)
    assert not wrong, "\n".join(wrong)


def test_the_pages_about_rights_keep_them_too(open_page, town):
    Photo.objects.update(use_until=timezone.now() + timedelta(days=2))
    supplier = Supplier.objects.create(name="Quay Stock", kind="supplier", spellings="QUAY STOCK PHOTO")
    gallery = cast.draft(town, slug="gallery")
    for colour in ("red", "teal"):
        Figure.objects.create(article=gallery, photo=cast.photo(colour), place=Figure.Place.GALLERY)
    publish(article=gallery, by=town.ed)
    page = open_page()
    sign_in(page, town.ed)
    block = town.address.replace("change", "block")
    suppliers = "/admin/images/supplier/"
    addresses = [
        "/admin/images/photo/rights/?days=30",
        block,
        "/admin/articles/photouse/",
        suppliers,
        f"{suppliers}{supplier.pk}/change/",
        f"/admin/articles/article/{gallery.pk}/change/",
        gallery.get_absolute_url(),
    ]
    wrong = [problem for address in addresses for problem in check(page, address)]
    page.goto(block)
    page.click("button:has-text('Block this photo')")
    wrong += broken(page)
    assert not wrong, "\n".join(wrong)
