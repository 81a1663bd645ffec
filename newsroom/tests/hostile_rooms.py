"""Rooms in which every field that somebody can write says something hostile, and the pages that show it."""

import uuid
from urllib.parse import quote

from django.utils import timezone

from accounts.models import User
from articles.models import Masthead
from comments.edit import edit
from comments.like import like
from comments.models import Comment
from figures.answer import answer as answer_card
from figures.start import start_round
from law.addresses import confirm_address, state_address
from law.answer import answer
from law.appeal import appeal
from law.assess import assess
from law.enter import enter
from law.evidence import take
from law.keep import hold
from law.keep import lift as lift_hold
from law.models import Appeal, LawTerms, Notice
from law.tests.scene import decided, noticed, reported
from moderation.claim import claim_next, seen
from moderation.models import Rule, View
from moderation.queue import Filter
from moderation.withdraw import withdraw
from readers.follow import follow_comment, follow_story
from readers.mute import mute
from sanctions.lift import lift
from sanctions.note import note
from sanctions.sanction import sanction
from score import force
from score.models import Scorer, Training
from score.tests.test_page import FACTS
from screening.rehearse import rehearse
from screening.tests.rules import at_work, draft, only

from . import cast
from .hostile import ANYWHERE, MAILBOX

TOO_LONG = "x" * 5000  # for any field


def names(town, say):
    """Let everybody and everything be called something hostile."""
    for name in ("mo", "max", "nell", "ada", "rita", "ravi"):
        User.objects.filter(pk=getattr(town, name).pk).update(display_name=f"@{say.name(59)}", about=say.short(300))
        setattr(town, name, User.objects.get(pk=getattr(town, name).pk))
    for rule in Rule.objects.all():
        Rule.objects.filter(pk=rule.pk).update(title=say.short(80), text=say.short(300))
    town.abuse, town.spam = Rule.objects.get(code="abuse"), Rule.objects.get(code="spam")
    town.news.name = say.name()
    town.news.save()
    Masthead.objects.update(name=say.short(60), organisation=f"={say.short(59)}")
    LawTerms.objects.update_or_create(pk=1, defaults={"contact": say.long(1000), "misuse_number": 1000})
    town.story = cast.story(town, headline=say.short(200), slug=f"hostile-{say.given}", standfirst=say.long(500))


def comment(town, say, reader=None, parent=None):
    text = f"={say.long(1500)} {uuid.uuid4().hex}"  # nobody says the same twice
    return cast.comment(town.story, reader or town.rita, text, parent=parent)


def of_law(town, say):
    """Notices that wait, were upheld, were refused and appealed; statements and appeals; evidence."""
    said = {"provision": say.short(200), "name": say.short(120), "email": MAILBOX, "address": f"/c/1/?{say.short(290)}"}
    gone, stays, also = (comment(town, say) for _ in range(3))
    waits = noticed(comment(town, say), confirmed=False, why=say.long(3000), **said)
    upheld = noticed(gone, why=say.long(3000), **said)
    refused = noticed(stays, why=say.long(3000), notifier=town.ravi, **said)
    report = reported(stays, town.max, town.abuse, words=say.long(500))
    decided(gone, "remove", by=town.mo, rule=town.abuse, note=say.long(1000))
    decided(stays, "keep", by=town.mo)
    assess(notice=Notice.objects.get(pk=upheld.pk), moderator=town.mo, found="illegal")
    hold(comment=stays, because=say.short(300), by=town.ada)
    lift_hold(comment=stays, by=town.ada)
    hold(comment=stays, because=say.short(300), by=town.ada)
    facts = {"kind": "act", "state": "IE", "law": "", "items": 1, "comment": stays, "reader": town.rita}
    facts |= {"authority": say.short(200), "note": say.long(2000), "received_at": timezone.now()}
    order = enter(by=town.ada, **facts)
    take(comment=stays, by=town.ada)
    statement = town.rita.statements.latest("pk")
    decided(also, "remove", by=town.mo, rule=town.spam, note=say.long(1000))
    appeals = [
        appeal(against=town.rita.statements.latest("pk"), words=say.long(2000), person=town.rita),
        appeal(against=statement, words=say.long(2000), person=town.rita),
        appeal(against=report, words=say.long(2000), person=town.max),
        appeal(against=Notice.objects.get(pk=refused.pk), words=say.long(2000), person=town.ravi),
    ]
    facts = {"moderator": town.max, "words": say.long(2000), "version_seen": Comment.objects.get(pk=gone.pk).version}
    answer(appeal=appeals[1], outcome="upheld", rule=town.spam, **facts)
    desk = [f"/moderation/appeals/{one.reference}/" for one in appeals]
    desk += [f"/moderation/notices/{one.reference}/" for one in (waits, upheld, refused)]
    desk += ["/moderation/notices/", "/moderation/notices/?show=decided", "/moderation/appeals/"]
    desk += ["/moderation/orders/", f"/moderation/orders/{order.reference}/"]
    desk += [f"/moderation/comments/{stays.pk}/evidence/", f"/c/{stays.pk}/notice/"]
    rita = ["/law/statements/", statement.get_absolute_url(), f"{statement.get_absolute_url()}appeal/"]
    everybody = [
        state_address(waits),
        confirm_address(waits),
        state_address(upheld),
        f"{state_address(refused)}appeal/",
    ]
    return {town.ada: desk, town.rita: rita, None: everybody}


def of_sanctions(town, say):
    """A reader to whom all was done, and another with the same mailbox, who is banned."""
    tom, tim = (cast.person(f"{name}{say.given}") for name in ("tom", "tim"))
    User.objects.filter(pk__in=[tom.pk, tim.pk]).update(mailbox=f"{tom.pk}@e.example")
    for reader in (tom, tim):
        User.objects.filter(pk=reader.pk).update(display_name=say.name(), name_skeleton="")
        reader.refresh_from_db()
    mine = comment(town, say, tom)
    removal = decided(mine, "remove", by=town.mo, rule=town.abuse, note=say.long(1000))
    made = []
    for kind, until in (("warn", None), ("premod", None), ("suspend", timezone.now() + timezone.timedelta(days=5))):
        words = {"note": say.long(1000), "for_staff": say.long(1000), "until": until, "seen": len(made)}
        made.append(sanction(reader=tom, by=town.mo, kind=kind, rule=town.abuse, decision=removal, **words))
    banned = sanction(reader=tim, by=town.ada, kind="ban", rule=town.spam, seen=0, note=say.long(1000), remove_hours=24)
    lift(sanction=made[1], by=town.mo, because=say.long(1000))
    note(person=tom, by=town.mo, text=say.long(2000))
    desk = [f"/moderation/people/{tom.pk}/", f"/moderation/people/{tim.pk}/", "/moderation/people/"]
    desk += [f"/moderation/people/{tom.pk}/sanction/{kind}/" for kind in ("warn", "ban")]
    desk += [f"/moderation/sanctions/{one.pk}/" for one in (made[0], made[1], banned)]
    desk += [f"/moderation/people/?q={quote(tom.display_name)}"]
    own = ["/me/standing/", f"/me/standing/{made[0].pk}/?next=/{quote(ANYWHERE)}", "/me/messages/", f"/c/{mine.pk}/"]
    return {town.ada: desk, tom: own}


def of_screening(town, say):
    """A rule that finds all that is said here, live, and another that nobody has put to work."""
    notes = "\n".join(f"# {line}" for line in say.long(2000).split("\n"))
    comment(town, say)
    lists = f"alert\nonerror alert\n{notes}"
    live = at_work(town.ada, name=say.name(80), lists=lists, outcome="mark", cites=town.abuse)
    only(live)
    rehearsed = rehearse(rule=live, by=town.ada)
    hosts = draft(town.ada, name=say.name(80), kind="hosts", lists=f"{notes}\ne.example", outcome="hold")
    desk = ["/moderation/rules/", f"/moderation/rules/{live.pk}/", f"/moderation/rules/{hosts.pk}/"]
    desk += [f"/moderation/rules/{live.pk}/{page}/" for page in ("state", "rehearse")]
    desk += [f"/moderation/rules/try/?rule={live.pk}", rehearsed.get_absolute_url()]
    return {town.ada: desk}


def of_the_queue(town, say):
    """What waits, found by a check and reported, claimed, passed on, edited; the log; views."""
    above = comment(town, say, town.max)
    found = comment(town, say, parent=above)
    like_it = cast.comment(town.story, town.rita, f"{found.text} again")
    report = reported(found, town.ravi, town.abuse, words=say.long(500))
    reported(found, town.nell, town.spam, words=say.long(500))
    taken_back = reported(above, town.ravi, town.spam, words=say.long(500))
    withdraw(report=taken_back, reader=town.ravi)
    edit(comment=found, reader=town.rita, text=f"{found.text} once more", text_version=1)
    removal = decided(like_it, "remove", by=town.ada, rule=town.abuse, note=say.long(1000))
    decided(above, "pass", by=town.mo, passed_to="editor", note=say.long(1000))
    claim_next(moderator=town.mo, wanted=Filter(), number=5)
    seen(moderator=town.mo)
    View.objects.create(moderator=town.ada, name=say.name(), query=say.short(500))
    card = f"/moderation/comments/{found.pk}/"
    desk = ["/moderation/", f"/moderation/?show=all&words={quote(ANYWHERE)}", f"/moderation/?done={removal.pk}", card]
    desk += [f"{card}?do=remove", f"{card}around/", f"{card}nearest/", f"/moderation/comments/{above.pk}/"]
    desk += [
        "/moderation/here/",
        "/moderation/log/",
        f"/moderation/filters/?words={quote(ANYWHERE)}",
        "/moderation/?show=editor",
    ]
    ravi = ["/moderation/reports/", report.get_absolute_url(), f"{report.get_absolute_url()}withdraw/", "/me/messages/"]
    ravi += [taken_back.get_absolute_url(), f"/c/{above.pk}/report/", f"/readers/{town.rita.pk}/"]
    rita = ["/comments/mine/", "/me/messages/", f"/c/{like_it.pk}/", f"/c/{found.pk}/edit/"]
    return {town.ada: desk, town.ravi: ravi, town.rita: rita, None: [town.story.get_absolute_url()]}


def of_figures(town, say):
    """A round in which opinions part; the numbers; the score."""
    for action, rule in (("keep", None), ("remove", town.spam)):
        reply = comment(town, say, parent=comment(town, say, town.ravi))
        decided(reply, action, by=town.mo, rule=rule, note=f"+{say.long(500)}")
    made = town.round = start_round(by=town.ada)
    for card in made.cards.all():
        answer_card(card=card, moderator=town.ada, rule=town.abuse)
        answer_card(card=card, moderator=town.mo)
    told = {"removed": [[say.short(200), 2.5]], "kept": [[say.short(200), -1.0]]}
    training = Training.objects.create(
        taken=True, why=say.short(200), decisions=500, removals=100, facts=FACTS | {"words": told}
    )
    Scorer.objects.update_or_create(pk=1, defaults={"training": training, "is_on": True, "switched_by": town.ada})
    force.forget()
    desk = ["/moderation/numbers/?span=today", "/moderation/rounds/", made.get_absolute_url()]
    desk += [f"{made.get_absolute_url()}1/", "/moderation/score/"]
    return {town.ada: desk}


def of_readers(town, say):
    """Whom somebody mutes, follows and likes; conversations."""
    above = comment(town, say, town.max)
    follow_story(reader=town.ravi, article=town.story)
    follow_comment(reader=town.ravi, comment=above)
    mute(reader=town.ravi, person=town.mo)
    like(comment=above, reader=town.ravi)
    below = comment(town, say, parent=above)
    deeds = [f"/c/{above.pk}/{deed}/" for deed in ("reply", "mute", "like", "follow")]
    lists = ["/me/follows/", "/me/mutes/", "/me/likes/", "/me/messages/", f"/readers/{town.rita.pk}/mute/"]
    lists += [f"/readers/on/{town.story.pk}/thread/", f"/readers/follow/story/{town.story.pk}/"]
    return {town.ravi: [*deeds, *lists, f"/c/{below.pk}/"], town.rita: [f"/c/{below.pk}/delete/", "/me/"]}


ROOMS = (of_screening, of_law, of_sanctions, of_the_queue, of_figures, of_readers)


def sent_back(town, say):
    """Forms with something wrong in them, which come back with all that was typed: address, fields, and with which
    status. By Ada; the last one by somebody who is not signed in."""
    own = comment(town, say, town.nell)
    yield from decided_on(town, say, comment(town, say, town.nell), comment(town, say, town.nell))
    yield from reported_and_appealed(town, say, own)
    yield from of_people_and_rules(town, say)
    words = say.long(900)
    yield "/moderation/views/", {"name": words + TOO_LONG, "query": words}, 422
    yield f"/moderation/comments/{own.pk}/evidence/", {"do": "hold", "because": words + TOO_LONG}, 422
    names = ("kind", "authority", "state", "law", "items", "comment", "reader", "received_at", "effect_at", "note")
    yield "/moderation/orders/new/", dict.fromkeys(names, words), 422
    yield "/moderation/score/", {"text": words, "parent": words}, 200
    yield f"/comments/on/{town.story.pk}/new/", {"text": words + TOO_LONG, "form_key": words}, 422
    mine = comment(town, say, town.ada, parent=own)
    yield f"/c/{mine.pk}/edit/", {"text": ANYWHERE, "text_version": "7"}, 409
    names = ("law", "provision", "why", "address", "name", "email", "good_faith", "text_version", "form_key")
    yield f"/c/{own.pk}/notice/", dict.fromkeys(names, words), 422


def decided_on(town, say, late, own):
    words = say.long(900)
    fields = dict.fromkeys(("rule", "action", "passed_to", "note", "version_seen"), words)
    yield f"/moderation/comments/{late.pk}/", {f"c{late.pk}-{name}": value for name, value in fields.items()}, 422
    yield "/moderation/many/", fields | {"chosen": f"{late.pk}.1", "back": words}, 422
    decided(late, "remove", by=town.mo, rule=town.spam)
    fields = {f"c{late.pk}-action": "keep", f"c{late.pk}-version_seen": "1"}
    yield f"/moderation/comments/{late.pk}/", fields, 409
    yield "/moderation/many/", {"action": "keep", "chosen": f"{late.pk}.1"}, 200
    yield "/moderation/many/", {"action": "remove", "rule": "abuse", "chosen": f"{own.pk}.1", "back": words}, 200
    yield f"/moderation/many/{own.decisions.get().batch}/undo/", {}, 200


def reported_and_appealed(town, say, own):
    words = say.long(900)
    yield f"/c/{own.pk}/report/", {"rule": words, "words": words, "text_version": words}, 422
    yield f"/c/{own.pk}/report/", {"rule": "(disagree)", "words": words, "text_version": "1"}, 200
    report = reported(own, town.ada, town.abuse, words=say.long(500))
    yield f"/law/reports/{report.reference}/appeal/", {"words": say.name()}, 403  # nothing was decided yet
    waits = Appeal.objects.open().filter(comment__isnull=False).exclude(person=town.ada).latest("pk")
    names = ("outcome", "words", "rule", "version_seen")
    yield f"/moderation/appeals/{waits.reference}/", dict.fromkeys(names, words), 422


def of_people_and_rules(town, say):
    person = f"/moderation/people/{town.ravi.pk}/"
    yield person, {"text": say.long(900) + TOO_LONG}, 422
    names = ("rule", "note", "for_staff", "length", "last_day", "remove_hours", "decision", "seen")
    yield f"{person}sanction/suspend/", dict.fromkeys(names, say.long(900) + TOO_LONG), 422
    rule, words = draft(town.ada, name=say.name(80)), say.long(900)
    one = f"/moderation/rules/{rule.pk}/"
    names = ("name", "kind", "lists", "number", "cites", "outcome", "version_seen")
    yield "/moderation/rules/new/", dict.fromkeys(names, words), 422
    yield one, dict.fromkeys(names, words), 422
    yield one, {"name": say.name(80), "lists": f"{words}\n!!!", "outcome": "hold", "version_seen": "1"}, 422
    yield f"{one}state/", {"state": words, "version_seen": words}, 422
    yield f"{one}rehearse/", {"days": words}, 422
    yield f"/moderation/rules/try/?rule={rule.pk}", {"text": words}, 200
    yield "/moderation/rules/try/", {"text": words}, 200
