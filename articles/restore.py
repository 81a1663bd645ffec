"""Bring back what a story was in an earlier version: as a new version, which readers see when it is released."""

from django.db import transaction

from . import version
from .models import Revision
from .write import save


@transaction.atomic
def restore(*, article, number, by, base, at=None):
    """Save the text of version `number` anew; return the new version, or the newest where that is the same already.

    What works at once, as whether comments are open, stays as it is. Raises what save() raises, and
    Revision.DoesNotExist.
    """
    earlier = article.revisions.get(number=number).facts
    text = {name: earlier[name] for name in version.TEXT if name in earlier}
    facts = version.newest(article) | text
    return save(article=article, facts=facts, by=by, base=base, kind=Revision.Kind.RESTORE, note=f"as {number}", at=at)
