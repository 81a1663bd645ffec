"""What stands in the way of a story, or of a photo in it, before readers see it."""

from django.utils import timezone

from images import check, rights


class NotReady(Exception):
    """Something is missing that must be there before readers see it. `problems` says what, one sentence each."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__(" ".join(problems))


def problems(article, at=None):
    """Return what stands in the way of publication at `at`, a sentence each; an empty list when nothing does."""
    found = []
    if not article.headline.strip():
        found.append("The story has no headline.")
    if not article.standfirst.strip():
        found.append("The story has no standfirst.")
    if not any(isinstance(part, str) for part in article.body_parts):
        found.append("The story has no text.")
    if not article.agency_id and not article.bylines.exists():
        found.append("The story has neither a byline nor an agency.")
    for figure in article.standing_figures():
        found += named(figure, of_figure(figure, at))
    if article.legal_hold:
        found.append("The story is under legal hold.")
    return found


def named(figure, sentences):
    return [f"The photo “{figure.photo}”: {sentence}" for sentence in sentences]


def of_figure(figure, at=None):
    """Return what forbids publishing a photo in its story at `at`."""
    found = rights.problems(figure.photo, at) + check.missing(figure)
    if figure.photo.single_use and (other := shown_elsewhere(figure)):
        found.append(f"It may be used in one story only, and “{other.article}” has shown it.")
    return found


def shown_elsewhere(figure):
    """Return the use of the figure's photo in another story, or None."""
    return figure.photo.uses.exclude(article=figure.article_id).select_related("article").first()


def refuse_photos(article, at=None):
    """Raise NotReady if the story is public, or will be, and what was just written puts a photo before readers with
    which it could not be published.

    A photo that was let through before stays, whatever has become of its rights: for that there is the report.
    """
    if not article.goes_out_at:
        return
    at = at or timezone.now()
    let_through = set(article.photo_uses.values_list("photo", flat=True))
    before = words_before(article)
    found = []
    for figure in article.standing_figures():
        photo = figure.photo
        if photo.pk not in let_through:
            found += named(figure, of_figure(figure, max(at, article.goes_out_at, photo.use_from or at)))
        elif words_here(figure) not in before:
            found += named(figure, check.missing(figure))
    if found:
        raise NotReady(found)


def words_here(figure):
    return [figure.photo_id, figure.own_credit, figure.own_alt_text, figure.decorative]


def words_before(article):
    """Return the same of each figure that the story had when it was saved last."""
    last = article.revisions.first()
    rows = last.facts["figures"] if last else []
    # Revisions of before figures could be decorative do not say it.
    return [[photo, credit, alt_text, *(rest or [False])] for photo, _, _, credit, alt_text, *rest in rows]
