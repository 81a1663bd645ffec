"""What lies on the demo's desk beside the stories: a change that will go out, a preview link, text nobody has saved."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from articles import version
from articles.keep import keep
from articles.preview import make
from articles.schedule import schedule_change

from . import replaced

FIGURE = ["photo", *version.FIGURE[1:]]  # as the form calls them
BYLINE = ["author", "role"]


def leave_on_desk(row, story, by, editor, now):
    """Do what the story's file says is still to come of it, or was begun."""
    if planned := row.get("planned"):
        told = {name: planned[name] for name in ("kind", "text", "shows_change")}
        when = now + timedelta(hours=planned["hours_ahead"])
        schedule_change(article=story, by=editor, when=when, at=now - timedelta(minutes=40), **told)
    if link := row.get("preview_link"):
        at = now - timedelta(hours=link["hours_ago"])
        make(article=story, by=by, days=link["days"], for_whom=link["for_whom"], at=at)
    if unsaved := row.get("unsaved"):
        typed = replaced({"body": unsaved["body"]}, row["body"])
        keep(
            by=by,
            client=str(uuid5(NAMESPACE_URL, f"https://example.org/demo/unsaved/{story.slug}")),
            fields=form_of(version.newest(story) | typed, story.latest),
            article=story,
            base=story.latest,
            at=now - timedelta(minutes=unsaved["minutes_ago"]),
        )


def form_of(facts, base):
    """Return the story's form with these facts in it, as a browser would send it: pairs of name and value."""
    rows = {name: facts[name] for name in ("figures", "bylines")} | {"related": [[each] for each in facts["related"]]}
    columns = {"figures": FIGURE, "bylines": BYLINE, "related": ["to"]}
    words = {name: facts[name] for name in (*version.WORDS, *version.SETTINGS)} | {"tags": ", ".join(facts["tags"])}
    words["base"] = base
    for name, each in rows.items():
        words |= {f"{name}-TOTAL_FORMS": len(each), f"{name}-INITIAL_FORMS": len(each)}
        for number, values in enumerate(each):
            row = zip((*columns[name], "position"), (*values, number), strict=True)
            words |= {f"{name}-{number}-{column}": value for column, value in row}
    # A box that is not ticked is not sent.
    return [(name, sent(value)) for name, value in words.items() if value is not False]


def sent(value):
    return "on" if value is True else "" if value is None else str(value)
