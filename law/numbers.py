"""What the law's room adds to the moderators' numbers (settings.FIGURES_MORE)."""

from .models import Appeal


def appeals(span):
    """Return how many appeals were made and decided in the time, and how many of these reversed what was decided."""
    rows = Appeal.objects.filter(**span.of_section("comment__article__section"))
    decided = rows.filter(**span.within("decided_at"))
    return [
        ("Appeals made", rows.filter(**span.within("made_at")).count()),
        ("Appeals decided", decided.count()),
        ("of them, the decision was reversed", decided.filter(outcome=Appeal.Outcome.REVERSED).count()),
    ]
