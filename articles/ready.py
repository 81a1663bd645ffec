"""What stands in the way of a story, or of a photo in it, before readers see it."""

from django.utils import timezone

from images import check, rights

from .points import Point, about


class NotReady(Exception):
    """Something is missing that must be there before readers see it. `problems` says what, one sentence each."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__(" ".join(problems))


def problems(article, at=None):
    """Return what stands in the way of publication at `at`, a Point each; an empty list when nothing does."""
    found = missing(article)
    for figure in article.standing_figures():
        found += about(article, figure, of_figure(figure, at))
    if article.legal_hold:
        found.append(Point("The story is under legal hold."))
    return found


def missing(article):
    """Return what a story must have, and has not."""
    found = []
    if not article.headline.strip():
        found.append(Point("The story has no headline.", "id_headline"))
    if not article.standfirst.strip():
        found.append(Point("The story has no standfirst.", "id_standfirst"))
    if not any(isinstance(part, str) for part in article.body_parts):
        found.append(Point("The story has no text.", "id_body"))
    if not article.agency_id and not article.bylines.all():
        found.append(Point("The story has neither a byline nor an agency.", "id_bylines-0-author"))
    return found


def of_figure(figure, at=None):
    """Return what forbids publishing a photo in its story at `at`."""
    found = rights.problems(figure.photo, at) + check.missing(figure)
    if figure.photo.single_use and (other := shown_elsewhere(figure)):
        found.append(f"It may be used in one story only, and “{other.article}” has shown it.")
    return found


def shown_elsewhere(figure):
    """Return the use of the figure's photo in another story, or None."""
    return next((use for use in figure.photo.uses.all() if use.article_id != figure.article_id), None)


def problems_of_change(article, changed, at=None):
    """Return what stands in the way of releasing `changed` (version.as_of), a newer version of a released story.

    A photo that readers see already stays, whatever has become of its rights: for that there is the report.
    """
    at = at or timezone.now()
    let_through = {use.photo_id for use in article.photo_uses.all()}
    before = [words_here(figure) for figure in article.figures.all()]
    found = missing(changed)
    for figure in changed.standing_figures():
        photo = figure.photo
        if photo.pk not in let_through:
            found += about(changed, figure, of_figure(figure, max(at, article.goes_out_at or at, photo.use_from or at)))
        elif words_here(figure) not in before:
            found += about(changed, figure, check.missing(figure))
    return found


def words_here(figure):
    return [figure.photo_id, figure.own_credit, figure.own_alt_text, figure.decorative]
