"""What readers meet on the pages of their comments and their account, in every state, by the accessibility checker: on
a phone by day; and the colours of what was refused, or is there no more, at a desk by night."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Message, User
from articles.models import Article
from comments.delete import delete
from comments.pick import pick
from moderation.decide import decide
from moderation.report import report
from readers.follow import follow_comment, follow_story
from readers.mute import mute
from readers.tests.test_browser_mutes import as_reader

from . import cast
from .faces import DESK, LOOKS, PHONE, broken, too_wide
from .test_browser_walks import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTHING = ("/comments/mine/", "/me/messages/", "/me/follows/", "/me/mutes/", "/moderation/reports/")
LONG = "See https://harbour.example/tides/winter/an-address-that-goes-on-and-on-for-ever-and-ever and\n\n> said\nwell."
# Sends a form from the page that stands here, as a browser without scripts would.
SEND = """([address, fields]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: address });
  fields.csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const [name, value] of Object.entries(fields)) {
    const area = Object.assign(document.createElement("textarea"), { name, value });
    form.append(area);
  }
  document.body.append(form);
  form.submit();
}"""


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    User.objects.update(date_joined=timezone.now() - timedelta(days=30), shows_comments=True, about="On tides.")
    town.rita, town.ravi = User.objects.get(pk=town.rita.pk), User.objects.get(pk=town.ravi.pk)
    town.story, town.closed = cast.story(town), cast.story(town, slug="closed", headline="Nobody answers any more")
    story = town.story
    town.own = cast.comment(story, town.rita, LONG)
    town.reply = cast.comment(story, town.ravi, "Is it so?", parent=town.own)
    town.third = cast.comment(story, town.rita, "It is.", parent=town.reply)
    town.loud = cast.comment(story, town.nell, "LOUD words.", parent=town.third)
    town.held = cast.comment(story, town.rita, "https://a.example https://b.example https://c.example")
    town.removed, town.deleted = cast.comment(story, town.rita, "Fools!"), cast.comment(story, town.rita, "Sorry.")
    town.last = cast.comment(town.closed, town.ravi, "Before it closed.")
    town.report = report(comment=town.reply, reader=town.rita, rule=town.spam, text_version=1, words="It sells.")
    facts = {"comment": town.removed, "moderator": town.mo, "version_seen": 1}
    decide(**facts, action="remove", rule=town.abuse, note="Play the ball.")
    delete(comment=town.deleted, reader=town.rita)
    Article.objects.filter(pk=town.closed.pk).update(comments_mode="closed")
    pick(comment=town.reply)
    mute(reader=town.rita, person=town.nell)
    follow_story(reader=town.rita, article=story)
    follow_comment(reader=town.rita, comment=town.reply)
    Message.objects.create(to=town.rita, subject="Somebody answered", text="Hm.", address="/c/1/")
    return town


def for_all(town):
    yield from (f"/c/{comment.pk}/" for comment in (town.third, town.removed, town.deleted, town.last))
    yield from (f"/c/{town.removed.pk}/reply/", f"/c/{town.removed.pk}/report/", f"/comments/on/{town.closed.pk}/new/")
    yield from (f"/readers/{town.rita.pk}/", town.closed.get_absolute_url(), "/me/data/erased/", "/me/mails/off/x/")


def for_rita(town):
    yield from (f"/c/{comment.pk}/" for comment in (town.own, town.loud, town.held, town.removed, town.deleted))
    yield from (f"/c/{town.own.pk}/{deed}/" for deed in ("edit", "delete", "like"))
    yield from (f"/c/{town.reply.pk}/{deed}/" for deed in ("like", "report", "mute", "follow", "edit"))
    yield from (f"/readers/follow/story/{town.closed.pk}/", f"/readers/{town.nell.pk}/", town.story.get_absolute_url())
    yield from (f"/readers/on/{town.story.pk}/thread/", "/comments/mine/", town.report.get_absolute_url())
    yield from ("/me/messages/", "/me/profile/", "/me/data/", "/me/data/erase/", "/me/likes/", "/me/follows/")


def refused(town):
    new, own, loud = f"/comments/on/{town.story.pk}/new/", f"/c/{town.own.pk}/edit/", f"/c/{town.loud.pk}/report/"
    yield new, {"text": "", "form_key": str(uuid.uuid4())}
    yield f"/comments/on/{town.closed.pk}/new/", {"text": "Too late.", "form_key": str(uuid.uuid4())}
    yield own, {"text": "", "text_version": "1"}
    yield own, {"text": "Both at once.", "text_version": "7"}
    yield loud, {"text_version": "1"}
    yield loud, {"text_version": "1", "rule": "disagree", "words": "I see it otherwise."}
    yield "/me/", {"display_name": "Ravi"}
    yield "/me/profile/", {"about": "x" * 400}
    yield "/me/mails/", {"kinds": "none of them"}
    yield "/me/mutes/", {"person": "nobody"}


def faults(page, night=False):
    """Return what is wrong with the page that stands here."""
    found = too_wide(page) + broken(page)
    if night:
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="dark")
        found += too_wide(page) + broken(page, LOOKS)
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light")
    return [f"{page.url}: {fault}" for fault in found]


def test_every_state_keeps_the_accessibility_rules(open_page, live_server, town):
    page, wrong = open_page(width=360), []
    for address in for_all(town):
        page.goto(address)
        wrong += faults(page, night=True)
    for person, addresses in ((town.max, NOTHING), (town.rita, for_rita(town))):
        as_reader(page, person, live_server.url)
        for address in addresses:
            page.goto(address)
            wrong += faults(page)
    for address, fields in refused(town):
        page.goto("/me/mails/")
        with page.expect_navigation():
            page.evaluate(SEND, [address, fields])
        wrong += faults(page, night=True)
    assert not wrong, "\n".join(wrong)
