"""Comments as they stand in their thread: each reply inside the comment that it answers, two steps deep.

Written here and not as a template, since a page shows hundreds of them and a template takes many times as long. The
text was cleaned when it was posted (Comment.html); names are escaped here. Every byte stands on the page 200 times.
"""

from datetime import UTC, datetime
from functools import lru_cache
from html import escape

from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from .models import STEP, Comment

EMPTY = {
    Comment.Status.REMOVED: "A comment stood here. It was removed by a moderator.",
    Comment.Status.HELD: "A comment here is waiting for a moderator.",
    Comment.Status.DELETED: "A comment stood here. Its author deleted it.",
}
INDENTS = 2
# What a row of the thread holds. The time as the database writes it: no page needs two hundred datetimes.
POSTED = Cast("posted_at", TextField())
FIELDS = (
    *("pk", "path", "status", "html", POSTED, "edited_at", "likes", "picked_at", "reader", "reader__display_name"),
    *("parent", "parent__status", "parent__reader__display_name"),
)


def as_html(rows, closed="", year=0, badges=None, flat=False):
    """Return the comments in their order, as HTML.

    Where the story takes no more comments there is no way to reply. `year` is the story's: a comment of that year does
    not repeat it. `badges` are those of readers by their number. Who stands further in than two steps, or apart from
    what it answers, says whom it answers; in a `flat` list everybody does.
    """
    badges = badges or {}
    own, like, reply, report = addresses()
    reply = "" if closed else reply
    here = {row[0] for row in rows}
    out, inside = [], []  # the paths of the comments that are still open
    visible = Comment.Status.VISIBLE.value
    for pk, path, status, html, posted, edited, likes, picked, reader, name, parent, its_status, its_name in rows:
        while inside and (flat or len(inside) > INDENTS or not path.startswith(inside[-1])):
            inside.pop()
            out.append("</article>")
        apart = parent is not None and (not inside or inside[-1] != path[:-STEP])
        inside.append(path)
        if status != visible:
            out.append(f'\n<article id="c{pk}"><p class="empty">{EMPTY[status]}</p>')
            continue
        who = known(name)
        if reader in badges:
            who += f" <b>{badges[reader]}</b>"
        if picked:
            who += ' <b class="pick">Editor’s pick</b>'
        if apart:
            who = f"<bdi>{who}</bdi> <small>{answering(parent, its_status, its_name, here)}</small>"
        out.append(
            f'\n<article id="c{pk}"><h3>{who}</h3><a href="{own % pk}">{when(posted, year)}{EDITED if edited else ""}'
            f"</a>{html}{like % (pk, likes)}{reply and reply % pk}{report % pk}"
        )
    out.append("</article>" * len(inside))
    return "".join(out)


EDITED = ", edited"


def answering(pk, status, name, here):
    """Say whom a comment answers, with the way there. Whose comment is gone is not named."""
    if status != Comment.Status.VISIBLE.value:
        return "in reply to a comment that is gone"
    address = f"#c{pk}" if pk in here else addresses()[0] % pk
    return f'<a href="{address}">in reply to <bdi>{known(name)}</bdi></a>'


@lru_cache
def addresses():
    """Return a comment's address and the links to like it, to answer it and to report it, with %d for its number (and
    that of its likes)."""
    names = ("comments:comment", "comments:like", "comments:reply", "moderation:report")
    own, like, reply, report = [reverse(name, args=[0]).replace("/0/", "/%d/") for name in names]
    return (
        own,
        f'<a href="{like}"><i>Like: </i>%d</a> ',
        f'<a href="{reply}">Reply</a> ',
        f'<a href="{report}">Report</a>',
    )


def picks_as_html(picks, rows, most):
    """Return the strip with the comments that editors picked: the first words of each, and the way to it."""
    if not picks:
        return ""
    here, own = {row[0] for row in rows}, addresses()[0]
    shown = []
    for pk, name, text in picks:
        address = f"#c{pk}" if pk in here else own % pk
        shown.append(
            f'<li data-comment="{pk}"><blockquote dir="auto">{escape(first_words(text, most))}</blockquote>'
            f'<p><a href="{address}"><bdi>{known(name)}</bdi></a></p></li>'
        )
    return (
        '<section class="picks" aria-labelledby="picks"><h3 id="picks">Editor’s picks</h3><ul>'
        + "".join(shown)
        + "</ul></section>"
    )


def first_words(text, most):
    """Return the text on one line, cut after a word where it is longer than `most`."""
    whole = " ".join(text.split())
    if len(text) <= most:
        return whole
    return whole[: most + 1].rpartition(" ")[0].rstrip(" .,;:–-") + " …" if " " in whole else whole[:most] + "…"


def orders_as_html(choices, current):
    """Return the links by which a reader chooses the order; `choices` are (order, word, address)."""
    links = [
        f'<a href="{escape(address)}"{CURRENT if order == current else ""}>{word}</a>'
        for order, word, address in choices
    ]
    return f'<nav class="orders" aria-label="Order of the comments">{" ".join(links)}</nav>'


CURRENT = ' aria-current="true"'
known = lru_cache(maxsize=5_000)(escape)  # the names of those who write much


@lru_cache(maxsize=20_000)
def when(posted, year):
    time = datetime.fromisoformat(posted)
    if timezone.is_naive(time):  # SQLite writes no zone
        time = time.replace(tzinfo=UTC)
    local = timezone.localtime(time)
    iso = time.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    return f'<time datetime="{iso}">{date_format(local, "j M, H:i" if local.year == year else "j M Y, H:i")}</time>'
