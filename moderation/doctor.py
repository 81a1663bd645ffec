"""Whether decisions and comments agree: named in settings.DOCTOR. A moderator has to look at what does not."""

from django.db.models import F, OuterRef, Q, Subquery

from comments.models import Comment

from .models import Decision, Report

REMOVED, VISIBLE = Comment.Status.REMOVED, Comment.Status.VISIBLE


def decisions(fix):
    """Whether each comment is as the last decision about it says."""
    last = Decision.objects.filter(comment=OuterRef("pk")).order_by("-version").values("action")[:1]
    decided = Comment.objects.annotate(last=Subquery(last))
    # What was kept may have been edited or deleted since; what was removed stays so until somebody decides anew.
    wrong = decided.filter(
        Q(last=Decision.Action.REMOVE, status=VISIBLE)
        | Q(last=Decision.Action.KEEP, status=REMOVED)
        | Q(last=None, status=REMOVED)
    )
    return wrong.count(), 0, told(wrong, "are not as the last decision about them says")


def reports(fix):
    """Whether reports were settled when their comments were removed. On what its author deleted they may be open."""
    late = Report.objects.open().filter(comment__status=REMOVED, comment__decisions__action=Decision.Action.REMOVE)
    late = late.filter(comment__decisions__decided_at__gte=F("reported_at"))
    wrong = Comment.objects.filter(pk__in=late.values("comment"))
    return wrong.count(), 0, told(wrong, "were removed, but reports on them are still open")


def told(wrong, what):
    numbers = [str(number) for number in wrong.order_by("pk").values_list("pk", flat=True)[:10]]
    return f"{wrong.count()} comments {what}{', as ' + ', '.join(numbers) if numbers else ''}."
