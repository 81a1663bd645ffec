"""Nearly the same text from many accounts. `number` is from how many, this one with them."""

from datetime import timedelta

from django.db.models import Count, Subquery, Value

from ..models import Fingerprint
from .plain import prepare

__all__ = ["find", "prepare", "questions"]
ACCOUNTS = 5
DAYS = 2


def questions(rule, case):
    lately = Fingerprint.objects.filter(key__in=case.prints, at__gt=case.at - timedelta(days=DAYS))
    others = lately.exclude(reader=case.reader.pk).order_by().values(all=Value(1))
    return {"near_others": Subquery(others.annotate(accounts=Count("reader", distinct=True)).values("accounts"))}


def find(rule, case):
    accounts = (case.facts.get("near_others") or 0) + 1
    if accounts >= (rule.number or ACCOUNTS):
        yield f"{accounts} accounts have posted nearly this text within {DAYS} days.", ""
