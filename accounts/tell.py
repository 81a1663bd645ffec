"""Tell a person something: on their page at once, by e-mail through the task worker, once."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django_tasks import task

from .models import Message


@transaction.atomic
def tell(*, to, subject, text, address=""):
    """Write a Message and queue its mail in the same transaction. `address` is the path of the page it is about."""
    # Subjects carry headlines: one line, and as long as the column.
    subject = Truncator(" ".join(subject.split())).chars(200)
    message = Message.objects.create(to=to, subject=subject, text=text, address=address)
    mail.enqueue(message.pk)
    return message


@task
def mail(message_id):
    """Send a Message by e-mail if that has not been done."""
    # Marked first: a mail that may have gone out is not sent again.
    if not Message.objects.filter(pk=message_id, mailed_at=None).update(mailed_at=timezone.now()):
        return
    message = Message.objects.select_related("to").get(pk=message_id)
    if not message.to.is_active:
        return
    text = message.text
    if message.address:
        text += f"\n\n{settings.SITE_URL}{message.address}"
    send_mail(message.subject, text, None, [message.to.email])
