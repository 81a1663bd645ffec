"""Correct a story in public without a change of its text: a dated notice that stays with it."""

from django.db import transaction
from django.utils import timezone

from .models import Correction
from .workflow import refuse, take


@transaction.atomic
def correct(*, article, by, kind, text, at=None):
    """Add a notice of `kind` (Correction.Kind) and move the story's updated time with it."""
    at = at or timezone.now()
    refuse("correct", by, article, at)
    correction = Correction.objects.create(article=article, kind=kind, text=text, issued_at=at, issued_by=by)
    take(name="correct", article=article, by=by, at=at, note=text, updated_at=at)
    return correction
