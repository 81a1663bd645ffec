"""Forget those who began to sign up and never confirmed their e-mail address, so that their names are free again."""

from datetime import timedelta

from django.utils import timezone

from .models import User

WAIT = timedelta(days=7)


def clear(*, at=None):
    """Delete accounts of readers that were never confirmed and never used; return how many there were."""
    never = User.objects.filter(
        date_joined__lt=(at or timezone.now()) - WAIT,
        last_login=None,
        is_staff=False,
        is_superuser=False,
        emailaddress__verified=False,
    ).exclude(emailaddress__verified=True)
    return never.delete()[1].get(User._meta.label, 0)
