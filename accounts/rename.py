"""Give a person another name beside what they write."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string

from .models import FormerName, User
from .names import ALIKE, TAKEN, reserved
from .skeleton import skeleton


class NotRenamed(Exception):
    """The name stays as it is; the message says why, to the person."""


class NameTaken(NotRenamed):
    """Somebody else took the name, or one that looks like it, a moment earlier."""


class TooSoon(NotRenamed):
    """The name was changed a short while ago."""


def rename(*, person, name, by_staff=False, at=None):
    """Store a name that forms have found free; the database has the last word.

    A person changes theirs once in NAME_CHANGE_DAYS; `by_staff`: somebody at the desk does, at any time.
    Raises NameTaken or TooSoon.
    """
    at = at or timezone.now()
    try:
        with transaction.atomic():
            if store(person=person, name=name, by_staff=by_staff, at=at):
                for path in settings.AFTER_RENAME:
                    import_string(path)(person, at=at)
    except IntegrityError as error:
        raise NameTaken(TAKEN) from error
    person.refresh_from_db(fields=["display_name", "name_skeleton", "name_changed_at"])


def store(*, person, name, by_staff, at):
    """Store the name, and what the old one looked like. Return whether anything is different."""
    old = User.objects.select_for_update(no_key=True).only("display_name", "name_changed_at").get(pk=person.pk)
    if old.display_name == name:
        return False
    again = next_change(old)
    if again and at < again and not by_staff:
        raise TooSoon(f"You changed your name a short while ago. You can change it again from {day(again)}.")
    looks, looked = skeleton(name), skeleton(old.display_name)
    facts = {"display_name": name, "name_skeleton": looks}
    User.objects.filter(pk=person.pk).update(**facts, **({} if by_staff else {"name_changed_at": at}))
    # After the update, which waits for others: a name that somebody is just giving up is then seen to be theirs.
    if reserved(looks, person=person, at=at):
        raise NameTaken(ALIKE)
    if looked and looked != looks:
        FormerName.objects.create(person=person, name_skeleton=looked, given_up_at=at)
    return True


def next_change(person):
    """Return when a person may change their name again, or None if they never did."""
    changed = person.name_changed_at
    return changed and changed + timedelta(days=settings.NAME_CHANGE_DAYS)


def day(moment):
    return date_format(timezone.localtime(moment), "j F Y, H:i")
