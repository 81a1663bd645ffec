"""Hold a comment that is on the page: nobody but its author sees it until a moderator decides, or what held it is
taken back."""

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


@transaction.atomic
def release(*, comment, check_name, at=None):
    """Show a comment again that was on the page before `check_name` held it; return whether it is shown by this.

    What held it does so no more, also after an edit. Its version stays, as when it was held.
    """
    shown = Comment.objects.held().filter(pk=comment.pk).update(status=Comment.Status.VISIBLE)
    if not shown:
        return False
    comment.status = Comment.Status.VISIBLE
    comment.hits.filter(check_name=check_name, outcome=checks.HOLD).delete()
    move(f"thread:{comment.article_id}")
    changed(comment, at=at or timezone.now())
    return True
