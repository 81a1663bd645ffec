"""Write down something about a person, for colleagues."""

from django.db import transaction
from django.utils import timezone

from accounts.present import present

from .models import Note
from .refusals import Closed, NotAllowed


@transaction.atomic
def note(*, person, by, text, at=None):
    """Add a note. The same one twice within a minute is one. Raises NotAllowed or Closed."""
    at = at or timezone.now()
    if not by.has_perm("comments.moderate_comment"):
        raise NotAllowed("Notes are written by moderators.")
    if not present(person):
        raise Closed("This account is closed, so nothing can be noted about it.")
    last = Note.objects.filter(person=person, by=by).first()
    if last and last.text == text and (at - last.written_at).total_seconds() < 60:
        return last
    return Note.objects.create(person=person, by=by, text=text, written_at=at)
