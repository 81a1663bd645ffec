"""What a correction changed, as far as readers saw both: for the page to which its notice leads."""

from django.utils import timezone

from .compare import PUBLIC, compare
from .in_words import InWords
from .models import Article, Figure
from .version import parts_of


def public_change(correction, at=None):
    """Return what readers may see of the change, or None: where the editor does not show it, the story is not before
    the public, or one of the two versions never was.

    What a photo passes on to the story, as its caption, is said as it is today: what was put right in the library does
    not stand here wrong again.
    """
    at = at or timezone.now()
    if not (correction.shows_change and correction.has_versions):
        return None
    if not Article.objects.live(at).filter(pk=correction.article_id).exists():
        return None
    numbers = correction.from_version, correction.to_version
    rows = correction.article.revisions.filter(number__in=numbers, released_at__lte=at)
    found = {revision.number: shown(revision.facts) for revision in rows}
    if len(found) != len(set(numbers)):
        return None
    before, after = (found[number] for number in numbers)
    out_at = max(filter(None, [correction.article.publish_at, correction.article.embargo_until]))
    return compare(before, after, InWords(before, after, shown_at=at, out_at=out_at), PUBLIC)


def shown(facts):
    """Return of a version's facts those that its page showed: no setting, no photo without its place in the text."""
    parts = parts_of(facts)
    figures = [row for row in facts["figures"] if row[1] != Figure.Place.BODY or row[0] in parts]
    return {name: facts.get(name) for name in (*PUBLIC, "body")} | {"figures": figures}
