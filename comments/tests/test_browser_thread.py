"""The conversation in Chromium: its orders without scripts, and the word of new comments, which moves nothing."""

import pytest

from comments.models import Like
from comments.pick import pick
from newsroom.tests import cast
from newsroom.tests.test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    town.story = cast.story(town)
    town.comments = [cast.comment(town.story, town.rita, f"The tide came in, part {part}.") for part in range(6)]
    return town


def test_without_scripts_the_order_is_a_link_and_the_pick_leads_to_its_place(open_page, town):
    pick(comment=town.comments[3])
    page = open_page(scripts=False, width=360)
    page.goto(town.story.get_absolute_url())
    page.click(".orders >> text=Newest")
    assert page.locator(".thread article > p").first.inner_text() == "The tide came in, part 5."
    page.click(".picks a")
    assert page.url.endswith(f"#c{town.comments[3].pk}")
    assert page.get_by_role("link", name="Like: 0", exact=True).count() == 6
    assert page.locator("[role=status]").count() == 0


def test_a_reader_likes_and_deletes_on_the_page_of_the_conversation_too(open_page, town):
    page, other = open_page(), cast.comment(town.story, town.ravi, "The tide went out.")
    sign_in(page, town.rita)
    page.goto(f"/comments/on/{town.story.pk}/")
    page.wait_for_selector(f'#c{other.pk} > [aria-pressed="false"]')
    page.click(f'#c{other.pk} > a[href$="/like/"]')
    page.wait_for_selector(f'#c{other.pk} > [aria-pressed="true"]')
    assert Like.objects.get().comment == other
    own = town.comments[0]
    assert ":" in page.inner_text(f"#c{own.pk} > a count-down")
    page.click(f'#c{own.pk} > a[href$="/delete/"]')
    page.click("button:text('Delete it')")
    page.wait_for_selector("text=Your comment is deleted.")
    own.refresh_from_db()
    assert own.status == "deleted"


def test_new_comments_are_told_and_nothing_moves(open_page, town):
    page = open_page()
    page.clock.install()
    page.goto(town.story.get_absolute_url())
    page.wait_for_selector("new-comments [role=status]", state="attached")  # its script is here
    last = page.locator(".thread article").last
    last.scroll_into_view_if_needed()
    before, told = last.bounding_box(), page.locator("new-comments [role=status]")
    page.clock.fast_forward(31_000)
    assert told.inner_text() == ""
    cast.comment(town.story, town.ravi, "Just now.")
    page.clock.fast_forward(46_000)
    told.get_by_role("link", name="1 new comment", exact=True).wait_for()
    cast.comment(town.story, town.ravi, "And now.")
    page.clock.fast_forward(31_000)
    told.get_by_role("link", name="2 new comments", exact=True).wait_for()
    assert last.bounding_box() == before
    assert page.locator(".thread article").count() == 6
    told.get_by_role("link").click()
    page.wait_for_url("**/?order=newest#comments")
    assert page.locator(".thread article > p").first.inner_text() == "And now."


def test_what_came_before_the_script_first_asked_is_told_too(open_page, town):
    page = open_page()
    page.clock.install()
    page.goto(town.story.get_absolute_url())
    page.wait_for_selector("new-comments [role=status]", state="attached")  # its script is here
    cast.comment(town.story, town.ravi, "Within the first half minute.")
    page.clock.fast_forward(31_000)
    page.get_by_role("link", name="1 new comment", exact=True).wait_for()


def test_it_asks_more_and_more_seldom_and_gives_up_after_errors(open_page, town):
    asked, page = [], open_page()
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/latest/") else None)
    page.clock.install()
    page.goto(town.story.get_absolute_url())
    page.wait_for_selector("new-comments [role=status]", state="attached")  # its script is here

    def in_half_minutes(number):
        asked.clear()
        for _ in range(number):
            page.clock.run_for(30_000)
            page.wait_for_timeout(50)
        return len(asked)

    assert in_half_minutes(20) <= 7
    page.route("**/latest/", lambda route: route.fulfill(status=503))
    assert in_half_minutes(40) == 3
    assert in_half_minutes(20) == 0
