"""The demo's legal notice and appeal: sent by the deeds, a few hours ago."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from accounts.models import Message
from comments.models import Comment
from law.appeal import appeal
from law.models import Letter
from law.notify import confirm, notify

from . import read
from .threads import form_key, say_it_was_told


def load_law(now):
    told = read("law.toml")
    send_notice(told["notice"], now)
    at = now - timedelta(hours=told["appeal"]["hours_ago"])
    comment = comment_of(told["appeal"])
    appeal(against=comment.statements.get(), words=told["appeal"]["words"], person=comment.reader, at=at)
    if Message.objects.filter(mailed_at=None).exists():
        say_it_was_told(at)


def comment_of(row):
    return Comment.objects.get(form_key=form_key(row["story"], row["n"]))


def send_notice(row, now):
    """Send and confirm it; its letter went out when it came."""
    at, comment = now - timedelta(hours=row["hours_ago"]), comment_of(row)
    notice = notify(
        comment=comment,
        text_version=comment.text_version,
        form_key=uuid5(NAMESPACE_URL, "https://example.org/demo/notice"),
        at=at,
        **{name: row[name] for name in ("law", "name", "email", "why")},
    )
    Letter.objects.update(mailed_at=at)
    confirm(notice=notice, at=at)
