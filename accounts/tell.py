"""Tell a person something: on their page at once, by e-mail through the task worker, once."""

import unicodedata

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django_tasks import task

from .models import Message
from .unsubscribe import token

WHY = {
    Message.Kind.DECISION: "because something was decided about what you wrote or reported here",
    Message.Kind.REPLY: "because you wrote what was answered there, or follow the replies to it",
    Message.Kind.STORY: "because you follow the comments on that story",
    Message.Kind.DESK: "because you set the time at which it was to go out",
}


@transaction.atomic
def tell(*, to, subject, text, address="", kind=Message.Kind.DECISION, at=None):
    """Write a Message and queue its mail in the same transaction. `address` is the path of the page it is about.

    Nothing is kept for accounts that nobody can sign in to, as those of former readers: it would be read by nobody.
    """
    if not to.is_active:
        return None
    message = Message.objects.create(
        to=to, kind=kind, subject=one_line(subject), text=text, address=address, told_at=at or timezone.now()
    )
    mail_soon(message)
    return message


def one_line(subject):
    """Return a subject as a header takes it: one line of what can be seen, and as long as the column."""
    line = " ".join(subject.split())  # headlines stand in it
    line = "".join([character for character in line if unicodedata.category(character) != "Cc"])
    return Truncator(line).chars(Message._meta.get_field("subject").max_length)


def mail_soon(message):
    """Queue a message's mail, unless its reader wants none of its kind."""
    if message.kind not in message.to.mails_off:
        mail.enqueue(message.pk)


@task
def mail(message_id):
    """Send a Message by e-mail if that has not been done, and its reader still wants it."""
    message = Message.objects.select_related("to").filter(pk=message_id).first()
    if message is None or not message.to.is_active or message.kind in message.to.mails_off:
        return
    # Marked first: a mail that may have gone out is not sent again.
    if not Message.objects.filter(pk=message_id, mailed_at=None).update(mailed_at=timezone.now()):
        return
    stop = settings.SITE_URL + reverse("accounts:unsubscribe", args=[token(message.to, message.kind)])
    # By RFC 8058: a mail program has its own button, which posts to this address.
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    EmailMessage(message.subject, letter(message, stop), None, [message.to.email], headers=headers).send()


def letter(message, stop):
    """Return the text of the mail: what is told, where it can be seen, why it came and how to have no more."""
    text = message.text
    if message.address:
        text += f"\n\n{settings.SITE_URL}{message.address}"
    choices = settings.SITE_URL + reverse("accounts:mails")
    return (
        f"{text}\n\n-- \nThis mail came {WHY[message.kind]}.\n"
        f"No more mails of this kind: {stop}\nAll your choices: {choices}\n"
    )
