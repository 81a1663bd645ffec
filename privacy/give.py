"""Everything a reader gave, and what became of it, without anything about other people."""

import json

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from accounts.spreadsheet import as_csv, plain
from comments.models import Comment
from moderation.models import Decision

PROFILE = "profile"


def profile(person):
    yield {
        "number": person.pk,
        "email": person.email,
        "name": person.display_name,
        "name_changed_at": person.name_changed_at,
        "about": person.about,
        "shows_comments": person.shows_comments,
        "no_mail_about": person.mails_off,
        "joined_at": person.date_joined,
        "last_sign_in_at": person.last_login,
    }


def emails(person):
    for address in person.emailaddress_set.order_by("pk"):
        yield {"email": address.email, "confirmed": address.verified, "in_use": address.primary}


def second_steps(person):
    for step in person.authenticator_set.order_by("pk"):
        yield {"type": step.type, "added_at": step.created_at, "last_used_at": step.last_used_at}


def comments_of(person):
    return person.comments.select_related("article__section").order_by("pk")


def comments(person):
    for comment in comments_of(person).defer("article__body", "article__body_parts"):
        yield {
            "number": comment.pk,
            "page": address(comment),
            "story": address(comment.article),
            "answers_comment": comment.parent_id,
            "posted_at": comment.posted_at,
            "edited_at": comment.edited_at,
            "state": comment.get_status_display(),
            "likes": comment.likes,
            "picked_at": comment.picked_at,
            "network": comment.network,
            "text": comment.text,
        }


def wordings(person):
    """Each text that a comment had before it was edited."""
    its_wordings = Prefetch("wordings", to_attr="earlier")
    for comment in person.comments.filter(wordings__isnull=False).distinct().prefetch_related(its_wordings):
        for wording in comment.earlier:
            yield {
                "comment": comment.pk,
                "wording": wording.text_version,
                "until": wording.until,
                "text": wording.text,
            }


def decisions(person):
    """What moderators decided about their comments; who they were is not theirs to know."""
    theirs = Decision.objects.standing().filter(comment__reader=person).exclude(action=Decision.Action.PASS)
    for decision in theirs.select_related("rule").order_by("pk"):
        yield {
            "comment": decision.comment_id,
            "outcome": decision.get_action_display(),
            "rule": decision.rule.title if decision.rule else "",
            "note": decision.note,
            "decided_at": decision.decided_at,
        }


def likes(person):
    for like in person.likes.order_by("pk"):
        yield {"comment": like.comment_id, "page": address(Comment(pk=like.comment_id)), "liked_at": like.liked_at}


def reports(person):
    for report in person.reports.select_related("rule", "decision").order_by("pk"):
        yield {
            "reference": report.reference,
            "comment": report.comment_id,
            "rule": report.rule.title,
            "words": report.words,
            "network": report.network or "",
            "reported_at": report.reported_at,
            "state": f"decided: {report.decision.get_action_display()}" if report.decision else "open",
            "decided_at": report.decision.decided_at if report.decision else None,
        }


def notices(person):
    """Legal notices that they sent signed in; of those sent without an account nobody can say that they are theirs."""
    for notice in person.notices_sent.select_related("decision").prefetch_related("letters").order_by("pk"):
        yield {
            "reference": notice.reference,
            "comment": notice.comment_id,
            "name": notice.name,
            "email": notice.email,
            "law": notice.get_law_display(),
            "provision": notice.provision,
            "why": notice.why,
            "network": notice.network or "",
            "arrived_at": notice.arrived_at,
            "state": f"decided: {notice.decision.get_action_display()}" if notice.decision else "open",
            "found": notice.get_found_display(),
            "letters": [letter.text for letter in notice.letters.all()],
        }


def statements(person):
    """Why something of theirs was restricted, as they were told it."""
    for statement in person.statements.order_by("pk"):
        yield {
            "reference": statement.reference,
            "comment": statement.comment_id,
            "restriction": statement.get_restriction_display(),
            "scope": statement.scope,
            "until": statement.until,
            "facts": statement.facts,
            "source": statement.get_source_display(),
            "found_by_program": statement.found_by_program,
            "automated": statement.get_automated_display(),
            "ground": statement.ground,
            "explanation": statement.explanation,
            "redress": statement.redress,
            "made_at": statement.made_at,
        }


def appeals(person):
    for appeal in person.appeals.order_by("pk"):
        yield {
            "reference": appeal.reference,
            "comment": appeal.comment_id,
            "words": appeal.words,
            "made_at": appeal.made_at,
            "decided_at": appeal.decided_at,
            "outcome": appeal.get_outcome_display(),
            "answer": appeal.answer,
        }


def misuses(person):
    """Warnings and suspensions by Article 23."""
    for step in person.misuses.order_by("pk"):
        yield {
            "about": step.get_about_display(),
            "step": step.get_step_display(),
            "because": step.because,
            "at": step.at,
            "until": step.until,
        }


def sanctions(person):
    """What moderators did about them; who they were is not theirs to know."""
    for sanction in person.sanctions.select_related("rule").order_by("pk"):
        yield {
            "what": sanction.get_kind_display(),
            "rule": sanction.rule.title,
            "note": sanction.note,
            "since": sanction.since,
            "until": sanction.until,
            "read_at": sanction.acknowledged_at,
            "lifted_at": sanction.lifted_at,
        }


def errors(person):
    """What they told of errors in stories, signed in."""
    for report in person.error_reports.select_related("article__section").order_by("pk"):
        yield {
            "reference": report.reference,
            "story": address(report.article) if report.article.is_live() else "",
            "where": report.get_where_display(),
            "passage": report.passage,
            "words": report.words,
            "name": report.name,
            "network": report.network or "",
            "arrived_at": report.arrived_at,
            "outcome": report.get_outcome_display(),
            "answer": report.answer,
            "answered_at": report.answered_at,
        }


def mutes(person):
    for mute in person.mutes.select_related("muted").order_by("pk"):
        yield {"muted": mute.muted.display_name, "since": mute.since}


def follows(person):
    for follow in person.follows.select_related("article__section", "comment").order_by("pk"):
        yield {"page": address(follow.article or follow.comment), "since": follow.since}


def messages(person):
    for message in person.messages_received.order_by("pk"):
        yield {
            "kind": message.get_kind_display(),
            "subject": message.subject,
            "text": message.text,
            "page": f"{settings.SITE_URL}{message.address}" if message.address else "",
            "told_at": message.told_at,
            "read_at": message.read_at,
            "mailed_at": message.mailed_at,
        }


KINDS = (
    *(profile, emails, second_steps, comments, wordings, decisions, likes, reports),
    *(notices, statements, appeals, misuses, sanctions, errors, mutes, follows, messages),
)


def address(thing):
    return settings.SITE_URL + thing.get_absolute_url()


def files(*, person, at=None):
    """Yield the name and the bytes of each file: all as JSON, and a CSV for each kind of thing there is."""
    everything = {kind.__name__: list(kind(person)) for kind in KINDS}
    whole = {"made_at": at or timezone.now(), "site": settings.SITE_URL}
    whole |= everything | {PROFILE: everything[PROFILE][0]}
    yield "everything.json", json.dumps(whole, default=plain, ensure_ascii=False, indent=2).encode()
    for kind, rows in everything.items():
        if rows:
            yield f"{kind}.csv", as_csv(rows)
