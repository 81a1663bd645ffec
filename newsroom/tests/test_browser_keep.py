"""Nothing typed at a story is lost, in Chromium: while they type, when the site is away, when they are signed out."""

import time

import pytest
from django.contrib.sessions.models import Session

from articles import version
from articles.keep import keep, leftovers
from articles.models import Article, EditSession, Unsaved
from articles.write import save

from . import cast
from .faces import RULES, broken, check
from .test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ONLY_HERE = """(who) => keptCopies.put({ client: "6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c99", who, story: "999", base: "1",
  url: "/admin/articles/article/999/keep/", headline: "Gone", at: Date.now() - 60000,
  pairs: [["headline", "Of a story that is gone"], ["section", "1"]] })"""
OTHER = "6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c12"


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    town.draft = cast.draft(town)
    town.address = f"/admin/articles/article/{town.draft.pk}/change/"
    return town


def kept(words, seconds=10):
    """Wait until the site has kept these words; return their row."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for row in Unsaved.objects.filter(saved_as=None):
            if any(words in value for _, value in row.fields):
                return row
        time.sleep(0.1)
    raise AssertionError(f"“{words}” was not kept: {list(Unsaved.objects.values_list('fields', flat=True))}")


def is_told(page, words):
    page.wait_for_selector(f"story-keep >> text={words}")


def open_story(page, address):
    page.goto(address)
    page.wait_for_selector(".tiptap")


def write(page, words):
    page.click(".tiptap")
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def test_what_is_typed_is_kept_within_two_seconds_and_saving_leaves_nothing_over(open_page, town):
    page = open_page()
    sign_in(page, town.nell)
    open_story(page, town.address)
    is_told(page, "What you type is kept automatically.")
    write(page, " By spring.")
    typed_at = time.monotonic()
    row = kept("By spring.</p>")
    assert time.monotonic() - typed_at < 2
    assert (row.by, row.article, row.base) == (town.nell, town.draft, town.draft.version)
    is_told(page, "Kept ")
    other = open_page()  # the same person, in another window
    sign_in(other, town.nell)
    open_story(other, town.address)
    is_told(other, "You have it open in another window, too, and typed there.")
    page.evaluate("dispatchEvent(new Event('focus'))")  # it asks, as it does every eight seconds
    is_told(page, "You have it open in another window, too.")
    assert not broken(page, RULES)
    other.goto("about:blank")
    time.sleep(0.5)  # long enough for what the page might say once more when it has left
    assert EditSession.objects.count() == 1
    page.fill("[name=headline]", "Wall to be raised by spring")
    page.click("input[name=_continue]")
    page.wait_for_url("**/change/")
    page.wait_for_selector(".tiptap")
    assert "By spring." in Article.objects.get().body
    assert not leftovers(town.nell).exists()
    assert page.locator("[data-keep-left]").is_hidden()


def test_while_the_site_is_away_the_browser_keeps_it_and_brings_it_later(open_page, town):
    page = open_page(width=360, dark=True)
    sign_in(page, town.nell)
    open_story(page, town.address)
    is_told(page, "What you type is kept automatically.")
    page.context.route("**/keep/", lambda route: route.abort())
    write(page, " By spring.")
    is_told(page, "Not reachable. Kept in this browser.")
    assert not broken(page, RULES)
    page.evaluate("document.querySelector('form#article_form').requestSubmit()")
    page.wait_for_selector("dialog >> text=The site cannot be reached just now.")
    assert not broken(page, RULES)
    page.click("text=Go on writing")
    page.context.unroute("**/keep/")
    page.evaluate("dispatchEvent(new Event('online'))")
    kept("By spring.")
    is_told(page, "Kept ")
    page.context.route("**/keep/", lambda route: route.abort())
    write(page, " At last.")
    is_told(page, "Not reachable. Kept in this browser.")
    page.goto("about:blank")  # the window is gone, and nothing had arrived
    page.context.unroute("**/keep/")
    page.clock.install(time=time.time() + 60)
    open_story(page, town.address)
    row = kept("At last.")
    page.wait_for_selector("text=This browser kept text that was never saved")
    assert page.get_attribute("[data-keep-left] li:first-child a", "href").endswith(f"?unsaved={row.pk}")
    assert not broken(page, RULES)


def test_who_is_signed_out_signs_in_in_another_tab_and_goes_on(open_page, town):
    page = open_page()
    sign_in(page, town.nell)
    open_story(page, town.address)
    Session.objects.all().delete()
    write(page, " By spring.")
    is_told(page, "Signed out. Kept in this browser.")
    page.click("input[name=_continue]")
    page.wait_for_selector("dialog >> text=You are signed out.")
    assert not broken(page, RULES)
    with page.context.expect_page() as opened:
        page.click("dialog >> text=Sign in again")
    tab = opened.value
    tab.fill("[name=login]", town.nell.email)
    tab.fill("[name=password]", cast.PASSWORD)
    tab.click("main form button")
    tab.wait_for_selector("text=You are signed in")
    tab.close()
    kept("By spring.")
    page.wait_for_selector("dialog", state="hidden")
    page.click("input[name=_continue]")
    page.wait_for_selector("text=was changed successfully")
    assert "By spring." in Article.objects.get().body


def test_the_pages_of_unsaved_text(open_page, town):
    fields = [("headline", "A wall"), ("standfirst", "Ed’s."), ("body", "<p>It will be raised.</p>" * 30)]
    fields += [("bylines-TOTAL_FORMS", "1"), ("bylines-INITIAL_FORMS", "1"), ("bylines-0-author", f"{town.author.pk}")]
    row = keep(by=town.nell, client=OTHER, fields=fields, article=town.draft, base=1)
    page = open_page()
    sign_in(page, town.nell)
    at = "/admin/articles/article/unsaved/"
    facts = version.newest(town.draft) | {"headline": "Ed’s wall", "standfirst": "Ed’s."}
    save(article=town.draft, facts=facts, by=town.ed, base=1)
    merging = f"/admin/articles/article/{town.draft.pk}/merge/{row.pk}/"
    addresses = [at, f"{at}{row.pk}/", f"{at}{row.pk}/throw-away/", "/admin/articles/article/signed-in/", merging]
    wrong = [problem for address in addresses for problem in check(page, address)]
    assert not wrong, wrong
    page.goto(at)
    page.evaluate(ONLY_HERE, str(town.nell.pk))
    page.goto(at)
    page.click("kept-here >> text=Look at the text")
    assert page.input_value("kept-here textarea") == "Of a story that is gone"
    assert "This story is not there any more." in page.inner_text("kept-here")
    assert not broken(page, RULES)
    page.click("kept-here >> text=Throw away")
    page.click("kept-here >> text=Really throw it away?")
    page.wait_for_selector("kept-here", state="hidden")
    plain = open_page(scripts=False)
    sign_in(plain, town.nell)
    plain.goto(merging)
    plain.check("input[value=mine]")
    plain.click("text=Save as one")
    plain.wait_for_selector("text=Brought together as version 3.")
    plain.wait_for_selector("text=What you type is stored when you save.")
    assert version.newest(Article.objects.get())["headline"] == "A wall"
    keep(by=town.nell, client="another", fields=fields)
    plain.goto("/admin/")
    plain.click("text=unsaved text of mine")
    plain.click("text=Throw away…")
    plain.click("text=Throw it away")
    plain.wait_for_selector("text=Whatever you typed is saved.")
