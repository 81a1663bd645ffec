"""What an editor should look at before a story goes out. It warns and never forbids; ready.problems forbids."""

from images import check, rights

from .models import Figure

WIDE = 1200  # pixels that search engines and link previews want of a lead photo


def warnings(article, at=None):
    """Return the doubts about a story's photos, and what is asked of who shows them at `at`, a sentence each."""
    found = []
    for figure in article.figures.select_related("photo"):
        if article.has_place_for(figure):
            sentences = [
                *check.warnings(figure.photo, at, figure),
                *rights.warnings(figure.photo, at),
                *of_size(figure),
            ]
        else:
            sentences = ["It is to stand in the body, but the text does not name it: readers do not see it."]
        found += [f"The photo “{figure.photo}”: {sentence}" for sentence in sentences]
    return found


def of_size(figure):
    width = figure.photo.width
    if figure.place == Figure.Place.LEAD and width < WIDE:
        return [f"It is {width} pixels wide; as a lead photo, search engines and link previews want {WIDE}."]
    return []
