"""What was done with a photo, as people read it."""

from django.db.models import DateTimeField
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst

from .models import Photo


def changes_of(event):
    """Yield what an event changed: field, before, after."""
    fields = {field.name: field for field in Photo._meta.fields}
    for name, (before, after) in event.changes.items():
        field = fields.get(name)
        label = capfirst(field.verbose_name) if field else name
        yield label, *(in_words(field, value) for value in (before, after))


def in_words(field, value):
    if value in (None, ""):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, DateTimeField):
        return f"{timezone.localtime(parse_datetime(value)):%d.%m.%Y, %H:%M}"
    return dict(getattr(field, "flatchoices", None) or []).get(value, value)
