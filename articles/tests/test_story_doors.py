"""Every address of the desk that is about one story × the story's state × person × method, as story_doors.py has them.
One that has no row there fails."""

import os
from datetime import timedelta
from unittest.mock import Mock, patch
from uuid import uuid4

from django.contrib import admin
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse
from django.test import TestCase
from django.utils import timezone

from articles import gates, publish, spike, withdraw
from articles.keep import keep
from articles.models import Article, Correction, PreviewLink, SectionLimit
from articles.preview import make
from articles.schedule import schedule_change
from newsroom.tests import cast

from .story_doors import DOORS, NOTICES, PEOPLE, STATES
from .test_story_form import form_data

REFUSED = {"in", 401, 403, 404, 405}
LATER = "2099-01-01T10:00"
STEPS = {
    "review": [publish.submit],
    "changes": [publish.submit, publish.request_changes],
    "approved": [publish.submit, publish.approve],
    "withdrawn": [publish.publish, withdraw.withdraw],
    "spiked": [spike.spike],
    "held": [publish.publish, gates.hold],
    **dict.fromkeys(("scheduled", "due", "published", "behind", "embargoed"), [publish.publish]),
}
ASKED = {
    "request_changes": {"note": "Name the source."},
    "schedule": {"when": LATER},
    "release": {"kind": "typo"},
    "schedule_change": {"kind": "typo", "when": LATER},
    "correct": {"kind": "correction", "text": "It was Tuesday."},
    "withdraw": {"note": "It was wrong."},
    "unpublish": {"note": "Too early."},
    "embargo": {"until": LATER},
    "hold": {"note": "A letter came."},
    "lift": {"note": "The letter is answered."},
    "delete": {"post": "yes"},
    "preview_links": {"days": "3"},
    "show_change": {"shows": "1"},
}


def in_state(case, state):
    """Return a story in that state that Ada brought there."""
    story, tomorrow = cast.draft(case, slug=state, kicker="First"), timezone.now() + timedelta(days=1)
    cast.save(story, case.ada, kicker="Second")
    for deed in STEPS.get(state, ()):
        story.refresh_from_db()
        when = {"when": tomorrow} if state in ("scheduled", "due") else {}
        note = {"note": "As it is."} if deed is not publish.publish else when
        deed(article=story, by=case.ada, **note)
    if state == "due":
        Article.objects.filter(pk=story.pk).update(publish_at=timezone.now() - timedelta(seconds=1))
    if state == "behind":
        cast.save(story, case.ada, kicker="Third")
        story.refresh_from_db()
        schedule_change(article=story, by=case.ada, when=tomorrow, kind="update")
    if state == "embargoed":
        gates.embargo(article=story, by=case.ada, until=tomorrow)
    if state in NOTICES:
        Correction.objects.create(article=story, text="It was Monday.", from_version=1, to_version=2)
    make(article=story, by=case.ada)
    return Article.objects.get(pk=story.pk)


def asked(row, person, turn):
    """Yield the states in which this person asks, and what they are to be answered. Where many refuse alike, one is
    asked, by turns another; those who are answered alike share out the states that let them in. With DOORS=all all
    ask in all."""
    told = row[person] if isinstance(row[person], dict) else dict.fromkeys(STATES, row[person])
    alike = [other for other in PEOPLE if row[other] == row[person]]
    for number, state in enumerate(STATES):
        same = [other for other in STATES if told[other] == told[state]]
        is_shut = told[state] in REFUSED
        mine = state == same[turn % len(same)] if is_shut else number % len(alike) == alike.index(person)
        if mine or os.environ.get("DOORS") == "all":
            yield state, told[state]


class StoryDoorsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cls.noel, cls.leo = cast.person("noel", "Reporter"), cast.person("leo", "Lawyer")
        cls.nora, cls.sean = cast.person("nora", "Editor"), cast.person("sean", "Editor")
        cast.paper(cls)
        SectionLimit.objects.create(user=cls.nora, section=cls.news)
        SectionLimit.objects.create(user=cls.sean, section=cls.sport)
        cls.stories = {state: in_state(cls, state) for state in STATES}
        cls.typed = {
            (person, state): keep(
                by=getattr(cls, person),
                client=str(uuid4()),
                fields=[("headline", "Mine")],
                article=story,
                base=story.latest,
            ).pk
            for person in PEOPLE[2:]
            for state, story in cls.stories.items()
        }
        cls.notices = dict(Correction.objects.values_list("article", "pk"))
        cls.links = dict(PreviewLink.objects.values_list("article", "pk"))
        cls.marks = {story.pk: cls.mark(story) for story in cls.stories.values()}
        cls.routes = {}
        for pattern in admin.site._registry[Article].get_urls():
            name = (pattern.name or "bare").removeprefix("story_").removeprefix("articles_article_")
            if "<" in str(pattern.pattern):
                cls.routes[name] = f"/admin/articles/article/{pattern.pattern}"

    def setUp(self):
        # The pages that say no have tests of their own, and take as long as those that say yes.
        for status in (403, 404):
            no = Mock(side_effect=lambda request, exception=None, status=status: HttpResponse(status=status))
            self.enterContext(patch(f"newsroom.urls.handler{status}", no, create=True))
        self.enterContext(
            patch("newsroom.desk.trouble", return_value=[])
        )  # neither has what every page of the desk asks

    def test_every_address_of_a_story_has_a_row_and_every_row_an_address(self):
        self.assertEqual(set(self.routes), set(DOORS))

    def address(self, name, person, story):
        about_typed = name in ("unsaved_text", "throw_away")
        typed = self.typed.get((person, story.slug), 1)
        parts = {
            "<int:pk>": typed if about_typed else story.pk,
            "<path:object_id>": story.pk,
            "<int:unsaved_pk>": typed,
            "<int:number>": 1,
            "<int:correction>": self.notices.get(story.pk, 10**6),
            "<int:link>": self.links[story.pk],
        }
        address = self.routes[name]
        for part, value in parts.items():
            address = address.replace(part, str(value))
        return f"{address}?from=1&to=2" if name == "compare" else address

    def form(self, name, story):
        """Return what is sent there."""
        if name == "change":
            rows = {"bylines-INITIAL_FORMS": 1, "bylines-0-id": "", "bylines-0-article": story.pk}
            return form_data(self, slug=story.slug, base=story.latest, **rows)
        if name == "keep":
            return {"keep-client": str(uuid4()), "keep-base": story.latest, "keep-has_form": "on", "headline": "Mine"}
        seen = {"version_seen": story.version, "base": story.latest, "newest": story.latest}
        return seen | ASKED.get(name, {})

    def test_each_person_gets_what_the_table_says_of_each_state(self):
        for person in PEOPLE:
            self.client.logout()
            if person != "nobody":
                self.client.force_login(getattr(self, person))
            for turn, (name, rows) in enumerate(DOORS.items()):
                for method, row in zip(("get", "post"), rows, strict=True):
                    for state, wanted in asked(row, person, turn):
                        with self.subTest(method=method, address=name, state=state, person=person):
                            self.assertEqual(self.answer(method, name, person, self.stories[state]), wanted)

    def test_what_was_public_or_is_held_is_not_deleted_from_the_spike_and_ones_own_is(self):
        held, once, own = (cast.draft(self, slug=slug) for slug in ("is-held", "was-public", "is-own"))
        Article.objects.filter(pk=own.pk).update(created_by=self.sean)
        publish.publish(article=once, by=self.ada)
        withdraw.unpublish(article=once, by=self.ada, note="Too early.")
        for story in (held, once, own):
            spike.spike(article=story, by=self.ada)
        gates.hold(article=held, by=self.ada, note="A letter came.")
        for person, story, wanted in ((self.ed, held, 403), (self.ed, once, 403), (self.sean, own, 200)):
            self.client.force_login(person)
            with self.subTest(story=story.slug):
                answer = self.client.get(f"/admin/articles/article/{story.pk}/delete/")
                self.assertEqual(answer.status_code, wanted)

    def answer(self, method, name, person, story):
        """Ask, and let all be as it was; return what was answered, in the table's words."""
        before = transaction.savepoint()
        form = self.form(name, story) if method == "post" else None
        answer = getattr(self.client, method)(self.address(name, person, story), form)
        moved = method == "post" and self.mark(story) != self.marks[story.pk]
        transaction.savepoint_rollback(before)
        self.client.cookies.pop("messages", None)
        if answer.status_code != 302:
            is_refused = answer.status_code != 200
            return f"{answer.status_code}, and yet something was done" if moved and is_refused else answer.status_code
        if answer.url == "/admin/articles/article/unsaved/" and name == "change":
            return "kept"
        return "in" if "/login/" in answer.url else "done" if moved else "on"

    @classmethod
    def mark(cls, story):
        """Return what moves when anything is done with the story or at it."""
        links = Count("preview_links", filter=Q(preview_links__revoked_at=None), distinct=True)
        stories = Article.objects.annotate(links=links, deeds=Count("events", distinct=True))
        stories = stories.annotate(texts=Count("unsaved", distinct=True)).filter(pk=story.pk).order_by()
        return stories.values_list("version", "latest", "deeds", "texts", "links").first()
