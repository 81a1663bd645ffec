"""The search page in Chromium: found without scripts, readable on a phone, in light and dark."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.tests import cast
from newsroom.tests.faces import check

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def paper(transactional_db):
    class Paper:
        pass

    cast.people(Paper)
    cast.paper(Paper)
    now = timezone.now()
    for number in range(22):
        at = now - timedelta(days=number)
        cast.story(Paper, headline=f"Harbour wall, day {number}", slug=f"day-{number}", at=at, kicker="Harbour")
    return Paper


def test_a_reader_without_scripts_searches_narrows_and_goes_on(paper, open_page):
    page = open_page(scripts=False, width=360)
    page.goto("/search/")
    page.get_by_label("Words").fill('"harbour wall"')
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("heading", name="22 stories").is_visible()
    assert page.locator("mark").first.text_content() == "Harbour wall"
    page.get_by_role("link", name="Older stories").click()
    assert page.locator(".found article").count() == 2
    page.get_by_text("Section, author, dates").click()
    page.get_by_label("Section", exact=True).select_option("Sport")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("heading", name="No stories found").is_visible()
    page.get_by_role("link", name="Look in every section").click()
    assert page.get_by_role("heading", name="22 stories").is_visible()


def test_everyone_can_read_it(paper, open_page):
    page = open_page()
    odd = "section=opera&author=nobody&since=31.02.2026&until=soon"
    queries = ("", "?q=harbour", "?q=harbour&order=best", "?q=zeppelin&section=news", f"?q=-x&{odd}")
    wrong = [problem for query in queries for problem in check(page, f"/search/{query}")]
    assert not wrong, "\n".join(wrong)
