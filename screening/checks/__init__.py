"""The checks, one small module for each kind of rule.

`prepare(rule)` makes ready what the rule lists; `questions(rule, case)` gives what the database is to be asked, by
names that begin with the kind, about a case whose values are blanks (case.py: BLANK); `find(rule, case)` yields
(because, words) for what it found.
`because` is told to the moderator and, of what is held, to the author.
"""

from . import hosts, legal, links, near, newcomers, newlinks, personal, repeats, risk, shouting, words

KINDS = {
    module.__name__.rpartition(".")[2]: module
    for module in (hosts, legal, links, near, newcomers, newlinks, personal, repeats, risk, shouting, words)
}
PHRASES = {"words", "legal"}
