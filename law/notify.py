"""Send a legal notice about a comment: stored at once, and put before the moderators when its sender is confirmed."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from comments.models import Comment
from moderation.card import renew

from . import misuse, tell
from .addresses import exact_address
from .categories import CHILD
from .lock import lock
from .models import Misuse, Notice, terms
from .refusals import Changed, Gone, SentBefore, TooMany


@transaction.atomic
def notify(*, comment, law, text_version, form_key, notifier=None, email="", at=None, **said):
    """Store the notice and give its sender a receipt; return the notice. `said` is what store() takes.

    Whoever has an account is confirmed by it, and a notice about the abuse of children, which nobody has to sign, needs
    no more. Others get a link by mail. Raises Refused: Gone, Changed, SentBefore or TooMany.
    """
    at = at or timezone.now()
    comment = lock(comment, notifier)
    if sent := Notice.objects.filter(form_key=form_key).first():
        return sent
    may_notify(comment, text_version)
    if notifier and (sent := notifier.notices_sent.filter(comment=comment, text_version=text_version, law=law).first()):
        raise SentBefore("You have sent this notice before.", notice=sent)
    notice = store(
        comment=comment,
        law=law,
        text_version=text_version,
        form_key=form_key,
        notifier=notifier,
        email=(notifier.email if notifier else email).lower(),
        at=at,
        **said,
    )
    if notice.confirmed_at and not notice.aside:
        renew(comment, at=at)
    tell.receipt(notice, at=at)
    return notice


def store(*, at, law, comment, notifier, email, name="", address="", network="", proved=True, **as_it_is):
    """Return the row, where no more came from there than is taken. `proved`: a browser gave a proof of work. `as_it_is`
    has `why`, `text_version`, `form_key`, and `provision` if it was given."""
    if notifier:
        within_rates(network=network, at=at)
    else:
        within_rates(network=network, email=email, proved=proved, at=at)
    return Notice.objects.create(
        comment=comment,
        notifier=notifier,
        name=name or (notifier.display_name if notifier else ""),
        email=email,
        law=law,
        address=address or exact_address(comment),
        good_faith=True,
        network=network or None,
        proved=proved,
        arrived_at=at,
        due_at=at + timedelta(hours=terms().notice_hours),
        confirmed_at=at if notifier or law == CHILD else None,
        aside=set_aside(notifier, email, at),
        **as_it_is,
    )


def may_notify(comment, text_version):
    """Raise Gone or Changed unless everybody can see this text."""
    if not comment.is_visible or not comment.article.is_live():
        raise Gone("There is no comment at this address.")
    if comment.text_version != text_version:
        raise Changed("The comment was edited while you wrote. Please read it again, then send your notice.")


def set_aside(notifier, email, at):
    """Return why moderators are not to be called by it, or ""."""
    late = misuse.suspended(person=notifier, email=email, about=Misuse.About.NOTICES, at=at)
    return Notice.Aside.SUSPENDED if late else ""


def within_rates(*, network, email="", proved=True, at):
    """Raise TooMany where more came than is taken: counted in the rows themselves."""
    counted = {"network": {"network": network} if network else None, "email": {"email": email} if email else None}
    counted["unproved"] = {"network": network, "proved": False} if network and not proved else None
    for kind, (most, seconds) in settings.NOTICE_RATES.items():
        if counted[kind] is None:
            continue
        lately = Notice.objects.filter(arrived_at__gt=at - timedelta(seconds=seconds), **counted[kind])
        if lately.count() >= most:
            raise TooMany(
                "More notices have come from there than we take in a short time. Your words are kept below: please "
                "send them again in an hour, or write to us."
            )


@transaction.atomic
def confirm(*, notice, at=None):
    """Put the notice before the moderators: its sender has opened the link that was mailed to them. Twice is once."""
    at = at or timezone.now()
    comment = lock(notice.comment)
    if not Notice.objects.filter(pk=notice.pk, confirmed_at=None).update(confirmed_at=at):
        return False
    notice.refresh_from_db()
    removal = comment.decisions.standing().filter(action="remove").first()
    if comment.status == Comment.Status.REMOVED and removal:  # meanwhile, for whatever reason
        Notice.objects.filter(pk=notice.pk).update(decision=removal)
        notice.refresh_from_db()
        tell.answer_notice(notice, at=at)
    elif not notice.aside:
        renew(comment, at=at)
    return True
