"""The same text in many places: what was said elsewhere within a day, or by another account.

The same reader on the same story is refused before it comes here (comments/screen.py).
"""

from django.db.models import Subquery

from comments.screen import said

from .plain import prepare

__all__ = ["find", "prepare", "questions"]


def questions(rule, case):
    elsewhere = said(case.key, case.at).exclude(reader=case.reader.pk, article=case.article.pk)
    return {"repeats_by": Subquery(elsewhere.values("reader")[:1])}


def find(rule, case):
    if who := case.facts.get("repeats_by"):
        same = who == case.reader.pk
        whose = "The same text was posted on another story" if same else "Another account posted this text"
        yield f"{whose} within the last day.", ""
