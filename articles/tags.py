"""House-keeping of tags: rename one, merge one into another, take away one that nothing carries. Addresses lead on."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.module_loading import import_string
from taggit.models import Tag

from pagecache.move import move

from .models import FormerTag, Tagged
from .topics import LONGEST, address_of, folded, free_address_of

MAY = "taggit.change_tag"


class Refused(Exception):
    """It cannot be done; the message says why."""


class NotAllowed(Refused):
    """This person does not keep the tags."""


class Changed(Refused):
    """Somebody else has done something with the tag since it was seen."""


class Taken(Refused):
    """Another tag has this name, in whatever letter case and with whatever accents; `tag` is that one."""

    def __init__(self, tag):
        self.tag = tag
        super().__init__(f"There is “{tag}” already. To have one of them, merge this one into it.")


@transaction.atomic
def rename(*, tag, name, seen, by):
    """Give a tag another name; its old name and address lead to it. `seen` is the name that it had on the screen.

    Raises NotAllowed, Refused, Taken or Changed.
    """
    may_keep(by)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or "," in name:
        raise Refused(f"A tag is a word or some, with no comma, of at most {LONGEST} characters.")
    same = Q(name__iexact=name) | Q(slug=address_of(name))
    for other in Tag.objects.exclude(pk=tag.pk).filter(same):
        if folded(other.name) == folded(name):
            raise Taken(other)
    slug = free_address_of(name, tag)
    try:
        with transaction.atomic():
            if not Tag.objects.filter(pk=tag.pk, name=seen).update(name=name, slug=slug):
                raise Changed("Somebody has renamed or merged this tag since you opened it. Please look at it again.")
    except IntegrityError as error:  # by somebody who made it in the same moment
        raise Changed("Somebody has just made a tag of this name. Please look again.") from error
    before, tag.name, tag.slug = tag.slug, name, slug
    lead_on(name=seen, slug=before, tag=tag, by=by)
    changed(stories_with(tag))
    return tag


@transaction.atomic
def merge(*, tag, into, by):
    """Let all stories of one tag carry another one instead, and its names and addresses lead there.

    Raises NotAllowed, Refused or Changed.
    """
    may_keep(by)
    if tag.pk == into.pk:
        raise Refused("A tag is not merged into itself: choose another.")
    here = {row.pk: row for row in Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk]).order_by("pk")}
    if len(here) < 2:
        raise Changed("Somebody has merged one of the two since you opened this page. Please look again.")
    numbers = stories_with(tag)
    both = Tagged.objects.filter(tag=into).values("content_object")
    Tagged.objects.filter(tag=tag, content_object__in=both).delete()
    Tagged.objects.filter(tag=tag).update(tag=into)
    FormerTag.objects.filter(tag=tag).update(tag=into)
    name, slug = here[tag.pk].name, here[tag.pk].slug
    Tag.objects.filter(pk=tag.pk).delete()
    lead_on(name=name, slug=slug, tag=here[into.pk], by=by)
    changed(numbers)
    return here[into.pk]


def lead_on(*, name, slug, tag, by):
    """Let a name and an address lead to the tag: each once, and none to itself."""
    former = FormerTag.objects.filter(tag=tag)
    former.filter(Q(name=name, slug=slug) | Q(name=tag.name, slug=tag.slug)).delete()
    if (name.casefold(), slug) != (tag.name.casefold(), tag.slug):
        FormerTag.objects.create(name=name, slug=slug, tag=tag, by=by)


@transaction.atomic
def drop(*, tag, by):
    """Take away a tag that no story carries. Raises NotAllowed, or Refused where one does."""
    may_keep(by)
    if Tagged.objects.filter(tag=tag).exists():
        raise Refused("Stories carry this tag: merge it into another one.")
    Tag.objects.filter(pk=tag.pk).delete()


def may_keep(by):
    if not by.has_perm(MAY):
        raise NotAllowed("Tags are kept by the editors.")


def stories_with(tag):
    return list(Tagged.objects.filter(tag=tag).values_list("content_object", flat=True))


def changed(numbers):
    """Move the pages, all of which may show a topic, and tell the rooms that settings.AFTER_TAGS names; each takes the
    numbers of the stories."""
    move("paper")
    for path in settings.AFTER_TAGS:
        import_string(path)(numbers)
