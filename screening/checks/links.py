"""Many links. `number` is how many; links to a host of the list, exactly as it stands there, do not count."""

from ..addresses import host_line, links
from .plain import questions

__all__ = ["find", "prepare", "questions"]
MANY = 3


def prepare(rule):
    return {host_line(line) for line in rule.lines}


def counted(rule, case):
    return [address for address, host in links(case.text) if host not in rule.ready]


def find(rule, case):
    many, found = rule.number or MANY, counted(rule, case)
    if len(found) >= many:
        has = f"{len(found)} links" if len(found) > 1 else "a link"
        yield f"It has {has}; a moderator looks at comments with {many} or more.", found[0]
