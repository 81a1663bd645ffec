"""Hostile text through every field of the paper, on every page that shows it, in Chromium with the
Content-Security-Policy switched off: it is the escaping and the cleaning alone that must hold here.

The rooms round the moderators' desk have test_browser_hostile_desk.py.
"""

import uuid

import pytest
from django.conf import settings

from accounts.models import User
from articles.correct import correct
from articles.models import Figure
from articles.withdraw import withdraw
from moderation.decide import decide
from support.models import Campaign

from . import cast
from .hostile import payloads
from .test_browser_walks import Town, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHUNK = 120


def write_everywhere(town, texts, number):
    """Put each text into every field; return the addresses of the pages that show them."""
    blob = "\n\n".join(texts)

    def short(length, which=0):
        return "".join(character for character in texts[which % len(texts)] if character != "\0")[:length] or "x"

    plain = blob.replace("\0", "")
    town.news.name, town.news.description = short(60, number)[:50] + str(number), short(200, 1)
    town.news.save()
    town.author.name, town.author.role, town.author.bio = short(120, 2), short(120, 3), plain
    town.author.save()
    Campaign.objects.all().delete()
    Campaign.objects.create(
        name="x", heading=short(80, 4), lead_line=short(160, 5), body=plain, button_label=short(40, 6), button_url="/"
    )
    photo = cast.photo(
        "maroon",
        (480 + number, 320),
        caption=plain[:2000],
        credit=short(200, 7),
        alt_text=short(500, 8),
        headline=short(200, 9),
    )
    story = cast.story(
        town,
        headline=short(200, 10),
        slug=f"story-{number}",
        standfirst=plain,
        kicker=short(60, 11),
        dateline=short(80, 12),
        note_to_editors=plain,
        body="".join(f"<p>{text}</p>" for text in texts) + f'<figure data-photo="{photo.pk}"></figure>',
        lead=cast.photo("navy", (480 + number, 320), caption=plain[:2000], credit=short(200, 13)),
    )
    Figure.objects.filter(article=story).update(own_alt_text=short(500, 14))
    story.bylines.update(role=short(60, 15))
    story.tags.add(short(90, 16).replace(",", " "))
    correct(article=story, by=town.ed, kind="correction", text=plain)
    User.objects.filter(pk=town.rita.pk).update(display_name=short(50, 17 + number) + str(number))
    town.rita.refresh_from_db()
    for text in texts:
        if text.replace("\0", "").strip():
            said = f"{text} {uuid.uuid4().hex}"  # nobody says the same twice
            cast.comment(story, town.rita, said.replace("\0", ""))
    told = story.comments.visible().first()
    decide(comment=told, moderator=town.mo, action="remove", rule=town.abuse, version_seen=1, note=plain)
    gone = cast.story(town, headline="Gone", slug=f"gone-{number}")
    withdraw(article=gone, by=town.ed, note=plain)
    change = f"/admin/articles/article/{story.pk}"
    yield from ("/", "/news/", "/authors/nell-byrne/", story.get_absolute_url(), gone.get_absolute_url())
    yield from (f"{change}/change/", f"{change}/preview/", f"/admin/images/photo/{photo.pk}/change/")
    yield from ("/admin/", "/admin/articles/article/", "/admin/images/photo/")
    yield from ("/me/", f"/admin/articles/article/photos/?q={texts[0][:30]}", "/demo/mail/")


def test_nothing_hostile_runs(open_page, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
    monkeypatch.setattr(settings, "EMAIL_FILE_PATH", tmp_path)
    town = Town()
    cast.people(town)
    cast.paper(town)
    User.objects.update(date_joined="2020-01-01T00:00:00Z")
    page = open_page(policy=False)
    sign_in(page, town.ada)
    texts, wrong = payloads(), []
    for number in range(0, len(texts), CHUNK):
        for address in write_everywhere(town, texts[number : number + CHUNK], number // CHUNK):
            if page.goto(address).status not in (200, 410):
                wrong.append(address)
    assert not wrong, wrong
