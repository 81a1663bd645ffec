"""Change the same fields of many photos: one by one, so that what hinders one hinders no other."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from images.models import Photo

from .caption import Overtaken, caption

ADDED = {"keywords", "people"}  # lists, a line each: what is given is added
HELD_TOGETHER = {"use_from", "use_until", "no_archive"}  # what the database's rules hold together
MOST = 500


@dataclass
class Fate:
    """What became of a photo, or would: `done`, `same` (it was so already), `overtaken`, `refused` or `gone`."""

    number: int
    kind: str
    photo: Photo | None = None
    changes: list = field(default_factory=list)
    why: str = ""


def caption_many(*, seen, values, by, at=None):
    """Give the photos `values`; `seen` holds the version of each that was seen. Return their Fates in that order."""
    return [one(fate, seen[fate.number], by, at) for fate in rehearse(seen=seen, values=values)]


def one(fate, version_seen, by, at):
    if fate.kind in ("refused", "gone"):
        return fate
    try:
        changed = caption(photo=fate.photo, by=by, version_seen=version_seen, at=at)
    except Overtaken as overtaken:
        return Fate(fate.number, "overtaken", overtaken.photo, why="Somebody else changed it meanwhile.")
    return Fate(fate.number, "done" if changed else "same", fate.photo, list(changed))


def rehearse(*, seen, values):
    """Return what would become of the photos: their rows are filled in, and nothing is saved."""
    photos = Photo.objects.in_bulk(list(seen)[:MOST])
    return [fill(number, photos.get(number), values) for number in list(seen)[:MOST]]


def fill(number, photo, values):
    if photo is None:
        return Fate(number, "gone", why="It is not in the library any more.")
    changes = []
    for name, value in values.items():
        wanted = added(getattr(photo, name), value) if name in ADDED else value
        if wanted != getattr(photo, name):
            setattr(photo, name, wanted)
            changes.append(name)
    if why := refusal(photo, changes):
        return Fate(number, "refused", photo, why=why)
    return Fate(number, "done" if changes else "same", photo, changes)


def added(lines, more):
    """Return `lines` with those of `more` that are not among them, whatever their capitals."""
    there = {line.strip().casefold(): line for line in lines.splitlines() if line.strip()}
    for line in map(str.strip, more.splitlines()):
        if line:
            there.setdefault(line.casefold(), line)
    return "\n".join(there.values())


def refusal(photo, changes):
    """Say why the photo cannot be so; blank where it can."""
    for name in ADDED.intersection(changes):
        if len(getattr(photo, name)) > (most := Photo._meta.get_field(name).max_length):
            return f"With what is added its {name} would be longer than {most:,} characters."
    try:
        if HELD_TOGETHER.intersection(changes):
            photo.validate_constraints()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
