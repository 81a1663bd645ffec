"""What the demo's readers say is wrong in its stories, and what the editor answered, by the deeds."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from errors.answer import answer
from errors.models import ErrorReport
from errors.report import report

from . import read
from .threads import say_it_was_told


def load_errors(people, stories, now):
    for number, row in enumerate(read("errors.toml")["reports"], start=1):
        story, at = stories[row["story"]], now - timedelta(hours=row["hours_ago"])
        told = report(
            article=story,
            reader=people.readers.get(row.get("reader")),
            form_key=uuid5(NAMESPACE_URL, f"https://example.org/demo/error/{number}"),
            at=at,
            **{name: row[name] for name in ("where", "passage", "words", "name") if name in row},
        )
        # The story has since been changed: what they read was what stood then.
        seen = story.revisions.filter(released_at__lte=at).values_list("number", flat=True)
        ErrorReport.objects.filter(pk=told.pk).update(version=seen.first())
        if "answer" in row:
            answer_it(told, story, row["answer"], people.one_in("Editor"), now)


def answer_it(told, story, row, editor, now):
    at = now - timedelta(hours=row["hours_ago"])
    facts = {"outcome": row["outcome"], "words": row["words"], "correction": story.corrections.first()}
    answer(article=story, reports=[told.pk], by=editor, at=at, **facts)
    say_it_was_told(at)
