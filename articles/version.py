"""A version of a story as a plain dict of facts, which JSON can keep: read from its rows, laid over it, put into them.

The rows are what readers see, or will. A newer version of a released story is facts alone, until it is released.
"""

from copy import copy

from django.utils.functional import cached_property

from images.models import Photo

from .models import Agency, Article, Author, Byline, Figure, Related, Section
from .render import body_parts
from .sanitise import story_html
from .topics import by_name, each_once, made

# What is text and where it stands: it reaches readers when it is released.
WORDS = [
    "headline",
    "slug",
    "kicker",
    "standfirst",
    "body",
    "lead_in_words",
    "dateline",
    "section",
    "kind",
    "canonical_url",
    "agency",
]
ROWS = ["tags", "related", "bylines", "figures"]
TEXT = [*WORDS, *ROWS]
# What works as soon as it is saved, for released stories too: each closes or opens something.
SETTINGS = [
    "sensitive",
    "comments_mode",
    "comments_closed_reason",
    "comments_order",
    "court_case",
    "comments_risk",
    "note_to_editors",
]
KEYS = {"section": "section_id", "agency": "agency_id"}
FIGURE = ["photo_id", "place", "own_caption", "own_credit", "own_alt_text", "decorative"]


def new(**known):
    """Return the facts of a story that nobody has written yet, but for what is known."""
    story = Article()
    return fields_of(story) | {name: [] for name in ROWS} | known


def fields_of(article, names=(*WORDS, *SETTINGS)):
    """Return those facts that are fields of the story itself."""
    return {name: getattr(article, KEYS.get(name, name)) for name in names}


def facts(article):
    """Return all that a version keeps of a story, as its rows have it.

    `bylines` are pairs of author and role, `figures` lists of what FIGURE names; both, as `related`, in their order.
    """
    return fields_of(article) | {
        "tags": sorted(article.tags.names()),
        "related": list(article.related.values_list("to_id", flat=True)),
        "bylines": [[byline.author_id, byline.role] for byline in article.bylines.all()],
        "figures": [[getattr(figure, name) for name in FIGURE] for figure in article.figures.all()],
    }


def facts_of(article, number):
    """Return the facts of the story's version with that number; where it was thinned out (thin.py) of the one before
    it, and where none was ever written down, the rows'."""
    revision = article.revisions.filter(number__lte=number).first()
    return whole(article, revision.facts) if revision else facts(article)


def whole(article, found):
    """Return the facts with what versions of before did not keep yet, as the rows have it."""
    return dict(found) if found.keys() >= {*TEXT, *SETTINGS} else facts(article) | found


def newest(article):
    """Return the facts of the story as it was saved last."""
    return facts_of(article, article.latest) if article.has_unreleased else facts(article)


def text_of(found):
    """Return the part of the facts that only a release brings before readers."""
    return {name: found.get(name) for name in TEXT}


def settled(found):
    """Return the facts with a clean body, and a figure for each photo that the body names."""
    body = story_html(found["body"])
    figures = [list(figure) for figure in found["figures"]]
    here = {photo for photo, *_ in figures}
    named = [part for part in body_parts(body, found["lead_in_words"]) if isinstance(part, int)]
    known = set(Photo.objects.in_library().filter(pk__in=named).values_list("pk", flat=True))
    for photo in dict.fromkeys(named):
        if photo in known and photo not in here:
            figures.append([photo, Figure.Place.BODY.value, "", "", "", False])
    return found | {"body": body, "figures": figures}


def parts_of(found):
    """Return the body as it is shown, without photos that the version has no figure for."""
    here = {photo for photo, *_ in found["figures"]}
    parts = body_parts(found["body"], found["lead_in_words"])
    return [part for part in parts if isinstance(part, str) or part in here]


class Rows:
    """The rows that versions name, by their numbers, and topics by their names. Each kind is asked for once, when it is
    wanted first, however many versions there are."""

    def __init__(self, *versions):
        self.versions = versions

    @cached_property
    def photos(self):
        return Photo.objects.in_bulk({photo for found in self.versions for photo, *_ in found["figures"]})

    @cached_property
    def authors(self):
        return Author.objects.in_bulk({author for found in self.versions for author, _ in found["bylines"]})

    @cached_property
    def stories(self):
        return Article.objects.for_link().in_bulk({to for found in self.versions for to in found.get("related", ())})

    @cached_property
    def sections(self):
        return Section.objects.in_bulk({found.get("section") for found in self.versions})

    @cached_property
    def agencies(self):
        return Agency.objects.in_bulk({found.get("agency") for found in self.versions})

    @cached_property
    def topics(self):
        return by_name([name for found in self.versions for name in found["tags"]])


def as_of(article, found, rows=None):
    """Return the story, not to be saved, with the facts of a version laid over it: for the form, the page, the checks.

    What is gone since (an author, a photo) is left out. `rows` are what it names, where that is known: else
    they are asked for, in eight queries at most, however much there is.
    """
    rows, story = rows or Rows(found), copy(article)
    found = still_there(article, found, rows)
    story._state = copy(article._state)
    story._state.fields_cache = dict(article._state.fields_cache)
    for name in (*WORDS, *SETTINGS):
        if name in found:
            setattr(story, KEYS.get(name, name), found[name])
    story.body_parts = parts_of(found)
    story._prefetched_objects_cache = {
        "figures": laid_over(Figure, figures_of(story, found, rows)),
        "bylines": laid_over(Byline, bylines_of(story, found, rows)),
        "related": laid_over(Related, related_of(story, found, rows)),
    }
    story.topics = each_once(rows.topics[name] for name in found["tags"])
    return story


def still_there(article, found, rows=None):
    """Return the facts with the story's own section in place of one that was deleted since, and without its agency."""
    section, agency, rows = found.get("section"), found.get("agency"), rows or Rows(found)
    if section != article.section_id and section not in rows.sections:
        found = found | {"section": article.section_id}
    if agency and agency != article.agency_id and agency not in rows.agencies:
        found = found | {"agency": None}
    return found


def laid_over(model, rows):
    """Return the rows as a query that was answered already."""
    found = model.objects.none()
    found._result_cache = rows
    return found


def figures_of(article, found, rows):
    # Versions of before figures could be decorative do not say it.
    figures = [dict(zip(FIGURE, figure, strict=False)) for figure in found["figures"]]
    return [
        Figure(article=article, photo=rows.photos[row.pop("photo_id")], position=position, **row)
        for position, row in enumerate(figures)
        if row["photo_id"] in rows.photos
    ]


def bylines_of(article, found, rows):
    return [
        Byline(
            article=article, author=rows.authors[author], role=role, position=position, publish_at=article.publish_at
        )
        for position, (author, role) in enumerate(found["bylines"])
        if author in rows.authors
    ]


def related_of(article, found, rows):
    return [
        Related(article=article, to=rows.stories[to], position=position)
        for position, to in enumerate(found.get("related", ()))
        if to in rows.stories and to != article.pk
    ]


def put(article, found):
    """Write the facts into the rows of the story, and no more than has changed. The caller has the transaction."""
    before, rows = facts(article), Rows(found)
    found = still_there(article, found, rows)
    for name in (*WORDS, *SETTINGS):
        setattr(article, KEYS.get(name, name), found[name])
    article.body_parts = parts_of(found)
    article.save(update_fields=[*WORDS, *SETTINGS, "body_parts"])
    for name, made_of in {"figures": figures_of, "bylines": bylines_of, "related": related_of}.items():
        if before[name] != found[name]:
            here = getattr(article, name)
            here.all().delete()
            here.model.objects.bulk_create(made_of(article, found, rows))
    if before["tags"] != found["tags"]:
        article.tags.set(made(found["tags"]))
    article.__dict__.pop("topics", None)
    article._prefetched_objects_cache = {}
