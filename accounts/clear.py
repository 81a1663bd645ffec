"""Forget those who began to sign up and never confirmed their e-mail address, so that their names are free again."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .models import FormerName, User

WAIT = timedelta(days=7)


def clear(*, at=None):
    """Delete accounts of readers that were never confirmed and never used; return how many there were. Names that
    were given up long enough ago are free too."""
    never = User.objects.filter(
        date_joined__lt=(at or timezone.now()) - WAIT,
        last_login=None,
        is_staff=False,
        is_superuser=False,
        emailaddress__verified=False,
    ).exclude(emailaddress__verified=True)
    free_again = (at or timezone.now()) - timedelta(days=settings.NAME_CHANGE_DAYS)
    FormerName.objects.filter(given_up_at__lte=free_again).delete()
    return never.delete()[1].get(User._meta.label, 0)
