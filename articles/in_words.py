"""What the numbers in a version's facts stand for, looked up at once for all the versions that are to be compared."""

from images.models import Photo

from .models import Agency, Article, Author, Figure, Section
from .version import FIGURE

CHOICES = {"kind": Article.Kind, "comments_mode": Article.Comments, "comments_order": Article.CommentsOrder}
CHOICES |= {"comments_risk": Article.CommentsRisk}
GONE = "(not there any more)"


class InWords:
    """Says in words what stands in facts.

    With `shown_at`, for readers: nothing of photos that may not stand before them then, in a story that went out at
    `out_at`, and nothing of what the desk calls a photo.
    """

    def __init__(self, *versions, shown_at=None, out_at=None):
        def numbers(name, of=lambda each: each):
            return {of(each) for facts in versions for each in facts.get(name) or ()}

        self.sections = Section.objects.in_bulk({facts.get("section") for facts in versions})
        self.agencies = Agency.objects.in_bulk({facts.get("agency") for facts in versions if facts.get("agency")})
        self.authors = Author.objects.in_bulk(numbers("bylines", lambda row: row[0]))
        self.stories = Article.objects.only("headline").in_bulk(numbers("related"))
        self.photos, self.for_readers = Photo.objects.in_bulk(numbers("figures", lambda row: row[0])), bool(shown_at)
        if shown_at:
            self.photos = {pk: photo for pk, photo in self.photos.items() if is_shown(photo, shown_at, out_at)}

    def text(self, name, facts):
        """Return one fact in words."""
        fact = facts.get(name)
        if name in ("section", "agency"):
            rows = self.sections if name == "section" else self.agencies
            return str(rows.get(fact, GONE)) if fact else ""
        if name == "bylines":
            return "; ".join(f"{self.authors.get(pk, GONE)}{f' ({role})' if role else ''}" for pk, role in fact or ())
        if name == "related":
            return "; ".join(str(self.stories.get(pk, GONE)) for pk in fact or ())
        if name == "tags":
            return ", ".join(fact or ())
        if name in CHOICES:
            return str(CHOICES[name](fact).label) if fact in CHOICES[name].values else ""
        return {True: "yes", False: "no", None: ""}.get(fact, str(fact)) if not isinstance(fact, str) else fact

    def photo(self, number):
        """Return a photo's name as the desk knows it."""
        photo = self.photos.get(int(number)) if str(number).isdecimal() else None
        return f"Photo: {photo}" if photo and not self.for_readers else "Photo"

    def figure(self, row):
        """Return what stands beside a photo, by label; None where the photo is not there, or not to be shown."""
        facts = dict(zip(FIGURE, row, strict=False))
        photo = self.photos.get(facts.pop("photo_id"))
        if photo is None:
            return None
        figure = Figure(photo=photo, **facts)
        words = {"Caption": figure.caption, "Credit": figure.credit, "Alt text": figure.alt_text}
        return words if self.for_readers else words | {"Place": figure.get_place_display()}


def is_shown(photo, at, out_at):
    """Tell of a row at hand what Figure.objects.shown() asks of the database."""
    return photo.is_showable(at) and (photo.use_until is None or photo.use_until > out_at)
