"""The first comments of somebody who is new here, until `number` of theirs were kept by a person.

Whoever has as many that have stood on the site for a month is not new either.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from comments.models import Comment
from moderation.models import KEPT

from ..ends import ends
from .plain import prepare

__all__ = ["find", "prepare", "questions"]
FIRST = 3
STOOD = timedelta(days=30)


def nth_proof(reader, number, at):
    """Return the subquery for the one comment that proves somebody to be known, or nothing: the earliest come first."""
    kept = ends().filter(comment=OuterRef("pk"), action__in=KEPT, decided_at__lte=at)
    proofs = Comment.objects.visible().filter(Q(posted_at__lt=at - STOOD) | Exists(kept), reader=reader.pk)
    return Subquery(proofs.order_by("posted_at").values("pk")[number - 1 : number])


def questions(rule, case):
    number = rule.number or FIRST
    return {f"newcomers_known_{number}": nth_proof(case.reader, number, case.at)}


def find(rule, case):
    number = rule.number or FIRST
    if case.facts.get(f"newcomers_known_{number}", 0) is None:
        first = "comment" if number == 1 else f"{number} comments"
        yield f"A moderator reads the first {first} of everyone who is new here.", ""
