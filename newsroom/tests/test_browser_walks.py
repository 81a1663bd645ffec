"""The first five walks of docs/walks.md in Chromium, with scripts off and with scripts on."""

import pytest
from django.test import Client

from articles.models import Article
from comments.models import Comment
from moderation.models import Report

from . import cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Town:
    """Holds the cast, as a test class would."""


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    town.photo = cast.photo()
    return town


def sign_in(page, user, to=None):
    """Give the browser what signing in gives it. That takes three pages by hand, as test_the_whole_path does it."""
    visitor = Client()
    visitor.force_login(user)
    visitor.get("/me/strip/")  # with whose answer comes the cookie for scripts
    cookies = {name: cookie.value for name, cookie in visitor.cookies.items()}
    page.context.add_cookies([{"name": name, "value": cookies[name], "url": page.home} for name in cookies])
    if to:
        page.goto(to)


def sign_in_by_hand(page, user, to):
    page.goto(f"/account/login/?next={to}")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", cast.PASSWORD)
    page.click("main button[type=submit], main form button")
    page.wait_for_url(f"**{to}")


def write_and_publish(page, town, scripts):
    page.goto("/admin/articles/article/add/")
    page.fill("[name=headline]", "Bridge opens early")
    page.fill("[name=standfirst]", "Traffic moved at dawn.")
    if scripts:
        editor = page.locator(".tiptap")
        editor.click()
        page.keyboard.type("The bridge is open – “at last”.")
        page.keyboard.press("Enter")
        page.click("[title*='Photo from the library']")
        page.click(f"#choose-photo [data-number='{town.photo.pk}']")
    else:
        page.fill("[name=body]", f'The bridge is open – “at last”.\n\n<figure data-photo="{town.photo.pk}"></figure>')
    page.select_option("[name=section]", label="News")
    page.fill("[name=tags]", "Bridges")
    page.select_option("[name=bylines-0-author]", label="Nell Byrne")
    page.click("input[name=_publish]")
    page.wait_for_url("**/publish/")
    page.click("main button.desk-button, .deed button")
    page.wait_for_url("**/change/")
    return Article.objects.get(headline="Bridge opens early")


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts-off", "scripts-on"])
def test_the_whole_path(open_page, town, scripts):
    desk = open_page(scripts)
    sign_in_by_hand(desk, town.ed, to="/admin/")
    address = write_and_publish(desk, town, scripts).get_absolute_url()

    reader = open_page(scripts, width=360)
    reader.goto(address)
    assert "The bridge is open – “at last”." in reader.inner_text("article .body").replace(
        "THE BRIDGE IS", "The bridge is"
    )
    assert reader.locator("figure img").count() == 1
    reader.click("text=Leave a comment")
    reader.fill("textarea[name=text]", "I will miss the detour.")
    reader.click("text=Post comment")  # signed out: the text waits while Rita signs in
    reader.wait_for_url("**/account/login/**")
    reader.fill("[name=login]", town.rita.email)
    reader.fill("[name=password]", cast.PASSWORD)
    reader.click("main form button")
    reader.wait_for_url("**/new/")
    assert reader.input_value("textarea[name=text]") == "I will miss the detour."
    reader.click("text=Post comment")
    reader.wait_for_selector(":is(.said, .thread) >> text=I will miss the detour.")
    comment = Comment.objects.get()

    other = open_page(scripts)
    sign_in(other, town.ravi)
    other.goto(address)
    other.click(f"#c{comment.pk} >> text=Reply")
    other.fill("textarea[name=text]", "Nobody else will.")
    other.click("text=Post reply")
    other.wait_for_selector(":is(.said, .thread) >> text=Nobody else will.")
    other.goto(address)
    other.click(f"#c{comment.pk} >> text=Report")
    other.check("input[value=abuse]")
    other.fill("textarea[name=words]", "It mocks the neighbours.")
    other.click("text=Send report")
    other.wait_for_selector("text=has reached our moderators")
    report = Report.objects.get()
    assert report.reference in other.inner_text("main")

    moderator = open_page(scripts, width=360, dark=True)
    sign_in(moderator, town.mo)
    moderator.goto("/moderation/")
    assert "It mocks the neighbours." in moderator.inner_text("main")
    moderator.click("text=Remove…")
    moderator.check("input[value=abuse]")
    moderator.click("text=Remove and tell the author")
    moderator.wait_for_selector("text=was removed")

    reader.goto("/me/messages/")
    assert "Your comment was removed" in reader.inner_text("main")
    reader.goto(address)
    assert "I will miss the detour." not in reader.inner_text(".thread")
    assert "Nobody else will." in reader.inner_text(".thread")
    other.goto(f"/moderation/reports/{report.reference}/")
    assert "The comment was removed" in other.inner_text("main")


def test_a_form_that_nobody_answered_keeps_its_text_and_says_so(open_page, town):
    story = cast.story(town)
    page = open_page(width=360)
    sign_in(page, town.rita)
    page.goto(story.get_absolute_url())
    page.click("text=Leave a comment")
    page.fill("textarea[name=text]", "Written on a train.")
    page.route("**/new/", lambda route: route.fulfill(status=503, body="<p>No.</p>"))
    page.click("text=Post comment")
    page.wait_for_selector("text=could not be sent just now")
    page.unroute("**/new/")
    page.route("**/new/", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.click("text=Post comment")
    page.wait_for_selector("text=could not be sent just now")
    assert page.input_value("textarea[name=text]") == "Written on a train."
    page.unroute("**/new/")
    page.click("text=Post comment")
    page.wait_for_selector("text=Your comment is on the site")
    assert Comment.objects.count() == 1


def test_cancel_takes_the_form_away_and_gives_the_focus_back(open_page, town):
    story = cast.story(town)
    comment = cast.comment(story, town.ravi)
    page = open_page()
    sign_in(page, town.rita)
    page.goto(story.get_absolute_url())
    page.click(f"#c{comment.pk} >> text=Reply")
    page.wait_for_selector(f"#c{comment.pk} textarea")
    page.click(f"#c{comment.pk} >> text=Cancel")
    assert page.locator("textarea").count() == 0
    assert page.evaluate("document.activeElement.textContent").startswith("Reply")
