"""Take a public story off the site; its address then says so."""

from django.utils import timezone

from .models import Article
from .publish import NotAllowed, change_status, never_public


def withdraw(*, article, by, note, at=None):
    """Withdraw a story that is public or due to be. `note` is what readers are told at its address (410)."""
    at = at or timezone.now()
    if not by.has_perm("articles.withdraw_article"):
        raise NotAllowed("Withdrawing a story is an editor's deed.")
    change_status(
        article=article,
        by=by,
        at=at,
        deed="withdraw",
        note=note,
        status=Article.Status.WITHDRAWN,
        expected=[Article.Status.PUBLISHED, Article.Status.SCHEDULED],
        # Of what no reader has seen, no address says later that it was there.
        first_published_at=None if never_public(article, at) else article.first_published_at,
        withdrawn_at=at,
        withdrawal_note=note,
    )
