"""What the card of one comment shows, told from the rows that the queue fetched with it."""

from django.db.models import prefetch_related_objects
from django.utils import timezone

from moderation import voices
from moderation.decide import decides_for
from moderation.forms import DecisionForm
from moderation.models import Decision
from moderation.queue import records


def cards_of(comments, *, moderator, form=None, at=None):
    """Return the cards of these comments, fetched by queue.with_all(). Two queries, and one where any was edited."""
    at, found = at or timezone.now(), records(comments)
    prefetch_related_objects([comment for comment in comments if comment.edited_at], "wordings")
    return [card_of(comment, found[comment.reader_id], moderator, at, form) for comment in comments]


def card_of(comment, record, moderator, at, form=None):
    decisions = [decision for decision in comment.decisions.all() if decision.action != Decision.Action.UNDO]
    undone = {decision.undoes_id for decision in comment.decisions.all() if decision.undoes_id}
    waits, claim = getattr(comment, "card", None), getattr(comment, "claim", None)
    own = comment.reader_id == moderator.pk
    open_reports = [] if own else comment.reports_shown  # nobody reads here who reported them
    number = waits.reports if waits and not own else 0
    return {
        "comment": comment,
        "form": form or DecisionForm(initial={"version_seen": comment.version}, prefix=f"c{comment.pk}"),
        "text": marked(comment.text, [hit.words for hit in comment.hits.all() if hit.words]),
        "open": [(report, standing_of(report)) for report in open_reports],
        "reports": voices.in_words(number, waits.voices) if number else "",
        "more_reports": number - len(open_reports),
        "waits": waits,
        "hits": list(dict.fromkeys((hit.because, hit.words, hit.note) for hit in comment.hits.all())),
        "wordings": comment.wordings.all() if comment.edited_at else [],
        "record": record,
        "decisions": [(decision, decision.pk in undone) for decision in decisions],
        "asked": comment.edit_until is not None and comment.edit_until > at,
        "claim": claim if claim and claim.until > at and claim.moderator_id != moderator.pk else None,
        "own": own,
        "elsewhere": bool(waits and waits.passed_to and not decides_for(waits.passed_to, moderator)),
    }


def standing_of(report):
    """Say what is known of a reader's reports, where that is more than the usual."""
    if report.weight is None:
        return ""
    if report.reported_at - report.reader.date_joined < voices.FRESH:
        return "new account"
    return "usually right" if report.weight >= voices.RIGHT else "often wrong" if report.weight < voices.WRONG else ""


def marked(text, found):
    """Return the text in pieces, each with whether a check found it."""
    lower, marks = text.lower(), [False] * len(text)
    if len(lower) != len(text):  # some letters have other lengths in lower case
        lower = text
    for words in found:
        begin = lower.find(words.lower())
        while words and begin >= 0:
            marks[begin : begin + len(words)] = [True] * len(words)
            begin = lower.find(words.lower(), begin + len(words))
    pieces, begin = [], 0
    for end in range(1, len(text) + 1):
        if end == len(text) or marks[end] != marks[begin]:
            pieces.append((text[begin:end], marks[begin]))
            begin = end
    return pieces
