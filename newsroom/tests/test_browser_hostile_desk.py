"""Hostile text through every field of the rooms round the moderators' desk, on every page that shows it to moderators
or readers, in Chromium with the Content-Security-Policy switched off; and in every mail and table that goes out. The
accessibility rules hold for such text as for any other.
"""

import csv
import io
import re
from email import message_from_bytes

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.spreadsheet import FORMULA
from comments.models import Comment
from figures.start import close_round
from law.yearly_files import files

from . import cast
from .hostile import LIVE, Said, payloads, strings
from .hostile_rooms import ROOMS, names, sent_back
from .test_browser_states import SEND, faults
from .test_browser_walks import Town, sign_in

# What neither test_browser_states.py nor test_browser_faces.py opens, or only empty: one page of each.
EXAMINED = {
    *("/moderation/rules/", "/moderation/rules/1/", "/moderation/rules/1/state/", "/moderation/rules/1/rehearse/"),
    *("/moderation/rules/try/", "/moderation/rules/rehearsals/1/", "/moderation/rounds/1/", "/moderation/rounds/1/1/"),
    *("/moderation/score/", "/moderation/people/1/", "/moderation/comments/1/", "/moderation/comments/1/nearest/"),
    *("/moderation/appeals/", "/moderation/appeals/1/", "/moderation/notices/", "/law/statements/"),
    *("/moderation/orders/", "/moderation/orders/1/"),
}
OWN_NAME = re.compile(r"\d+|[A-Z]-\w+")  # what stands in an address for one thing alone
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def look(page, address, wrong, examined):
    """Open a page: it is there, and nothing in it is alive. The first of its kind is examined too."""
    status = page.goto(address).status
    live = page.evaluate(LIVE)
    if status != 200 or live:
        wrong.append((address, status, live))
    kind = OWN_NAME.sub("1", address.partition("?")[0])
    if kind in EXAMINED and kind not in examined:
        examined.add(kind)
        wrong += faults(page, night=True)


def look_at_all(page, pages, wrong, examined):
    for person, addresses in pages.items():
        page.context.clear_cookies()
        if person:
            sign_in(page, person)
        for address in addresses:
            look(page, address, wrong, examined)


def look_at_what_is_sent_back(page, town, say, wrong):
    page.context.clear_cookies()
    sign_in(page, town.ada, to="/me/")
    for address, fields, status in sent_back(town, say):
        if address.endswith("/notice/"):
            page.context.clear_cookies()
            page.goto("/account/login/")
        elif not page.locator("[name=csrfmiddlewaretoken]").count():  # on the page before
            page.goto("/me/")
        with page.expect_navigation() as answered:
            page.evaluate(SEND, [address, fields])
        live = page.evaluate(LIVE)
        if answered.value.status != status or live:
            wrong.append((address, answered.value.status, live))


def look_at_mails(wrong):
    """Each is plain text alone, to one person, and its head says nothing but what we wrote."""
    heads = {"Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID"}
    heads |= {"List-Unsubscribe", "List-Unsubscribe-Post"}
    assert mail.outbox
    for sent in mail.outbox:
        read = message_from_bytes(sent.message().as_bytes())
        kept = set(read.keys()) <= heads and len(read.keys()) == len(set(read.keys()))
        if not kept or len(sent.recipients()) != 1 or read["From"] != settings.DEFAULT_FROM_EMAIL:
            wrong.append(("a mail", read.items()))
        if read.is_multipart() or read.get_content_type() != "text/plain":
            wrong.append(("a mail", read.get_content_type()))


def look_at_tables(town, wrong):
    """No cell is a formula."""
    lawyer = Client()
    lawyer.force_login(town.ada)
    found = {"log.csv": b"".join(lawyer.get("/moderation/log.csv").streaming_content)}
    found |= dict(files(timezone.now().year))
    for name, content in found.items():
        rows = csv.reader(io.StringIO(content.decode().removeprefix("\ufeff"))) if name.endswith(".csv") else []
        wrong += [(name, cell) for row in rows for cell in row if cell.startswith(FORMULA)]
    return found["report.html"].decode()


def test_nothing_hostile_runs_round_the_desk(open_page, monkeypatch):
    monkeypatch.setattr("figures.storms.LEAST", {"reports": 1, "comments": 1})
    monkeypatch.setattr(settings, "REPORT_BUDGETS", [])
    monkeypatch.setattr(settings, "NOTICE_RATES", {})
    town, wrong, examined = Town(), [], set()
    cast.people(town)
    cast.paper(town)
    cast.of_old(town)
    User.objects.update(shows_comments=True)
    page, say = open_page(policy=False, width=360), Said(payloads() + strings())
    while not say.is_over:
        names(town, say)
        for room in ROOMS:
            look_at_all(page, room(town, say), wrong, examined)
        look_at_what_is_sent_back(page, town, say, wrong)
        page.set_content(look_at_tables(town, wrong))
        wrong += page.evaluate(LIVE)
        look_at_mails(wrong)
        mail.outbox.clear()
        Comment.objects.update(status=Comment.Status.REMOVED)  # out of the queue, to make room for the next
        close_round(round=town.round, by=town.ada)
    assert not wrong, wrong
    assert examined == EXAMINED
