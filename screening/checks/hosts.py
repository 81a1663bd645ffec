"""Hosts to which no comment should lead, with all that is under them; also where one is named without a link."""

from ..addresses import host_line, hosts, within
from .plain import questions

__all__ = ["find", "prepare", "questions"]


def prepare(rule):
    return {host_line(line) for line in rule.lines}


def find(rule, case):
    for host, typed in hosts(case).items():
        if within(host, rule.ready):
            yield "It names a site that comments here may not lead to.", typed
            return
