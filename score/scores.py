"""Score comments, and tell the scores."""

from comments.models import Comment
from moderation.card import Facts

from .force import looked_up
from .models import Score

UPDATED = ["value", "text_version", "training", "scored_at"]
BATCH = 500
MOST_POINTS = 40  # of the risk by which the queue is ordered


def comment_changed(comment, *, at, found=()):
    """Score the text that the comment has now. See settings.AFTER_COMMENT_CHANGE."""
    if comment.status != Comment.Status.DELETED:
        store([scored(comment, at)])


def scored(comment, at):
    force = looked_up()
    value = force.model.score(comment.text, comment.parent.text if comment.parent_id else "")
    facts = {"text_version": comment.text_version, "training": force.training, "scored_at": at}
    return Score(comment_id=comment.pk, value=value, **facts)


def store(scores):
    Score.objects.bulk_create(scores, update_conflicts=True, unique_fields=["comment"], update_fields=UPDATED)


def score_again(comments, *, at):
    """Score these comments by the model in force, a few hundred at a time; return how many there were."""
    done, left = 0, comments.select_related("parent").only("text", "text_version", "parent__text").order_by("pk")
    while some := list(left[:BATCH]):
        store([scored(comment, at) for comment in some])
        done, left = done + len(some), left.filter(pk__gt=some[-1].pk)
    return done


def scores_of(pks):
    """Return {comment: (score, text_version)} of these comments, in one query."""
    rows = Score.objects.filter(comment__in=list(pks)).values_list("comment", "value", "text_version")
    return {pk: (value, version) for pk, value, version in rows}


def in_force():
    """Tell whether the score is shown to moderators and orders their queue: no longer in shadow."""
    return looked_up().is_on


def card_facts(comment, new=False):
    """Return what the score adds to a comment's card (settings.CARD_FACTS): nothing in shadow."""
    value = Score.objects.filter(comment=comment.pk).values_list("value", flat=True).first() if in_force() else None
    if value is None or (points := round(MOST_POINTS * value)) < 1:
        return Facts()
    # Without the words: the card outlives an erased text. Its page tells them by because().
    return Facts(parts=[(f"By its words: of comments with such a score {in_words(value)} are removed", points)])


def in_words(value):
    """Return a probability as people say it."""
    return f"{round(100 * value)} in a hundred" if value >= 0.005 else "fewer than one in a hundred"
