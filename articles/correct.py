"""Correct a story in public: a dated notice that stays with it."""

from django.db import transaction
from django.utils import timezone

from .changed import changed
from .models import Article, ArticleEvent, Correction
from .publish import NotAllowed


@transaction.atomic
def correct(*, article, by, kind, text, at=None):
    """Add a notice of `kind` (Correction.Kind) and move the story's updated time with it."""
    at = at or timezone.now()
    if not by.has_perm("articles.publish_article"):
        raise NotAllowed("A correction is an editor's deed.")
    correction = Correction.objects.create(article=article, kind=kind, text=text, issued_at=at, issued_by=by)
    Article.objects.filter(pk=article.pk).update(updated_at=at)
    ArticleEvent.objects.create(article=article, deed="correct", by=by, at=at, version=article.version, note=text)
    changed(article, at)
    return correction
