"""Make the renditions of a photo: all that pages show, in one go, so that no reader waits for them."""

import logging
from typing import NamedTuple

from . import renditions, store
from .examine import one_at_a_time
from .models import Photo
from .renditions import NoSuchRendition

log = logging.getLogger(__name__)


class Made(NamedTuple):
    files: int
    superseded: list  # paths of files that were made before the photo's words or focal point changed


def make(*, photo, anew=False):
    """Make what is missing, or with `anew` all, and write into the photo's row that all is there, or why it is not.

    It may break off anywhere and run twice at once: each file is there whole or not at all, and the row tells of what
    it was made. What is changed in the photo meanwhile is not taken for made.
    """
    wanted = renditions.all_names(photo)
    try:
        there = store.names_in(renditions.path_of(photo, ""))
        missing = {name: which for name, which in wanted.items() if anew or name not in there}
        if missing:
            with one_at_a_time:
                renditions.make_files(photo, missing)
    except (NoSuchRendition, store.StoreAway) as error:
        note(photo, not_made=str(error))
        raise
    except Exception:
        note(photo, not_made="Something went wrong, which the administrators find in the log.")
        raise
    note(photo, made=renditions.recipe(photo), not_made="")
    return Made(len(missing), [renditions.path_of(photo, name) for name in sorted(there - wanted.keys())])


def note(photo, **state):
    """Write the state of a photo's renditions into its row, unless they would be others by now."""
    as_it_was = {name: getattr(photo, name) for name in renditions.GOES_IN}
    if Photo.objects.filter(pk=photo.pk, **as_it_was).update(**state):
        vars(photo).update(state)
