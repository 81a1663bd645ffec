"""Give a person another name beside what they write."""

from django.db import IntegrityError, transaction

from .models import User
from .names import TAKEN


class NameTaken(Exception):
    """Somebody else took the name a moment earlier."""


def rename(*, person, name):
    """Store a name that forms have found free; the database has the last word."""
    try:
        with transaction.atomic():
            User.objects.filter(pk=person.pk).update(display_name=name)
    except IntegrityError as error:
        raise NameTaken(TAKEN) from error
    person.display_name = name
