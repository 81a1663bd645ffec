"""Muting and following in a browser, with scripts and without."""

import pytest
from django.test import Client

from newsroom.tests import cast
from readers.models import Follow, Mute

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def paper():
    class Paper:
        pass

    cast.people(Paper)
    cast.paper(Paper)
    Paper.story = cast.story(Paper)
    Paper.loud = cast.comment(Paper.story, Paper.ravi, "LOUD words.")
    Paper.calm = cast.comment(Paper.story, Paper.ed, "Calm words.", parent=Paper.loud)
    return Paper


def as_reader(page, person, home):
    """Put a reader's session into the browser, and the sign that tells scripts of it."""
    client = Client()
    client.force_login(person)
    cookies = {"sessionid": client.cookies["sessionid"].value, "known": "1"}
    page.context.add_cookies([{"name": name, "value": value, "url": home} for name, value in cookies.items()])
    return page


def mute_from_the_comments_page(page, paper):
    page.goto(f"/c/{paper.loud.pk}/")
    page.get_by_role("link", name="Mute Ravi").click()
    page.get_by_role("button", name="Mute").click()
    page.get_by_text("You will not read Ravi any more.").wait_for()
    assert Mute.objects.filter(reader=paper.rita, muted=paper.ravi).exists()


def test_with_scripts_the_muted_are_folded_on_the_story_and_their_answers_are_not(open_page, live_server, paper):
    page = as_reader(open_page(width=360), paper.rita, live_server.url)
    mute_from_the_comments_page(page, paper)
    page.goto(paper.story.get_absolute_url())
    page.get_by_text("A comment by somebody you muted.").wait_for()
    assert not page.get_by_text("LOUD words.").is_visible()
    assert page.get_by_text("Calm words.").is_visible()
    page.get_by_role("button", name="Show", exact=True).press("Enter")
    assert page.get_by_text("LOUD words.").is_visible()
    assert page.evaluate("document.activeElement.matches('h3')")


def test_without_scripts_there_is_a_page_with_them_folded(open_page, live_server, paper):
    page = as_reader(open_page(scripts=False, width=360), paper.rita, live_server.url)
    mute_from_the_comments_page(page, paper)
    page.goto(paper.story.get_absolute_url())
    page.get_by_role("link", name="Without those you muted").click()
    page.wait_for_url("**/thread/")
    page.get_by_text("Calm words.").wait_for()
    assert not page.get_by_text("LOUD words.").is_visible()
    page.get_by_text("Show this comment").click()
    assert page.get_by_text("LOUD words.").is_visible()


def test_a_conversation_is_followed_and_left_without_scripts(open_page, live_server, paper):
    page = as_reader(open_page(scripts=False), paper.rita, live_server.url)
    page.goto(paper.story.get_absolute_url())
    page.get_by_role("link", name="Follow this conversation").click()
    page.get_by_role("button", name="Follow", exact=True).click()
    page.get_by_text("You follow it now.").wait_for()
    assert Follow.objects.filter(reader=paper.rita, article=paper.story).exists()
    page.get_by_role("button", name="Follow no more").click()
    page.get_by_text("You follow it no more.").wait_for()
    assert not Follow.objects.exists()


def test_who_muted_nobody_is_sent_no_more_script(open_page, live_server, paper):
    page = as_reader(open_page(), paper.rita, live_server.url)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(paper.story.get_absolute_url())
    page.wait_for_load_state("networkidle")
    assert any(f"/readers/on/{paper.story.pk}/" in address for address in asked)
    assert not any("mutes.js" in address for address in asked)
