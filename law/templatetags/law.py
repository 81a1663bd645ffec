from django import template
from django.db.models import BigIntegerField, Value, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from law.appeal import can_appeal
from law.categories import short
from law.models import Appeal, Notice, terms
from law.settle import why_not

register = template.Library()


@register.simple_tag
def fetch_statements(comments):
    """Fetch the statements of reasons of all these comments at once, for statement_of."""
    prefetch_related_objects(comments, "statements")
    return ""


@register.simple_tag
def statement_of(comment):
    """The latest statement of reasons about a comment, for its author."""
    return next(iter(comment.statements.all()), None)


@register.simple_tag(takes_context=True)
def fetch_open_law(context, cards):
    """Find the open notices and appeals about the comments of all these cards, for open_law: one query where something
    is open, else none. Who sent it is not the comment's author's to know."""
    for card in cards:
        card["law"], card["not_yours"] = [], ""
    waiting = {
        card["comment"].pk: card
        for card in cards
        if card["waits"] and not card["own"] and (card["waits"].legal or card["waits"].appealed)
    }
    if waiting:
        nobody = Value(None, output_field=BigIntegerField())
        notices = Notice.objects.open().filter(comment__in=waiting).order_by()
        notices = notices.values_list("comment", "reference", "law", nobody, nobody)
        appeals = Appeal.objects.open().filter(comment__in=waiting).order_by()
        appeals = appeals.values_list("comment", "reference", Value(""), "first", "person")
        for comment, reference, law, first, person in notices.union(appeals, all=True):
            card = waiting[comment]
            card["law"].append((reference, law))
            appeal = Appeal(comment=card["comment"], first_id=first, person_id=person)
            card["not_yours"] = card["not_yours"] or why_not(appeal, context["request"].user.pk)
    return ""


@register.simple_tag(takes_context=True)
def open_law(context, card):
    """The open notices and appeals about the comment of a card: in words, and where they are. From then on the card
    says in `not_yours` why whoever looks at it may not decide an appeal that is open, if so."""
    if "law" not in card:
        fetch_open_law(context, [card])
    return [
        (f"Legal notice {reference}: {short(law)}", reverse("law:one_notice", args=[reference]))
        if law
        else (f"Appeal {reference}", reverse("law:one_appeal", args=[reference]))
        for reference, law in sorted(card["law"])
    ]


@register.simple_tag
def may_appeal_report(report):
    """Whether the reader who made a report can appeal against what was decided, or has."""
    return hasattr(report, "appeal") or can_appeal(report)


@register.simple_tag
def law_terms():
    return terms()


@register.filter
def overdue(thing):
    """Whether the time to decide a notice or an appeal is over."""
    return thing.is_overdue(timezone.now())
