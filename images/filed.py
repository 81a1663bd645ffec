"""What a photo's file said of each field, beside what the desk has made of it."""

from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from .models import Photo
from .read import WORDS, moment, usable
from .upload import cut

SOURCES = {"xmp": "XMP", "iim": "IPTC", "exif": "EXIF", "png": "PNG"}
# What else files say, for which the desk has no field.
BESIDES = {
    "title": "title",
    "job": "job number",
    "event": "event",
    "organisations": "organisations in it",
    "city_shown": "city that it shows",
    "country_shown": "country that it shows",
    "caption_writer": "caption written by",
    "creator_title": "what the creator is",
    "extended_description": "longer description",
    "licensor": "licences from",
    "copyright_owner": "who has the copyright",
    "data_mining": "data mining",
    "category": "category",
    "urgency": "urgency",
    "edit_status": "state of the work",
    "comment": "comment",
}


@dataclass(frozen=True)
class Filed:
    """A text from the file: `text` as it stands there, `value` as the field takes it."""

    source: str
    text: str
    value: object

    @property
    def name(self):
        return SOURCES[self.source]

    @property
    def is_cut(self):
        return isinstance(self.value, str) and self.value.endswith("…") and len(self.value) < len(self.text)


def filed(photo, name):
    """Return what the file said of the field `name`, each text once, the most believed first."""
    found, seen = [], set()
    for source in SOURCES:
        said = as_field(source, name, photo.as_filed.get(source, {}))
        if said and said.value and said.value not in seen:
            seen.add(said.value)
            found.append(said)
    return found


def as_field(source, name, words):
    """Return what one writer's words say for the field, or None."""
    if name == "taken_at":
        text = words.get("taken") or words.get("taken_by_camera") or ""
        when = moment(text)
        return Filed(source, text, when[0]) if when else None
    if name not in WORDS:
        return None
    text = usable(name, words)
    choices = dict(Photo._meta.get_field(name).flatchoices or [])
    return Filed(source, str(choices.get(text, text)), text if choices else cut(name, text))


def differing(photo, name):
    """Return what the file said of the field otherwise than it stands there now. A text too long stays to be read."""
    now = plain(name, getattr(photo, name))
    return [said for said in filed(photo, name) if plain(name, said.value) != now or said.is_cut]


def besides(photo):
    """Yield what else the file said: what it is, and the text."""
    for name, words in BESIDES.items():
        texts = (photo.as_filed.get(source, {}).get(name, "") for source in SOURCES)
        if text := next(filter(None, texts), ""):
            yield words, text


def plain(name, value):
    """Return a value so that what says the same is the same: of two moments the day, since files often know no more."""
    if isinstance(Photo._meta.get_field(name), models.DateTimeField):
        return value and timezone.localdate(value)
    return " ".join(str(value or "").split())
