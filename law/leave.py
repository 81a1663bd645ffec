"""Erase a person from what this room keeps: called by privacy/erase.py before their comments are emptied."""

from django.db.models import Q

from comments.batches import batches
from comments.models import Comment

from . import keep
from .misuse import key_of
from .models import Appeal, AuthorityOrder, Letter, Misuse, Notice, Statement

ERASED = "This text was erased."
NEITHER = {"name": "", "email": "", "provision": "", "why": ERASED, "network": None, "erased": True}


def leave(*, person, emails, to, at):
    """Hand what has to stand to the account `to`, without name, address and words. What their comments said is sealed
    where a claim about it stands."""
    keep.seal(Comment.objects.filter(reader=person), at=at)
    theirs = list(Notice.objects.filter(notifier=person).values_list("pk", flat=True))
    theirs += Notice.objects.filter(notifier=None, email__in=[email.lower() for email in emails]).values_list(
        "pk", flat=True
    )
    forget_notices(theirs, to)
    of_statements(Statement.objects.filter(person=person), person=to)
    Statement.objects.filter(decided_by=person).update(decided_by=to)
    Appeal.objects.open().filter(person=person, statement__isnull=False).delete()  # about what they take with them
    Appeal.objects.filter(person=person).update(person=to, words=ERASED, answer="")
    Misuse.objects.filter(person=person).update(person=to)
    forget_in_orders(AuthorityOrder.objects.filter(Q(reader=person) | Q(comment__reader=person)))
    Misuse.objects.filter(email_key__in=[key_of(email) for email in emails]).update(email_key="")


def keep_appeal(report):
    """Let an appeal stand without the report that it began with, which goes."""
    Appeal.objects.filter(report=report).update(report=None)


def forget_notices(numbers, to=None):
    for some in batches(numbers):
        Notice.objects.filter(pk__in=some).update(**NEITHER, **({"notifier": to} if to else {}))
        Letter.objects.filter(notice__in=some).delete()
        Appeal.objects.filter(notice__in=some).update(words=ERASED)


def forget_in_orders(orders):
    """Authority, kind and times stay, for the yearly report."""
    orders.update(reader=None, note="")


def of_statements(statements, **facts):
    """What a moderator wrote to the person goes; the rule, and what was done, stay."""
    for statement in statements.select_related("rule"):
        explanation = statement.rule.text if statement.rule_id else ERASED
        Statement.objects.filter(pk=statement.pk).update(explanation=explanation, **facts)
