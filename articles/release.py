"""Let readers see what was written since: the kind of change says what they are told about it."""

from django.db import models, transaction
from django.utils import timezone

from . import version, workflow
from .checklist import note_cautions
from .models import Correction
from .ready import NotReady, problems_of_change
from .use import hold_photos
from .workflow import take


class Kind(models.TextChoices):
    """What a change is to readers. A typo alone is silent: time, feeds and structured data stay as they are."""

    TYPO = "typo", "typo: readers are told nothing"
    UPDATE = "update", "update: new facts"
    CLARIFICATION = "clarification", "clarification: right, but could be misread"
    CORRECTION = "correction", "correction: it was wrong"
    APOLOGY = "apology", "apology: it was wrong, and hurt"


NEEDS_TEXT = (Kind.CLARIFICATION, Kind.CORRECTION, Kind.APOLOGY)


class SayWhatChanged(Exception):
    """The kind of change needs words for readers, or a kind must be chosen."""


def say_what(kind, text):
    """Refuse where the kind of a change is missing, or what readers are to be told of it."""
    if kind not in Kind.values:
        raise SayWhatChanged("Say what kind of change it is.")
    if kind in NEEDS_TEXT and not text.strip():
        raise SayWhatChanged("Say to readers, in full sentences, what was wrong and what is right.")
    if kind == Kind.TYPO and text.strip():
        raise SayWhatChanged("Nobody is told of a typo, and you wrote a notice: choose another kind, or clear it.")


@transaction.atomic
def release(*, article, by, kind="", text="", shows_change=False, version_number=None, seen=False, at=None):
    """Put a newer version of a released story (the newest, unless a number is given) before its readers.

    Of a story that no reader has seen yet it is the version that will go out, and no kind is asked. Raises
    NotAllowed, WrongState, SayWhatChanged, NotReady, or Conflict.
    """
    at = at or timezone.now()
    workflow.refuse("release", by, article, at)
    is_public = workflow.is_known(article, at)
    text = text.strip()
    if is_public:
        say_what(kind, text)
    number = version_number or article.latest
    put_in(article, number, by, at)
    note_cautions(article=article, by=by, seen=seen, at=at)
    notice_to_the_last(article, number, at)
    tells = is_public and kind != Kind.TYPO
    if tells and text:
        words = {"kind": kind, "text": text, "shows_change": shows_change, "issued_at": at, "issued_by": by}
        versions = {"from_version": seen_last(article, at), "to_version": number}
        Correction.objects.create(article=article, **words, **versions)
    overtaken = article.scheduled_changes.filter(done_at=None, cancelled_at=None, version__lte=number)
    settled = {"change_at": None} if overtaken.update(cancelled_at=at) else {}
    take(
        name="release",
        article=article,
        by=by,
        at=at,
        note=f"{kind}: {text}".strip(": ") if is_public else "",
        released=number,
        updated_at=at if tells else article.updated_at,
        **settled,
    )


def put_in(article, number, by, at):
    """Put a version into the rows of the story. Raises NotAllowed where it is of a section that is not the editor's,
    or NotReady."""
    facts = version.facts_of(article, number)
    if not workflow.reaches(by, facts["section"]):
        raise workflow.NotAllowed(workflow.OTHER_SECTIONS)
    hold_photos(article, [photo for photo, *_ in facts["figures"]])
    if found := problems_of_change(article, version.as_of(article, facts), at):
        raise NotReady(found)
    version.put(article, facts | version.fields_of(article, version.SETTINGS))


def notice_to_the_last(article, number, at):
    """Let notices about versions that nobody saw be about this one, which takes their place: so it is with what was
    released under a hold, and is overtaken before that is lifted."""
    seen = article.revisions.filter(released_at__lte=at).values("number")
    article.corrections.exclude(to_version__in=seen).filter(to_version__lt=number).update(to_version=number)


def seen_last(article, at):
    """Return the number of the version that readers saw last, or None."""
    seen = article.revisions.filter(released_at__lte=at)
    return seen.order_by("-number").values_list("number", flat=True).first()
