"""State the reasons for a restriction: written down as its author is told it, at the time when it is imposed."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts.tell import tell
from comments.checks import HOLD
from comments.models import Comment
from moderation.models import Decision
from moderation.report import REPORTED
from moderation.tell import gives_another_rule

from . import categories
from .models import LawTerms, Notice, Statement, terms
from .redress import for_author

Action, Status, Restriction = Decision.Action, Comment.Status, Statement.Restriction
Source, Automated = Statement.Source, Statement.Automated
RESTRICTS = {Action.REMOVE: Restriction.REMOVED, Action.HOLD: Restriction.HELD, Action.ASK: Restriction.ASKED}
ENDS = (Restriction.REMOVED, Restriction.SUSPENDED, Restriction.BANNED)
EVERYWHERE = "Everywhere on the site, for everybody but the author and the moderators."


def of_decision(decision, *, at):
    """State why a moderator's decision restricts a comment that was not restricted so before; return the statement."""
    comment, restriction = decision.comment, RESTRICTS.get(decision.action)
    if restriction is None or comment.status == Status.DELETED or not is_new(decision):
        return None
    chosen = terms()
    if not wanted(restriction, chosen) or is_advertising_in_bulk(decision, chosen):
        return None
    notice = Notice.objects.filter(
        comment=comment, text_version=comment.text_version, confirmed_at__isnull=False
    ).first()
    return state(
        person=comment.reader,
        restriction=restriction,
        comment=comment,
        decision=decision,
        decided_by=decision.moderator,
        rule=decision.rule,
        law=notice.law if notice and is_law(decision.rule, chosen) else "",
        is_illegal=is_law(decision.rule, chosen),
        note=decision.note,
        source=source_of(decision, notice),
        found_by_program=comment.hits.exclude(check_name=REPORTED).exists(),
        until=comment.edit_until,
        at=at,
    )


def is_new(decision):
    """Tell whether the comment is restricted otherwise than before: what was removed also by being removed for another
    reason. Then this statement stands instead of that one."""
    if decision.action == Action.HOLD:
        return decision.before == Status.VISIBLE
    return decision.action == Action.ASK or decision.before != Status.REMOVED or gives_another_rule(decision)


def comment_changed(comment, *, at, found=()):
    """State why a check holds a comment (settings.AFTER_COMMENT_CHANGE, after the card has logged the hold).

    Whose comment was on the page and is taken off by a report is told so; who posts sees it in the answer.
    """
    if comment.status != Status.HELD or not any(hit.outcome == HOLD for hit in found):
        return
    decision = comment.decisions.filter(moderator=None, action=Action.HOLD, version=comment.version).first()
    if decision is None or not wanted(Restriction.HELD, terms()) or hasattr(decision, "statement"):
        return
    reported = decision.check_name == REPORTED
    statement = state(
        person=comment.reader,
        restriction=Restriction.HELD,
        comment=comment,
        decision=decision,
        note=" ".join(dict.fromkeys(hit.because for hit in found if hit.outcome == HOLD)),
        source=Source.REPORT if reported else Source.OWN,
        found_by_program=not reported,
        automated=Automated.FULLY,
        at=at,
    )
    if reported:
        tell(
            to=comment.reader,
            subject="Your comment waits for a moderator",
            text="A reader reported your comment, so it is off the page until a moderator has read it. You will be "
            f"told what they decide.\n\nYour comment:\n{comment.text}",
            address=statement.get_absolute_url(),
            at=at,
        )


def wanted(restriction, chosen):
    """Whether the lawyer's terms ask for a statement."""
    kinds = LawTerms.Statements
    return chosen.statements != kinds.NONE and (chosen.statements != kinds.ENDS or restriction in ENDS)


def is_advertising_in_bulk(decision, chosen):
    """Tell whether this removes advertising in bulk, for which the law asks no statement: from the second one on of
    those that are removed in one go, as nobody knows at the first whether others follow."""
    if decision.batch is None or chosen.statements == LawTerms.Statements.ALL:
        return False
    if decision.rule is None or decision.rule.code not in chosen.spam_rules.split():
        return False
    return Decision.objects.filter(batch=decision.batch, action=decision.action, pk__lt=decision.pk).exists()


def is_law(rule, chosen):
    return rule is not None and rule.code in chosen.legal_rules.split()


def source_of(decision, notice):
    if notice:
        return Source.NOTICE
    hidden_by_report = decision.comment.hits.filter(check_name=REPORTED).exists()
    reported = hidden_by_report or decision.comment.reports.filter(withdrawn_at=None).exists()
    return Source.REPORT if reported else Source.OWN


BY_HAND = {"source": Source.OWN, "found_by_program": False, "automated": Automated.NOT}


@transaction.atomic
def state(*, person, restriction, comment=None, rule=None, law="", is_illegal=False, note="", at=None, **given):
    """Write a statement of reasons and return it; whoever restricts tells the person its address.

    Other rooms come here by settings.STATE_REASONS, for what they do to an account. `given` may be how it was found
    (BY_HAND, unless they say), `decided_by`, `until`, `scope`, `facts`, `decision`, and `about`: what they find it by
    again when an appeal against it is upheld (settings.AFTER_REVERSAL).
    """
    at = at or timezone.now()
    law = law or ("other" if is_illegal else "")
    found = BY_HAND | {name: given[name] for name in BY_HAND if name in given}
    told = {
        "scope": EVERYWHERE if comment else "Everywhere on the site.",
        "facts": facts_of(comment, at=at, **found),
    }
    return Statement.objects.create(
        person=person,
        restriction=restriction,
        comment=comment,
        rule=rule,
        law=law,
        ground=ground_of(rule, law),
        explanation="\n\n".join(filter(None, [rule and rule.text, note])) or "A moderator has to read it first.",
        redress=for_author(at),
        made_at=at,
        **(found | told | given),
    )


def ground_of(rule, law):
    if law and law != "other":
        return categories.LAWS[law].label
    return rule.title if rule else "Our community guidelines"


def facts_of(comment, *, source, found_by_program, automated, at):
    """Say what the decision rests on, and never who sent a notice or a report."""
    when = date_format(timezone.localtime(at), "j F Y, H:i")
    who = "A program of ours" if automated == Automated.FULLY else "A moderator"
    what = "looked at the comment" if comment else "looked at what was written with this account"
    told = [f"{who} {what} on {when}."]
    if source == Source.NOTICE:
        told.append("We had been sent a notice that says it is illegal.")
    elif source == Source.REPORT:
        told.append("A reader had reported it.")
    else:
        told.append("Nobody had sent us a notice or a report about it.")
    if found_by_program:
        told.append("A program had marked it.")
    return " ".join(told)
