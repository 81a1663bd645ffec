"""Every address of the desk that is about one story: what it answers to GET and to POST, to whom, in which state of the
story. Written by hand, as the paper means it; test_story_doors.py asks them all.

Nell stands above the stories, Noel is another reporter. Ed edits in all sections, Nora in theirs alone, Sean in another
alone. Ada withdrew the one that is withdrawn. An answer is a status, or of a redirect: "in" to sign in, "done" where it
was done, "kept" to one's unsaved text, where the form is kept and the story is as before, "on" to elsewhere.
"""

PEOPLE = ["nobody", "rita", "nell", "noel", "ed", "nora", "sean", "pia", "leo", "mo", "ada"]
STATES = ["draft", "review", "changes", "approved", "scheduled", "due", "published", "behind", "embargoed", "held"]
STATES += ["withdrawn", "spiked"]  # "behind": published, something newer is on the desk, and will go out by itself

WRITTEN = {"draft", "review", "changes"}
UNPUBLISHED = {*WRITTEN, "approved"}
SEEN = {"due", "published", "behind"}  # by readers
PUBLISHED = {*SEEN, "embargoed", "held"}
OUT = {*PUBLISHED, "scheduled"}


def where(states, answer, otherwise):
    """Return the answer in each state."""
    return {state: answer if state in states else otherwise for state in STATES}


def row(inside, **but):
    """Return what each person is answered: those who see all stories `inside`, less those named. What is not before
    readers is not there for other reporters and for moderators."""
    outside = where(SEEN, 403, 404)
    people = {"nobody": "in", "rita": "in", "noel": outside, "mo": outside} | but
    return {person: people.get(person, inside) for person in PEOPLE}


OF_READERS = where(SEEN, 200, 404)
LOOK = row(200, noel=OF_READERS)
DESKS = row(200)  # what is the desk's alone
WRITE = row(403, nell=where(WRITTEN, 200, 403), ed=200, nora=200, ada=200)
SHARE = row(403, nell=200, ed=200, nora=200, ada=200)
OWN = row(200, noel=200, pia=403, leo=403, mo=403)  # text of one's own
READ_ONLY = row(405, noel=405, mo=405)
SCRIPT = {"nobody": 401, "rita": 403}  # which can do nothing with a page that asks to sign in


def done(row):
    return {person: swap(answer, 200, "done") for person, answer in row.items()}


def swap(answers, old, new):
    if isinstance(answers, dict):
        return {state: swap(answer, old, new) for state, answer in answers.items()}
    return new if answers == old else answers


def editors(states, **but):
    """Return what GET and POST answer of an editor's deed: the page says why it cannot be done."""
    can = where(states, "done", 409)
    return row(200, nell=403, pia=403, leo=403), row(403, **{"ed": can, "nora": can, "ada": can} | but)


def authors(states, **but):
    """The same of a deed that authors do with their own stories."""
    can = where(states, "done", 409)
    get = row(200, noel=OF_READERS, pia=403, leo=403)
    return get, row(403, **{"nell": can, "ed": can, "nora": can, "ada": can} | but)


def lawyers(states):
    """The same of a deed that the lawyer does too, and an editor with the stories of all sections."""
    can = where(states, "done", 409)
    return row(200, nell=403, pia=403), row(can, nell=403, pia=403)


FORM = row(200, noel=swap(OF_READERS, 404, "on"), mo=403)
SAVES = row(
    403, nell=where(WRITTEN, "done", "kept"), noel="kept", ed="done", nora="done", sean="kept", mo=403, ada="done"
)
CAN_DELETE = where({"spiked"}, 200, 403)
DELETE = row(403, noel=403, mo=403, ed=CAN_DELETE, nora=CAN_DELETE, ada=CAN_DELETE)
NOTICES = {*PUBLISHED, "withdrawn"}
SHOWS = where(NOTICES, "done", 404)
SHOW = row(where(NOTICES, "on", 404), ed=SHOWS, nora=SHOWS, ada=SHOWS)
EMBARGOES = {  # an author sets none where readers have seen the story
    state: 403 if state in PUBLISHED else "done" if state in UNPUBLISHED | OUT else 409 for state in STATES
}

DOORS = {
    "change": (FORM, SAVES),
    "delete": (DELETE, done(DELETE)),
    "history": (swap(LOOK, 200, "on"), READ_ONLY),
    "bare": (row("on", noel="on", mo="on"), row("on", noel="on", mo="on")),
    "keep": (WRITE | SCRIPT, WRITE | SCRIPT),
    "merge": (WRITE, done(WRITE)),
    "unsaved_text": (OWN, READ_ONLY | {"pia": 405, "leo": 405, "mo": 405}),
    "throw_away": (OWN, done(OWN)),
    "preview": (LOOK, READ_ONLY),
    "preview_card": (LOOK, READ_ONLY),
    "preview_links": (SHARE, done(SHARE)),
    "preview_close": (READ_ONLY, done(SHARE)),
    "versions": (DESKS, READ_ONLY),
    "compare": (DESKS, READ_ONLY),
    "version": (DESKS, READ_ONLY),
    "bring_back": (WRITE, done(WRITE)),
    "show_change": (READ_ONLY, SHOW),
    "record": (DESKS, READ_ONLY),
    "submit": authors({"draft", "changes"}),
    "request_changes": editors({"review", "approved"}),
    "approve": editors({"review"}),
    "publish": editors(UNPUBLISHED | {"scheduled"}),
    "schedule": editors(UNPUBLISHED | {"scheduled"}),
    "unschedule": editors({"scheduled"}),
    "release": editors({"behind"}),
    "schedule_change": editors({"behind"}),
    "cancel_change": editors({"behind"}),
    "correct": editors(PUBLISHED),
    "withdraw": editors(OUT),
    "unpublish": editors(PUBLISHED),
    "reinstate": editors({"withdrawn"}, ada=where({"withdrawn"}, 403, 409)),
    "spike": editors(UNPUBLISHED),
    "unspike": editors({"spiked"}),
    "embargo": authors(UNPUBLISHED | OUT, nell=EMBARGOES, noel=where(SEEN, 403, 404)),
    "hold": lawyers(set(STATES) - {"held"}),
    "lift": lawyers({"held"}),
}
# Whose session is over is given back the words that they had typed.
WITH_WORDS = (
    "change delete request_changes schedule release schedule_change correct withdraw unpublish embargo hold lift"
)
for name in WITH_WORDS.split():
    DOORS[name][1]["nobody"] = 403
