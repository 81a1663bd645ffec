"""Names, addresses and claims that the paper has to be careful with."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .words import LONGEST, MOST_WORDS, words


class CautionPhraseQuerySet(models.QuerySet):
    def at_work(self, at=None):
        """Those that are looked for at `at`."""
        today = timezone.localdate(at or timezone.now())
        return self.filter(Q(until=None) | Q(until__gte=today), is_on=True)


class CautionPhrase(models.Model):
    """What is looked for in stories, photos' words and comments, and what whoever finds it is told."""

    class InComments(models.TextChoices):
        NOT = "", "not looked for"
        MARK = "mark", "marked for the moderators"
        HOLD = "hold", "held for a moderator"

    phrase = models.CharField(
        max_length=100,
        help_text="A name, an address, a claim. Capitals, accents and spaces do not matter; whole words are found.",
    )
    words = models.CharField(max_length=LONGEST, unique=True, editable=False, help_text="As it is looked for.")
    note = models.CharField(
        "what to be careful of",
        max_length=300,
        help_text="Told to whoever writes it, with what to do: who decides, what must not be said.",
    )
    until = models.DateField(
        "last day",
        null=True,
        blank=True,
        help_text="Blank: until it is taken off.",
        validators=[MaxValueValidator(date(2200, 1, 1))],
    )
    in_comments = models.CharField(max_length=4, choices=InComments, blank=True, default=InComments.HOLD)
    is_on = models.BooleanField("is looked for", default=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False, related_name="+"
    )
    added_at = models.DateTimeField("added", default=timezone.now, editable=False)

    objects = CautionPhraseQuerySet.as_manager()

    class Meta:
        ordering = ["phrase", "pk"]

    def __str__(self):
        return self.phrase

    def clean(self):
        self.words = " ".join(words(self.phrase))
        if not self.words:
            raise ValidationError({"phrase": "There is no letter in it."})
        if len(self.words.split()) > MOST_WORDS or len(self.words) > LONGEST:
            raise ValidationError({"phrase": f"That is long: {MOST_WORDS} words are enough to find it by."})
        if CautionPhrase.objects.filter(words=self.words).exclude(pk=self.pk).exists():
            raise ValidationError({"phrase": "This phrase is on the list already."})
