"""What may be done with a story, from which state, by whom: the one table that deeds, buttons and commands ask."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from .changed import changed
from .models import Article, ArticleEvent, Byline
from .models.record import TO_COME

S = Article.Status
UNPUBLISHED = (S.DRAFT, S.REVIEW, S.CHANGES, S.APPROVED)
WRITTEN = (S.DRAFT, S.REVIEW, S.CHANGES)  # while its author may write on it, who is no editor


class NotAllowed(Exception):
    """The person may not do this."""


class WrongState(Exception):
    """The story is not in a state in which this can be done."""


class Conflict(Exception):
    """Somebody else changed the story since it was opened."""

    def __init__(self, article):
        self.article = article
        last = article.events.select_related("by").first()
        when = timezone.localtime(last.at if last else article.saved_at)
        super().__init__(
            f"{(last and last.by) or 'Somebody'} did something with this story at {when:%H:%M on %d.%m.}, after you "
            "opened this page: it is now "
            f"{in_words(article.status)}. Look at it again, and then decide."
        )


@dataclass(frozen=True)
class Action:
    """A deed on a story. `to` is the state afterwards, None where that stays as it is or the deed itself decides."""

    words: str  # on the button
    states: tuple
    to: str | None
    permission: str
    done: str  # told afterwards
    guards: tuple = ()  # functions of (story, user, at): the exception that refuses, or None


def unreleased(story, user, at):
    if not story.has_unreleased:
        return WrongState("Readers see the newest version already: nothing was written since.")


def somebody_else(story, user, at):
    """A second person brings back what one has withdrawn."""
    last = story.events.filter(deed="withdraw").first()
    if last and last.by_id == user.pk:
        return NotAllowed("You withdrew this story yourself: let somebody else look at it and bring it back.")


def not_before_readers(story, user, at):
    """What takes a story from its readers is withdrawing it, by whatever name."""
    if is_known(story, at) and not user.has_perm("articles.withdraw_article"):
        return NotAllowed("Readers have seen the story already. Ask an editor to take it from them.")


def not_held(story, user, at):
    if story.legal_hold:
        return WrongState("The story is under legal hold already.")


def held(story, user, at):
    if not story.legal_hold:
        return WrongState("The story is not under legal hold.")


def change_to_come(story, user, at):
    if not story.scheduled_changes.filter(TO_COME).exists():
        return WrongState("No change to the story is scheduled.")


OTHER_SECTIONS = "Your deeds are limited to other sections. Ask an editor of this one."
OUT = (S.PUBLISHED, S.SCHEDULED)
ACTIONS = {
    # name: Action(words, from these states, to this one, permission, words when done)
    "submit": Action("Send to the editors", (S.DRAFT, S.CHANGES), S.REVIEW, "submit", "The story is with the editors."),
    "request_changes": Action("Ask for changes", (S.REVIEW, S.APPROVED), S.CHANGES, "review", "Its author is asked."),
    "approve": Action("Approve", (S.REVIEW,), S.APPROVED, "review", "The story is approved."),
    "publish": Action("Publish", (*UNPUBLISHED, S.SCHEDULED), S.PUBLISHED, "publish", "The story is before readers."),
    "schedule": Action("Schedule", (*UNPUBLISHED, S.SCHEDULED), S.SCHEDULED, "publish", "The story has its time."),
    "unschedule": Action("Take off the schedule", (S.SCHEDULED,), S.APPROVED, "publish", "It is off the schedule."),
    "release": Action("Release the changes", OUT, None, "publish", "The newest version is released.", (unreleased,)),
    "schedule_change": Action(
        "Schedule the changes", OUT, None, "publish", "The changes go out by themselves at that time.", (unreleased,)
    ),
    "cancel_change": Action(
        "Cancel the scheduled changes", tuple(S), None, "publish", "Nothing goes out by itself.", (change_to_come,)
    ),
    "correct": Action("Correct", (S.PUBLISHED,), None, "correct", "The notice stands with the story."),
    "withdraw": Action("Withdraw", OUT, S.WITHDRAWN, "withdraw", "It is off the site, and its address says so."),
    "unpublish": Action("Take off quietly", (S.PUBLISHED,), S.APPROVED, "withdraw", "The story is off the site."),
    "reinstate": Action("Bring back", (S.WITHDRAWN,), S.PUBLISHED, "reinstate", "It is back.", (somebody_else,)),
    "spike": Action("Spike", UNPUBLISHED, S.SPIKED, "spike", "The story is on the spike."),
    "unspike": Action("Take off the spike", (S.SPIKED,), None, "spike", "The story is back where it was."),
    "embargo": Action("Embargo", (*UNPUBLISHED, *OUT), None, "submit", "The embargo is noted.", (not_before_readers,)),
    "hold": Action("Legal hold", tuple(S), None, "hold", "No reader sees the story while it is held.", (not_held,)),
    "lift": Action("Lift the legal hold", tuple(S), None, "hold", "The legal hold is lifted.", (held,)),
}
OF_AUTHORS = {"submit", "embargo"}  # done by authors too, with what is their own, in whatever section
EVERYWHERE = {"hold", "lift"}  # not limited to an editor's sections


def state(story, at=None):
    """Return the story's state at `at`: a scheduled one is published when its time has come, whether or not a job has
    been there."""
    if story.status == S.SCHEDULED and max(story.publish_at, story.embargo_until or story.publish_at) <= (
        at or timezone.now()
    ):
        return S.PUBLISHED
    return S(story.status)


def in_words(state):
    """Return a state as it stands in a sentence: “It is a draft.”"""
    return {S.DRAFT: "a draft", S.CHANGES: "back with its author for changes"}.get(state) or S(state).label


def hidden_by(story, at=None):
    """Return what keeps the story from readers whatever its state: the gates that are closed, in words."""
    closed = ["a legal hold"] if story.legal_hold else []
    if story.embargo_until and story.embargo_until > (at or timezone.now()):
        closed.append("an embargo")
    return " and ".join(closed)


def may(name, user):
    return user.has_perm(f"articles.{ACTIONS[name].permission}_article")


def is_own(user, story):
    """Tell whether the person began the story or stands above it."""
    # Asked of the rows, not of a version that may be laid over the story.
    return story.created_by_id == user.pk or Byline.objects.filter(article=story.pk, author__user=user).exists()


def in_their_section(user, story):
    """Tell whether the person's deeds reach the story's section; who has no limits works in all."""
    return reaches(user, story.section_id)


def reaches(user, section):
    return not limits_of(user) or section in limits_of(user)


def may_delete(user, story):
    """Tell whether the person may delete it for good: only from the spike, and never what was public or is held."""
    is_over = story.status == S.SPIKED and not story.first_published_at and not story.legal_hold
    return is_over and (in_their_section(user, story) or is_own(user, story))


def limits_of(user):
    """Return the numbers of the sections to which the person's deeds are limited; none is no limit."""
    if not hasattr(user, "limited_to"):  # asked for each button of a page
        user.limited_to = set(user.section_limits.values_list("section", flat=True))
    return user.limited_to


def objections(name, user, story, at=None):
    """Return why the person may not do this with the story as it stands: the exception to raise, or None."""
    action = ACTIONS[name]
    if not may(name, user):
        return NotAllowed(f"“{action.words}” is not among what you may do. Ask an editor.")
    is_theirs = name in OF_AUTHORS and is_own(user, story)
    if name in OF_AUTHORS and not is_theirs and not user.has_perm("articles.review_article"):
        return NotAllowed("That is somebody else's story. Ask an editor.")
    if name not in EVERYWHERE and not is_theirs and not in_their_section(user, story):
        return NotAllowed(OTHER_SECTIONS)
    if state(story, at) not in action.states:
        return WrongState(f"This cannot be done with a story that is {in_words(state(story, at))}.")
    return next(filter(None, (guard(story, user, at) for guard in action.guards)), None)


def refuse(name, user, story, at=None):
    """Raise NotAllowed or WrongState where the table does not let the person do this."""
    if objection := objections(name, user, story, at):
        raise objection


def open_to(user, story, at=None):
    """Return the actions that this person may do with the story as it stands: pairs of name and Action."""
    return [(name, action) for name, action in ACTIONS.items() if objections(name, user, story, at) is None]


@transaction.atomic
def take(*, name, article, by, note="", at=None, to=None, **changes):
    """Do the table's part of a deed: ask it, move the state and the version once, write the event, tell the pages.

    Raises NotAllowed, WrongState, or Conflict when the story has changed since `article` was fetched.
    """
    at = at or timezone.now()
    refuse(name, by, article, at)
    shift(name=name, article=article, by=by, note=note, at=at, to=to or ACTIONS[name].to, **changes)
    changed(article, at)


def shift(*, name, article, by, at, note="", to=None, **changes):
    """Move a story's state (`to`, or none) and its version once, and write the event: the only place where a state is
    written. The caller has the transaction. Raises Conflict when the story has changed since it was fetched."""
    before, after = article.status, to or article.status
    taken = Article.objects.filter(pk=article.pk, version=article.version, status=before).update(
        status=after, version=article.version + 1, **changes
    )
    if not taken:
        raise Conflict(Article.objects.get(pk=article.pk))
    article.refresh_from_db()
    note_when_seen(article, at)
    record(article, name, by, at, note, before)


def note_when_seen(article, at):
    """Write with the version that readers see, or will, from when on; one that they saw before keeps that time, and
    one that they never came to see has none."""
    article.revisions.filter(released_at__gt=at).update(released_at=None)
    if goes_out := article.goes_out_at:
        unseen = article.revisions.filter(number=article.released, released_at=None)
        unseen.update(released_at=max(goes_out, at))


def never_public(story, at):
    """Tell whether no reader has seen the story yet: a time that was set, and has not come or came under a legal hold,
    does not count."""
    first = story.first_published_at
    if first is None or first > at:
        return True
    held = story.events.filter(deed="hold").first() if story.legal_hold else None
    return bool(held) and held.at < first


def is_known(story, at=None):
    """Tell whether readers have seen the published story, so that they are told of what is changed in it."""
    at = at or timezone.now()
    return state(story, at) == S.PUBLISHED and not never_public(story, at)


def record(article, deed, by, at, note="", before=""):
    """Write down what was done."""
    ArticleEvent.objects.create(
        article=article,
        deed=deed,
        by=by,
        at=at,
        note=note,
        before=before,
        after=article.status if before else "",
        version=article.latest,
    )
