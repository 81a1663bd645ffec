"""Bring in comments that were written elsewhere, as on the paper's former site. Lines that cannot be taken are told."""

import json
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from articles.models import Article
from articles.sanitise import comment_html
from pagecache.move import move

from .batches import batches
from .fields import UNWANTED, TypedText
from .loaded import accounts, key
from .models import DEEPEST, STEP, Comment, once_public_stories, step

EARLIEST = datetime.min.replace(tzinfo=UTC)


class Refused(Exception):
    """Nothing can be brought in there; the message says why."""


class Line(NamedTuple):
    """One comment of the file. `place` orders them: none stands before the one that it answers."""

    number: int
    id: str
    author: str
    parent: str
    posted_at: object
    text: str
    html: str


class Loaded(NamedTuple):
    added: int
    before: int  # how many of the lines were here already
    wrong: list  # (number of the line, why)


def load(*, article, lines, at=None):
    """Store the comments of a file, one JSON object a line, and return what became of the lines. Twice is once.

    They appear as they are: no check looks at them and nobody is told. The file is taken in batches, so that readers
    go on writing meanwhile; what breaks off can be begun again.
    """
    at = at or timezone.now()
    if not once_public_stories().filter(pk=article.pk).exists():
        raise Refused("This story was never public. Publish it first, then bring in its comments.")
    read, wrong = {}, []
    for number, typed in enumerate(lines, start=1):
        if not typed.strip():
            continue
        try:
            line = parse(number, typed, at)
            if line.id in read:
                raise ValueError(f"line {read[line.id].number} has the same id")
            read[line.id] = line
        except ValueError as error:
            wrong.append((number, str(error)))
    ordered, lost = in_order(read, known_ids(article, read))
    added = sum(store(article, some) for some in batches(ordered))
    return Loaded(added, len(ordered) - added, sorted(wrong + lost))


def parse(number, typed, at):
    """Return one line; raise ValueError that says what is wrong with it."""
    try:
        typed.encode()
        given = json.loads(typed)
    except UnicodeEncodeError:
        raise ValueError("this is not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("this is not JSON") from None
    if not isinstance(given, dict):
        raise ValueError("this is not a JSON object")
    facts = {name: word(given, name) for name in ("id", "author", "parent")}
    for name in ("id", "author"):
        if not facts[name]:
            raise ValueError(f"“{name}” is missing")
    text = text_of(given.get("text"))
    return Line(number, **facts, posted_at=moment(given.get("posted_at"), at), text=text, html=comment_html(text))


def word(given, name):
    value = given.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"“{name}” is neither a text nor a number")
    value = UNWANTED.sub("", str(value)).strip()
    if len(value) > 200:
        raise ValueError(f"“{name}” is longer than 200 characters")
    return value


def text_of(typed):
    """Return a comment's text, by the rules of the form; control characters, which nobody typed, are taken out."""
    if not isinstance(typed, str):
        raise ValueError("“text” is missing" if typed is None else "“text” is not a text")
    typed = UNWANTED.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))
    field = TypedText(max_seen=settings.COMMENT_MAX_LENGTH, empty="The text is empty.")
    try:
        return field.clean(typed)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from None


def moment(told, at):
    """Return a time; one without a zone is on the paper's clock."""
    if not isinstance(told, str):
        raise ValueError("“posted_at” is missing, or not a text")
    try:
        when = parse_datetime(told.strip())
        if when is None and (day := parse_date(told.strip())):
            when = parse_datetime(f"{day}T00:00")
        if when is None:
            raise ValueError
        when = timezone.make_aware(when) if timezone.is_naive(when) else when
        when = when.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("“posted_at” is no time, as in 2026-02-28T17:05:00+00:00") from None
    if when > at:
        raise ValueError("“posted_at” has not come yet")
    if when.year < 1970:
        raise ValueError("“posted_at” is before 1970")
    return when


def known_ids(article, read):
    """Return which ids that lines answer, and that are no line of this file, were brought in before."""
    missing = {line.parent for line in read.values()} - set(read)
    keys = {key(article, one): one for one in missing if one}
    if not keys:
        return set()
    stored = article.comments.order_by().values_list("form_key", flat=True)
    return {keys[one] for one in stored.iterator(chunk_size=5000) if one in keys}


def in_order(read, known):
    """Return the lines by time, but each after the one that it answers; and those whose parent is not to be had."""
    places, lost = dict.fromkeys(known, (EARLIEST, -1)), []
    for start in read.values():
        chain, seen, line = [], set(), start
        while line and line.id not in places and line.id not in seen:
            chain.append(line)
            seen.add(line.id)
            line = read.get(line.parent)
        settle(chain, places, lost)
    ordered = [line for line in read.values() if places.get(line.id)]
    return sorted(ordered, key=lambda line: (*places[line.id], line.number)), lost


def settle(chain, places, lost):
    """Give each of a chain of answers its place, from the oldest down; None where there is none to be had."""
    for line in reversed(chain):
        if line.id in places:
            continue
        above = places.get(line.parent) if line.parent else (EARLIEST, -1)
        if above is None:
            places[line.id] = None
            why = "is in no line that was taken, and was not brought in before"
            lost.append((line.number, f"its parent “{line.parent}” {why}"))
        else:
            places[line.id] = (max(above[0], line.posted_at), above[1] + 1)


@transaction.atomic
def store(article, lines):
    """Store a batch and return how many of it were new."""
    # Locked, so that of two who bring in the same file each comment is stored by one.
    Article.objects.select_for_update(no_key=True).only("pk").get(pk=article.pk)
    keys = {line.id: key(article, line.id) for line in lines}
    parents = {key(article, line.parent) for line in lines if line.parent}
    wanted = list({*keys.values(), *parents})
    stored = Comment.objects.filter(article=article, form_key__in=wanted)
    stored = {row[0]: row[1:] for row in stored.values_list("form_key", "pk", "path", "top")}
    new = [line for line in lines if keys[line.id] not in stored]
    people = accounts({line.author for line in new})
    comments = Comment.objects.bulk_create(
        Comment(
            article=article,
            reader_id=people[line.author],
            text=line.text,
            html=line.html,
            status=Comment.Status.VISIBLE,
            posted_at=line.posted_at,
            form_key=keys[line.id],
        )
        for line in new
    )
    for line, comment in zip(new, comments, strict=True):
        comment.parent_id, above, comment.top = (
            stored[key(article, line.parent)] if line.parent else (None, "", comment.pk)
        )
        comment.path = above[: STEP * (DEEPEST - 1)] + step(comment.pk)
        stored[comment.form_key] = comment.pk, comment.path, comment.top
    put(comments)
    if new:
        move(f"thread:{article.pk}")
    return len(new)


def put(comments):
    """Store where each stands. A bulk_update() would take several times as long as all the rest."""
    table = connection.ops.quote_name(Comment._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET parent_id = %s, path = %s, top = %s WHERE id = %s",  # noqa: S608
            [(comment.parent_id, comment.path, comment.top, comment.pk) for comment in comments],
        )
