"""Times at the desk in Chromium: what is typed is said in UTC, what is doubtful is asked; and what goes out next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.gates import hold
from articles.models import Article, ScheduledChange
from articles.publish_due import publish_due
from articles.schedule import schedule_change

from . import cast
from .faces import broken, check
from .test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db):
    town, now = Desk(), timezone.now()
    cast.people(town)
    cast.paper(town)
    town.draft = cast.draft(town, headline="A draft", slug="a-draft")
    town.story = cast.story(town, at=now - timedelta(days=1))
    cast.save(town.story, town.ed, standfirst="Newer.")
    town.story.refresh_from_db()
    when = now + timedelta(hours=3, minutes=10)
    schedule_change(article=town.story, by=town.ed, when=when, kind="correction", text="It was Tuesday.")
    cast.save(town.story, town.ed, standfirst="Newer still.")
    cast.story(town, headline="Goes out tomorrow", slug="out", when=now + timedelta(hours=20))
    town.make_late(now)
    return town


class Desk(Town):
    def make_late(self, now):
        """Have a second change refused."""
        other = cast.story(self, headline="Held", slug="held", at=now - timedelta(days=1))
        cast.save(other, self.ed, standfirst="Newer.")
        other.refresh_from_db()
        due = schedule_change(article=other, by=self.ed, when=now + timedelta(hours=1), kind="update")
        other.refresh_from_db()
        hold(article=other, by=self.ed, note="A letter.")
        ScheduledChange.objects.filter(pk=due.pk).update(due_at=now - timedelta(minutes=5))
        publish_due()


def publish_at(page, town, written):
    page.goto(f"/admin/articles/article/{town.draft.pk}/publish/")
    page.fill("[name=when]", written)


def test_the_pages_of_what_goes_out(open_page, town):
    page = open_page()
    sign_in(page, town.ed)
    story = f"/admin/articles/article/{town.story.pk}"
    addresses = ("/admin/articles/article/up-next/", f"{story}/schedule_change/", f"{story}/cancel_change/")
    wrong = [problem for address in addresses for problem in check(page, address)]
    assert page.locator(".desk-late").inner_text().startswith("Something that was due has not gone out.")
    publish_at(page, town, "2026-10-25T01:30")
    assert "this time comes twice" in page.locator(".zoned-told").inner_text()
    page.fill("[name=when]", "2099-07-01T06:00")
    assert page.locator(".zoned-told").inner_text() == "Europe/Dublin: Wednesday 1 July 2099, 06:00 (05:00 UTC)"
    page.fill("[name=when]", "2099-10-25T01:30")
    page.click(".deed-buttons button")
    assert page.locator(".zoned-which").is_visible()
    wrong += broken(page)
    assert not wrong, "\n".join(wrong)


def test_without_scripts_the_doubled_hour_is_asked_about_and_one_of_them_is_meant(open_page, town):
    page = open_page(scripts=False)
    sign_in(page, town.ed)
    publish_at(page, town, "2099-10-25T01:30")
    page.click(".deed-buttons button")
    assert "01:30 comes twice on Sunday 25 October 2099" in page.locator(".errors").inner_text()
    assert page.locator("[name=when]").input_value() == "2099-10-25T01:30"
    page.get_by_label("01:30 GMT").check()
    page.click(".deed-buttons button")
    page.wait_for_url("**/change/")
    assert Article.objects.get(pk=town.draft.pk).publish_at.isoformat() == "2099-10-25T01:30:00+00:00"
