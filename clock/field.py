"""A form's field for a time on the paper's clock. Its zone and UTC stand beside it; where a clock is put on or back, it
asks which moment is meant."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

from . import zone

EARLIEST, LATEST = 1000, 9998  # years: those before and after are no moments in every zone
WHICH = "_which"  # at the end of the name of the second input, which says which of two moments is meant


class Typed(str):
    """What a browser sent: the time as it was typed, and which of two moments was chosen, if any."""

    which = ""


class MomentInput(forms.DateTimeInput):
    """The browser's own field for day and time, what it comes to in UTC, and, only where what is typed may mean two
    moments, a choice of them."""

    input_type = "datetime-local"

    def value_from_datadict(self, data, files, name):
        text = data.get(name)
        if not isinstance(text, str):
            return text
        typed = Typed(text)
        typed.which = data.get(name + WHICH, "")
        return typed

    def format_value(self, value):
        """Return the text that stands in the input."""
        return zone.written_in(value) if isinstance(value, datetime) else value

    def render(self, name, value, attrs=None, renderer=None):
        attrs = self.build_attrs(self.attrs, attrs)
        told = f"{attrs.get('id', name)}_zone"
        attrs["aria-describedby"] = f"{attrs.get('aria-describedby', '')} {told}".strip()
        context = {
            "input": super().render(name, value, attrs, renderer),
            "name": name + WHICH,
            "told": told,
            "zone": zone.zone_name(),
            **self.what_is_meant(value),
        }
        return render_to_string("clock/_moment.html", context)

    def what_is_meant(self, value):
        """Return the moment, and where there may be two, those to choose from and the one that is chosen."""
        written = written_of(self.format_value(value))
        moments = zone.candidates(written) if written else []
        chosen = zone.key_of(value) if isinstance(value, datetime) else getattr(value, "which", "")
        found = [moment for moment in moments if len(moments) == 1 or zone.key_of(moment) == chosen]
        choices = [(zone.key_of(moment), zone.in_zone(moment)) for moment in moments] if len(moments) > 1 else []
        return {
            "moment": found[0] if found else None,
            "choices": choices,
            "chosen": chosen,
            "written": written,
            "is_missing": bool(written) and not zone.readings(written),
            "now": timezone.now(),
        }


class Moment(forms.DateTimeField):
    """A time on the paper's clock."""

    widget = MomentInput
    default_error_messages = {
        "invalid": "Please give the day and the time, as in 2026-10-25 06:00.",
        "year": "Please look at the year once more.",
    }

    def prepare_value(self, value):
        return value  # with its zone: the widget says it on the paper's clock

    def to_python(self, value):
        if value in self.empty_values:
            return None
        moment = value if isinstance(value, datetime) else written_of(value, with_zone=True)
        if moment is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not EARLIEST <= moment.year <= LATEST:
            raise ValidationError(self.error_messages["year"], code="year")
        return moment if moment.tzinfo else the_one(moment, getattr(value, "which", ""))


def the_one(written, which):
    """Return the moment that is meant, or refuse and say between which two to choose."""
    moments = zone.candidates(written)
    if len(moments) == 1:
        return moments[0]
    for moment in moments:
        if zone.key_of(moment) == which:
            return moment
    before, after = zone.change_near(written)
    day, time = f"{date_format(before, 'l j F Y')}", f"{written:%H:%M}"
    first, second = (f"{moment.astimezone(zone.zone()):%H:%M %Z}" for moment in moments)
    if zone.readings(written):
        sentence = f"{time} comes twice on {day}: clocks go back from {before:%H:%M} to {after:%H:%M}."
        raise ValidationError(f"{sentence} Please choose which you mean, {first} or {second}.", code="twice")
    sentence = f"There is no {time} on {day}: clocks go from {before:%H:%M} straight to {after:%H:%M}."
    raise ValidationError(f"{sentence} Please choose {first} or {second}, or type another time.", code="missing")


def written_of(text, with_zone=False):
    """Return what is typed as a datetime without a zone, or with the one that it names; None where it is none."""
    try:
        found = parse_datetime(text.strip()) if isinstance(text, str) else None
    except ValueError:  # as on 31 June
        return None
    if found is None or (found.tzinfo and not with_zone):
        return None
    return found if EARLIEST <= found.year <= LATEST or with_zone else None
