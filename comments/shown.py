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
}
INDENTS = 2
# What a row of the thread holds. The time as the database writes it: no page needs two hundred datetimes.
POSTED = Cast("posted_at", TextField())
FIELDS = ("pk", "path", "status", "html", POSTED, "reader__display_name", "parent__reader__display_name")


def as_html(rows, closed="", year=0):
    """Return the comments in their order, as HTML.

    Where the story takes no more comments there is no way to reply. `year` is the story's: a comment of that year does
    not repeat it. Who stands further in than two steps, or apart from what it answers, says whom it answers.
    """
    own, reply, report = addresses()
    reply = "" if closed else reply
    out, inside = [], []  # the paths of the comments that are still open
    visible = Comment.Status.VISIBLE.value
    for pk, path, status, html, posted, name, answered in rows:
        above = path[:-STEP]
        while inside and (len(inside) > INDENTS or not path.startswith(inside[-1])):
            inside.pop()
            out.append("</article>")
        told = answered is not None and (not inside or inside[-1] != above)
        inside.append(path)
        if status != visible:
            out.append(f'\n<article id="c{pk}"><p class="empty">{EMPTY[status]}</p>')
            continue
        who = (
            f"<bdi>{known(name)}</bdi> <small>in reply to <bdi>{known(answered)}</bdi></small>" if told else known(name)
        )
        out.append(
            f'\n<article id="c{pk}"><h3>{who}</h3><a href="{own % pk}">{when(posted, year)}</a>'
            f"{html}{reply and reply % pk}{report % pk}"
        )
    out.append("</article>" * len(inside))
    return "".join(out)


@lru_cache
def addresses():
    """Return a comment's address, the link to answer it and the one to report it, with %d for its number."""
    names = ("comments:comment", "comments:reply", "moderation:report")
    own, reply, report = [reverse(name, args=[0]).replace("/0/", "/%d/") for name in names]
    return own, f'<a href="{reply}">Reply</a> ', f'<a href="{report}">Report</a>'


known = lru_cache(maxsize=5_000)(escape)  # the names of those who write much


@lru_cache(maxsize=20_000)
def when(posted, year):
    time = datetime.fromisoformat(posted)
    if timezone.is_naive(time):  # SQLite writes no zone
        time = time.replace(tzinfo=UTC)
    local = timezone.localtime(time)
    iso = time.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    return f'<time datetime="{iso}">{date_format(local, "j M, H:i" if local.year == year else "j M Y, H:i")}</time>'
