"""Tell those who sent a notice or an appeal what came of it: in their account, or by letter to who has none."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from accounts.tell import one_line, tell
from moderation.models import KEPT, Decision

from . import redress
from .addresses import confirm_address, state_address
from .models import Appeal, Letter, Notice, Statement, terms

CALLED = "A moderator decides about it, and you are told what and why."
SET_ASIDE = (
    "It is kept, but moderators are not called by it: notices from you were manifestly unfounded, more than once. If "
    "one decides about it all the same, you are told."
)
BY_HAND = "A person decided; no program did."


def receipt(notice, *, at):
    """Confirm at once that a notice has arrived (Art. 16(4)); to an unproved address with the link to confirm it."""
    lead = f"Your notice {notice.reference} has arrived."
    if notice.confirmed_at:
        told = f"{lead} {SET_ASIDE if notice.aside else CALLED}"
        send(notice, f"Your legal notice {notice.reference}", told, at=at)
    elif notice.email:
        told = (
            f"{lead} One more step: please open the page below and confirm that you sent it. "
            f"{SET_ASIDE if notice.aside else 'Only then is it put before our moderators.'} "
            "If you sent nothing, do nothing: somebody has mistyped their address."
        )
        write(notice, f"Please confirm your legal notice {notice.reference}", told, at=at, confirms=True)


def decisions_told(decisions, *, at):
    """Answer the notices and appeals that these decisions have settled (settings.WHEN_TOLD)."""
    notices = Notice.objects.filter(decision__in=decisions, confirmed_at__isnull=False).order_by("pk")
    for notice in notices.select_related("notifier", "comment__article", "decision__rule"):
        answer_notice(notice, at=at)
    appeals = Appeal.objects.filter(decision__in=decisions).order_by("pk")
    for appeal in appeals.select_related("person", "notice__notifier", "statement", "report"):
        answer_appeal(appeal, at=at)


def answer_notice(notice, *, at):
    """Tell the notifier what was decided, why, whether by a program, and what they can do (Art. 16(5) and (6))."""
    decision = notice.decision
    if decision.action == Decision.Action.REMOVE:
        rule = f" It breaks this rule: {decision.rule.title}. {decision.rule.text}" if decision.rule else ""
        told = f"The comment was removed.{rule} {BY_HAND}"
    else:
        told = f"{stays(notice)} {BY_HAND} {redress.for_notifier(decision.decided_at)}"
    send(notice, f"Your legal notice {notice.reference} was decided", told, at=at)


def stays(notice):
    """Say why the comment stays that a notice was about."""
    if notice.changed_since:
        lead = "Its author has changed it since you wrote: a moderator has read it as it stands now"
    else:
        lead = "The comment stays: a moderator has read it with what you wrote"
    return f"{lead}, and does not find that it is illegal or breaks a rule of ours."


def answer_appeal(appeal, *, at):
    """Tell who appealed what came of it, with the reasons."""
    told = f"Somebody who had not decided before has looked at it. {appeal.get_outcome_display().capitalize()}.\n\n"
    told += f"{appeal.answer}\n\n{redress.BEYOND}"
    subject = f"Your appeal {appeal.reference} was decided"
    if appeal.person_id:
        tell(to=appeal.person, subject=subject, text=told, address=address_of(appeal), at=at)
    else:
        send(appeal.notice, subject, told, at=at)


def address_of(appeal):
    if appeal.statement_id:
        return reverse("law:appeal_statement", args=[appeal.statement.reference])
    if appeal.report_id:
        return reverse("law:appeal_report", args=[appeal.report.reference])
    return state_address(appeal.notice) if appeal.notice_id else ""


def send(notice, subject, text, *, at):
    """Tell a notifier, by whichever way there is to them."""
    if notice.notifier_id:
        tell(to=notice.notifier, subject=subject, text=text, address=state_address(notice), at=at)
    elif notice.email:
        write(notice, subject, text, at=at)


def write(notice, subject, text, *, at, confirms=False):
    """Keep a letter and queue its mail in the same transaction."""
    letter = Letter.objects.create(
        notice=notice, subject=one_line(subject), text=text, confirms=confirms, written_at=at or timezone.now()
    )
    mail.enqueue(letter.pk)


@task()
def mail(letter_pk):
    """Send a letter, once."""
    letter = Letter.objects.select_related("notice").filter(pk=letter_pk).first()
    if letter is None or not letter.notice.email:
        return
    # Marked first: a mail that may have gone out is not sent again.
    if not Letter.objects.filter(pk=letter_pk, mailed_at=None).update(mailed_at=timezone.now()):
        return
    path = confirm_address(letter.notice) if letter.confirms else state_address(letter.notice)
    text = (
        f"{letter.text}\n\n{settings.SITE_URL}{path}\n\n-- \nThis mail came because a legal notice was sent with your "
    )
    text += "address. Whoever has this link can read the notice.\n"
    EmailMessage(letter.subject, text, None, [letter.notice.email]).send()


def besides(decision, *, report=None):
    """Return what is added to what an author, or a reader who reported, is told of a decision (TOLD_BESIDES)."""
    if report is None:
        statement = Statement.objects.filter(decision=decision).first()
        if statement is None:
            return ""
        return f"The reasons in full, and what you can do:\n{settings.SITE_URL}{statement.get_absolute_url()}"
    if decision.action not in KEPT or not terms().platform:
        return ""
    page = settings.SITE_URL + reverse("law:appeal_report", args=[report.reference])
    return f"{redress.for_notifier(decision.decided_at)}\n{page}"
