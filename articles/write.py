"""Keep what was written: each save is a version of the story, and moves its rows unless readers see them."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from images.delete import refuse_bin

from . import version
from .changed import changed
from .models import Article, Revision
from .topics import refuse_names
from .use import hold_photos
from .workflow import OTHER_SECTIONS, NotAllowed, reaches, record


class Overtaken(Exception):
    """Somebody saved the story since it was opened. `newest` is their version."""

    def __init__(self, article, newest):
        self.article, self.newest = article, newest
        saver = newest.saved_by if newest else article.saved_by
        at = timezone.localtime(newest.saved_at if newest else article.saved_at)
        super().__init__(
            f"{saver or 'Somebody'} saved this story at {at:%H:%M on %d.%m.}, after you opened it. Nothing of yours is "
            "lost: bring the two together here."
        )


@transaction.atomic
def begin(*, facts, by, kind=Revision.Kind.SAVE, note="", at=None):
    """Begin a story, as a draft. Raises InBin when it has a photo from the bin, and NotATag."""
    at = at or timezone.now()
    refuse_names(facts["tags"])
    facts = version.settled(facts)
    article = Article(created_by=by, saved_by=by, created_at=at, saved_at=at)
    for name in (*version.WORDS, *version.SETTINGS):
        setattr(article, version.KEYS.get(name, name), facts[name])
    article.save()
    add_version(article, facts, by, None, kind, note, at)
    keep_in_rows(article, facts, at)
    record(article, "create", by, at, note)
    tell(article)
    return article


@transaction.atomic
def save(*, article, facts, by, base, kind=Revision.Kind.SAVE, note="", at=None):
    """Add a version with these facts to the story; return it, or the newest one where nothing is new in them.

    `base` is the number of the version that was on the screen. Raises Overtaken when it is not the newest any more, so
    that of two who save at once one is told; NotAllowed when it moves the story into a section that the person's deeds
    do not reach; InBin when the story has a photo from the bin; and NotATag.
    """
    at = at or timezone.now()
    refuse_names(facts["tags"])
    now = Article.objects.select_for_update().get(pk=article.pk)
    newest = now.revisions.select_related("saved_by").first()
    if now.latest != base:
        raise Overtaken(now, newest)
    facts = version.settled(version.still_there(now, facts))
    before = version.newest(now)
    if newest and same(before, facts):
        return newest
    if facts["section"] != before["section"] and not reaches(by, facts["section"]):
        raise NotAllowed(OTHER_SECTIONS)
    # The lock above does nothing on SQLite; that the version moves from the one that was seen holds everywhere.
    taken = Article.objects.filter(pk=now.pk, latest=base, version=now.version).update(
        version=now.version + 1, saved_by=by, saved_at=at
    )
    if not taken:
        raise Overtaken(Article.objects.get(pk=now.pk), now.revisions.select_related("saved_by").first())
    now.version, now.saved_by, now.saved_at = now.version + 1, by, at
    revision = add_version(now, facts, by, base, kind, note, at)
    if now.released is None or (now.released == base and version.text_of(before) == version.text_of(facts)):
        keep_in_rows(now, facts, at)
    else:
        refuse_bin([photo for photo, *_ in facts["figures"]])
        set_settings(now, facts, at)
    record(now, kind, by, at, note)
    tell(now)
    article.refresh_from_db()
    return revision


def same(before, after):
    return all(before.get(name) == after.get(name) for name in (*version.TEXT, *version.SETTINGS))


def add_version(article, facts, by, base, kind, note, at):
    number = article.latest + 1
    revision = Revision.objects.create(
        article=article, number=number, base=base, kind=kind, facts=facts, note=note, saved_by=by, saved_at=at
    )
    article.latest = number
    Article.objects.filter(pk=article.pk).update(latest=number)
    return revision


def keep_in_rows(article, facts, at):
    """Move the rows to the facts. Of a released story only where its text stays as it is."""
    version.put(article, facts)
    if article.released is not None:
        hand_on(article, at)
    hold_photos(article)
    refuse_bin(article.figures.values_list("photo", flat=True))
    changed(article, at)


def hand_on(article, at):
    """Let the newest version, with the same text, take the place of the one that readers see, or will."""
    before = article.revisions.filter(number=article.released)
    seen_at = before.values_list("released_at", flat=True).first()
    before.filter(released_at__gt=at).update(released_at=None)
    article.revisions.filter(number=article.latest).update(released_at=seen_at)
    article.released = article.latest
    Article.objects.filter(pk=article.pk).update(released=article.latest)


def set_settings(article, facts, at):
    """Let what works at once work, on a story whose newest text readers do not see yet."""
    asked = {name: facts[name] for name in version.SETTINGS}
    if asked != version.fields_of(article, version.SETTINGS):
        Article.objects.filter(pk=article.pk).update(**asked)
        for name, value in asked.items():
            setattr(article, name, value)
        changed(article, at)


def tell(article):
    """Call what follows each save, released or not (settings.AFTER_SAVE)."""
    for path in settings.AFTER_SAVE:
        import_string(path)(article)
