"""Every address of the moderators' rooms that takes a thing: what it answers to GET and to POST, in which state of the
thing, to whom. test_doors_states.py asks them all."""

import uuid
from typing import NamedTuple

from comments.models import Comment

# Rita wrote what it is about, Ravi reported it, Mo decided first; Max only moderates, Una is the moderators' editor,
# Leo the lawyer. "in" is a redirect to sign in, "on" one to elsewhere.
PEOPLE = ["nobody", "rita", "ravi", "ed", "mo", "max", "una", "leo", "ada"]
ANY = "any other state"


def everybody(answer, **but):
    return dict.fromkeys(PEOPLE, answer) | but


def moderators(answer, **but):
    return {"nobody": "in", "rita": 403, "ravi": 403, "ed": 403} | dict.fromkeys(PEOPLE[4:], answer) | but


def leaders(answer, **but):
    return moderators(403, una=answer, ada=answer) | but


def lawyers(answer, **but):
    return moderators(403, leo=answer, ada=answer) | but


def alone(person, answer):
    return everybody(404, nobody="in") | {person: answer}


def seen(comment_pk):
    return Comment.objects.values_list("version", flat=True).filter(pk=comment_pk).first() or ""


class Door(NamedTuple):
    """An address, what it is about, and what it answers to GET and to POST: to whom, or in which state to whom. `form`
    makes what is sent of the thing; `kind` stands in the address."""

    route: str
    of: str
    get: dict
    form: object = None
    post: dict | None = None
    kind: str = ""


def keep(it):
    return {f"c{it.pk}-action": "keep", f"c{it.pk}-version_seen": seen(it.pk)}


def hold(it):
    return {"do": "hold", "because": "A claim."}


def take(it):
    return {"do": "take"}


def report(it):
    return {"rule": "spam", "text_version": it.text_version}


def notice(it):
    who = {"name": "Ned", "email": f"{it.pk}@e.example", "good_faith": "on", "form_key": uuid.uuid4()}
    return who | {"law": "defamation", "why": "No.", "address": f"/c/{it.pk}/", "text_version": it.text_version}


def undo(it):
    return {"decision": it.pk}


def words(it):
    return {"words": "Look again."}


def unfounded(it):
    return {"found": "unfounded"}


def uphold(it):
    return {"outcome": "upheld", "words": "No.", "version_seen": seen(it.comment_id)}


def order(it):
    facts = {"kind": "act", "authority": "The Court", "state": "IE", "items": 1, "received_at": "2020-01-02T10:00"}
    return facts | {"version_seen": it.version}


def sanction(it):
    return {"rule": "abuse", "seen": it.sanctions.count(), "length": "month"}


def rule(it):
    return {"name": it.name, "lists": "numpty", "outcome": "mark", "version_seen": it.version}


def live(it):
    return {"state": "live", "version_seen": it.version}


def nothing(it):
    return {}


OFF = {"held": everybody(404), "of a scheduled story": everybody(404), "about a court case": everybody(404)}
GONE = ("removed", "deleted", "of a withdrawn story")
WHERE = "/moderation/comments/<int:pk>/"
ONE = "/moderation/rules/<int:pk>/"
SANCTION = "/moderation/people/<int:pk>/sanction/<slug:kind>/"
STAFF = {"staff": moderators(403), "Mo": moderators(403)}
DOORS = [
    Door(
        WHERE,
        "comment",
        moderators(200),
        keep,
        {
            ANY: moderators("on"),
            "about a court case": moderators(409),
            "with the lawyer": lawyers("on"),
            "with the editor": leaders("on"),
            "Mo’s own": moderators("on", mo=403),
        },
    ),
    Door(f"{WHERE}around/", "comment", moderators(200)),
    Door(f"{WHERE}nearest/", "comment", moderators(200)),
    Door(f"{WHERE}evidence/", "comment", lawyers(200), hold, lawyers("on")),
    Door(f"{WHERE}evidence/", "comment", lawyers(200), take, lawyers(200)),
    Door(
        f"{WHERE}undo/",
        "decision",
        moderators(405),
        undo,
        {ANY: moderators(403, mo=409), "fresh": moderators(403, mo="on"), "taken back": moderators(403, mo="on")},
    ),
    Door(
        "/moderation/many/<uuid:batch>/undo/",
        "batch",
        moderators(405),
        nothing,
        {ANY: moderators(404, mo=200), "nobody’s": moderators(404)},
    ),
    Door(
        "/c/<int:pk>/report/",
        "comment",
        {ANY: everybody(200, rita=403), "Mo’s own": everybody(200, mo=403)}
        | dict.fromkeys(GONE, everybody(410, rita=403))
        | OFF,
        report,
        {ANY: everybody("on", nobody="in", rita=403), "Mo’s own": everybody("on", nobody="in", mo=403)}
        | dict.fromkeys(GONE, everybody(410, rita=403))
        | OFF,
    ),
    Door(
        "/c/<int:pk>/notice/",
        "comment",
        {ANY: everybody(200)} | dict.fromkeys(GONE, everybody(404)) | OFF,
        notice,
        {ANY: everybody("on")} | dict.fromkeys(GONE, everybody(404)) | OFF,
    ),
    Door("/moderation/reports/<slug:reference>/", "report", alone("ravi", 200)),
    Door(
        "/moderation/reports/<slug:reference>/withdraw/",
        "report",
        alone("ravi", 200),
        nothing,
        {ANY: alone("ravi", 409), "open": alone("ravi", "on"), "withdrawn": alone("ravi", "on")},
    ),
    Door(
        "/law/reports/<slug:reference>/appeal/",
        "report",
        alone("ravi", 200),
        words,
        {ANY: alone("ravi", 403), "kept": alone("ravi", "on"), "appealed": alone("ravi", 409)},
    ),
    # By a word that nobody can guess: whoever has it.
    Door("/law/notices/<str:word>/", "notice", everybody(200)),
    Door("/law/notices/<str:word>/confirm/", "notice", everybody(200), nothing, everybody("on")),
    Door(
        "/law/notices/<str:word>/appeal/",
        "notice",
        everybody(200),
        words,
        {ANY: everybody(403), "kept": everybody("on"), "appealed": everybody(409)},
    ),
    Door(
        "/moderation/notices/<slug:reference>/",
        "notice",
        {ANY: moderators(200), "about Mo": moderators(200, mo=404)},
        unfounded,
        {
            ANY: moderators(409),
            "kept": moderators("on"),
            "appealed": moderators("on"),
            "about Mo": moderators(409, mo=404),
        },
    ),
    Door("/law/statements/<slug:reference>/", "statement", alone("rita", 200)),
    Door(
        "/law/statements/<slug:reference>/appeal/",
        "statement",
        alone("rita", 200),
        words,
        {ANY: alone("rita", 403), "removed": alone("rita", "on"), "appealed": alone("rita", 409)},
    ),
    Door(
        "/moderation/appeals/<slug:reference>/",
        "appeal",
        {ANY: moderators(200), "about Mo": moderators(200, mo=404)},
        uphold,
        {
            ANY: moderators("on", mo=403),
            "decided": moderators(409, mo=403),
            "by Max": moderators("on", mo=403, max=403),
            "about Mo": moderators("on", mo=404, max=403),
        },
    ),
    Door("/moderation/orders/<slug:reference>/", "order", lawyers(200), order, lawyers("on")),
    Door(
        "/moderation/people/<int:pk>/",
        "person",
        {ANY: moderators(200), "Mo": moderators(200, mo="on")},
        lambda it: {"text": "Hm."},
        {ANY: moderators("on"), "a closed account": moderators(409)},
    ),
    Door(
        SANCTION,
        "person",
        {ANY: moderators(200)} | STAFF,
        sanction,
        {ANY: moderators("on"), "a closed account": moderators(409)} | STAFF,
        kind="warn",
    ),
    Door(
        SANCTION,
        "person",
        {ANY: leaders(200)} | STAFF,
        sanction,
        {ANY: leaders("on"), "a closed account": leaders(409)} | STAFF,
        kind="ban",
    ),
    Door(
        SANCTION,
        "person",
        {ANY: moderators(200)} | STAFF,
        sanction,  # for a month, which is longer than a moderator suspends
        {ANY: leaders("on"), "a closed account": leaders(409)} | STAFF,
        kind="suspend",
    ),
    Door(SANCTION, "person", moderators(404), sanction, moderators(404), kind="flog"),
    Door(
        "/moderation/sanctions/<int:pk>/",
        "sanction",
        moderators(200),
        nothing,
        {
            ANY: moderators("on"),
            "read": moderators(409),
            "lifted": moderators(409, mo="on"),
            "over": moderators(409),
            "long": leaders("on"),
            "ban": leaders("on"),
        },
    ),
    Door(
        "/me/standing/<int:pk>/",
        "sanction",
        {ANY: alone("rita", 404)} | dict.fromkeys(("warning", "read", "lifted"), alone("rita", 200)),
        nothing,
        {ANY: alone("rita", 404)} | dict.fromkeys(("warning", "read", "lifted"), alone("rita", "on")),
    ),
    Door(ONE, "rule", leaders(200), rule, leaders("on")),
    Door(
        f"{ONE}state/",
        "rule",
        leaders(200),
        live,
        {ANY: leaders("on"), "draft": leaders(409), "shadow": leaders(409)},  # which nobody has rehearsed
    ),
    Door(f"{ONE}rehearse/", "rule", leaders(200), lambda it: {"days": 9}, leaders("on")),
    Door("/moderation/rules/rehearsals/<int:pk>/", "rehearsal", leaders(200)),
    Door("/moderation/rounds/<int:pk>/", "round", moderators(200), nothing, leaders("on")),
    Door(
        "/moderation/rounds/<int:pk>/<int:position>/",
        "round",
        moderators(200),
        lambda it: {"answer": "(keep)"},
        {ANY: moderators("on"), "closed": moderators(409)},
    ),
]
