"""Tell the paper of an error in a story: it stands in the desk's queue from then on."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.present import present
from articles.models import Article

from . import tell
from .models import ErrorReport
from .refusals import Gone, Refused, TooMany


@transaction.atomic
def report(*, article, form_key, words, reader=None, email="", network="", proved=True, at=None, **said):
    """Store what a reader says and return it. `said` is `where`, `passage` and `name`, as far as they were given.

    It stands before the editors at once. Who has no account and gives an address is sent a link by which they prove
    it, and only then told the outcome by mail. Raises Gone, TooMany, or Refused where the account is not there.
    """
    at = at or timezone.now()
    if reader and not present(reader):
        raise Refused("This account cannot be used any more.")
    if sent := ErrorReport.objects.filter(form_key=form_key).first():
        return sent
    story = Article.objects.live(at).filter(pk=article.pk).only("released").first()
    if story is None:
        raise Gone("This story is not on the site any more.")
    email = "" if reader else email.lower()
    within_rates(reader=reader, email=email, network=network, proved=proved, at=at)
    made, is_new = ErrorReport.objects.get_or_create(
        form_key=form_key,
        defaults={
            "article": story,
            "version": story.released,
            "words": words,
            "reader": reader,
            "email": email,
            "network": network or None,
            "proved": proved,
            "arrived_at": at,
            **said,
        },
    )
    if is_new and made.email:
        tell.ask_to_confirm(made)
    return made


def within_rates(*, reader, email, network, proved, at):
    """Raise TooMany where more came than is taken: counted in the rows themselves."""
    counted = {
        "reader": {"reader": reader} if reader else None,
        "network": {"network": network} if network else None,
        "email": {"email": email} if email else None,
        "unproved": {"network": network, "proved": False} if network and not (reader or proved) else None,
    }
    for kind, (most, seconds) in settings.ERROR_RATES.items():
        if counted[kind] is None:
            continue
        lately = ErrorReport.objects.filter(arrived_at__gt=at - timedelta(seconds=seconds), **counted[kind])
        if lately.count() >= most:
            raise TooMany(
                "More has come from there than we take in a short time. Your words are kept below: please send them "
                "again in an hour."
            )


@transaction.atomic
def confirm(*, report, at=None):
    """Note that the address is the sender's: they have opened the link that was mailed to them. Twice is once."""
    rows = ErrorReport.objects.filter(pk=report.pk, confirmed_at=None)
    return bool(rows.update(confirmed_at=at or timezone.now()))
