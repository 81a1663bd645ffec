"""Whether people were told what they should have been: named in settings.DOCTOR."""

from datetime import timedelta

from django.utils import timezone

from .models import Message

LATE = timedelta(days=1)


def mails(fix):
    """Whether messages went out by mail to those who want them."""
    waiting = Message.objects.filter(mailed_at=None, told_at__lt=timezone.now() - LATE, to__is_active=True)
    waiting = waiting.exclude(kind=Message.Kind.STORY)  # of those, one an hour goes out
    number = sum(kind not in (off or []) for kind, off in waiting.values_list("kind", "to__mails_off").iterator())
    return number, 0, f"{number} messages have waited for their mail for more than a day: does the task worker run?"
