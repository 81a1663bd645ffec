"""The checklist before a story goes out: what stands in the way, of what the paper is careful, what is worth a look."""

from typing import NamedTuple

from django.utils import timezone

from caution.find import find

from .check import warnings
from .models import ArticleEvent
from .plain import plain
from .ready import problems, problems_of_change

ERROR, CAUTION, WARNING = "error", "caution", "warning"


class Item(NamedTuple):
    """A line of the list. `field` is the id of its field in the story's form, or on the page of the photo with that
    number; "" where there is none."""

    level: str
    sentence: str
    field: str = ""
    photo: int | None = None


def checklist(story, at=None, released=None):
    """Return the Items about a story, or about a version of it (version.as_of), that is to be before readers at `at`.

    Of a change to a story that is `released`, that one is what readers see.
    """
    at = at or timezone.now()
    errors = problems_of_change(released, story, at) if released else problems(story, at)
    points = [(ERROR, errors), (WARNING, warnings(story, at))]
    items = [Item(level, str(point), point.field, point.photo) for level, found in points for point in found]
    return sorted(items + cautions(story, at), key=lambda item: (ERROR, CAUTION, WARNING).index(item.level))


def cautions(story, at=None):
    """Return an Item for each caution phrase and each place in which it stands; the first has the note."""
    items, told = [], set()
    for careful, (words, field) in hits(story, at):
        note = "" if careful in told else f": {careful.note}"
        items.append(Item(CAUTION, f"{words} “{careful.phrase}”{note}", field))
        told.add(careful)
    return items


def hits(story, at=None):
    return find(((where, text) for where, text in texts(story) if text), at)


def texts(story):
    """Yield all that readers may see of a story: in words where it stands, the id of its field, and what it says."""
    yield ("The headline has", "id_headline"), story.headline
    yield ("The kicker has", "id_kicker"), story.kicker
    yield ("The standfirst has", "id_standfirst"), story.standfirst
    yield ("The text has", "id_body"), plain(story.body)
    yield ("The dateline has", "id_dateline"), story.dateline
    yield ("The address has", "id_slug"), story.slug
    for tag in story.topics:
        yield ("A tag has", "id_tags"), tag.name
    for number, figure in enumerate(story.figures_with_photos()):
        for name in ("caption", "credit", "alt_text"):
            words = f"The {name.replace('_', ' ')} of “{figure.photo}” has"
            yield (words, f"id_figures-{number}-own_{name}"), getattr(figure, name)


def note_cautions(*, article, by, seen, at):
    """Write down that a story goes out with words of which the paper is careful; `seen`: by whom it has to be.

    Called by the deeds that bring it before readers, in their transaction.
    """
    phrases = dict.fromkeys(hit.careful.phrase for hit in hits(article, at))
    if phrases:
        said = "seen by the lawyer or the editor in charge" if seen else "nobody said that the lawyer has seen it"
        note = f"{', '.join(phrases)}: {said}"
        ArticleEvent.objects.create(article=article, deed="caution", by=by, at=at, version=article.latest, note=note)
