"""Where a person is named in what is not their own: sessions, background tasks, the desk's log, others' messages."""

import json
import re
from email import message_from_bytes
from pathlib import Path

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult

from accounts.models import Message
from comments.batches import BATCH, batches

WAITS = ("READY", "RUNNING")
COMMON = 500


def sessions_of(*, person, emails):
    """Return the keys of the sessions in which they are signed in, or had begun to sign in or up.

    Each is read for that, which takes a while: not within a transaction.
    """
    found = []
    for session in Session.objects.iterator(chunk_size=BATCH):
        facts = session.get_decoded()
        theirs = str(facts.get("_auth_user_id")) == str(person.pk) or facts.get("signed_up") == person.pk
        if theirs or names_one(json.dumps(facts, default=str, ensure_ascii=False), emails):
            found.append(session.pk)
    return found


def sessions(keys):
    for some in batches(keys):
        Session.objects.filter(pk__in=some).delete()


def names_one(text, words):
    text = text.lower()
    return any(word.lower() in text for word in words)


def tasks(*, emails, name):
    """Delete background tasks that name them: what is done by either, what waits by the e-mail address alone, since a
    name may be any word."""
    rows = DBTaskResult.objects.annotate(
        given=Cast("args_kwargs", TextField()), returned=Cast("return_value", TextField())
    )
    columns = ("given", "returned", "traceback")
    rows.filter(mentions(columns, emails)).delete()
    rows.exclude(status__in=WAITS).filter(mentions(columns, [name])).delete()


def mentions(columns, words):
    """Return the condition that one of the columns has one of the words, as it is or as JSON writes it."""
    found = Q()
    for word in {*words, *(json.dumps(word)[1:-1] for word in words)}:
        for column in columns:
            found |= Q(**{f"{column}__icontains": word})
    return found


def log(*, person, emails, name, instead):
    """Leave in the desk's log what was done, and take out to whom."""
    about = Q(content_type__app_label="accounts", content_type__model="user", object_id=str(person.pk))
    LogEntry.objects.filter(about).update(object_repr=instead, change_message="")
    named = mentions(("object_repr", "change_message"), emails)
    LogEntry.objects.filter(named).update(object_repr=instead, change_message="")
    # As in "Comment 12 by Name".
    for entry in LogEntry.objects.filter(object_repr__contains=name).iterator(chunk_size=BATCH):
        LogEntry.objects.filter(pk=entry.pk).update(object_repr=without(entry.object_repr, name, instead)[:200])


def without(text, name, instead):
    """Return the text with the name, where it stands as a word of its own, replaced."""
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda found: instead, text)


def messages(*, person, pages, name, instead, keep_text):
    """Take the name out of what others were told, and drop what told of texts that are erased.

    `pages` are the addresses of the person's comments.
    """
    others, told = Message.objects.exclude(to=person), set()
    for some in batches(pages):
        about = others.filter(address__in=some)
        if not keep_text:
            about.exclude(kind=Message.Kind.DECISION).delete()
        told.update(about.values_list("pk", flat=True))
    named = others.filter(Q(subject__contains=name) | Q(text__contains=name)).values_list("pk", flat=True)
    if len(found := named[: COMMON + 1]) <= COMMON:  # else it is a word of the language, and tells nobody
        told.update(found)
    for some in batches(sorted(told)):
        for message in Message.objects.filter(pk__in=some).only("subject", "text"):
            subject, text = without(message.subject, name, instead)[:200], without(message.text, name, instead)
            if (subject, text) != (message.subject, message.text):
                Message.objects.filter(pk=message.pk).update(subject=subject, text=text)


def mails(*, emails, name):
    """Delete the mails to and about them that a site without a mail server keeps in a folder."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    for path in Path(folder).glob("*.log") if folder else ():
        if names_one(readable(path.read_bytes()), [*emails, name]):
            path.unlink(missing_ok=True)


def readable(mail):
    """Return a file of mails as text, whichever way their parts are encoded."""
    parts = [mail.decode(errors="replace")]
    for one in mail.split(b"\n" + b"-" * 79):
        for part in message_from_bytes(one.lstrip()).walk():
            if not part.is_multipart():
                parts.append((part.get_payload(decode=True) or b"").decode(errors="replace"))
    return "\n".join(parts)
