"""What a photo's file said of each field, beside what the desk has made of it."""

from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.text import Truncator

from .models import Photo
from .read import is_junk, moment

SOURCES = {"xmp": "XMP", "iim": "IPTC", "exif": "EXIF"}
# Where the file's word for it is not ours.
AS_IN_FILE = {"taken_at": "taken", "source_type": "digital_source_type"}
IN_WORDS = {
    "title": "title",
    "job": "job number",
    "caption_writer": "caption written by",
    "creator_title": "what the creator is",
    "extended_description": "longer description",
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
        text = in_words(photo.as_filed.get(source, {}).get(AS_IN_FILE.get(name, name)))
        value = as_value(name, text)
        if value and value not in seen and not is_junk(name, text):
            seen.add(value)
            found.append(Filed(source, text, value))
    return found


def differing(photo, name):
    """Return what the file said of the field otherwise than it stands there now. A text too long stays to be read."""
    now = plain(getattr(photo, name))
    return [said for said in filed(photo, name) if plain(said.value) != now or said.is_cut]


def besides(photo):
    """Return what else the file said, for which the desk has no field: (what it is, text)."""
    for name, words in IN_WORDS.items():
        texts = (in_words(photo.as_filed.get(source, {}).get(name)) for source in SOURCES)
        if text := next(filter(None, texts), ""):
            yield words, text


def in_words(text):
    return "\n".join(map(str, text)) if isinstance(text, list) else str(text or "")


def as_value(name, text):
    """Return the text as the field takes it: cut to its length, a moment, one of its choices; nothing if it cannot."""
    field = Photo._meta.get_field(name)
    if not text:
        return ""
    if isinstance(field, models.DateTimeField):
        found = moment(text)
        return found and found[0]
    if field.choices:
        choice = text.rstrip("/").rpartition("/")[2]  # the vocabulary's words are addresses
        return choice if choice in dict(field.flatchoices) else ""
    if isinstance(field, models.URLField) and not text.startswith(("http://", "https://")):
        return ""
    return Truncator(text.strip()).chars(field.max_length)


def plain(value):
    """Return a value so that what looks the same is the same."""
    if hasattr(value, "tzinfo"):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    return " ".join(str(value or "").split())
