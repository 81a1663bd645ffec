"""Misuse (Art. 23): who often sends manifestly unfounded notices, or often posts what is manifestly illegal, is warned,
and if it goes on, suspended for a time: by the numbers in the lawyer's terms, and each step is logged."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.db.models import Count, F, Max, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format

from accounts.tell import tell
from comments.composed import as_time, ask
from comments.standing import NotWelcome
from moderation.models import Decision

from . import reasons
from .models import Misuse, Notice, Statement, terms

About, Step = Misuse.About, Misuse.Step


def key_of(email):
    """Return a keyed hash of an address: enough to know it again."""
    return salted_hmac("law.misuse", email.lower(), algorithm="sha256").hexdigest() if email else ""


def whose(person, email):
    """Return the condition that a step was taken against this person, or this address."""
    return Q(person=person) if person else Q(email_key=key_of(email)) & ~Q(email_key="")


def suspended(*, person=None, email="", about, at):
    """Return the suspension that holds now, or None."""
    late = Misuse.objects.filter(whose(person, email), about=about, step=Step.SUSPENDED, until__gt=at)
    return late.first()


def standing(reader, *, at):
    """Refuse what somebody writes who is suspended for illegal content (settings.COMMENT_STANDING)."""
    if late := ask(suspensions, {PERSON: reader.pk, AT: at}):
        until = max(as_time(until) for (until,) in late)
        raise NotWelcome(
            f"You cannot write here until {day(until)}: comments of yours were manifestly illegal, more than once. "
            "Why, and how to appeal, stands in your account under “What was restricted, and why”."
        )
    return []


PERSON, AT = -1, datetime(1, 1, 2, tzinfo=UTC)  # the blanks


@lru_cache
def suspensions(vendor):
    late = Misuse.objects.filter(person=PERSON, about=About.CONTENT, step=Step.SUSPENDED, until__gt=AT)
    return late.order_by().values_list("until").query.sql_with_params()


def look_at_notifier(notice, *, at):
    """Warn or suspend the sender of a notice that was just found manifestly unfounded; return the step or None."""
    if not notice.notifier_id and not notice.email:
        return None
    theirs = Q(notifier=notice.notifier) if notice.notifier_id else Q(notifier=None, email=notice.email)
    chosen = terms()
    since = at - timedelta(days=chosen.misuse_days)
    # Where the comment was changed since, nobody has spoken of the text that the notice was about.
    judged = Q(decision__action=Decision.Action.REMOVE) | Q(decision__text_version__lte=F("text_version"))
    wrong = judged & Q(found=Notice.Found.UNFOUNDED)
    told = Notice.objects.filter(theirs, arrived_at__gt=since).aggregate(
        decided=Count("pk", filter=judged),
        wrong=Count("pk", filter=wrong),
        last=Max("arrived_at", filter=wrong),
    )
    if told["wrong"] < chosen.misuse_number or told["wrong"] * 100 < chosen.misuse_share * told["decided"]:
        return None
    because = f"{told['wrong']} of {told['decided']} decided notices since {day(since)} were manifestly unfounded."
    return next_step(notice.notifier, notice.email, About.NOTICES, because, told["last"], chosen, at)


def look_at_author(comment, *, at):
    """Warn or suspend the author of a comment that was just found to be manifestly illegal."""
    chosen = terms()
    since = at - timedelta(days=chosen.misuse_days)
    illegal = Notice.objects.filter(comment__reader=comment.reader, found=Notice.Found.ILLEGAL, arrived_at__gt=since)
    told = illegal.aggregate(number=Count("comment", distinct=True), last=Max("comment__posted_at"))
    if told["number"] < chosen.misuse_number:
        return None
    because = f"{told['number']} comments since {day(since)} were manifestly illegal."
    return next_step(comment.reader, "", About.CONTENT, because, told["last"], chosen, at)


def next_step(person, email, about, because, last, chosen, at):
    """A warning first; a suspension where there was one in the same span of time and it went on: the last of what
    counts was posted, or sent, after that. None while one holds."""
    if not chosen.platform or suspended(person=person, email=email, about=about, at=at):
        return None
    since = at - timedelta(days=chosen.misuse_days)
    steps = Misuse.objects.filter(whose(person, email), about=about, at__gt=since)
    warned = steps.aggregate(at=Max("at"))["at"]
    if warned and last <= warned:
        return None
    step = Misuse.objects.create(
        person=person,
        email_key="" if person else key_of(email),
        about=about,
        step=Step.SUSPENDED if warned else Step.WARNED,
        because=because,
        at=at,
        until=at + timedelta(days=chosen.suspend_days) if warned else None,
    )
    if person:
        say(step, at=at)
    return step


def say(step, *, at):
    """Tell the person of a step; with a statement of reasons where their comments are concerned."""
    address, until = "", day(step.until) if step.until else ""
    if step.step == Step.WARNED:
        subject, text = "A warning", f"{step.because} If it goes on, we have to suspend you for a time."
    elif step.about == About.NOTICES:
        subject = "Your notices are not dealt with for a time"
        text = f"{step.because} Notices from you are kept, but moderators are not called by them until {until}."
    else:
        subject, text = "You cannot write here for a time", f"{step.because} You can write again from {until}."
        address = reasons.state(
            person=step.person,
            restriction=Statement.Restriction.SUSPENDED,
            about=f"law.misuse:{step.pk}",
            note=f"{step.because} You had been warned before the last of them.",
            is_illegal=True,
            source=Statement.Source.NOTICE,
            automated=Statement.Automated.FULLY,
            facts="Moderators had found each of these comments to be manifestly illegal. That it was often enough was "
            "counted by a program.",
            until=step.until,
            at=at,
        ).get_absolute_url()
    tell(to=step.person, subject=subject, text=text, address=address, at=at)


def reversed_by(appeal, *, at):
    """End a suspension that an appeal has reversed (settings.AFTER_REVERSAL)."""
    room, _, number = appeal.statement.about.partition(":")
    if room == "law.misuse":
        Misuse.objects.filter(pk=int(number), until__gt=at).update(until=at)


def day(time):
    return date_format(timezone.localtime(time), "j F Y")
