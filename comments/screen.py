"""What is refused at the door, whatever the text says: too many comments in a short while, and the same one again.

Counted are the rows themselves, in one query; COMMENT_RATES says how many are too many.
"""

from datetime import timedelta

import regex
from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format

from accounts.models import User

from .models import Comment

NEW = timedelta(days=1)  # for so long an account has half of everything
DAY = timedelta(days=1)
SHORT = 30  # letters: “I agree” may be said as often as it is meant
AT_ONCE = timedelta(seconds=15)  # requests that wait for each other do not come in the order of their times
LETTERS = regex.compile(r"[^\p{L}\p{N}]+")


class Refused(Exception):
    """The comment cannot be posted; the message says why, to the reader."""


class TooFast(Refused):
    """Too many came in a short while. `seconds`: when the next one may."""

    def __init__(self, message, seconds):
        super().__init__(message)
        self.seconds = seconds


class SaidAlready(Refused):
    """The reader has said this on this story. `comment` is the first one."""

    def __init__(self, message, comment):
        super().__init__(message)
        self.comment = comment


def text_key(text):
    """Return what is the same for texts that say the same in the same words; blank for short ones."""
    letters = LETTERS.sub("", text.casefold())
    return salted_hmac("comments.text", letters, algorithm="sha256").hexdigest()[:16] if len(letters) >= SHORT else ""


def screen(*, reader, article, key, network, at):
    """Raise TooFast or SaidAlready if this comment is to be refused. Called in the transaction that stores it, after
    the reader's row was locked."""
    rates = [rate for rate in settings.COMMENT_RATES if rate[0] == "reader" or network]
    asked = {f"rate_{n}": nth_latest(rate, reader, network, at) for n, rate in enumerate(rates)}
    if key:
        asked["said"] = Subquery(said(key, at).filter(reader=OuterRef("pk"), article=article).values("pk")[:1])
    if not asked:
        return
    answers = User.objects.filter(pk=reader.pk).values(**asked).get()
    if answers.get("said"):
        raise SaidAlready("You have said this already on this story.", Comment.objects.get(pk=answers["said"]))
    waits = [(wait(answers[f"rate_{n}"], rate[2], at), rate) for n, rate in enumerate(rates)]
    longest, rate = max(waits, default=(0, None), key=lambda each: each[0])
    if longest > 0:
        raise TooFast(told(rate, longest, at), longest)


def nth_latest(rate, reader, network, at):
    """Return the time of the comment with which the rate was used up, if it was: of the third to the last for three."""
    who, most, seconds = rate
    if who == "reader" and at - reader.date_joined < NEW:
        most = max(1, most // 2)
    rows = Comment.objects.filter(reader=OuterRef("pk"))
    if who == "network":
        rows = Comment.objects.exclude(network="").filter(network=network)  # by its index, which has no blank ones
    rows = rows.filter(posted_at__gt=at - timedelta(seconds=seconds), posted_at__lte=at + AT_ONCE)
    return Subquery(rows.order_by("-posted_at").values("posted_at")[most - 1 : most])


def wait(used_up, seconds, at):
    """Return in how many seconds the next comment may come."""
    return used_up and -int(-(used_up + timedelta(seconds=seconds) - at).total_seconds() // 1) or 0


def told(rate, seconds, at):
    when = f"in {seconds} seconds" if seconds < 100 else f"from {clock(at + timedelta(seconds=seconds))}"
    if rate[0] == "network":
        return (
            f"Very many comments came from your network just now. You can post yours {when}. Your text is still here."
        )
    return f"You have posted many comments in a short while. You can post this one {when}. Your text is still here."


def clock(moment):
    # The next full minute: a clock that shows it has passed it.
    return date_format(timezone.localtime(moment + timedelta(seconds=59)), "H:i")


def said(key, at):
    """Return the comments of the last day that say the same, less those that their authors have deleted."""
    lately = Comment.objects.exclude(text_key="").filter(text_key=key, posted_at__gt=at - DAY)
    return lately.exclude(status=Comment.Status.DELETED).order_by("posted_at")


def old_keys(at):
    """Return the comments whose texts are not compared any more: their keys may be forgotten."""
    return Comment.objects.exclude(text_key="").filter(posted_at__lt=at - DAY)
