"""Shouting: a text nearly all in capitals. `number` is the share of capitals, in per cent."""

from .plain import prepare, questions

__all__ = ["find", "prepare", "questions"]
LETTERS = 30  # fewer say nothing: "USA!" is no shouting
SHARE = 70


def find(rule, case):
    letters = list(filter(str.isalpha, case.text))
    capitals = sum(map(str.isupper, letters))
    if len(letters) >= LETTERS and capitals * 100 >= len(letters) * (rule.number or SHARE):
        yield "It is nearly all in capitals.", ""
