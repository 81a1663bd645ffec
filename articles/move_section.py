"""Give a section another address: the one before leads on to it."""

from django.db import transaction

from pagecache.move import move

from .models import FormerSection


@transaction.atomic
def move_section(*, section, before):
    """Note that the section, whose row is saved, had `before` in its address; nothing where it has so still."""
    if before == section.slug:
        return
    FormerSection.objects.filter(slug=section.slug).delete()
    FormerSection.objects.update_or_create(slug=before, defaults={"section": section})
    move("paper")
