"""Where photos are used: told by the rows of other rooms that refer to them and would not let them go (PROTECT)."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import models

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
    return found


def stands_in_story(model):
    try:
        return model._meta.get_field("article").many_to_one
    except FieldDoesNotExist:
        return False


def use_of(row):
    owner = row.article if stands_in_story(type(row)) else row
    return Use(row, owner, KINDS.get(row._meta.model_name, str(row._meta.verbose_name)), str(owner))


def used_numbers():
    """Return the numbers of all photos that are used, as a subquery."""
    first, *others = [rows_of(relation).values(relation.field.attname) for relation in relations()]
    return first.union(*others)


def count_uses(photos):
    """Return how often each of these photos is used, by its number."""
    counted, numbers = Counter(), [photo.pk for photo in photos]
    for relation in relations():
        name = relation.field.attname
        counted.update(rows_of(relation).filter(**{f"{name}__in": numbers}).values_list(name, flat=True))
    return counted
