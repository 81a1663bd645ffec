"""The queue in Chromium: by keys, and without scripts."""

import pytest

from comments.models import Comment
from moderation.models import Card, Decision
from moderation.report import report
from newsroom.tests import cast
from newsroom.tests.test_browser_walks import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Town:
    """Holds the cast, as a test class would."""


@pytest.fixture
def town(transactional_db, settings):
    settings.UNDO_SECONDS = 10
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    town = Town()
    cast.people(town)
    cast.of_old(town)
    cast.paper(town)
    town.story = cast.story(town)
    town.comments = [cast.comment(town.story, town.rita, f"Words no. {number}.") for number in range(5)]
    for comment in town.comments:
        report(comment=comment, reader=town.ravi, rule=town.abuse, text_version=1)
    return town


def decisions():
    return list(Decision.objects.order_by("pk").values_list("action", "rule__code", "comment__text"))


def test_a_moderator_works_by_keys_alone(open_page, town):
    page = open_page()
    sign_in(page, town.mo, "/moderation/")
    current = page.locator("[data-card][aria-current]")
    page.keyboard.press("n")
    assert "Words no. 0." in current.inner_text()
    page.keyboard.press("k")
    assert "Words no. 1." in current.inner_text()  # at once, before the answer
    page.keyboard.press("r")
    page.locator(".asked").wait_for()
    page.keyboard.press(str(1 + [rule.code for rule in type(town.abuse).objects.standing()].index("abuse")))
    assert "Words no. 2." in current.inner_text()
    page.locator("[data-decided]").nth(1).wait_for()
    page.keyboard.press("z")
    page.locator("text=(taken back)").wait_for()
    page.keyboard.press("h")
    page.locator("[data-decided]").nth(1).wait_for()
    page.keyboard.press("d")
    page.locator("[data-decided]").nth(2).wait_for()
    assert [row[:2] for row in decisions()] == [
        ("keep", None),
        ("remove", "abuse"),
        ("undo", None),
        ("hold", None),
        ("pass", None),
    ]
    page.keyboard.press("?")
    page.locator("dialog.key-sheet[open]").wait_for()
    page.keyboard.press("k")  # nothing, while the sheet is open
    page.locator("[data-setting=keys]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    assert len(decisions()) == 5


def test_a_key_held_down_decides_once_and_a_question_left_open_is_gone(open_page, town):
    page = open_page()
    sign_in(page, town.mo, "/moderation/")
    page.keyboard.press("n")
    for _ in range(4):
        page.keyboard.down("k")  # as the keyboard repeats it
    page.keyboard.up("k")
    page.locator("[data-decided]").wait_for()
    page.keyboard.press("r")
    page.locator(".asked").wait_for()
    page.keyboard.press("k")
    assert not page.locator(".asked").count()
    page.keyboard.press("2")
    page.locator("[data-decided]").nth(1).wait_for()
    assert [row[0] for row in decisions()] == ["keep", "keep"]


def test_where_the_server_does_not_answer_the_page_stays_and_the_card_can_be_decided_again(open_page, town):
    page = open_page()
    sign_in(page, town.mo, "/moderation/")
    address = page.url
    page.context.route("**/moderation/comments/*/", lambda route: route.abort())
    page.context.route("**/moderation/here/", lambda route: route.abort())
    page.keyboard.press("n")
    page.keyboard.press("k")
    page.locator("[data-told]:has-text('was not decided')").wait_for(state="attached")
    page.evaluate("htmx.trigger('.here', 'load')")
    page.wait_for_timeout(300)
    assert page.url == address
    page.context.unroute("**/moderation/comments/*/")
    page.keyboard.press("p")
    page.keyboard.press("k")
    page.locator("[data-decided]").wait_for()
    assert decisions() == [("keep", None, "Words no. 0.")]


def test_the_next_page_comes_before_this_one_is_read(open_page, town, monkeypatch):
    monkeypatch.setattr("moderation.queue.PAGE", 3)
    page = open_page()
    sign_in(page, town.mo, "/moderation/")
    page.keyboard.press("n")
    page.locator("[data-card]").nth(4).wait_for()
    for _ in range(5):
        page.keyboard.press("k")
    page.locator("[data-decided]").nth(4).wait_for()
    assert sorted(row[2] for row in decisions()) == [f"Words no. {number}." for number in range(5)]


def test_where_the_next_page_does_not_come_nothing_is_left_and_it_is_asked_for_again(open_page, town, monkeypatch):
    monkeypatch.setattr("moderation.queue.PAGE", 3)
    page = open_page()
    sign_in(page, town.mo, "/moderation/")
    address = page.url
    page.context.route("**/moderation/?*after=*", lambda route: route.abort())
    page.keyboard.press("n")
    page.locator("[data-told]:has-text('could not be fetched')").wait_for(state="attached")
    page.wait_for_timeout(300)
    assert page.url == address
    page.context.unroute("**/moderation/?*after=*")
    page.keyboard.press("n")
    page.locator("[data-card]").nth(4).wait_for()


def test_many_at_once_and_taken_back(open_page, town):
    page = open_page(width=360)
    sign_in(page, town.mo, "/moderation/")
    for box in page.locator("[name=chosen]").all()[:3]:
        box.check()
    page.select_option("#many-action", "remove")
    page.select_option("#many-rule", "abuse")
    page.click("text=Decide on all that are chosen")
    page.locator("text=3 comments were removed").wait_for()
    assert Comment.objects.filter(status="removed").count() == 3
    page.click("text=Take it all back")
    page.locator("text=All 3 are as they were before").wait_for()
    assert not Comment.objects.filter(status="removed").exists()
    assert Card.objects.filter(reports=1).count() == 5


def test_without_scripts_each_deed_has_a_page(open_page, town):
    page = open_page(scripts=False, width=360)
    sign_in(page, town.mo, "/moderation/")
    page.locator("text=Remove…").first.click()
    page.locator("input[type=radio][value=spam]").check()
    page.fill("textarea", "Play the ball.")
    page.click("text=Remove and tell the author")
    page.locator(".decided >> text=was removed").wait_for()
    page.click("text=Take it back")
    page.wait_for_url("**/moderation/comments/*/")
    page.click("text=Keep for good")
    page.locator(".decided >> text=was kept for good").wait_for()
    assert [row[:2] for row in decisions()] == [("remove", "spam"), ("undo", None), ("settle", None)]


def test_a_moderator_decides_on_the_story_page(open_page, town):
    page = open_page()
    sign_in(page, town.mo, town.story.get_absolute_url())
    page.locator(".thread article >> text=Decide").first.click()
    page.locator(".thread .in-place button[value=keep]").click()
    page.locator(".thread [data-decided]").wait_for()
    assert [row[0] for row in decisions()] == ["keep"]
