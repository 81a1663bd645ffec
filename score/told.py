"""The score's figures as they are told on its page: in words first, then as charts with their tables."""

from .drift import EDGES

WIDTH, HEIGHT, LEFT, BOTTOM = 320, 160, 40, 24  # of a chart, in its own measure
LOWEST = 0.5  # AUC of a score that knows nothing


def quality(training):
    """Return sentences on what the score was worth on decisions that it had not seen."""
    facts = training.facts.get("quality") if training else None
    if not facts or facts["auc"] is None:
        return []
    twenty, found = round(20 * facts["fifth_precision"]), round(100 * facts["fifth_recall"])
    return [
        f"Of the twenty comments that it ranks highest among a hundred, {counted(twenty)} removed by you.",
        f"Among these twenty are {found} of a hundred removals.",
        f"Of two comments, one removed and one kept, it ranks the removed one higher in "
        f"{round(100 * facts['auc'])} of a hundred cases; {round(100 * training.facts['starter']['auc'])} with what it "
        "knew before your decisions. Fifty would be chance.",
        f"Of the highest five in a hundred {round(100 * facts['precision'])} % were removed, which is "
        f"{round(100 * facts['recall'])} % of all removals.",
    ]


def counted(number):
    return {0: "none was", 1: "one was"}.get(number, f"{number} were")


def curve(training):
    """Return the learning curve: points of a line, and rows of a table."""
    points = [point for point in (training.facts.get("curve") or [] if training else []) if point[1] is not None]
    if len(points) < 2:
        return None
    wide, high = (WIDTH - LEFT) / (len(points) - 1), HEIGHT - BOTTOM
    marks = [
        {
            "x": round(LEFT + place * wide * 0.95, 1),
            "y": round(high - (max(auc, LOWEST) - LOWEST) / (1 - LOWEST) * (high - 8), 1),
            "decisions": decisions,
            "percent": round(100 * auc, 1),
        }
        for place, (decisions, auc) in enumerate(points)
    ]
    return {"marks": marks, "line": " ".join(f"{mark['x']},{mark['y']}" for mark in marks), "floor": high}


def drift(training):
    """Return this week beside the four before: bars of what scores there were, and sentences."""
    facts = training.facts.get("drift") if training else None
    if not facts or not (facts["week"]["number"] and facts["before"]["number"]):
        return None
    week, before = ([number / part["number"] for number in part["bins"]] for part in (facts["week"], facts["before"]))
    most, wide, high = max([*week, *before, 0.01]), (WIDTH - LEFT) / len(week), HEIGHT - BOTTOM
    rows = []
    for place, (now, then) in enumerate(zip(week, before, strict=True)):
        at, tall, was = LEFT + place * wide, round(now / most * (high - 8), 1), round(then / most * (high - 8), 1)
        name = f"{round(100 * EDGES[place])}–{min(round(100 * EDGES[place + 1]), 100)}"
        bars = {"x": round(at, 1), "middle": round(at + wide * 0.42, 1), "wide": round(wide * 0.38, 1)}
        bars |= {"now_y": high - tall, "now_h": tall, "then_y": high - was, "then_h": was}
        rows.append({"name": name, "now": round(100 * now, 1), "then": round(100 * then, 1), **bars})
    return {"rows": rows, "floor": high, "week": share(facts["week"]), "before": share(facts["before"])}


def share(part):
    """Return one week's figures with shares in per cent."""
    removed = round(100 * part["removed"] / part["decided"], 1) if part["decided"] else None
    return {**part, "mean": round(100 * part["mean"], 1), "removed_share": removed}
