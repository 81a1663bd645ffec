"""Put a phrase on the list, or change it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from pagecache.move import move

from .find import VERSION
from .models import CautionPhrase


class NotAllowed(Exception):
    """This person does not keep the list."""


def write(*, row=None, by, at=None, **facts):
    """Store a phrase, new or with these `facts`, and return its row. What is written from now on is compared.

    Raises NotAllowed, and ValidationError where it cannot be looked for or is on the list already.
    """
    if not by.has_perm("caution.change_cautionphrase"):
        raise NotAllowed("The list of caution phrases is kept by the editor in charge and the lawyer.")
    row = row or CautionPhrase(added_by=by, added_at=at or timezone.now())
    for name, value in facts.items():
        setattr(row, name, value)
    row.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            row.save()
            move(VERSION, purge=False)
    except IntegrityError as error:  # by somebody who saved it in the same moment
        raise ValidationError({"phrase": "Somebody has just put this phrase on the list."}) from error
    return row
