"""Whether the photos are there and can be found: named in settings.DOCTOR."""

from django.core.files.storage import FileSystemStorage, default_storage

from .find import BATCH, index_numbers
from .models import Photo, PhotoWords
from .tasks import make_renditions

SAMPLE = 200  # of the newest, where each question goes over the network


def files(fix):
    """Whether each photo has its file."""
    names = Photo.objects.order_by("-pk").values_list("file", flat=True)
    if not isinstance(default_storage, FileSystemStorage):
        names = names[:SAMPLE]
    missing = [name for name in names if not default_storage.exists(name)]
    return len(missing), 0, f"{len(missing)} photos have lost their files{', as ' + missing[0] if missing else ''}."


def renditions(fix):
    """Whether the renditions of each photo could be made."""
    failed = list(Photo.objects.exclude(not_made="").order_by("pk").values_list("pk", "not_made"))
    if fix:
        for number, _ in failed:
            make_renditions.enqueue(number)
    first = f", as of photo {failed[0][0]}: {failed[0][1]}" if failed else ""
    return len(failed), len(failed) if fix else 0, f"The renditions of {len(failed)} photos could not be made{first}."


def words(fix):
    """Whether each photo can be found in the library by its words."""
    missing = Photo.objects.exclude(pk__in=PhotoWords.objects.values("photo")).order_by("pk")
    numbers = list(missing.values_list("pk", flat=True))
    batches = [numbers[first : first + BATCH] for first in range(0, len(numbers), BATCH)]
    fixed = sum(map(index_numbers, batches)) if fix else 0
    return len(numbers), fixed, f"{len(numbers)} photos cannot be found in the library by their words."
