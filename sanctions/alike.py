"""Accounts that may be of the same person, with the reasons. For a moderator to look at: nothing follows by itself.

All is found by equality: with what a mailbox, a network, a text or the look of a name is in full, never with how it
begins. What networks and texts tell is gone with their hashes, after 30 days and after one.
"""

import string
from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from accounts.models import FormerName, User
from accounts.skeleton import skeleton
from comments.models import Comment
from comments.network import network_of
from moderation.models import Report

from .models import Sanction

MAILBOX, NAME, NETWORK, TEXT = 100, 40, 30, 40  # how much each tells; only for their order
AFTER_BAN = timedelta(days=2)
SHOWN, MOST = 10, 50
CROWD = 20  # accounts in one network: that many share it by chance
LETTERS = string.ascii_lowercase + string.digits
LONG_ENOUGH = 6  # letters of a name that another may differ from by one
NUMBERS = [*range(100), *range(1940, 2040)]


class Alike:
    """Another account, and why it may be the same person's."""

    def __init__(self):
        self.person, self.reasons, self.points = None, [], 0

    def add(self, points, reason):
        if reason not in self.reasons:
            self.reasons.append(reason)
            self.points += points


def alike(person, *, at=None):
    """Return the accounts that may be the same person's, the likeliest first, with their sanctions that stand."""
    at = at or timezone.now()
    found = defaultdict(Alike)
    for signal in (by_mailbox, by_name, by_network, by_text):
        for number, points, reason in signal(person, at):
            found[number].add(points, reason)
    found.pop(person.pk, None)
    people = User.objects.in_bulk(sorted(found, key=lambda number: -found[number].points)[:MOST])
    bans = bans_of([person.pk, *people])
    for number, other in people.items():
        found[number].person = other
        after_a_ban(found[number], person, bans)
    shown = [found[number] for number in people]
    return sorted(shown, key=lambda one: (-one.points, one.person.pk))[:SHOWN]


def by_mailbox(person, at):
    if person.mailbox:
        for number in User.objects.filter(mailbox=person.mailbox).values_list("pk", flat=True)[:MOST]:
            yield number, MAILBOX, "Same mailbox"


def by_name(person, at):
    """Names that look nearly the same, as they are or were until lately."""
    near = near_names(person.name_skeleton)
    named = User.objects.exclude(name_skeleton="")  # by its index, which has no blank ones
    for number in named.filter(name_skeleton__in=near).values_list("pk", flat=True)[:MOST]:
        yield number, NAME, "The name looks nearly the same"
    given_up = FormerName.objects.filter(name_skeleton__in=[*near, person.name_skeleton])
    for number in given_up.values_list("person", flat=True)[:MOST]:
        yield number, NAME, "Had a name until lately that looks the same, or nearly"
    former = [name for name in person.former_names.values_list("name_skeleton", flat=True) if name]
    for number in named.filter(name_skeleton__in=former).values_list("pk", flat=True)[:MOST]:
        yield number, NAME, "The name looks like one that this reader gave up"


def near_names(looks):
    """Return what names look like that differ by a number behind them, or by one letter where they are long enough."""
    if not looks:
        return set()
    bare = looks.rstrip("0123456789")
    near = {bare} | {skeleton(f"{bare}{number}") for number in NUMBERS} if len(bare) > 2 else set()
    if len(looks) >= LONG_ENOUGH:
        cuts = [(looks[:place], looks[place:]) for place in range(len(looks) + 1)]
        near |= {before + rest[1:] for before, rest in cuts if rest}
        near |= {before + letter + rest[1:] for before, rest in cuts if rest for letter in LETTERS}
        near |= {before + letter + rest for before, rest in cuts for letter in LETTERS}
        near |= {before + rest[1] + rest[0] + rest[2:] for before, rest in cuts if len(rest) > 1}
    return near - {looks, ""}


def by_network(person, at):
    """Accounts that wrote from the same network, with how many share it."""
    since = at - timedelta(days=settings.KEEP_NETWORK_DAYS)
    unknown = {"", network_of("", at), network_of("", since)}
    own = Comment.objects.filter(reader=person, posted_at__gt=since).order_by().values_list("network", flat=True)
    reported = Report.objects.filter(reader=person, reported_at__gt=since, network__isnull=False).order_by()
    networks = {*own.distinct()[:MOST], *reported.values_list("network", flat=True).distinct()[:MOST]} - unknown
    rows = Comment.objects.exclude(network="").filter(network__in=networks, posted_at__gt=since).order_by()
    readers = defaultdict(set)
    for network, reader in rows.values_list("network", "reader").distinct()[: MOST * CROWD]:
        readers[network].add(reader)
    for others in readers.values():
        others |= {person.pk}
        reason = f"Same network within {settings.KEEP_NETWORK_DAYS} days, which {len(others)} accounts share"
        for number in others:
            yield number, NETWORK if len(others) <= CROWD else 1, reason


def by_text(person, at):
    """Accounts that said the same in the same words within a day."""
    lately = Comment.objects.exclude(text_key="").filter(posted_at__gt=at - timedelta(days=1)).order_by()
    keys = list(lately.filter(reader=person).values_list("text_key", flat=True).distinct()[:MOST])
    same = lately.filter(text_key__in=keys).exclude(reader=person).values_list("reader")
    for number, texts in same.annotate(texts=Count("text_key", distinct=True))[:MOST]:
        yield number, TEXT, f"Posted {texts} of the same texts within a day" if texts > 1 else "Posted the same text"


def bans_of(numbers):
    """Return when each of these people was banned, where that was not lifted."""
    bans = Sanction.objects.filter(reader__in=numbers, kind=Sanction.Kind.BAN, lifted_at=None)
    return dict(bans.order_by("-since").values_list("reader", "since"))


def after_a_ban(found, person, bans):
    """Add to what was found that one joined right after the other was banned; by itself that says nothing."""
    for first, second in ((found.person, person), (person, found.person)):
        banned = bans.get(first.pk)
        if banned and banned < second.date_joined < banned + AFTER_BAN:
            found.add(20, "One joined right after the other was banned")
    if found.person.pk in bans:
        found.add(0, "Banned")
