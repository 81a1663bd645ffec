"""Whether what was counted is what is there: named in settings.DOCTOR."""

from collections import Counter, defaultdict

from . import removed
from .days import count_day, write
from .models import Day

# What a person decided, what a check found in their comments and what they reported, may have gone with them since.
LESSENED = ("person:", "check:", "wait:", "reports")


def days(fix):
    """Whether each day that was counted was as it was counted. In which section is not asked: a story may have moved
    since; nor what is less when a person has left."""
    found = defaultdict(Counter)
    for day, counts in Day.objects.values_list("day", "counts"):
        found[day].update(counts)
    wrong = [day for day in sorted(found) if lasting(found[day]) != lasting(sum(count_day(day).values(), Counter()))]
    if fix:
        for day in wrong:
            write(day)
    named = ", as " + ", ".join(f"{day:%Y-%m-%d}" for day in wrong[:5]) if wrong else ""
    return len(wrong), len(wrong) if fix else 0, f"{len(wrong)} days were counted otherwise than they were{named}."


def lasting(counts):
    return {name: number for name, number in counts.items() if not name.startswith(LESSENED)}


def removals(fix):
    """Whether the pages of every story on which something was removed say so."""
    stories = removed.unnoted()
    if fix:
        removed.note(stories)
    found = len(stories)
    return found, found if fix else 0, f"The pages of {found} stories do not say that comments were removed."
