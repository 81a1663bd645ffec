"""Forget what was made from readers' texts: when they leave, when a text is erased, when its time is over."""

from datetime import timedelta

from django.conf import settings

from .models import Fingerprint, ShadowHit

KEEP_FINGERPRINTS = timedelta(days=3)  # a rule compares the texts of two days


def empty(numbers):
    """Forget what was made from the texts of these comments. A rehearsal holds only their numbers."""
    ShadowHit.objects.filter(comment__in=numbers).delete()
    Fingerprint.objects.filter(comment__in=numbers).delete()


def old_fingerprints(at):
    return Fingerprint.objects.filter(at__lt=at - KEEP_FINGERPRINTS)


def old_shadow_hits(at):
    return ShadowHit.objects.filter(hit_at__lt=at - timedelta(days=settings.KEEP_SHADOW_HITS_DAYS))
