"""Where a photo stands: in which stories, in what state they are, and whose words stand beside it there."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.module_loading import import_string

from .models import Article, Author, Figure

Status = Article.Status
ORDER = [
    "live",
    Status.SCHEDULED,
    Status.APPROVED,
    Status.REVIEW,
    Status.CHANGES,
    Status.DRAFT,
    Status.PUBLISHED,
    Status.WITHDRAWN,
    Status.SPIKED,
]
WORDS = {"caption": "caption", "credit": "credit", "alt_text": "alt text"}


@dataclass
class Use:
    figure: Figure
    state: str  # "live", or the story's status

    @property
    def article(self):
        return self.figure.article

    @property
    def in_words(self):
        """What the story's state is to someone at the desk: a published one may be under embargo or on hold."""
        return {"live": "live", Status.PUBLISHED: "not public now"}.get(self.state, self.article.get_status_display())

    @property
    def own(self):
        """The words that this story has for itself."""
        return [words for name, words in WORDS.items() if not self.inherits(name)]

    @property
    def is_public(self):
        """Public now, or by itself when its time comes."""
        return self.state in ("live", Status.SCHEDULED)

    def inherits(self, name):
        if name in ("alt_text", "decorative"):
            return not (self.figure.own_alt_text or self.figure.decorative)
        return not getattr(self.figure, f"own_{name}", "")


def where_used(photo, at=None):
    """Return the photo's uses in stories, the live ones first."""
    live = Article.objects.live(at).filter(pk=OuterRef("article"))
    figures = Figure.objects.filter(photo=photo).select_related("article__section").annotate(is_live=Exists(live))
    figures = figures.defer("article__body", "article__body_parts").order_by("-article__publish_at", "-article")
    uses = [Use(figure, "live" if figure.is_live else figure.article.status) for figure in figures]
    return sorted(uses, key=lambda use: ORDER.index(use.state))


def elsewhere(photo):
    """Return where else readers see it, in words: as an author's portrait, on a front."""
    found = [f"portrait of {name}" for name in Author.objects.filter(photo=photo).values_list("name", flat=True)]
    if any(import_string(path)(photo) for path in settings.SHOWS_PHOTO):
        found.append("chosen for a front")
    return found


def who_shows(uses, name):
    """Say how many stories show the photo's own word, as in “3 live stories show this caption; 1 has its own.”"""
    public = [use for use in uses if use.is_public]
    if not public:
        return ""
    live = sum(use.state == "live" and use.inherits(name) for use in public)
    to_come = sum(use.state != "live" and use.inherits(name) for use in public)
    own = len(public) - live - to_come
    parts = [f"{live} live"] * bool(live) + [f"{to_come} scheduled"] * bool(to_come)
    showing = f"{' and '.join(parts)} {stories(live + to_come)} this {WORDS[name]}" if parts else "No story shows it"
    return f"{showing}; {own} {'has its' if own == 1 else 'have their'} own." if own else f"{showing}."


def stories(number):
    return "story shows" if number == 1 else "stories show"


def reached(uses, names):
    """Return the public stories on which a change of the fields `names` is seen."""
    everywhere = {"focal_x", "focal_y", "source_type"} & set(names)
    shown = [name for name in (*WORDS, "decorative") if name in names]
    return [use for use in uses if use.is_public and (everywhere or any(use.inherits(name) for name in shown))]
