"""Train the score anew, from the starter and this newsroom's own decisions. A worse one does not come into force."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from comments.models import Comment
from moderation.models import Card

from .calibrate import calibrate, losses
from .cases import decided
from .drift import drift
from .force import forget, weights_of
from .learn import Pace, example, learn
from .model import Model
from .models import Scorer, Training
from .quality import quality
from .scores import in_force, score_again
from .starter import starter
from .switch import renew_cards
from .words import most_telling

PACE = Pace(rounds=5, step=0.1, pull=0.1)
FEWEST, FEWEST_EACH = 50, 10  # decisions; of them removed, and kept
HEAVIEST = 10.0  # how much a removal may matter beside what was kept
CURVE = [100, 300, 1000, 3000, 10_000]
STEPS = [0.25, 0.5, 1.0]  # how far to go from the starter
CALIBRATES, TESTS = 0.6, 0.8  # from here on the cases calibrate, and test
FEWEST_UNSEEN = 100  # decisions since the last training, before it is the one to beat
NOISE = 0.01  # of the AUC: so much worse is not worse


def train(*, at=None):
    """Learn from all decisions, measure on the latest fifth, store the training and return it, in force or not."""
    at = at or timezone.now()
    cases = decided()
    removals = sum(case.removed for case in cases)
    facts, weights, taken, why = {}, None, False, too_few(len(cases), removals)
    if not why:
        taken, why, facts = measure(cases)
        weights = learned(cases, facts["step"]) if taken else None
        if taken:
            weights = calibrated(weights, facts)
            facts["words"] = most_telling(cases, Model(weights))
    facts["drift"] = drift(at=at)
    until = cases[-1].at if cases else None
    counts = {"decisions": len(cases), "removals": removals, "learned_until": until}
    training = store(made_at=at, weights=weights, taken=taken, why=why, facts=facts, **counts)
    if taken:  # what waits is ordered by one measure
        forget()
        score_again(Comment.objects.filter(pk__in=Card.objects.values("comment")), at=at)
        if in_force():
            renew_cards.enqueue()
    return training


def too_few(number, removals):
    if number < FEWEST:
        return f"There are {number} decisions to learn from; it begins with {FEWEST}."
    if min(removals, number - removals) < FEWEST_EACH:
        return f"Of {number} decisions {removals} are removals; it takes {FEWEST_EACH} of either kind to learn from."
    return ""


def measure(cases):
    """Return (taken, why, facts): what weights would be worth that had not seen the latest fifth of the cases."""
    learning, judging = part(cases, 0, CALIBRATES), part(cases, CALIBRATES, TESTS)
    testing = part(cases, TESTS, 1)
    weights, step = best_step(learning, judging)
    facts = {"step": step, "quality": tested(weights, testing)}
    facts["calibration"] = [weights.slope, weights.intercept, weights.parent_rest]
    facts["curve"] = [*curve(learning, judging, testing), [len(learning), facts["quality"]["auc"]]]
    facts["starter"] = tested(calibrate(starter(), sums(starter(), judging)), testing)
    rival, unseen = the_one_to_beat(testing)
    facts["rival"] = tested(rival, unseen)
    own = tested(weights, unseen)["auc"]
    if own is None or facts["rival"]["auc"] is None:
        return False, "The latest decisions are all of one kind, so that its quality cannot be told.", facts
    taken = own >= facts["rival"]["auc"] - NOISE
    better = "It ranks the latest decisions" if taken else "It would rank the latest decisions"
    than = "at least as well as" if taken else "worse than"
    why = f"{better} {than} the one before: {own:.3f} against {facts['rival']['auc']:.3f}."
    return taken, why, facts


def part(cases, since, until):
    return cases[round(len(cases) * since) : round(len(cases) * until)]


def learned(cases, step=1.0):
    """Return the starter moved towards what these cases say."""
    removals = max(sum(case.removed for case in cases), 1)
    matters = min(HEAVIEST, max(1.0, (len(cases) - removals) / removals))
    examples = [example(case.text, case.removed, matters if case.removed else 1.0) for case in cases]
    return between(starter(), learn(examples, begin=starter(), pace=PACE), step)


def between(one, other, step):
    """Return the weights that are so far on the way from one to the other."""
    table = [first + step * (second - first) for first, second in zip(one.table, other.table, strict=True)]
    return replace(one, table=type(one.table)("f", table), bias=one.bias + step * (other.bias - one.bias))


def sums(weights, cases):
    """Return what calibrate() takes."""
    model = Model(weights)
    return [
        (model.sum_of(case.text), model.sum_of(case.parent) if case.parent else None, case.removed) for case in cases
    ]


def best_step(learning, judging):
    """Learn, and return the weights that go as far from the starter as tells the judging cases best, and how far.

    Further than not at all only where that is better by more than chance: else a few cases would decide.
    """
    whole = learned(learning)
    begins, ends = sums(starter(), judging), sums(whole, judging)
    best = calibrate(starter(), begins)
    before, step = losses(best, begins), 0.0
    for one in STEPS:
        seen = [on_the_way(begin, end, one) for begin, end in zip(begins, ends, strict=True)]
        fitted = calibrate(starter(), seen)
        after = losses(fitted, seen)
        if is_better(after, before):
            best, before, step = fitted, after, one
    way = between(starter(), whole, step)
    return replace(best, table=way.table, bias=way.bias), step


def is_better(after, before):
    """Tell whether the losses are less on the whole, by more than one standard error."""
    gains = [old - new for old, new in zip(before, after, strict=True)]
    if len(gains) < 2:
        return False
    mean = sum(gains) / len(gains)
    return mean > (sum((gain - mean) ** 2 for gain in gains) / (len(gains) - 1) / len(gains)) ** 0.5


def on_the_way(begin, end, step):
    """Return a case's sums so far between two weights'."""
    (own, parent, removed), (own_end, parent_end, _) = begin, end
    between = None if parent is None else parent + step * (parent_end - parent)
    return own + step * (own_end - own), between, removed


def tested(weights, cases):
    model = Model(weights)
    return quality([model.score(case.text, case.parent) for case in cases], [case.removed for case in cases])


def curve(learning, judging, testing):
    """Return [[decisions, AUC], ...]: what it is worth after so many, beginning with the starter alone."""
    points = [[0, tested(starter(), testing)["auc"]]]
    for number in [size for size in CURVE if size < len(learning)]:
        some = learning[-number:]
        if len({case.removed for case in some}) == 2:
            points.append([number, tested(best_step(some, judging)[0], testing)["auc"]])
    return points


def the_one_to_beat(testing):
    """Return the weights in force with the tests that they have not seen; where those are too few, the starter."""
    last = Training.objects.filter(pk=Scorer.objects.values("training")[:1]).first()
    unseen = [case for case in testing if last and last.learned_until and case.at > last.learned_until]
    if len(unseen) >= FEWEST_UNSEEN and len({case.removed for case in unseen}) == 2:
        return weights_of(last.pk), unseen
    return starter(), testing


def calibrated(weights, facts):
    slope, intercept, rest = facts["calibration"]
    return replace(weights, slope=slope, intercept=intercept, parent_rest=rest)


@transaction.atomic
def store(*, weights, taken, **facts):
    """Write the training down; where it is taken, put it in force and drop the weights and words of those before."""
    training = Training.objects.create(weights=weights.pack() if weights else None, taken=taken, **facts)
    if taken:
        Scorer.objects.update_or_create(pk=1, defaults={"training": training})
        for earlier in Training.objects.exclude(pk=training.pk).exclude(weights=None).defer("weights"):
            Training.objects.filter(pk=earlier.pk).update(weights=None, facts={**earlier.facts, "words": {}})
        transaction.on_commit(forget)
    return training


@task()
def train_soon():
    """Train in the background: asked for on the score's page."""
    train()
