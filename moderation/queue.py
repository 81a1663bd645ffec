"""What waits for a moderator, found and ordered by its cards; and all comments, for who looks for one."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import and_

from django.db import connection
from django.db.models import BooleanField, Count, ExpressionWrapper, Max, Prefetch, Q, Value

from comments.composed import as_time
from comments.models import Comment

from .decide import decides_for
from .models import KINDS, Beat, Card, Claim, Decision, Report

PAGE = 25
LAST = 5  # decisions on an author's other comments, on the card of one comment
REPORTS = 12  # on one card
WORDS = 5  # that are looked for
LOOKED_THROUGH = 15_000  # cards in which words are looked for at a time, so that a rare word does not read them all
ALL_LOOKED_THROUGH = 200_000  # the same among all comments, which are read in the order in which they lie
ELSEWHERE = ("removed", "all")  # what does not wait, and has no cards
PLACE = re.compile(r"-?[0-9]{1,18}~[0-9]{1,18}")
ORDERS = {"risk": ("-risk", "comment_id"), "oldest": ("since", "comment_id"), "newest": ("-since", "-comment_id")}


@dataclass
class Filter:
    """What a moderator wants to see of the queue."""

    show: str = ""
    order: str = "risk"
    story: int | None = None
    section: int | None = None
    author: int | None = None
    rule: str = ""
    language: str = ""
    waits: int | None = None  # for so many hours at least
    words: str = ""
    mine: bool = False


def page(wanted, *, moderator, at, after=""):
    """Return the next comments with all that their cards show, and where the page after them begins, or ""."""
    if wanted.show in ELSEWHERE:
        return of_all(wanted, moderator, at, after)
    order = ORDERS[wanted.order]
    rows = behind(waiting(wanted, moderator, at), order, after).order_by(*order)
    places, more = places_of(rows, order, wanted.words, PAGE)
    pks = [pk for pk, _ in places]
    found = {comment.pk: comment for comment in with_all(Comment.objects.filter(pk__in=pks))}
    return [found[pk] for pk in pks if pk in found], more


def places_of(rows, order, words, number):
    """Return the first places of these cards, (number, value of the order) each, and where what follows them begins;
    with words, of those among the next LOOKED_THROUGH cards whose comments have them."""
    by = order[0].lstrip("-")
    if words:
        places, ends = look_through(rows, by, words, number + 1)
    else:
        places, ends = list(rows.values_list("pk", by)[: number + 1]), ""
    return places[:number], place(*places[number - 1]) if len(places) > number else ends


def look_through(rows, by, words, number):
    """Return the places of the cards that have the words, and where those end that were looked through.

    The words are told of each card in a query within the query, which both databases carry out card by card: left to
    themselves they would rather look through all comments first. It stops when enough are found.
    """
    ends = rows.values_list("pk", by)[LOOKED_THROUGH - 1 : LOOKED_THROUGH + 1]
    has = reduce(and_, (Q(comment__text__icontains=word) for word in words.split()[:WORDS]), Q())
    looked = rows.annotate(has=ExpressionWrapper(has, BooleanField())).values_list("pk", by, "has")[:LOOKED_THROUGH]
    sql, params = looked.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pk, {by} FROM ({sql}) AS looked WHERE has LIMIT {number}", params)  # noqa: S608
        places = [(pk, value if by == "risk" else as_time(value)) for pk, value in cursor.fetchall()]
    return places, place(*ends[0]) if len(ends) > 1 else ""


def waiting(wanted, moderator, at):
    """Return the cards that are wanted, of the sections that the moderator looks after, whatever their words."""
    cards = Card.objects.of_kind(wanted.show) if wanted.show in KINDS else waits_for(moderator)
    cards = narrowed(cards, wanted, at)
    cards = cards.filter(on_beat(moderator, "section"))
    if wanted.rule:
        cards = cards.filter(rules__contains=f" {wanted.rule} ")
    if wanted.language:
        cards = cards.filter(language=wanted.language)
    if wanted.waits:
        cards = cards.filter(since__lte=at - timedelta(hours=wanted.waits))
    if wanted.mine:
        cards = cards.filter(comment__claim__in=Claim.objects.filter(moderator=moderator, until__gt=at))
    return cards


def waits_for(moderator):
    """Return what waits for this moderator: all but what nobody has complained of, and what is in other hands."""
    desks = [desk for desk in Decision.Desk.values if decides_for(desk, moderator)]
    return Card.objects.filter(is_new=False, passed_to__in=["", *desks])


def narrowed(rows, wanted, at):
    wants = {"article": wanted.story, "section": wanted.section, "reader": wanted.author}
    if wanted.section and rows.model is Comment:
        wants["article__section"] = wants.pop("section")
    return rows.filter(**{name: value for name, value in wants.items() if value})


def on_beat(moderator, section):
    """Return the condition that a moderator looks after this section: who has no sections looks after all.

    Asked once for each request, and by itself: within another query it would keep that from its indexes.
    """
    if not hasattr(moderator, "sections_looked_after"):
        moderator.sections_looked_after = list(
            Beat.objects.filter(moderator=moderator).values_list("section", flat=True)
        )
    sections = moderator.sections_looked_after
    return Q(**{f"{section}__in": sections}) if sections else Q()


def said(rows, words, column):
    for word in words.split()[:WORDS]:
        rows = rows.filter(**{f"{column}__icontains": word})
    return rows


def behind(cards, order, after):
    """Return those that stand behind the place, which is a value of the order and a comment's number."""
    if not PLACE.fullmatch(after):
        return cards
    value, _, pk = after.partition("~")
    name, down = order[0].lstrip("-"), order[0].startswith("-")
    value = int(value) if name == "risk" else moment(int(value))
    if value is None:
        return cards
    further = Q(**{f"{name}__{'lt' if down else 'gt'}": value})
    return cards.filter(
        further | Q(**{name: value, f"comment_id__{'lt' if order[1].startswith('-') else 'gt'}": int(pk)})
    )


def place(pk, value):
    return f"{value if isinstance(value, int) else microseconds(value)}~{pk}"


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(time):
    return (time - EPOCH) // timedelta(microseconds=1)


def moment(microseconds):
    try:
        return EPOCH + timedelta(microseconds=microseconds)
    except OverflowError:
        return None


def of_all(wanted, moderator, at, after):
    rows = Comment.objects.filter(status=Comment.Status.REMOVED) if wanted.show == "removed" else Comment.objects.all()
    rows = narrowed(rows, wanted, at).filter(on_beat(moderator, "article__section"))
    end = int(after) if after.isdecimal() and len(after) < 19 else None
    if end is not None:
        rows = rows.filter(pk__lt=end)
    last = ""
    if wanted.words:
        rows = said(rows, wanted.words, "text")
    if wanted.words and not (wanted.story or wanted.author):
        first = (end or 1 + newest()) - ALL_LOOKED_THROUGH
        rows, last = rows.filter(pk__gte=first), str(first) if first > 1 else ""
    pks = list(rows.order_by("-pk").values_list("pk", flat=True)[: PAGE + 1])
    comments = list(with_all(Comment.objects.filter(pk__in=pks[:PAGE])).order_by("-pk"))
    return comments, str(pks[PAGE - 1]) if len(pks) > PAGE else last


def newest():
    return Comment.objects.aggregate(newest=Max("pk"))["newest"] or 0


def counts(moderator=None):
    """Return how many comments wait of each kind: {"reported": n, ...}, in one query."""
    cards = Card.objects.filter(on_beat(moderator, "section")) if moderator else Card.objects.all()
    asked = [
        cards.of_kind(kind).order_by().annotate(kind=Value(kind)).values("kind").annotate(number=Count("*"))
        for kind in KINDS
    ]
    found = {row["kind"]: row["number"] for row in asked[0].union(*asked[1:], all=True)}
    return {kind: found.get(kind, 0) for kind in KINDS}


def reports_to_show():
    """Return a few of the open reports on each comment, those in their readers' own words first."""
    wordless = ExpressionWrapper(Q(words=""), BooleanField())
    shown = "comment", "words", "weight", "reported_at", "rule__title", "reader__display_name", "reader__date_joined"
    return Report.objects.open().select_related("reader", "rule").only(*shown).order_by(wordless, "-pk")[:REPORTS]


def with_all(comments):
    """Fetch with each comment what its card shows, in a fixed number of queries."""
    return (
        comments.noting_the_story()
        .select_related("article__section", "reader", "parent__reader", "card", "claim__moderator")
        .defer("article__body", "article__body_parts")
        .prefetch_related(
            "hits",
            Prefetch("reports", reports_to_show(), to_attr="reports_shown"),
            Prefetch("decisions", Decision.objects.select_related("moderator", "rule")),
        )
    )


def records(comments):
    """Return each author's record by their number: how many comments, how many of them removed; and of one author
    alone the last decisions."""
    readers = {comment.reader_id for comment in comments}
    theirs = Comment.objects.filter(reader__in=readers).order_by()
    # Each by its own index: with the status asked of each comment it would take many times as long.
    written = theirs.values("reader").annotate(number=Count("pk"), kind=Value("written"))
    removed = theirs.filter(status=Comment.Status.REMOVED).values("reader")
    removed = removed.annotate(number=Count("pk"), kind=Value("removed"))
    found = {reader: {"written": 0, "removed": 0, "last": []} for reader in readers}
    for row in written.union(removed, all=True):
        found[row["reader"]][row["kind"]] = row["number"]
    if len(comments) == 1:
        [comment] = comments
        last = Decision.objects.standing().filter(comment__reader=comment.reader_id, moderator__isnull=False)
        last = last.exclude(comment=comment).select_related("rule", "comment").order_by("-pk")
        found[comment.reader_id]["last"] = list(last[:LAST])
    return found
