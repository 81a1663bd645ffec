"""One story in Chromium, from its first draft to its being brought back, by all who have a part in it, with scripts off
and with scripts on. After each step the page says what happened."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.publish_due import publish_due

from . import cast
from .test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTICE = "An earlier version said that the ferry sails at seven. It sails at eight."


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    town.ben = cast.person("ben", "Editor")
    cast.paper(town)
    town.photo = cast.photo()
    return town


@pytest.fixture
def clock(monkeypatch):
    """Return a function that puts the clock on, for the site and for its readers."""
    ahead, now, seconds = [timedelta()], timezone.now, time.time
    monkeypatch.setattr("django.utils.timezone.now", lambda: now() + ahead[0])
    monkeypatch.setattr("time.time", lambda: seconds() + ahead[0].total_seconds())
    return lambda by: ahead.append(ahead.pop() + by)


def write(page, text, scripts):
    """Put the text into the form's place for it."""
    if scripts:
        page.locator(".tiptap").fill(text)
    else:
        page.fill("[name=body]", text)


def said(page):
    """Return what the desk says was done."""
    return page.locator(".messagelist").inner_text()


def act(page, link, **fields):
    """Follow a link of the story's form, fill in what is asked, do it; return what is said of it."""
    if not page.get_by_role("link", name=link, exact=True).is_visible():
        page.click("text=More…")
    page.get_by_role("link", name=link, exact=True).click()
    return carry_out(page, **fields)


def carry_out(page, **fields):
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.click(".deed-buttons button")
    page.wait_for_url("**/change/", wait_until="domcontentloaded")
    return said(page)


def begin(page, town, scripts):
    page.goto("/admin/articles/article/mine/")
    page.click("text=Write a story")
    page.fill("[name=headline]", "Ferry back in service")
    page.fill("[name=standfirst]", "The first boat has left.")
    write(page, "The ferry sails at seven.", scripts)
    page.select_option("[name=section]", label="News")
    page.select_option("[name=bylines-0-author]", label="Nell Byrne")
    if scripts:
        page.click("#figures-0 choose-photo [data-open]")
        page.click(f"#choose-photo [data-number='{town.photo.pk}']")
    else:
        page.fill("[name=figures-0-photo]", str(town.photo.pk))
    page.select_option("[name=figures-0-place]", label="lead photo")
    page.click("[name=_submit]")
    return carry_out(page, note="From the harbour office.")


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts-off", "scripts-on"])
def test_from_the_first_draft_to_its_being_brought_back(open_page, town, clock, scripts):
    nell, ed, ben, reader = (open_page(scripts) for _ in range(4))
    for page, person in ((nell, town.nell), (ed, town.ed), (ben, town.ben)):
        sign_in(page, person)

    assert "The story is with the editors." in begin(nell, town, scripts)
    story = Article.objects.get()
    address, desk = story.get_absolute_url(), f"/admin/articles/article/{story.pk}/change/"

    ed.goto("/admin/articles/article/mine/")
    ed.click("text=Ferry back in service")
    assert "Its author is asked." in act(ed, "Ask for changes", note="Who says so?")

    nell.goto("/admin/articles/article/mine/")
    assert "Ed asks: Who says so?" in nell.inner_text(".pile-note")
    nell.click("text=Ferry back in service")
    assert "To change: Who says so? – Ed" in nell.inner_text(".story-note")
    write(nell, "The ferry sails at seven, the harbour master says.", scripts)
    nell.click("[name=_submit]")
    assert "The story is with the editors." in carry_out(nell, note="He does.")

    ed.goto(desk)
    assert "the harbour master says" in ed.input_value("[name=body]")
    assert "He does." in ed.inner_text(".story-events")
    assert "The story is approved." in act(ed, "Approve")
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1))
    assert "The story goes out on" in act(ed, "Publish", when=f"{tomorrow:%Y-%m-%dT06:00}")
    assert reader.goto(address).status == 404

    clock(timedelta(days=2))
    publish_due()
    assert reader.goto(address).status == 200
    assert "the harbour master says" in reader.inner_text("article")
    assert reader.locator("article figure img").count() == 1
    ed.goto(desk)
    assert "published" in ed.inner_text(".story-state")
    assert not ed.locator("[data-others] >> text=window").count()

    write(ed, "The ferry sails at eight, the harbour master says.", scripts)
    ed.click("[name=_release]")
    assert "seven" in ed.inner_text(".deed-changes del")
    ed.check("[name=kind][value=correction]")
    ed.check("[name=shows_change]")
    assert "The newest version is released." in carry_out(ed, text=NOTICE)

    reader.goto(address)
    assert "at eight" in reader.inner_text("article")
    assert NOTICE in reader.inner_text(".correction")
    reader.click("text=See what changed")
    assert (reader.inner_text(".compared del"), reader.inner_text(".compared ins")) == ("seven", "eight")
    reader.goto("/corrections/")
    assert NOTICE in reader.inner_text("main")
    assert NOTICE in reader.request.get("/feeds/corrections.rss").text()

    assert "It is off the site, and its address says so." in act(ed, "Withdraw", note="The ferry was sold.")
    assert reader.goto(address).status == 410
    assert "The ferry was sold." in reader.inner_text("main")
    assert ed.get_by_role("link", name="Bring back").count() == 0

    ben.goto(desk)
    assert "The story is before readers." in act(ben, "Bring back", note="It was another ferry.")
    assert reader.goto(address).status == 200
    assert NOTICE in reader.inner_text(".correction")
