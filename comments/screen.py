"""What is refused at the door, whatever the text says: too many comments in a short while, and the same one again.

Counted are the rows themselves, in one query; COMMENT_RATES says how many are too many.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

import regex
from django.conf import settings
from django.db.models import BigIntegerField, Subquery, Value
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format

from accounts.models import User

from .composed import as_time, ask
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
    rates = tuple(rate_for(rate, reader, at) for rate in settings.COMMENT_RATES if rate[0] == "reader" or network)
    if not (rates or key):
        return
    blanks = {
        READER: reader.pk,
        ARTICLE: article.pk,
        KEY: key,
        NETWORK: network,
        UPTO: at + AT_ONCE,
        YESTERDAY: at - DAY,
    }
    blanks |= {since(n): at - timedelta(seconds=seconds) for n, (_, _, seconds) in enumerate(rates)}
    [(already, *used_up)] = ask(question, blanks, rates, bool(key))
    if already:
        raise SaidAlready("You have said this already on this story.", Comment.objects.get(pk=already))
    waits = [(wait(each, rate[2], at), rate) for each, rate in zip(used_up, rates, strict=True)]
    longest, rate = max(waits, default=(0, None), key=lambda each: each[0])
    if longest > 0:
        raise TooFast(told(rate, longest, at), longest)


def rate_for(rate, reader, at):
    """Return the rate as it is for this reader: in an account's first day, half of it."""
    who, most, seconds = rate
    return (who, max(1, most // 2), seconds) if who == "reader" and at - reader.date_joined < NEW else rate


@lru_cache(maxsize=16)
def question(vendor, rates, has_key):
    """Ask which comment said the same, and for each rate the time of the comment that used it up."""
    same = said(KEY, YESTERDAY + DAY).filter(reader=READER, article=ARTICLE).values("pk")[:1]
    asked = {"already": Subquery(same) if has_key else Value(None, output_field=BigIntegerField())}
    asked |= {f"used_up_{n}": nth_latest(rate, since(n)) for n, rate in enumerate(rates)}
    return User.objects.filter(pk=READER).order_by().values_list(*asked.values()).query.sql_with_params()


# The blanks: values that nothing has.
READER, ARTICLE, KEY, NETWORK = -1, -2, "(the key)", "(the network)"
UPTO, YESTERDAY = (datetime(1, month, 1, tzinfo=UTC) for month in (2, 3))


def since(number):
    """Return the blank for when the time of a rate begins."""
    return datetime(2, 1, 1 + number, tzinfo=UTC)


def nth_latest(rate, begins):
    """Return the time of the comment with which the rate was used up, if it was: of the third to the last for three."""
    who, most, _ = rate
    rows = Comment.objects.filter(reader=READER)
    if who == "network":
        rows = Comment.objects.exclude(network="").filter(network=NETWORK)  # by its index, which has no blank ones
    rows = rows.filter(posted_at__gt=begins, posted_at__lte=UPTO)
    return Subquery(rows.order_by("-posted_at").values("posted_at")[most - 1 : most])


def wait(used_up, seconds, at):
    """Return in how many seconds the next comment may come."""
    used_up = used_up and as_time(used_up)
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
