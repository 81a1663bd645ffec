"""What an editor should look at before a story goes out. It warns and never forbids; ready.problems forbids."""

import re

from django.utils import timezone

from images import check, examine, rights

from .check_links import links
from .check_text import begins_alike, text
from .models import Agency, Article, Figure
from .plain import plain
from .points import Point, about, in_row

LONGEST_HEADLINE = 110  # search engines and cards cut what is longer
SMALL_WORD = 4  # letters: shorter ones stand in any address
WORD = re.compile(r"[^\W_]+")
COURT = re.compile(
    r"\b(?:on trial|pleaded (?:not )?guilty|pleads (?:not )?guilty|(?:is|was|been) charged with|before the court"
    r"|remanded|(?:the|a) jury)\b",
    re.IGNORECASE,
)
TRAGIC = re.compile(
    r"\b(?:dies|died|dead|deaths?|kill(?:s|ed)|murder(?:s|ed)?|drown(?:s|ed)?|funeral|inquest|suicide|rape[ds]?"
    r"|stabb(?:ed|ing)|abused)\b",
    re.IGNORECASE,
)


def warnings(article, at=None):
    """Return the doubts about a story and its photos that is to be before readers at `at`, a Point each."""
    at = at or timezone.now()
    paragraphs = plain(article.body).split("\n") if article.body else []
    return [
        *of_headline(article, paragraphs),
        *text(paragraphs, at),
        *links(article.body, at),
        *of_place(article),
        *of_agency(article, paragraphs),
        *of_readers(article, paragraphs),
        *of_time(article),
        *of_photos(article, at),
    ]


def of_headline(article, paragraphs):
    headline, standfirst = article.headline.strip(), article.standfirst.strip()
    if len(headline) > LONGEST_HEADLINE:
        cut = f"The headline has {len(headline)} characters: search engines and cards cut it after {LONGEST_HEADLINE}."
        yield Point(cut, "id_headline")
    if len(headline) > 20 and headline.isupper():
        yield Point("The headline is all in capitals.", "id_headline")
    if begins_alike(standfirst, headline):
        yield Point("The standfirst says what the headline says.", "id_standfirst")
    elif paragraphs and begins_alike(paragraphs[0], standfirst):
        yield Point("The text begins with the words of the standfirst: readers have just read them.", "id_body")


def of_place(article):
    if (
        not article.first_published_at
        and article.slug
        and not (long_words(article.slug) & long_words(article.headline))
    ):
        address = f"The address, “{article.slug}”, has no word of the headline. Left blank, it is made from it."
        yield Point(address, "id_slug")
    if not article.topics:
        yield Point("It has no tag: no topic leads to it.", "id_tags")


def long_words(words):
    return {word for word in WORD.findall(words.casefold()) if len(word) >= SMALL_WORD or word.isdecimal()}


def of_agency(article, paragraphs):
    """Tell whether the text says “(AP)” at its beginning or end, as agencies' do, and no agency is chosen."""
    if article.agency_id or not paragraphs:
        return
    ends = paragraphs[0][:120] + paragraphs[-1][-60:]
    for agency in Agency.objects.all() if "(" in ends else ():
        if f"({agency.copyright_name})" in ends or f"({agency.name})" in ends:
            yield Point(
                f"The text names {agency.name} as its source, but no agency is chosen: it gets no copyright line.",
                "id_agency",
            )


def of_readers(article, paragraphs):
    takes_comments = article.comments_mode != Article.Comments.CLOSED and not article.court_case
    if takes_comments and (found := COURT.search("\n".join([article.headline, article.standfirst, *paragraphs]))):
        said = f"It says “{found[0]}”, and comments are open: tick “court case” if a court has yet to decide."
        yield Point(said, "id_court_case")
    if not article.sensitive and (found := TRAGIC.search(f"{article.headline}\n{article.standfirst}")):
        said = f"It says “{found[0]}”: tick “sensitive” if an appeal for support should not stand under it."
        yield Point(said, "id_sensitive")


def of_time(article):
    time, until = article.publish_at, article.embargo_until
    if article.status == Article.Status.SCHEDULED and until and until > time:
        at, until = rights.in_words(time), rights.in_words(until)
        yield Point(f"It is scheduled for {at}, but its embargo lasts until {until}.")


def of_photos(article, at):
    figures = list(article.figures_with_photos())
    for figure in figures:
        if not article.has_place_for(figure):
            sentence = "It is to stand in the body, but the text does not name it: readers do not see it."
            yield in_row(article, figure, sentence)
            continue
        yield from about(
            article, figure, [*check.warnings(figure.photo, at, figure), *rights.warnings(figure.photo, at)]
        )
        if figure.place == Figure.Place.LEAD and (sentence := examine.small(figure.photo)):
            yield in_row(article, figure, sentence)
    if not any(figure.place == Figure.Place.LEAD for figure in figures):
        yield Point(
            "It has no lead photo: fronts, cards and search show it without one.", f"id_figures-{len(figures)}-photo"
        )
