"""Whether what the law asks for is done: named in settings.DOCTOR."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from comments.models import Comment
from moderation.card import renew
from moderation.models import Card, Decision

from .models import Appeal, LawTerms, Notice, Statement, terms

LEGAL = Exists(Notice.objects.open().filter(comment=OuterRef("pk")))
APPEALED = Exists(Appeal.objects.open().filter(comment=OuterRef("pk")))


def cards(fix):
    """Whether each open notice and each open appeal stands in the queue, and nothing else as one."""
    passed_on = Card.objects.filter(passed_to=Decision.Desk.LEGAL).values("comment")
    missing = Q(LEGAL, card=None) | Q(LEGAL, card__legal=False)
    missing |= Q(APPEALED, card=None) | Q(APPEALED, card__appealed=False)
    too_many = Q(~LEGAL, card__legal=True) & ~Q(pk__in=passed_on) | Q(~APPEALED, card__appealed=True)
    wrong = sorted(set(Comment.objects.filter(missing | too_many).values_list("pk", flat=True)))
    if fix:
        for number in wrong:
            with transaction.atomic():
                rows = Comment.objects.select_for_update(of=["self"], no_key=True).select_related("article", "reader")
                renew(rows.get(pk=number), decided=True)
    return len(wrong), len(wrong) if fix else 0, f"{len(wrong)} comments with notices or appeals wait otherwise."


def overdue(fix):
    """Whether a notice or an appeal waits for longer than the lawyer allows. Only people can mend that."""
    now = timezone.now()
    notices = Notice.objects.open().filter(due_at__lt=now).count()
    appeals = Appeal.objects.open().filter(due_at__lt=now).count()
    return notices + appeals, 0, f"{notices} legal notices and {appeals} appeals are overdue."


def statements(fix):
    """Whether who lost a comment to a moderator was told the reasons, since the first statement was made."""
    first = Statement.objects.order_by("made_at").values_list("made_at", flat=True).first()
    chosen = terms()
    if first is None or chosen.statements == LawTerms.Statements.NONE:
        return 0, 0, "No statements of reasons are asked for yet."
    removals = Decision.objects.standing().filter(action=Decision.Action.REMOVE, decided_at__gte=first)
    removals = removals.exclude(before__in=[Comment.Status.REMOVED, Comment.Status.DELETED])
    if chosen.statements != LawTerms.Statements.ALL:
        earlier = Decision.objects.filter(batch=OuterRef("batch"), action=Decision.Action.REMOVE, pk__lt=OuterRef("pk"))
        removals = removals.exclude(Exists(earlier), rule__code__in=chosen.spam_rules.split())
    without = removals.filter(statement=None).count()
    return without, 0, f"{without} removals have no statement of reasons."
