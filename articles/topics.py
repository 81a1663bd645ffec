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


class NotATag(Exception):
    """No tag can have this name; the message says why."""


def refuse_names(names):
    """Raise NotATag where one of these can be no tag's name."""
    for name in names:
        if len(name) > LONGEST:
            raise NotATag(f"“{name[:40]}…” is too long for a tag: they have at most {LONGEST} characters.")
        if not name.strip():
            raise NotATag("A tag is a word or some.")


def address_of(name):
    """Return the word in a topic's address: Latin letters without accents, letters of other scripts as they are."""
    return slugify(folded(name), allow_unicode=True)[:LONGEST].strip("-_") or "topic"


def folded(name):
    """Return a name as it reads in any letter case, and with no accents on Latin letters."""
    return "".join(without_accent(letter) for letter in normalize("NFC", name.casefold()))


def without_accent(letter):
    return normalize("NFKD", letter).encode("ascii", "ignore").decode() or letter


def free_address_of(name, tag=None):
    """Return an address that no other tag has, and that leads to no other."""
    address = address_of(name)
    stem = address[: LONGEST - ENDING]
    like_it = Q(slug=address) | Q(slug__startswith=f"{stem}-")
    others = Tag.objects.filter(like_it), FormerTag.objects.filter(like_it)
    if tag:
        others = others[0].exclude(pk=tag.pk), others[1].exclude(tag=tag)
    taken, number = set(chain(*(rows.values_list("slug", flat=True) for rows in others))), 1
    while address in taken:
        number += 1
        address = f"{stem}-{number}"
    return address


def of_today(names):
    """Return the tags for which these names stand (by_name), each once."""
    return each_once(by_name(names).values())


def each_once(tags):
    return list({tag.name: tag for tag in tags}.values())  # new ones have no number yet


def by_name(names):
    """Return for each of these names its tag: somebody typed them, or a version has them from before some were changed.

    It is that of the name in any letter case, or that which it has become; a new one, not saved, where there is none.
    """
    known = {tag.name: tag for tag in Tag.objects.filter(name__in=names)}
    if unknown := [name for name in names if name not in known]:
        known |= in_any_case(unknown)
    found, new = {}, {}
    for name in names:
        tag = known.get(name) or known.get(name.casefold()) or new.get(name.casefold())
        found[name] = tag or new.setdefault(name.casefold(), Tag(name=name, slug=address_of(name)))
    return found


def in_any_case(names):
    """Return the tags that have or had these names, by the name without its letter case; who has it is before who
    had it. Two queries."""
    asked = Q(slug__in=[address_of(name) for name in names])  # SQLite knows the letter case of ASCII alone
    for name in names:
        asked |= Q(name__iexact=name)
    former = FormerTag.objects.filter(asked).select_related("tag").order_by("at", "pk")
    known = {row.name.casefold(): row.tag for row in former}
    return known | {tag.name.casefold(): tag for tag in Tag.objects.filter(asked).order_by("-pk")}


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
