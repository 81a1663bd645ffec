"""Keep the card of a comment true: told from other rows, in the transaction of whatever changes them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from comments.checks import HOLD, shown
from comments.composed import ask
from comments.models import Comment

from . import voices
from .language import language_of
from .models import Card, Decision

RECORD = timedelta(days=90)
ENOUGH, LOOKED_AT = 5, 100  # comments of that time before a record says anything, and of which it is told at most
NEW_ACCOUNT = timedelta(days=1)
APPEAL, LEGAL = 50, 200
HELD_BY, MARKED_BY = 30, 6  # points; each further one half of it


NONE = {"since": None, "passed_to": "", "is_new": False}


@dataclass
class Facts:
    """What another room knows about a comment (settings.CARD_FACTS): what is open, and what it adds to the risk."""

    appealed: bool = False
    legal: bool = False
    parts: list = field(default_factory=list)  # (in words, points)


def comment_changed(comment, *, at, found=()):
    """Make or renew the comment's card, and log what checks held. See settings.AFTER_COMMENT_CHANGE."""
    found = shown(found)
    if found and comment.status == Comment.Status.HELD:
        log_hold(comment, found, at)
    if comment.posted_at == at:  # nobody has reported it yet, and everybody who posts waits for this
        parts = of_checks(found) + of_record(comment, at) + of_account(comment, at)
        parts += facts_of(comment, new=True).parts
        make(comment, parts=parts, since=at)
    else:
        renew(comment, at=at)


def log_hold(comment, found, at):
    """Write that a check held the comment, as a decision of nobody."""
    held = next((hit for hit in found if hit.outcome == HOLD), None)
    if held:
        Decision.objects.create(
            comment=comment,
            check_name=held.check_name or "check",
            action=Decision.Action.HOLD,
            note=held.because,
            before=Comment.Status.VISIBLE,
            text=comment.text,
            text_version=comment.text_version,
            version=comment.version,
            decided_at=at,
        )


def renew(comment, *, at=None, decided=False, ended=False):
    """Tell the comment's card anew, or take it away where nothing waits. Called in the transaction of a deed, after
    the comment was locked; `decided` where that may have passed it on, or ended that; `ended` where all its reports are
    settled and it is in nobody's hands."""
    at = at or timezone.now()
    was = not ended and Card.objects.filter(comment=comment.pk).values("since", "passed_to", "is_new").first() or NONE
    groups = [] if ended else voices.voices(comment.reports.open())
    reports = [report for group in groups for report in group]
    passed_to = passed_on(comment) if decided and not ended else was["passed_to"]
    facts = facts_of(comment)
    is_held = comment.status == Comment.Status.HELD
    waits_for_author = is_held and comment.edit_until is not None and comment.edit_until > at
    held = is_held and not waits_for_author
    unread = is_unread(comment, at)
    if not (held or unread or facts.appealed or facts.legal or passed_to or (reports and not waits_for_author)):
        Card.objects.filter(comment=comment.pk).delete()
        return
    is_new = not (held or reports or facts.appealed or facts.legal or passed_to)
    # Unread, it may have stood there for days before anything was to be decided about it.
    since = was["since"] if was["is_new"] == is_new else None
    begun = [report.reported_at for report in reports] + [comment.posted_at] * is_new
    begun += [comment.edited_at or comment.posted_at] * held
    parts = [(voices.in_words(len(reports), len(groups)), voices.points(groups))] if reports else []
    parts += of_checks(comment.hits.all()) + of_record(comment, at) + of_account(comment, at) + facts.parts
    parts += [("A legal notice", LEGAL)] * facts.legal + [("An appeal", APPEAL)] * facts.appealed
    make(
        comment,
        parts=parts,
        since=since or min(begun, default=at),
        unread=unread,
        held=held,
        reports=len(reports),
        voices=len(groups),
        rules=f" {' '.join(sorted({report.rule__code for report in reports}))} " if reports else "",
        appealed=facts.appealed,
        legal=facts.legal or passed_to == Decision.Desk.LEGAL,
        passed_to=passed_to,
    )


def make(comment, *, parts, since, **facts):
    waits = {"unread": comment.is_visible, "held": comment.status == Comment.Status.HELD} | facts
    if not any(waits.values()):
        return
    parts = sorted(parts, key=lambda part: -part[1])
    card = Card(
        comment=comment,
        article_id=comment.article_id,
        section_id=comment.article.section_id,
        reader_id=comment.reader_id,
        posted_at=comment.posted_at,
        since=since,
        language=language_of(comment.text),
        risk=sum(points for _, points in parts),
        parts=parts,
        **waits,
    )
    names = [column.name for column in Card._meta.concrete_fields if not (column.primary_key or column.generated)]
    Card.objects.bulk_create([card], update_conflicts=True, unique_fields=["comment"], update_fields=names)


def is_unread(comment, at):
    recent = comment.posted_at > at - timedelta(days=settings.NEW_DAYS)
    return comment.is_visible and comment.read_at is None and recent


def passed_on(comment):
    """Return to whom the comment was passed on, if no moderator has decided since, whatever a check did; else ""."""
    [(action, desk)] = ask(last_by_a_moderator, {COMMENT: comment.pk}) or [("", "")]
    return desk if action == Decision.Action.PASS else ""


COMMENT, AUTHOR, BEGINS = -1, -2, datetime(1, 1, 2, tzinfo=UTC)  # the blanks


@lru_cache
def last_by_a_moderator(vendor):
    decisions = Decision.objects.standing().filter(comment=COMMENT, moderator__isnull=False).order_by("-version")
    return decisions.values_list("action", "passed_to")[:1].query.sql_with_params()


def facts_of(comment, new=False):
    """Ask the rooms that settings.CARD_FACTS names, and put together what they know. A comment that is `new` was stored
    a moment ago: nobody can have said anything about it."""
    together = Facts()
    for path in settings.CARD_FACTS:
        facts = import_string(path)(comment, new=new)
        together.appealed |= facts.appealed
        together.legal |= facts.legal
        together.parts += facts.parts
    return together


def of_checks(hits):
    """Return the parts of what checks found: each is told; of many the first counts whole."""
    seen, parts = {}, []
    for hit in hits:
        if hit.because in seen:
            continue
        seen[hit.because] = full = HELD_BY if hit.outcome == HOLD else MARKED_BY
        parts.append((hit.because, full if not parts else full // 2))
    return parts


def of_account(comment, at):
    return [("A new account", 5)] if at - comment.reader.date_joined < NEW_ACCOUNT else []


def of_record(comment, at):
    """Return the part of what became of its author's other comments, the last LOOKED_AT of the last 90 days."""
    rows = ask(written_lately, {COMMENT: comment.pk, AUTHOR: comment.reader_id, BEGINS: at - RECORD})
    last = [status for (status,) in rows]
    removed = last.count(Comment.Status.REMOVED)
    if len(last) < ENOUGH or not removed:
        return []
    return [(f"Of the author’s last {len(last)} comments {removed} were removed", round(40 * removed / len(last)))]


@lru_cache
def written_lately(vendor):
    lately = Comment.objects.filter(reader=AUTHOR, posted_at__gt=BEGINS).exclude(pk=COMMENT)
    return lately.order_by("-posted_at").values_list("status")[:LOOKED_AT].query.sql_with_params()


def story_changed(article):
    """Let the cards of a story follow it to its section. See settings.AFTER_STORY_CHANGE."""
    Card.objects.filter(article=article).exclude(section=article.section_id).update(section=article.section_id)


def lapse(*, at=None):
    """Take away the cards of comments that nobody read in NEW_DAYS, and renew those whose offer to edit is over;
    return how many there were. For the daily work of the task worker."""
    at = at or timezone.now()
    gone, _ = Card.objects.of_kind("new").filter(posted_at__lte=at - timedelta(days=settings.NEW_DAYS)).delete()
    over = Comment.objects.held().filter(edit_until__lte=at, card=None)
    for comment in over.select_related("article", "reader"):
        renew(comment, at=at)
        gone += 1
    return gone
