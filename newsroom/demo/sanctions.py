"""What the demo's moderators did about readers, by the deeds."""

from datetime import timedelta

from moderation.models import Rule
from sanctions.note import note
from sanctions.sanction import sanction

from . import read
from .threads import say_it_was_told


def load_sanctions(people, now):
    rows, moderators = read("sanctions.toml"), people.by_role["Moderator"]
    for row in rows["sanctions"]:
        at = now - timedelta(hours=row["hours_ago"])
        sanction(
            reader=people.readers[row["reader"]],
            by=moderators[0],
            kind=row["kind"],
            rule=Rule.objects.get(code=row["rule"]),
            seen=0,
            until=at + timedelta(days=row["days"]) if "days" in row else None,
            note=row["note"],
            for_staff=row["for_staff"],
            at=at,
        )
        say_it_was_told(at)
    for row in rows["notes"]:
        at = now - timedelta(hours=row["hours_ago"])
        note(person=people.readers[row["reader"]], by=moderators[1], text=row["text"], at=at)
