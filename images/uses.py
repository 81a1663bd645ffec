"""Where photos are used: told by the rows of other rooms that refer to them and would not let them go (PROTECT), and by
settings.PHOTOS_TO_COME of what is to show them and has no such row yet."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string

from .models import Photo

EVIDENCE = {"uses"}  # what was public once: it stays written, and shows nothing now
KINDS = {"figure": "story", "slot": "front, with the story"}  # what such a row is to those who read of it


@dataclass(frozen=True)
class Use:
    """A row that shows the photo, what it belongs to, and what that is and is called."""

    row: models.Model
    owner: models.Model
    kind: str
    name: str

    def __str__(self):
        return f"{self.kind} “{self.name}”"


def relations():
    """Return the relations by which other rows show photos."""
    return [
        relation
        for relation in Photo._meta.related_objects
        if relation.on_delete is models.PROTECT and relation.get_accessor_name() not in EVIDENCE
    ]


def rows_of(relation):
    """Return all rows that show a photo by this relation.

    Where rows outlive what they showed, their queryset says which still count, in a method `showing()`.
    """
    rows = relation.related_model._default_manager.order_by()
    rows = rows.showing() if hasattr(rows, "showing") else rows
    return rows.filter(**{f"{relation.field.name}__isnull": False})


def in_use(photo):
    """Return the Uses of a photo, also by what is not public: drafts, and stories that were withdrawn."""
    found = []
    for relation in relations():
        rows = rows_of(relation).filter(**{relation.field.name: photo}).order_by("pk")
        if stands_in_story(relation.related_model):
            rows = rows.select_related("article")
        found += [use_of(row) for row in rows]
    told = [use.owner for use in found]
    return found + [
        Use(story, story, f"changes to the {KINDS['figure']}", str(story))
        for number, story in to_come()
        if number == photo.pk and story not in told
    ]


def to_come():
    """Return pairs of the number of a photo and what is to show it."""
    return [pair for path in settings.PHOTOS_TO_COME for pair in import_string(path)()]


def stands_in_story(model):
    try:
        return model._meta.get_field("article").many_to_one
    except FieldDoesNotExist:
        return False


def use_of(row):
    owner = row.article if stands_in_story(type(row)) else row
    return Use(row, owner, KINDS.get(row._meta.model_name, str(row._meta.verbose_name)), str(owner))


def used():
    """Return the condition that a photo is used."""
    first, *others = [rows_of(relation).values(relation.field.attname) for relation in relations()]
    return Q(pk__in=first.union(*others)) | Q(pk__in={number for number, _ in to_come()})


def count_uses(photos):
    """Return how often each of these photos is used, by its number; what has it and is to have it counts once for
    each."""
    numbers = [photo.pk for photo in photos]
    counted = Counter(number for number, _ in to_come() if number in numbers)
    for relation in relations():
        name = relation.field.attname
        counted.update(rows_of(relation).filter(**{f"{name}__in": numbers}).values_list(name, flat=True))
    return counted
