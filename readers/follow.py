"""Follow a story's conversation, or the replies to one comment: the reader is told of what is new in it."""

from django.db import transaction
from django.utils import timezone

from accounts.present import present
from articles.models import Article
from comments.models import Comment

from .models import Follow, Told


class Gone(Exception):
    """What was to be followed is not on the site, or the account is closed; the message says so."""


def stay(reader):
    if not present(reader):
        raise Gone("This account is closed.")


@transaction.atomic
def follow_story(*, reader, article, at=None):
    """Follow the conversation on a live story. Twice is once."""
    stay(reader)
    if not Article.objects.live(at).filter(pk=article.pk).exists():
        raise Gone("This story is not on the site any more.")
    last = Told.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    facts = {"since": at or timezone.now(), "told_up_to": last}
    return Follow.objects.get_or_create(reader=reader, article=article, defaults=facts)[0]


@transaction.atomic
def follow_comment(*, reader, comment, at=None):
    """Follow the replies to a visible comment on a live story. Twice is once."""
    stay(reader)
    if not Comment.objects.visible().filter(pk=comment.pk, article__in=Article.objects.live(at)).exists():
        raise Gone("This comment is not on the site any more.")
    return Follow.objects.get_or_create(reader=reader, comment=comment, defaults={"since": at or timezone.now()})[0]


def unfollow(*, reader, article=None, comment=None):
    """Tell `reader` no more of a story's new comments, or of the replies to a comment."""
    Follow.objects.filter(reader=reader, article=article, comment=comment).delete()
