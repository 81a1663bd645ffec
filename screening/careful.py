"""The phrases of which the paper is careful, looked for in comments beside the rules' own, disguises included."""

from caution.find import Careful
from caution.models import CautionPhrase
from comments.checks import Found

from .checks.words import shown
from .phrases import BadPhrase, words_of

CHECK = "caution"
# What the author is told says nothing of why: that would tell the name's secret.
BECAUSE = "It has words of which the paper is careful; a moderator looks at it."


def read():
    """Return the caution phrases that are looked for in comments."""
    rows = CautionPhrase.objects.at_work().exclude(in_comments="").order_by("pk")
    return [Careful(*row) for row in rows.values_list(*Careful._fields)]


def lines(cautions):
    """Return each with its phrase, as it is written and without accents."""
    both = [(row, phrase) for row in cautions for phrase in (row.phrase.replace("*", " "), row.words)]
    return [each for each in dict.fromkeys(both) if can_be_looked_for(each[1])]


def can_be_looked_for(phrase):
    try:
        return words_of(phrase)
    except BadPhrase:  # one that can must not keep the others from working
        return []


def find(cautions, case):
    for row in cautions:
        if (matches := case.matches.get(row)) and row.counts(case.at):
            yield Found(row.in_comments, BECAUSE, shown(matches, case.text), CHECK, note=row.note)
