"""What follows a decision when it can be taken back no more: those concerned are told of it, once."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from accounts.models import User
from comments.appeared import appeared
from comments.models import Comment

from .models import KEPT, Decision, DecisionTold, Report
from .report import REPORTED
from .tell import tell_author, tell_reporters, words

Action, Status = Decision.Action, Comment.Status
SILENT = (Action.PASS, Action.UNDO)  # the paper's own affair
MOST = 200  # of so many decisions people are told in one go


def follow(decision, *, at):
    """Have them told in UNDO_SECONDS by the task worker; in the deed's own transaction where these are over."""
    if decision.action in SILENT:
        return
    later = at + timedelta(seconds=settings.UNDO_SECONDS)
    if settings.UNDO_SECONDS and later > timezone.now():
        tell_of.using(run_after=later).enqueue(decision.pk)
    else:
        tell_now(with_all(Decision.objects.filter(pk=decision.pk)), at=at)


@task()
def tell_of(decision_pk):
    """Tell those concerned of a decision, unless it was taken back or they were told. Of comments of one author that
    were removed in one go the last one tells, and of all of them."""
    with transaction.atomic():
        together = due_with(Decision.objects.select_related("comment").get(pk=decision_pk), at=timezone.now())
        # The accounts before the comments, as by whoever erases one of them.
        comments = Comment.objects.filter(pk__in=Decision.objects.filter(pk__in=together).values("comment"))
        reporters = Report.objects.filter(decision__in=together).values("reader")
        people = User.objects.filter(Q(pk__in=comments.values("reader")) | Q(pk__in=reporters)).order_by("pk")
        list(people.select_for_update(no_key=True).values_list("pk"))
        # Locked, so that each is either taken back or told.
        list(comments.order_by("pk").select_for_update(no_key=True).values_list("pk"))
        decisions = with_all(Decision.objects.filter(pk__in=together, undone_by=None, told=None))
        DecisionTold.objects.bulk_create([DecisionTold(decision=decision) for decision in decisions])
        tell_now(decisions, at=timezone.now())
        if len(together) == MOST:
            tell_of.enqueue(decision_pk)


def due_with(decision, *, at):
    """Return the numbers of the decisions of which people are told with this one; none while one of them can be taken
    back: the last one tells."""
    if decision.batch is None or decision.action != Action.REMOVE:
        return [decision.pk]
    same = Decision.objects.standing().filter(batch=decision.batch, action=Action.REMOVE, told=None)
    same = same.filter(comment__reader=decision.comment.reader_id)
    if same.filter(decided_at__gt=at - timedelta(seconds=settings.UNDO_SECONDS)).exists():
        return []
    return list(same.order_by("pk").values_list("pk", flat=True)[:MOST])


def with_all(decisions):
    """Return the decisions with what is told of them, and whether something was decided since."""
    since = Decision.objects.standing().filter(comment=OuterRef("comment"), version__gt=OuterRef("version"))
    rows = decisions.select_related("comment__article", "comment__reader", "rule").order_by("pk")
    rows = rows.defer("comment__article__body", "comment__article__body_parts").prefetch_related("reports__reader")
    return list(rows.annotate(decided_since=Exists(since)))


def tell_now(decisions, *, at):
    """Tell of decisions; of several where they removed comments of one author in one go."""
    for decision in decisions:
        if decision.before == Status.HELD and decision.comment.is_visible and not was_seen_before(decision):
            appeared(decision.comment, at=at)
    tell_author([decision for decision in decisions if not told_of_later(decision)])
    for decision in decisions:
        tell_reporters(decision)
    for path in settings.WHEN_TOLD:
        import_string(path)(decisions, at=at)


def told_of_later(decision):
    """Tell whether the author hears of what was decided anew meanwhile, and so not of this."""
    if not decision.decided_since:
        return False
    later = Decision.objects.standing().filter(comment=decision.comment, version__gt=decision.version)
    return any(words(each) for each in later.select_related("comment__article", "rule"))


def was_seen_before(decision):
    """Tell whether everyone could see it until a report hid it, or since an earlier decision."""
    earlier = decision.comment.decisions.standing().filter(version__lt=decision.version)
    return (
        decision.comment.hits.filter(check_name=REPORTED).exists()
        or earlier.filter(action__in=KEPT).exists()
        or earlier.filter(before=Status.VISIBLE, moderator__isnull=False).exists()  # a check holds at the door
    )
