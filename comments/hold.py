"""Hold a comment that is on the page: nobody but its author sees it until a moderator decides."""

from django.db import transaction
from django.utils import timezone

from pagecache.move import move

from . import checks
from .appeared import changed
from .models import Comment, Hit


@transaction.atomic
def hold(*, comment, because, check_name, words="", at=None):
    """Hold the comment if it is visible, with what it is held for; return whether it is held by this.

    Its version stays: a moderator who has it on the screen decides about the same text.
    """
    held = Comment.objects.visible().filter(pk=comment.pk).update(status=Comment.Status.HELD)
    if not held:
        return False
    comment.status = Comment.Status.HELD
    found = checks.Found(checks.HOLD, because[:200], words[:200], check_name)
    Hit.objects.create(
        comment=comment, check_name=check_name, outcome=checks.HOLD, because=found.because, words=found.words
    )
    move(f"thread:{comment.article_id}")
    changed(comment, at=at or timezone.now(), found=[found])
    return True
