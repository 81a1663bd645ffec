"""The proof of work in a browser, under the strict policy of the site."""

import re

import pytest
from django.test import override_settings
from playwright.sync_api import expect

from accounts.models import User
from comments.models import Comment
from newsroom.tests import cast

from .journeys import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Town:
    pass


@pytest.fixture
def town():
    town = Town()
    cast.people(town)
    cast.paper(town)
    town.story = cast.story(town)
    with override_settings(COMMENT_PROOF_HOURS=24, ACCOUNT_RATE_LIMITS={"signup_unproved": "0/h/ip"}):
        yield town


def solved(page):
    expect(page.locator("proof-of-work input")).to_have_value(re.compile(".{99}"), timeout=20_000)


def sign_in(page):
    page.goto("/account/login/")
    page.fill("[name=login]", "rita@paper.example")
    page.fill("[name=password]", cast.PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/me/")


def test_a_new_reader_signs_up_with_scripts(town, open_page):
    page = open_page()
    page.goto("/account/signup/")
    page.fill("[name=display_name]", "Nora")
    page.fill("[name=email]", "nora@mail.example")
    page.fill("[name=password1]", PASSWORD)
    solved(page)
    page.click("main form button")
    page.wait_for_url("**/confirm-email/")
    assert User.objects.filter(display_name="Nora").exists()


def test_a_new_reader_comments_in_the_page_of_the_story(town, open_page):
    page = open_page()
    sign_in(page)
    page.goto(town.story.get_absolute_url())
    for text in ("The first of two.", "The second of two."):
        page.click("a:has-text('Leave a comment')")
        page.fill("textarea", text)
        solved(page)
        page.click(".in-place form button")
        page.wait_for_selector(".in-place [data-focus]")
    assert list(Comment.objects.values_list("status", flat=True)) == ["visible", "visible"]


def test_and_on_the_page_of_the_form(town, open_page):
    page = open_page(width=360)
    sign_in(page)
    page.goto(f"/comments/on/{town.story.pk}/new/")
    page.fill("textarea", "On a page of its own.")
    solved(page)
    page.click("main form button")
    page.wait_for_selector(".in-place [data-focus]")
    assert Comment.objects.get().is_visible


def test_without_scripts_it_waits_for_a_moderator(town, open_page):
    page = open_page(scripts=False)
    sign_in(page)
    page.goto(f"/comments/on/{town.story.pk}/new/")
    page.fill("textarea", "No scripts here.")
    page.click("main form button")
    page.wait_for_url("**/c/*/")
    assert "without the proof" in page.content()
    assert Comment.objects.get().status == "held"
