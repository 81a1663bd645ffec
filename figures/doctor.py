"""Whether what was counted is what is there: named in settings.DOCTOR."""

from django.db.models import Sum

from . import removed
from .days import count_day, write
from .models import Day


def days(fix):
    """Whether each day that was counted had so many comments and reports. In which section is not asked: a story may
    have moved since."""
    wrong = [day for day, *told in counted() if told != recount(day)]
    if fix:
        for day in wrong:
            Day.objects.filter(day=day).delete()
            write(day)
    named = ", as " + ", ".join(f"{day:%Y-%m-%d}" for day in wrong[:5]) if wrong else ""
    return len(wrong), len(wrong) if fix else 0, f"{len(wrong)} days were counted otherwise than they were{named}."


def counted():
    return Day.objects.order_by("day").values_list("day").annotate(Sum("comments"), Sum("reports"))


def recount(day):
    counts = count_day(day).values()
    return [sum(count[name] for count in counts) for name in ("comments", "reports")]


def removals(fix):
    """Whether the pages of every story on which something was removed say so."""
    stories = removed.unnoted()
    if fix:
        removed.note(stories)
    found = len(stories)
    return found, found if fix else 0, f"The pages of {found} stories do not say that comments were removed."
