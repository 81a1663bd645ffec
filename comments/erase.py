"""Erase the texts of comments, or the name under them: for whoever leaves, and when the time to keep them is over."""

import uuid

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from .batches import batches
from .models import Comment, Hit, Like, Wording

SENTENCE = "This text was erased."
HTML = f"<p>{SENTENCE}</p>"
PUBLIC = (Comment.Status.VISIBLE, Comment.Status.HELD)  # can be read by others, or may come to be


@transaction.atomic
def leave(*, reader, to, keep_text):
    """Hand a reader's comments to the account `to`, without their texts unless `keep_text`, and take back their likes.

    What is kept is what others can read, or will when a moderator has read it: earlier wordings, and texts that were
    removed or deleted, go in any case. Returns the numbers of the comments, those of them whose texts went, and the
    numbers of the stories whose threads have changed.
    """
    rows = reader.comments.order_by("pk").values_list("pk", "article_id", "status")
    rows = list(rows.select_for_update(no_key=True))
    going = [pk for pk, _, status in rows if not (keep_text and status in PUBLIC)]
    for numbers in batches(going):
        empty(numbers)
        Comment.objects.filter(pk__in=numbers).update(
            status=Comment.Status.DELETED, picked_at=None, version=F("version") + 1
        )
    Wording.objects.filter(comment__reader=reader).delete()
    for numbers in batches([pk for pk, _, _ in rows]):
        # Two who leave may have used the same key: the number of the comment is nobody else's.
        Comment.objects.bulk_update(
            [Comment(pk=pk, reader=to, network="", form_key=uuid.UUID(int=pk)) for pk in numbers],
            ["reader", "network", "form_key"],
        )
    return [row[0] for row in rows], going, {row[1] for row in rows} | unlike(reader)


def unlike(reader):
    """Take back all that a reader liked; return the numbers of the stories."""
    liked = dict(Like.objects.filter(reader=reader).values_list("comment", "comment__article"))
    for numbers in batches(sorted(liked)):
        # Locked in one order, so that a like that is being counted is counted.
        list(Comment.objects.filter(pk__in=numbers).order_by("pk").select_for_update(no_key=True).values_list("pk"))
        Like.objects.filter(reader=reader, comment__in=numbers).delete()
        Comment.objects.filter(pk__in=numbers).update(likes=Greatest(F("likes"), 1) - 1)
    return set(liked.values())


def empty(numbers):
    """Put the sentence in the place of these comments' texts; what was made from them goes."""
    Comment.objects.filter(pk__in=numbers).update(text=SENTENCE, html=HTML, text_key="")
    Wording.objects.filter(comment__in=numbers).delete()
    Hit.objects.filter(comment__in=numbers).delete()
