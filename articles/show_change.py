"""Let readers see what a correction changed, by word; or let them see it no longer."""

from django.db import transaction
from django.utils import timezone

from .changed import changed
from .models import Correction
from .workflow import NotAllowed, in_their_section, may, record


class NothingToShow(Exception):
    """The notice came without a change of the text."""


@transaction.atomic
def show_change(*, correction, by, shows, at=None):
    """Set whether the notice leads to the two versions side by side. Raises NotAllowed or NothingToShow."""
    at, article = at or timezone.now(), correction.article
    if not may("correct", by) or not in_their_section(by, article):
        raise NotAllowed("To show readers what a correction changed is an editor’s deed.")
    if shows and not correction.has_versions:
        raise NothingToShow("This notice came without a change of the text.")
    if Correction.objects.filter(pk=correction.pk).exclude(shows_change=shows).update(shows_change=shows):
        correction.shows_change = shows
        record(article, "show_change" if shows else "hide_change", by, at, f"{correction}")
        changed(article, at)
