"""Every address of the moderators' rooms that takes a thing × the state of that thing × person × method, as doors.py
declares them. One that is not declared there fails; nothing is an error."""

import os
from unittest.mock import Mock, patch

from django.db import transaction
from django.http import HttpResponse
from django.test import TestCase
from django.urls import get_resolver

from law.addresses import confirm_word, state_word
from law.tests.scene import LATER

from . import cast, states
from .doors import ANY, DOORS, PEOPLE
from .test_doors import routes

ROOMS = ("moderation.", "law.", "sanctions.", "screening.", "score.", "figures.")
REFUSED = ({"in"}, {403}, {404})


def address(door, it):
    number = it.comment_id if door.of == "decision" else getattr(it, "pk", None)
    parts = {"<int:pk>": number, "<int:position>": 1, "<uuid:batch>": it, "<slug:kind>": door.kind}
    if "<slug:reference>" in door.route:
        parts["<slug:reference>"] = it.reference
    if "<str:word>" in door.route:
        parts["<str:word>"] = confirm_word(it) if "/confirm/" in door.route else state_word(it)
    route = door.route
    for name, value in parts.items():
        route = route.replace(name, str(value))
    return route


def asked(answers, person, things):
    """Yield the states in which this person asks, the thing, and what they are to be answered. Whom all states refuse
    asks about one of them; others who are answered alike share them out. With DOORS=all all ask about all."""
    answers = answers if ANY in answers else {ANY: answers}
    told = {other: [answers.get(state, answers[ANY])[other] for state in things] for other in PEOPLE}
    alike = [other for other in PEOPLE if told[other] == told[person]]
    share, shut = alike.index(person), set(told[person]) in REFUSED
    for at, (state, it) in enumerate(things.items()):
        mine = at == share % len(things) or (at % len(alike) == share and not shut)
        if mine or os.environ.get("DOORS") == "all":
            yield state, it, told[person][at]


@LATER
class StatesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cast.of_old(cls)
        cls.leo = cast.person("leo", "Lawyer")
        cls.things = states.things(cls)

    def setUp(self):
        # The pages that say no have tests of their own, and take as long as those that say yes.
        no = Mock(return_value=HttpResponse(status=403))
        self.enterContext(patch("newsroom.urls.handler403", no, create=True))
        self.enterContext(patch("articles.missing.for_a_person", return_value=False))

    def test_every_address_that_takes_a_thing_is_declared(self):
        found = set()
        for route, view in routes(get_resolver()):
            if getattr(view, "__wrapped__", view).__module__.startswith(ROOMS) and "<" in route:
                found.add(route)
        self.assertEqual(found, {door.route for door in DOORS})

    def test_every_state_that_is_declared_is_there(self):
        for door in DOORS:
            for answers in (door.get, door.post or {}):
                told = set(answers) - {ANY} if ANY in answers else set()
                self.assertLessEqual(told, set(self.things[door.of]), door.route)

    def test_each_person_gets_what_the_table_says_of_each_state(self):
        for person in PEOPLE:
            self.client.logout()
            if person != "nobody":
                self.client.force_login(getattr(self, person))
            for door in DOORS:
                for state, it, wanted in asked(door.get, person, self.things[door.of]):
                    self.same(self.client.get(address(door, it)), wanted, "GET", door, state, person)
                for state, it, wanted in asked(door.post, person, self.things[door.of]) if door.post else ():
                    self.same(self.send(door, it, door.form(it)), wanted, "POST", door, state, person)

    def test_what_no_form_would_send_is_no_fault_of_ours(self):
        for person in ("ada", "rita", "ravi"):
            self.client.force_login(getattr(self, person))
            for door in (door for door in DOORS if door.post):
                it = next(iter(self.things[door.of].values()))
                for bad in ("\0", "9" * 30):
                    answer = self.send(door, it, dict.fromkeys(door.form(it), bad))
                    self.assertLess(answer.status_code, 500, (door.route, bad))

    def send(self, door, it, form):
        """Send a form, and let all be as it was."""
        before = transaction.savepoint()
        answer = self.client.post(address(door, it), form)
        transaction.savepoint_rollback(before)
        return answer

    def same(self, answer, wanted, method, door, state, person):
        got = answer.status_code
        if got in (301, 302):
            got = "in" if "/account/login/" in answer.url else "on"
        with self.subTest(method=method, door=door.route + door.kind, state=state, person=person):
            self.assertEqual(got, wanted)
