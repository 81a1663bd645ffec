"""The names that the paper itself goes by, which no reader may take (settings: NAMES_OF_THE_PAPER)."""

from .models import Author, Masthead


def names():
    """Yield the masthead's name, with and without its article, and those of the authors who work here."""
    for name in Masthead.objects.values_list("name", flat=True):
        yield name
        yield name.removeprefix("The ")


def authors():
    """Yield the names under which members of staff write."""
    yield from Author.objects.filter(user__is_staff=True).values_list("name", flat=True)
