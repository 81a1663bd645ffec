"""The demo's fronts and its banner, arranged and launched by the deeds."""

from datetime import timedelta

from fronts.arrange import arrange
from fronts.banner import put_up
from fronts.launch import launch
from fronts.models import Front, Slot

from . import read

OWN_WORDS = ("kicker", "headline", "standfirst")


def load_fronts(people, stories, photos, now):
    rows, editor = read("fronts.toml"), people.one_in("Editor")
    places = {front.section.slug if front.section else "paper": front for front in Front.objects.everywhere()}
    for row in rows["fronts"]:
        front, at = places[row["place"]], now - timedelta(hours=row["launched_hours_ago"])
        slots = [slot_of(each, stories, photos, now) for each in row["slots"]]
        arrange(front=front, by=editor, slots=slots, version_seen=front.version, at=at)
        launch(front=front, by=editor, version_seen=front.version, at=at)
    load_banner(rows["banner"], stories, editor, now)


def slot_of(row, stories, photos, now):
    return Slot(
        article=stories[row["story"]],
        size=row.get("size", ""),
        own_photo=photos[row["photo"]] if "photo" in row else None,
        until=now + timedelta(hours=row["hours_left"]) if "hours_left" in row else None,
        **{f"own_{name}": row[name] for name in OWN_WORDS if name in row},
    )


def load_banner(row, stories, editor, now):
    put_up(
        text=row["text"],
        article=stories[row["story"]],
        by=editor,
        until=now + timedelta(hours=row["hours_left"]),
        at=now - timedelta(hours=row["hours_ago"]),
    )
