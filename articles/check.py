"""What an editor should look at before a story goes out. It warns and never forbids; ready.problems forbids."""

from images import check, examine, rights

from .models import Figure


def warnings(article, at=None):
    """Return the doubts about a story's photos, and what is asked of who shows them at `at`, a sentence each."""
    found = []
    for figure in article.figures_with_photos():
        if article.has_place_for(figure):
            sentences = [
                *check.warnings(figure.photo, at, figure),
                *rights.warnings(figure.photo, at),
            ]
            if figure.place == Figure.Place.LEAD:
                sentences += filter(None, [examine.small(figure.photo)])
        else:
            sentences = ["It is to stand in the body, but the text does not name it: readers do not see it."]
        found += [f"The photo “{figure.photo}”: {sentence}" for sentence in sentences]
    return found
