"""Whether the photos are there: named in settings.DOCTOR."""

from django.core.files.storage import FileSystemStorage, default_storage

from .models import Photo

SAMPLE = 200  # of the newest, where each question goes over the network


def files(fix):
    """Whether each photo has its file."""
    names = Photo.objects.order_by("-pk").values_list("file", flat=True)
    if not isinstance(default_storage, FileSystemStorage):
        names = names[:SAMPLE]
    missing = [name for name in names if not default_storage.exists(name)]
    return len(missing), 0, f"{len(missing)} photos have lost their files{', as ' + missing[0] if missing else ''}."
