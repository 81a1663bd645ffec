"""Things in every state that matters: test_doors_states.py asks the addresses that take one."""

import uuid
from datetime import timedelta

from django.utils import timezone

from articles.models import Article
from articles.withdraw import withdraw as withdraw_story
from comments.delete import delete
from comments.models import Comment
from figures.models import Round, RoundCard
from law.answer import answer
from law.appeal import appeal
from law.enter import enter
from law.models import Notice
from law.reasons import state
from law.tests.scene import decided, noticed, reported
from moderation.models import Decision
from moderation.undo import undo
from moderation.withdraw import withdraw
from sanctions.acknowledge import acknowledge
from sanctions.lift import lift
from sanctions.sanction import sanction
from screening.put import put
from screening.rehearse import begin, rehearse
from screening.tests.rules import draft

from . import cast

LONG_AGO, BEFORE = timedelta(days=200), timedelta(hours=1)


def things(case):
    """Return every thing by its kind and state."""
    return {
        "comment": comments(case),
        "decision": decisions(case),
        "batch": batches(case),
        "report": reports(case),
        "notice": notices(case),
        "statement": statements(case),
        "appeal": appeals(case),
        "order": orders(case),
        "person": people(case),
        "sanction": sanctions(case),
        "rule": rules(case),
        "rehearsal": rehearsals(case),
        "round": rounds(case),
    }


def say(case, text, reader=None, story=None, **facts):
    return cast.comment(story or case.story, reader or case.rita, text, **facts)


def comments(case):
    """By Rita, but for Mo's own."""
    case.story = cast.story(case)
    gone, later, court = (cast.story(case, slug=slug, headline=slug) for slug in ("gone", "later", "court"))
    found = {
        "visible": say(case, "On the page."),
        "held": say(case, "https://a.example https://b.example https://c.example"),
        "removed": say(case, "Fool!"),
        "deleted": say(case, "Never mind."),
        "of a withdrawn story": say(case, "It stood there.", story=gone),
        "of a scheduled story": say(case, "It will stand there.", story=later),
        "about a court case": say(case, "Guilty!", story=court),
        "with the lawyer": say(case, "He took a bribe."),
        "with the editor": say(case, "She did not."),
        "Mo’s own": say(case, "As I said.", reader=case.mo),
    }
    decided(found["removed"], "remove", by=case.mo, rule=case.abuse)
    decided(found["about a court case"], "hold", by=case.mo)
    decided(found["with the lawyer"], "pass", by=case.mo, passed_to="legal")
    decided(found["with the editor"], "pass", by=case.mo, passed_to="editor")
    delete(comment=found["deleted"], reader=case.rita)
    withdraw_story(article=gone, by=case.ed, note="Wrong.")
    Article.objects.filter(pk=later.pk).update(publish_at=timezone.now() + timedelta(days=1))
    Article.objects.filter(pk=court.pk).update(court_case=True)
    return found


def decisions(case):
    """By Mo. Fresh ones are of a time to come, so that they are fresh as long as the test lasts."""
    fresh = {"at": timezone.now() + timedelta(hours=1)}
    found = {name: say(case, f"Decided on: {name}.") for name in ("fresh", "taken back", "over", "decided anew")}
    found["over"] = decided(found["over"], "keep", by=case.mo, at=timezone.now() - timedelta(minutes=1))
    for name in ("fresh", "taken back", "decided anew"):
        found[name] = decided(found[name], "hold", by=case.mo, **fresh)
    undo(decision=found["taken back"], moderator=case.mo)
    decided(found["decided anew"].comment, "keep", by=case.max, **fresh)
    return found


def batches(case):
    at = timezone.now()
    found = {}
    for name, when in (("fresh", at + timedelta(hours=1)), ("over", at - timedelta(minutes=1))):
        found[name] = uuid.uuid4()
        decided(say(case, f"One of many: {name}."), "keep", by=case.mo, batch=found[name], at=when)
    return found | {"nobody’s": uuid.uuid4()}


def reports(case):
    """By Ravi."""
    on = {
        name: say(case, f"Reported: {name}.") for name in ("open", "kept", "removed", "withdrawn", "appealed", "late")
    }
    found = {name: reported(comment, case.ravi, case.abuse) for name, comment in on.items()}
    withdraw(report=found["withdrawn"], reader=case.ravi)
    at = timezone.now() - BEFORE
    for name in ("kept", "appealed"):
        decided(on[name], "keep", by=case.mo, at=at)
    decided(on["late"], "keep", by=case.mo, at=timezone.now() - LONG_AGO)
    decided(on["removed"], "remove", by=case.mo, rule=case.abuse, at=at)
    for report in found.values():
        report.refresh_from_db()
    appeal(against=found["appealed"], words="Look again.", person=case.ravi)
    return found


def notices(case):
    """By Ned, who has no account; about Rita's comments, but for one about Mo's."""
    names = ("not confirmed", "open", "kept", "upheld", "appealed", "set aside", "about Mo")
    by = {"about Mo": case.mo}
    on = {name: say(case, f"Noticed: {name}.", reader=by.get(name)) for name in names}
    found = {
        name: noticed(comment, confirmed=name != "not confirmed", email=f"{comment.pk}@e.example")
        for name, comment in on.items()
    }
    at = timezone.now() - BEFORE
    for name in ("kept", "appealed"):
        decided(on[name], "keep", by=case.max, at=at)
    decided(on["upheld"], "remove", by=case.max, rule=case.abuse, at=at)
    Notice.objects.filter(pk=found["set aside"].pk).update(aside="suspended")
    for notice in found.values():
        notice.refresh_from_db()
    appeal(against=found["appealed"], words="Look again.")
    return found


def statements(case):
    """For Rita, of what Mo decided."""
    names = ("removed", "put back", "deleted", "appealed", "late")
    on = {name: say(case, f"Stated: {name}.") for name in names}
    for name, comment in on.items():
        ago = LONG_AGO if name == "late" else BEFORE
        decided(comment, "remove", by=case.mo, rule=case.abuse, at=timezone.now() - ago)
    decided(on["put back"], "keep", by=case.max)
    Comment.objects.filter(pk=on["deleted"].pk).update(status="deleted")
    found = {name: comment.statements.latest("pk") for name, comment in on.items()}
    appeal(against=found["appealed"], words="Look again.", person=case.rita)
    fresh = timezone.now() + timedelta(hours=1)  # as with decisions
    return found | {"of an account": state(person=case.rita, restriction="suspended", decided_by=case.mo, at=fresh)}


def appeals(case):
    """By Rita, against Mo; but for those that say otherwise."""

    def appealed(name, reader=None):
        comment = say(case, f"Appealed: {name}.", reader=reader)
        decided(comment, "remove", by=case.mo, rule=case.abuse, at=timezone.now() - BEFORE)
        return appeal(against=comment.statements.get(), words="Look again.", person=comment.reader)

    about_mo = say(case, "Appealed by who reported Mo.", reader=case.mo)
    report = reported(about_mo, case.ravi, case.abuse)
    decided(about_mo, "keep", by=case.max, at=timezone.now() - BEFORE)
    report.refresh_from_db()
    account = state(person=case.rita, restriction="suspended", decided_by=case.mo, at=timezone.now() - BEFORE)
    found = {
        "open": appealed("open"),
        "decided": appealed("decided"),
        "by Max": appealed("by Max", reader=case.max),
        "about Mo": appeal(against=report, words="Look again.", person=case.ravi),
        "of an account": appeal(against=account, words="Look again.", person=case.rita),
    }
    facts = {"version_seen": Comment.objects.get(pk=found["decided"].comment_id).version, "words": "No."}
    answer(appeal=found["decided"], moderator=case.max, outcome="upheld", **facts)
    return found


def orders(case):
    now = timezone.now()
    facts = {"authority": "The Office", "state": "IE", "law": "", "items": 1, "kind": "act", "received_at": now}
    return {name: enter(by=case.ada, **facts, effect_at=at) for name, at in (("open", None), ("done", now))}


def people(case):
    closed = cast.person("clara")
    type(closed).objects.filter(pk=closed.pk).update(is_active=False)
    return {"a reader": case.ravi, "a closed account": closed, "staff": case.nell, "Mo": case.mo}


def sanctions(case):
    """About Rita; the suspensions about Tom, who is not asked anything here."""
    tom, now = cast.person("tom"), timezone.now()

    def done(reader, kind, by=None, **facts):
        seen = reader.sanctions.count()
        return sanction(reader=reader, by=by or case.mo, kind=kind, rule=case.abuse, seen=seen, **facts)

    found = {"read": done(case.rita, "warn")}
    acknowledge(warning=found["read"], reader=case.rita)
    found["lifted"] = lift(sanction=done(case.rita, "warn"), by=case.mo)
    found["over"] = done(tom, "suspend", until=now - timedelta(days=1), at=now - timedelta(days=2))
    found["short"] = done(tom, "suspend", until=now + timedelta(days=2))
    found["long"] = done(tom, "suspend", by=case.ada, until=now + timedelta(days=30))
    found["ban"] = done(tom, "ban", by=case.ada)
    return {"warning": done(case.rita, "warn"), "read first": done(case.rita, "premod")} | found


def rules(case):
    found = {name: draft(case.ada, name=name, lists="gombeen") for name in ("draft", "rehearsed", "shadow", "live")}
    for name in ("rehearsed", "live"):
        rehearse(rule=found[name], by=case.ada)
    for name in ("shadow", "live"):
        put(rule=found[name], state=name, by=case.ada, version_seen=1)
    return found


def rehearsals(case):
    rule = draft(case.ada, name="Rehearsed twice", lists="gombeen")
    return {"ended": rehearse(rule=rule, by=case.ada), "not ended": begin(rule=rule, by=case.ada)}


def rounds(case):
    found = {"closed": Round.objects.create(started_by=case.ada, is_open=False)}
    found["open"] = Round.objects.create(started_by=case.ada)
    for round in found.values():
        RoundCard.objects.create(round=round, position=1, decision=Decision.objects.earliest("pk"))
    return found
