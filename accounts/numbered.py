"""Names for accounts that nobody signed up for: made fit to be shown, and with a number where somebody has them."""

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower

from .models import User
from .names import LONGEST, tidy_name
from .skeleton import skeleton

ANYBODY = "Reader"


def free_names(names):
    """Return for each name one that nobody goes by, nor by one that looks like it: "Mary", "Mary 2", "Mary 3"."""
    wanted = {name: fit(name) for name in dict.fromkeys(names)}
    numbers, free, taken = dict.fromkeys(wanted, 1), {}, set()
    while wanted:
        asked = {}
        for name, plain in wanted.items():
            while skeleton(candidate := with_number(plain, numbers[name])) in taken:
                numbers[name] += 1
            asked[name] = candidate
            taken.add(skeleton(candidate))
        gone = going_by(asked.values())
        for name, candidate in asked.items():
            if skeleton(candidate) not in gone and candidate.lower() not in gone:
                free[name] = candidate
                del wanted[name]
    return free


def with_number(name, number):
    tail = f" {number}" if number > 1 else ""
    return name[: LONGEST - len(tail)].rstrip() + tail


def fit(name):
    """Return a name as the sign-up form would take it, less what it would refuse."""
    for candidate in (name, "".join(character for character in name if character.isalnum() or character in " .-'’")):
        try:
            return tidy_name(candidate[:LONGEST])
        except ValidationError:
            continue
    return ANYBODY


def going_by(names):
    """Return which of these names, in small letters, and which of their looks somebody has."""
    names = list(names)
    looks = User.objects.filter(name_skeleton__in=[skeleton(name) for name in names])
    known = User.objects.annotate(lower=Lower("display_name")).filter(lower__in=[name.lower() for name in names])
    return {*looks.values_list("name_skeleton", flat=True), *known.values_list("lower", flat=True)}
