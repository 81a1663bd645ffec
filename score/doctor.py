"""Whether the score works: named in settings.DOCTOR."""

from django.db.models import F
from django.utils import timezone

from comments.models import Comment
from moderation.models import Card

from .models import Scorer
from .scores import score_again
from .weights import Unreadable, unpack


def weights(fix):
    """Whether the weights in force can be read; else the starter's are used."""
    training = Scorer.objects.filter(training__isnull=False).values_list("training", "training__weights").first()
    if not training:
        return 0, 0, ""
    try:
        unpack(training[1] or b"")
    except Unreadable:
        return 1, 0, f"The weights of training {training[0]} cannot be read, the starter's are used: train_score."
    return 0, 0, ""


def scores(fix):
    """Whether each comment that waits has a score of the text that it has now."""
    waiting = Comment.objects.filter(pk__in=Card.objects.values("comment"))
    missing = waiting.exclude(score__text_version=F("text_version"))
    found = missing.count()
    fixed = score_again(missing, at=timezone.now()) if fix and found else 0
    return found, fixed, f"{found} comments that wait have no score of the text that they have now."
