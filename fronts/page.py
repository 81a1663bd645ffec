"""A front as readers see it: the slots that show at the moment, and the newest stories in what is left."""

from itertools import chain, islice

from django.db.models import OuterRef, Subquery

from articles.models import Article, Section

from .models import Edition, Slot

Size, LEAD = Slot.Size, "lead"
# How many stories of each size stand on a page that nobody arranged.
PAPER = {LEAD: 1, Size.LARGE: 2, Size.NORMAL: 4, Size.SMALL: 6}
SECTION = {LEAD: 1, Size.LARGE: 2, Size.NORMAL: 0, Size.SMALL: 0}
PER_STRIP = 4
NEWEST_FIRST = "-publish_at", "-pk"


def slots_of(section, state=Edition.State.LIVE):
    """Return the slots of a section's front, or of the paper's own (None)."""
    return Slot.objects.filter(edition__front__section=section, edition__state=state).select_related("own_photo")


def newest(stories, at):
    return stories.live(at).for_teaser().order_by(*NEWEST_FIRST)


def paper_zones(slots, at):
    """Return the slots of the paper's own front, by their size."""
    return arranged(slots, Article.objects.all(), PAPER, at)


def section_zones(section, slots, at):
    """Return the slots of a section's front, by their size."""
    return arranged(slots, section.articles.all(), SECTION, at)


def numbers(zones):
    """Return the numbers of the stories that stand there."""
    return [slot.article_id for zone in zones.values() for slot in zone]


def showing(slots, at):
    """Return the slots whose time is not over and whose story is public, each with its story."""
    slots = [slot for slot in slots if slot.until is None or slot.until > at]
    stories = Article.objects.live(at).for_teaser().in_bulk([slot.article_id for slot in slots])
    slots = [slot for slot in slots if slot.article_id in stories]
    for slot in slots:
        slot.article = stories[slot.article_id]
    return slots


def arranged(slots, stories, room, at):
    """Return the slots of each size: those that an editor chose, in their order, and the newest in what is left."""
    chosen = showing(slots, at)
    zones = {size: [] for size in room}
    for slot in chosen:
        zones[size_of(slot, zones, room)].append(slot)
    free = {size: max(0, room[size] - len(zones[size])) for size in room}
    rest = iter(newest(stories.exclude(pk__in=numbers(zones)), at)[: sum(free.values())])
    for size, places in free.items():
        zones[size] += [Slot(article=article) for article in islice(rest, places)]
    load_first_photo_first(zones)
    return zones


def size_of(slot, zones, room):
    """Return where a slot goes: the first one leads; the others have a size of their own, or the next that is free."""
    if not zones[LEAD]:
        return LEAD
    return slot.size or next((size for size in room if len(zones[size]) < room[size]), Size.NORMAL)


def load_first_photo_first(zones):
    """Mark the first slot with a photo: it is what most readers wait for."""
    for slot in chain(zones[LEAD], zones[Size.LARGE]):
        if slot.photo:
            slot.eager = True
            return


def strips(shown, at):
    """Return each section with the newest of its stories that are not `shown`; sections without any are left out."""
    stories = Article.objects.live(at).filter(section=OuterRef("pk")).exclude(pk__in=shown)
    stories = stories.order_by(*NEWEST_FIRST).values("pk")
    # The database looks up each place by itself, which costs the same however many stories there are.
    places = {f"place_{number}": Subquery(stories[number : number + 1]) for number in range(PER_STRIP)}
    rows = [(section, [getattr(section, place) for place in places]) for section in Section.objects.annotate(**places)]
    found = Article.objects.for_teaser().in_bulk([pk for _, row in rows for pk in row if pk])
    filled = [(section, [Slot(article=found[pk]) for pk in row if pk]) for section, row in rows]
    return [(section, slots) for section, slots in filled if slots]
