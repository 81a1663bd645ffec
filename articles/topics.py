"""Which tag a name stands for today; a new one has an address of its own, in whatever script it is written."""

from itertools import chain
from unicodedata import normalize

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.text import slugify
from taggit.models import Tag

from .models import FormerTag

LONGEST = Tag._meta.get_field("name").max_length
ENDING = 6  # characters that are left for the number by which addresses differ


def address_of(name):
    """Return the word in a topic's address: Latin letters without accents, letters of other scripts as they are."""
    letters = "".join(without_accent(letter) for letter in normalize("NFC", name.casefold()))
    return slugify(letters, allow_unicode=True)[:LONGEST].strip("-_") or "topic"


def without_accent(letter):
    return normalize("NFKD", letter).encode("ascii", "ignore").decode() or letter


def free_address_of(name):
    """Return an address that no other tag has, nor had before."""
    address = address_of(name)
    stem = address[: LONGEST - ENDING]
    like_it = Q(slug=address) | Q(slug__startswith=f"{stem}-")
    slugs = (model.objects.filter(like_it).values_list("slug", flat=True) for model in (Tag, FormerTag))
    taken, number = set(chain(*slugs)), 1
    while address in taken:
        number += 1
        address = f"{stem}-{number}"
    return address


def of_today(names):
    """Return a tag for each of these names, which a version may have from before some were changed: that of the name,
    or that which it has become; a new one, not saved, where there is none. Each once."""
    known = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    if unknown := [name for name in names if name not in known]:
        former = FormerTag.objects.filter(name__in=unknown).select_related("tag").order_by("at", "pk")
        known |= {row.name: row.tag for row in former}
    found = [known.get(name) or Tag(name=name, slug=address_of(name)) for name in names]
    return list({tag.name: tag for tag in found}.values())


def made(names):
    """Return a tag for each of these names, as `of_today` does, and make those that are new."""
    return [tag if tag.pk else make(tag.name) for tag in of_today(names)]


def make(name):
    """Make a tag; taggit would leave one without an address whose name has no Latin letters."""
    for _ in range(5):
        try:
            with transaction.atomic():
                return Tag.objects.create(name=name, slug=free_address_of(name))
        except IntegrityError:  # somebody made it, or one with its address, in the same moment
            if tag := Tag.objects.filter(name=name).first():
                return tag
    raise IntegrityError(f"No address is free for the tag “{name}”.")
