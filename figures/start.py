"""Start a calibration round, and close it. The machine chooses its cards."""

import secrets
from datetime import timedelta
from itertools import zip_longest

from django.db import IntegrityError, transaction
from django.utils import timezone

from comments.erase import SENTENCE
from moderation.models import ENDS, Decision

from .models import Round, RoundCard
from .refusals import NotAllowed, Refused

CARDS, FEWEST = 20, 4
BACK = timedelta(days=90)
MOST = 5_000  # of the latest decisions, among which the cards are chosen


def start_round(*, by, at=None, chance=None):
    """Start a round of twenty comments that were decided in the last 90 days, half of them removed where there are so
    many, by as many rules as may be; return it. Raises NotAllowed, or Refused while another is open or too little was
    decided."""
    at = at or timezone.now()
    may_run(by)
    chosen = choose(chance or secrets.SystemRandom(), at)
    if len(chosen) < FEWEST:
        raise Refused(f"A round needs {FEWEST} comments of readers that were decided in the last 90 days.")
    try:
        with transaction.atomic():
            made = Round.objects.create(started_by=by, started_at=at)
            RoundCard.objects.bulk_create(
                RoundCard(round=made, position=place, decision_id=pk) for place, pk in enumerate(chosen, start=1)
            )
    except IntegrityError as error:
        raise Refused("A round is open already. Close it before you start another.") from error
    return made


def close_round(*, round, by):
    """Close a round: nobody answers any more, and everybody sees what came of it. Twice is once."""
    may_run(by)
    Round.objects.filter(pk=round.pk).update(is_open=False)
    round.is_open = False


def may_run(person):
    if not person.has_perm("figures.start_round"):
        raise NotAllowed("Rounds are started and closed by the moderators’ editor.")


def choose(chance, at):
    """Return the decisions to judge anew, in the order of the cards."""
    kept, removed, seen = [], {}, set()
    for pk, comment, rule in decided(at):
        if comment not in seen:  # what stands is the last
            seen.add(comment)
            (kept if rule is None else removed.setdefault(rule, [])).append(pk)
    for pile in (kept, *removed.values()):
        chance.shuffle(pile)
    piles = list(removed.values())
    chance.shuffle(piles)
    # From each rule's pile in turn, so that the rare ones have their cards.
    removed = [pk for row in zip_longest(*piles) for pk in row if pk is not None]
    half = max(CARDS // 2, CARDS - len(kept))
    chosen = removed[:half]
    chosen += kept[: CARDS - len(chosen)]
    chance.shuffle(chosen)
    return chosen


def decided(at):
    """Return the latest decisions of moderators to keep or to remove what a reader wrote, whose text is still there."""
    rows = Decision.objects.considered().filter(action__in=ENDS, decided_at__gt=at - BACK)
    # A moderator who meets their own comment knows too much.
    rows = rows.filter(decided_at__lte=at, comment__reader__is_staff=False).exclude(text=SENTENCE)
    return rows.order_by("-decided_at", "-version").values_list("pk", "comment", "rule")[:MOST]
