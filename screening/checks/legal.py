"""Phrases that may have to do with the law: a crime laid at somebody's door, a case, a threat to sue."""

from .plain import prepare, questions
from .words import shown

__all__ = ["find", "prepare", "questions"]


def find(rule, case):
    if matches := case.matches.get(rule.pk):
        yield "It has words that may have to do with the law; a moderator looks at it.", shown(matches, case.text)
