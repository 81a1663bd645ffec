"""What follows a decision when it can be taken back no more: those concerned are told of it, once."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from accounts.models import User
from comments.appeared import appeared
from comments.models import Comment

from .models import Decision, DecisionTold
from .report import REPORTED
from .tell import tell_author, tell_reporters, words

Action, Status = Decision.Action, Comment.Status
SILENT = (Action.PASS, Action.UNDO)  # the paper's own affair


def follow(decision, *, at):
    """Have them told in UNDO_SECONDS by the task worker; in the deed's own transaction where these are over."""
    if decision.action in SILENT:
        return
    later = at + timedelta(seconds=settings.UNDO_SECONDS)
    if settings.UNDO_SECONDS and later > timezone.now():
        tell_of.using(run_after=later).enqueue(decision.pk)
    else:
        tell_now(decision, at=at)


@task()
def tell_of(decision_pk):
    """Tell those concerned of a decision, unless it was taken back or they were told."""
    with transaction.atomic():
        rows = Decision.objects.select_related("comment__article", "comment__reader", "rule")
        decision = rows.get(pk=decision_pk)
        # The accounts before the comment, as by whoever erases one of them.
        reporters = decision.reports.values("reader")
        people = User.objects.filter(Q(pk=decision.comment.reader_id) | Q(pk__in=reporters)).order_by("pk")
        list(people.select_for_update(no_key=True).values_list("pk"))
        # Locked, so that it is either taken back or told.
        Comment.objects.select_for_update(no_key=True).get(pk=decision.comment_id)
        if Decision.objects.filter(undoes=decision_pk).exists():
            return
        if DecisionTold.objects.get_or_create(decision=decision)[1]:
            tell_now(decision, at=timezone.now())


def tell_now(decision, *, at):
    comment = decision.comment
    if decision.before == Status.HELD and comment.is_visible and not was_seen_before(decision):
        appeared(comment, at=at)
    later = Decision.objects.standing().filter(comment=comment, version__gt=decision.version)
    if not any(words(each) for each in later.select_related("comment__article", "rule")):
        tell_author(decision)  # of what was decided anew meanwhile, that tells, where it has something to tell
    tell_reporters(decision)
    for path in settings.WHEN_TOLD:
        import_string(path)(decision, at=at)


def was_seen_before(decision):
    """Tell whether everyone could see it until a report hid it, or since an earlier decision."""
    earlier = decision.comment.decisions.standing().filter(version__lt=decision.version)
    return (
        decision.comment.hits.filter(check_name=REPORTED).exists()
        or earlier.filter(action__in=[Action.KEEP, Action.SETTLE]).exists()
        or earlier.filter(before=Status.VISIBLE, moderator__isnull=False).exists()  # a check holds at the door
    )
