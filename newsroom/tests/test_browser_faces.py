"""Every face in Chromium, on a phone and at a desk, in light and dark."""

import uuid

import pytest

from law.addresses import state_address
from law.notify import notify
from law.reasons import state
from moderation.report import report
from sanctions.sanction import sanction

from . import cast
from .faces import TABLET, check, look
from .test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db):
    town = Town()
    cast.people(town)
    cast.paper(town)
    inside = cast.photo("maroon", caption="The wall in 1911.")
    body = f'<p>The wall will rise.</p><figure data-photo="{inside.pk}"></figure><h2>Cost</h2><p>Much.</p>'
    town.photo = cast.photo()
    town.story = cast.story(town, lead=town.photo, body=body, agency=town.agency)
    town.story.tags.add("Harbour")
    town.draft = cast.draft(town, headline="A draft", slug="a-draft")
    town.comment = cast.comment(town.story, town.rita)
    town.reply = cast.comment(town.story, town.ravi, "Is it?\n\n> Well said.\nNo.", parent=town.comment)
    town.held = cast.comment(town.story, town.rita, "See https://example.org/a")
    town.warned = sanction(reader=town.ravi, by=town.mo, kind="warn", rule=town.abuse, seen=0, note="Play the ball.")
    town.report = report(comment=town.comment, reader=town.ravi, rule=town.abuse, text_version=1, words="Hm.")
    facts = {"law": "defamation", "why": "It is untrue.", "notifier": town.ravi}
    notice = notify(comment=town.comment, text_version=1, form_key=uuid.uuid4(), **facts)
    town.notice, town.reference = state_address(notice), notice.reference
    town.statement = state(person=town.ravi, restriction="suspended", decided_by=town.mo).reference
    return town


def public_pages(town):
    story = town.story
    yield from ("/", "/news/", story.get_absolute_url(), "/policies/comments/", f"/comments/on/{story.pk}/")
    yield from (f"/comments/on/{story.pk}/new/", f"/c/{town.comment.pk}/")
    yield f"/c/{town.comment.pk}/notice/"
    yield from ("/account/login/", "/account/signup/", "/account/password/reset/")


def own_pages(town):
    yield from (f"/c/{town.comment.pk}/reply/", f"/c/{town.comment.pk}/report/")
    yield from (f"/moderation/reports/{town.report.reference}/", "/moderation/reports/")
    yield from ("/comments/mine/", "/me/", "/me/messages/", "/me/standing/", f"/me/standing/{town.warned.pk}/")
    yield from (town.notice, f"/law/statements/{town.statement}/", f"/law/statements/{town.statement}/appeal/")
    yield from (f"/moderation/reports/{town.report.reference}/withdraw/",)


def staff_pages(town):
    yield from ("/moderation/notices/", f"/moderation/notices/{town.reference}/", "/moderation/appeals/")
    yield from (f"/moderation/comments/{town.comment.pk}/evidence/", "/moderation/orders/new/")
    story, draft = f"/admin/articles/article/{town.story.pk}", f"/admin/articles/article/{town.draft.pk}"
    yield from ("/moderation/", f"/moderation/comments/{town.comment.pk}/", "/admin/", "/admin/articles/article/")
    yield from (
        "/moderation/people/",
        f"/moderation/people/{town.ravi.pk}/",
        f"/moderation/sanctions/{town.warned.pk}/",
    )
    yield from (f"/moderation/people/{town.ravi.pk}/sanction/suspend/",)
    yield from ("/moderation/numbers/?span=today", "/moderation/rounds/")
    yield from ("/admin/articles/article/add/", f"{story}/change/", f"{draft}/publish/", "/admin/images/photo/add/")


def more_staff_pages(town):
    """Pages built of the same parts as those above."""
    yield from (f"/admin/articles/article/{town.story.pk}/withdraw/", "/admin/images/photo/", "/admin/accounts/user/")
    yield from (f"/admin/articles/article/{town.draft.pk}/preview/", f"/admin/images/photo/{town.photo.pk}/change/")
    yield from ("/admin/support/campaign/add/", "/demo/mail/")


# conftest.open_page fails a test for anything that a page's security policy refused or that another host was asked for.
def test_the_accessibility_rules_and_the_security_policy_hold_for_readers(open_page, town):
    page = open_page()
    wrong = [problem for address in public_pages(town) for problem in check(page, address)]
    sign_in(page, town.ravi)
    wrong += [problem for address in own_pages(town) for problem in check(page, address)]
    assert not wrong, "\n".join(wrong)


def test_the_accessibility_rules_and_the_security_policy_hold_for_staff(open_page, town):
    page = open_page()
    sign_in(page, town.ada)
    wrong = [problem for address in staff_pages(town) for problem in check(page, address)]
    page.set_viewport_size(TABLET)
    wrong += [(address, problem) for address in more_staff_pages(town) for problem in look(page, address)]
    assert not wrong, wrong
