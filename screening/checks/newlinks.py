"""Any link from an account that is new. `number` is for how many hours it is; by default COMMENT_LINKS_AFTER_HOURS."""

from datetime import timedelta

from django.conf import settings

from .links import counted, prepare
from .plain import questions

__all__ = ["find", "prepare", "questions"]


def find(rule, case):
    hours = settings.COMMENT_LINKS_AFTER_HOURS if rule.number is None else rule.number
    if case.reader and case.at - case.reader.date_joined < timedelta(hours=hours) and (found := counted(rule, case)):
        yield f"It has a link, and the account is less than {age(hours)} old.", found[0]


def age(hours):
    if hours % 24:
        return f"{hours} hours" if hours > 1 else "an hour"
    return f"{hours // 24} days" if hours > 24 else "a day"
