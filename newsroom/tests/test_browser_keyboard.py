"""All that a reader does, by keyboard alone on the width of a phone, with scripts off and on: whoever tabs always sees
where they are, and what comes into the page takes them along."""

import pytest

from accounts.models import Message, User
from comments.models import Comment, Like
from comments.pick import pick
from moderation.models import Report
from readers.models import Follow, Mute
from readers.tests.test_browser_mutes import as_reader

from . import cast
from .faces import broken
from .test_browser_walks import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What has the focus is called, and what is wrong with it: it must have a ring and stand in the window.
FOCUS = """() => {
  const here = document.activeElement, ring = getComputedStyle(here), box = here.getBoundingClientRect();
  const fault = here === document.body ? "lost" : ring.outlineStyle === "none" ? "not to be seen"
    : box.bottom < 0 || box.top > innerHeight ? "out of the window" : "";
  const label = here.labels?.[0]?.innerText ?? (here.innerText || here.getAttribute("aria-label") || here.tagName);
  return [label.trim(), fault];
}"""
SETTLING = ".htmx-settling, .htmx-added"  # for a moment, faster than hands, forms that came are not htmx's yet


class Keys:
    """A reader with a keyboard before a page."""

    def __init__(self, page, scripts):
        self.page, self.scripts = page, scripts

    def focus(self):
        words, fault = self.page.evaluate(FOCUS)
        assert not fault, f"On {self.page.url} the focus is {fault}: {words}"
        return words

    def to(self, words, key="Tab"):
        """Tab on until what begins with these words has the focus, if it has not got it."""
        here = self.page.evaluate(FOCUS)[0]
        for _ in range(90):
            if here.startswith(words):
                return self.focus()
            self.page.keyboard.press(key)
            here = self.focus()
        raise AssertionError(f"No Tab leads to “{words}” on {self.page.url}")

    def write(self, words, text):
        self.to(words)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text) if text else self.page.keyboard.press("Delete")

    def follow(self, words, key="Tab"):
        """Press a link or button that leads to another page."""
        self.to(words, key)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, words, then, key="Tab"):
        """Press what brings something into the page, or leads to another without scripts. It begins with `then`, and
        has the focus."""
        if not self.scripts:
            return self.follow(words, key)
        self.to(words, key)
        self.page.keyboard.press("Enter")
        for _ in range(200):
            if self.page.evaluate(FOCUS)[0].startswith(then) and not self.page.locator(SETTLING).count():
                return self.focus()
            self.page.wait_for_timeout(20)
        raise AssertionError(f"“{then}” does not get the focus on {self.page.url}, but “{self.focus()}”")


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    town.story = cast.story(town)
    town.other = cast.comment(town.story, town.ravi, "The tide went out.")
    pick(comment=town.other)
    Message.objects.create(to=town.rita, subject="Somebody answered", text="Hm.", address=town.other.get_absolute_url())
    return town


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts-off", "scripts-on"])
def test_a_reader_with_a_keyboard(open_page, town, scripts):
    page = open_page(scripts, width=360)
    keys = Keys(page, scripts)
    page.goto("/account/login/")
    keys.write("E-mail address", town.rita.email)
    keys.write("Password", cast.PASSWORD)
    keys.follow("Sign in")
    writes_and_deletes(keys, town)
    likes_and_reports(keys, town)
    mutes_and_follows(keys, town)
    chooses(keys, town)
    leaves(keys, town)


def writes_and_deletes(keys, town):
    story = town.story.get_absolute_url()
    keys.page.goto(story)
    keys.press("Leave a comment", "Your comment")
    keys.press("Post comment", "Your comment")
    keys.page.get_by_text("Please write something first.").wait_for()
    keys.write("Your comment", "By keyboard.")
    keys.press("Post comment", "Your comment is on the site")
    own = Comment.objects.get(text="By keyboard.")
    keys.page.goto(story if keys.scripts else own.get_absolute_url())
    keys.press("Edit", "Edit your comment")
    keys.write("Edit your comment", "By keyboard alone.")
    keys.press("Save the new text", "Your comment has its new text")
    keys.press("Delete", "Delete your comment?", key="Shift+Tab" if keys.scripts else "Tab")
    keys.press("Cancel", "Delete")
    keys.press("Delete", "Delete your comment?")
    keys.press("Delete it", "Your comment is deleted.")
    own.refresh_from_db()
    assert (own.text, own.status) == ("By keyboard alone.", "deleted")


def likes_and_reports(keys, town):
    page, other = keys.page, town.other
    page.goto(other.get_absolute_url())
    keys.to("Like:")
    if keys.scripts:
        page.keyboard.press("Space")
        page.wait_for_selector('[aria-pressed="true"]')
        assert keys.focus().startswith("Like:")
    else:
        keys.follow("Like:")
        keys.follow("Like it")
    assert Like.objects.filter(comment=other, reader=town.rita).exists()
    keys.press("Reply", "Your reply to Ravi")
    keys.write("Your reply to Ravi", "It came back.")
    keys.press("Post reply", "Your comment is on the site")
    page.goto(other.get_absolute_url())
    back = "Shift+Tab" if keys.scripts else "Tab"
    for choice, told in (("I disagree", "To disagree is welcome"), ("Abuse", "Thank you")):
        keys.press("Report", "I disagree", key=back if choice == "Abuse" else "Tab")
        keys.to("I disagree")
        while not page.evaluate(FOCUS)[0].startswith(choice):
            page.keyboard.press("ArrowDown")
            keys.focus()
        page.keyboard.press("Space")
        keys.press("Send report", told)
        assert not keys.scripts or not broken(page)  # the checker is a script
        assert Report.objects.exists() == (choice == "Abuse")
        if not keys.scripts:
            page.goto(other.get_absolute_url())


def mutes_and_follows(keys, town):
    page = keys.page
    page.goto(town.other.get_absolute_url())
    keys.follow("Mute Ravi")
    keys.follow("Mute")
    assert Mute.objects.exists()
    if keys.scripts:  # on its own page, in the conversation and among the picks
        for address, shown in ((town.other.get_absolute_url(), "Ravi"), (town.story.get_absolute_url(), "The tide")):
            page.goto(address)
            page.get_by_text("A comment by somebody you muted.").first.wait_for()
            assert not page.get_by_text("The tide went out.").first.is_visible()
            keys.press("Show", shown)
    page.goto(town.story.get_absolute_url())
    keys.follow("Follow this conversation")
    keys.follow("Follow")
    assert Follow.objects.exists()
    keys.follow("Follow no more")
    assert not Follow.objects.exists()
    page.goto("/me/")
    keys.follow("Whom I muted")
    keys.follow("Read them again")
    assert not Mute.objects.exists()


def chooses(keys, town):
    page = keys.page
    page.goto("/me/")
    keys.follow("Messages from us")
    page.get_by_text("Somebody answered").wait_for()
    for link in ("My comments", "My reports"):
        page.goto("/me/")
        keys.follow(link)
        keys.to("Harbour wall")
    page.goto("/me/")
    keys.follow("Notices and mails")
    keys.to("Replies to my comments")
    page.keyboard.press("Space")
    keys.follow("Save")
    page.get_by_text("Your choices are saved.").wait_for()
    page.goto("/me/")
    keys.follow("Your page")
    keys.write("About you", "I write about tides.")
    keys.to("Show my comments")
    page.keyboard.press("Space")
    keys.follow("Save")
    page.goto("/me/")
    keys.write("Name beside your comments", "Ravi")
    keys.follow("Save name")
    page.get_by_text("already uses that name").wait_for()
    keys.write("Name beside your comments", "Rita Quay")
    keys.follow("Save name")
    rita = User.objects.get(pk=town.rita.pk)
    assert (rita.mails_off, rita.about, rita.shows_comments) == (["reply"], "I write about tides.", True)
    assert rita.display_name == "Rita Quay"


def leaves(keys, town):
    page = keys.page
    keys.follow("Download my data")
    keys.follow("Download my data")
    keys.write("Password", cast.PASSWORD)
    keys.to("Continue")
    with page.expect_download():
        page.keyboard.press("Enter")
    page.goto("/me/data/")
    keys.follow("Erase my account")
    keys.follow("Erase my account for good")
    assert not keys.scripts or not broken(page)
    keys.to("Erase my comments")
    page.keyboard.press("Space")
    keys.write("Type the word erase", "erase")
    keys.follow("Erase my account for good")
    page.get_by_text("Your account is erased").first.wait_for()
    assert not User.objects.filter(pk=town.rita.pk, is_active=True).exists()


def test_what_changes_by_itself_leaves_the_focus_where_it_is(open_page, live_server, town):
    page = as_reader(open_page(width=360), town.ravi, live_server.url)
    page.clock.install()
    page.goto(town.story.get_absolute_url())
    page.wait_for_selector("new-comments [role=status]", state="attached")
    told = page.locator("new-comments [role=status]").get_by_role("link")
    cast.comment(town.story, town.rita, "One.")
    page.clock.fast_forward(31_000)
    told.focus()
    cast.comment(town.story, town.rita, "Two.")
    page.clock.fast_forward(46_000)
    page.get_by_role("link", name="2 new comments").wait_for()
    assert Keys(page, True).focus() == "2 new comments"
    edit = page.locator(f"#c{town.other.pk} > a[href$='/edit/']")
    edit.focus()
    page.clock.fast_forward(300_000)
    edit.wait_for(state="detached")
    assert Keys(page, True).focus() == "Delete"
