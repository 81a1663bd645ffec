"""What is wrong in a form that was sent, field by field, for the list on top of it."""

from typing import NamedTuple

from django.forms.utils import ErrorDict, ErrorList
from django.utils.text import capfirst


class Fault(NamedTuple):
    """A sentence about a field: what the field is called, and where it stands; both "" for the form as a whole."""

    label: str
    place: str
    sentence: str


def faults(form, groups):
    """Return the Faults of a form and of the rows beneath it (the admin's inline formsets), as they stand there."""
    found = faults_of(form)
    for group in groups:
        rows, formset = capfirst(group.opts.verbose_name_plural.partition(" (")[0]), group.formset
        found += [Fault(rows, f"{formset.prefix}-group", str(said)) for said in formset.non_form_errors()]
        for number, row in enumerate(formset.forms):
            one = f"{capfirst(group.opts.verbose_name)} {number + 1}"
            found += faults_of(row, one, f"{formset.prefix}-{number}")
    return found


def faults_of(form, of="", place=""):
    """Return the Faults of one form; `of` says which row it is, `place` where that stands."""
    whole = [Fault(of, place, str(said)) for said in form.non_field_errors()]
    named = [
        Fault(": ".join(filter(None, [of, str(field.label)])), field.auto_id, str(said))
        for field in form
        for said in field.errors
    ]
    return whole + named


def forget(form, groups):
    """Let a form that is filled, but was not sent, find no fault with what stands in it."""
    formsets = [group.formset for group in groups]
    for each in (form, *(row for formset in formsets for row in (formset.management_form, *formset.forms))):
        each._errors = ErrorDict()
    for formset in formsets:
        formset._errors, formset._non_form_errors = [{} for _ in formset.forms], ErrorList()
