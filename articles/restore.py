"""Bring back what a story was in an earlier version: as a new version, which readers see when it is released."""

from django.db import transaction

from . import version, workflow
from .models import Revision
from .write import save


@transaction.atomic
def restore(*, article, number, by, base, at=None):
    """Save the text of version `number` anew; return the new version, or the newest where that is the same already.

    What works at once, as whether comments are open, stays as it is. Raises what save() raises: Overtaken where `base`
    is not the newest version, InBin where a photo of it is in the bin; NotAllowed where it stood in a section that the
    person's deeds do not reach; and Revision.DoesNotExist.
    """
    earlier = article.revisions.get(number=number).facts
    text = {name: earlier[name] for name in version.TEXT if name in earlier}
    newest = version.newest(article)
    facts = newest | text
    if facts["section"] != newest["section"] and not workflow.reaches(by, facts["section"]):
        raise workflow.NotAllowed(workflow.OTHER_SECTIONS)
    return save(article=article, facts=facts, by=by, base=base, kind=Revision.Kind.RESTORE, note=f"as {number}", at=at)
