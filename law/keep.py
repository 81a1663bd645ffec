"""Keep the texts of a comment for a claim: while a notice or an order about it is open, or for as long as the lawyer
says."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from comments.models import Comment
from moderation.refusals import NotAllowed, Refused

from .models import Appeal, AuthorityOrder, EvidenceHold, Notice, Sealed


def claimed():
    """Return the condition that a comment's texts are wanted for a claim of others."""
    return (
        Q(pk__in=EvidenceHold.objects.filter(lifted_at=None).values("comment"))
        | Q(pk__in=Notice.objects.open().values("comment"))
        | Q(pk__in=AuthorityOrder.objects.open().exclude(comment=None).values("comment"))
        | Q(pk__in=Appeal.objects.open().filter(statement=None).values("comment"))
    )


@transaction.atomic
def hold(*, comment, because, by, at=None):
    """Hold the evidence of a comment until somebody lifts that. Raises NotAllowed, or Refused where it is held."""
    if not by.has_perm("law.keep_evidence"):
        raise NotAllowed("Holding evidence is for the lawyer.")
    try:
        with transaction.atomic():
            return EvidenceHold.objects.create(comment=comment, because=because, by=by, since=at or timezone.now())
    except IntegrityError as error:
        raise Refused("The evidence of this comment is held already.") from error


@transaction.atomic
def lift(*, comment, by, at=None):
    """End the hold; what was sealed for it alone goes. Twice is once."""
    at = at or timezone.now()
    if not by.has_perm("law.keep_evidence"):
        raise NotAllowed("Holding evidence is for the lawyer.")
    ended = EvidenceHold.objects.filter(comment=comment, lifted_at=None).update(lifted_at=at, lifted_by=by)
    drop_sealed()
    return bool(ended)


def seal(comments, *, at):
    """Put by what these comments say and who wrote them: before they are emptied because their author leaves."""
    wanted = comments.filter(claimed()).select_related("reader").prefetch_related("wordings")
    for comment in wanted:
        content = {
            "text": comment.text,
            "html": comment.html,
            "posted_at": comment.posted_at.isoformat(),
            "network": comment.network,
            "wordings": [
                {"text_version": one.text_version, "text": one.text, "until": one.until.isoformat()}
                for one in comment.wordings.all()
            ],
            "author": {
                "number": comment.reader_id,
                "name": comment.reader.display_name,
                "email": comment.reader.email,
                "joined_at": comment.reader.date_joined.isoformat(),
            },
        }
        Sealed.objects.update_or_create(comment=comment, defaults={"content": content, "sealed_at": at})


def no_longer_wanted():
    return Sealed.objects.exclude(comment__in=Comment.objects.filter(claimed()))


def drop_sealed():
    """Delete what was sealed for claims that are over; return how many there were."""
    return no_longer_wanted().delete()[0]
