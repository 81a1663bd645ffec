"""The evidence of a comment: all that is known of it, in one sealed file whose bytes are the same whenever it is made
from the same rows."""

import hashlib
import io
import json
import zipfile
from datetime import UTC

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from comments.models import Comment

from .models import EvidenceTaken, Sealed

EPOCH = (1980, 1, 1, 0, 0, 0)  # the time of every file in it: that of its making would change its bytes
SEALED = "manifest.json"


def plain(value):
    """Return a time in UTC; whatever else JSON does not know, in words."""
    return value.astimezone(UTC).isoformat() if hasattr(value, "astimezone") else str(value)


def as_json(value):
    return (json.dumps(value, default=plain, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def who(person):
    return {"number": person.pk, "name": person.display_name} if person else None


def columns(row, *names):
    return {name: getattr(row, name) for name in names}


def of_comment(comment):
    facts = columns(comment, "status", "posted_at", "edited_at", "text_version", "version", "likes", "network", "path")
    return facts | {
        "number": comment.pk,
        "address": settings.SITE_URL + comment.get_absolute_url(),
        "author": who(comment.reader) | {"joined_at": comment.reader.date_joined, "email": comment.reader.email},
        "answers_comment": comment.parent_id,
    }


def of_story(article):
    return columns(article, "headline", "standfirst", "status", "publish_at", "comments_mode", "court_case") | {
        "number": article.pk,
        "address": settings.SITE_URL + article.get_absolute_url(),
    }


def said(comment):
    """Return a comment of the conversation, as it stands beside the one that this is about."""
    return {"number": comment.pk, "author": who(comment.reader)} | columns(comment, "posted_at", "status", "text")


def of_thread(comment):
    answered, above = [], comment.parent
    while above:
        answered.append(said(above))
        above = above.parent
    replies = comment.replies.order_by("pk").select_related("reader")
    return {"answers": answered[::-1], "replies": [said(reply) for reply in replies]}


def decisions(comment):
    for decision in comment.decisions.order_by("pk").select_related("moderator", "rule"):
        names = ("action", "check_name", "note", "before", "text", "text_version", "version", "decided_at", "undoes_id")
        rule = decision.rule and decision.rule.code
        yield columns(decision, *names) | {"number": decision.pk, "moderator": who(decision.moderator), "rule": rule}


def reports(comment):
    for report in comment.reports.order_by("pk").select_related("reader", "rule"):
        names = ("reference", "words", "text_version", "reported_at", "withdrawn_at", "decision_id")
        yield columns(report, *names) | {"reader": who(report.reader), "rule": report.rule.code}


def notices(comment):
    for notice in comment.notices.order_by("pk").select_related("notifier"):
        names = ("reference", "law", "provision", "why", "address", "name", "email", "text_version", "good_faith")
        more = ("arrived_at", "due_at", "confirmed_at", "aside", "found", "decision_id")
        yield columns(notice, *names, *more) | {"notifier": who(notice.notifier)}


def statements(comment):
    for row in comment.statements.order_by("pk").select_related("rule"):
        names = ("reference", "restriction", "scope", "until", "facts", "source", "found_by_program", "automated")
        more = ("law", "ground", "explanation", "redress", "made_at", "decision_id")
        yield columns(row, *names, *more) | {"rule": row.rule and row.rule.code}


def appeals(comment):
    for row in comment.appeals.order_by("pk").select_related("first", "decided_by", "person"):
        names = ("reference", "words", "made_at", "decided_at", "outcome", "answer", "decision_id")
        people = {"person": who(row.person), "first": who(row.first), "decided_by": who(row.decided_by)}
        yield columns(row, *names) | {"against": row.whose} | people


def orders(comment):
    for order in comment.orders.order_by("pk"):
        names = ("reference", "kind", "authority", "state", "law", "items", "received_at", "confirmed_at", "effect_at")
        yield columns(order, *names, "note")


def hits(comment):
    for hit in comment.hits.order_by("pk"):
        yield columns(hit, "check_name", "outcome", "because", "words", "note")


LISTS = (decisions, reports, notices, statements, appeals, orders, hits)


def files(comment):
    """Yield the name and the bytes of each file, in their order."""
    yield "comment.json", as_json(of_comment(comment))
    for wording in comment.wordings.order_by("text_version"):
        yield f"texts/{wording.text_version:04}.txt", wording.text.encode()
    yield f"texts/{comment.text_version:04}.txt", comment.text.encode()
    yield "texts/as-shown.html", comment.html.encode()
    times = list(comment.wordings.order_by("text_version").values("text_version", "until"))
    yield "texts/times.json", as_json(times)
    if sealed := Sealed.objects.filter(comment=comment).first():
        yield "sealed.json", as_json({"sealed_at": sealed.sealed_at, "content": sealed.content})
    yield "story.json", as_json(of_story(comment.article))
    yield "conversation.json", as_json(of_thread(comment))
    for kind in LISTS:
        yield f"{kind.__name__}.json", as_json(list(kind(comment)))


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def manifest(found):
    """Return the list of the files with the hash of each, and one over them all."""
    sums = {name: sha256(content) for name, content in found.items()}
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    return as_json({"files": sums, "all": sha256(lines.encode())})


def bundle(comment):
    """Return the bytes of the zip."""
    found = dict(files(comment))
    found[SEALED] = manifest(found)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(found):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, found[name])
    return packed.getvalue()


@transaction.atomic
def take(*, comment, by=None, machine_user="", at=None):
    """Return the bundle and the row that says who took it."""
    rows = Comment.objects.select_related("article__section", "reader", "parent__reader")
    content = bundle(rows.get(pk=comment.pk))
    taken = EvidenceTaken.objects.create(
        comment=comment, by=by, machine_user=machine_user, sha256=sha256(content), at=at or timezone.now()
    )
    return content, taken
