"""Files that are larger than a photo may be are not kept while they arrive; those sent along with them are."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.template.defaultfilters import filesizeformat

from .unpack import BEGINNINGS

PHOTOS_IN_ARCHIVE = 20  # of the largest: so large a ZIP may be


def most_bytes(archive=False):
    return settings.PHOTO_MAX_BYTES * (PHOTOS_IN_ARCHIVE if archive else 1)


def too_large(archive=False):
    """Say that a file is, and what to do."""
    if archive:
        return f"This archive has more than {filesizeformat(most_bytes(archive=True))}. Please make several of it."
    return (
        f"This file has more than {filesizeformat(most_bytes())}. "
        "Please export it as a JPEG of lower quality or fewer pixels."
    )


class SkipTooLarge(FileUploadHandler):
    """Comes before Django's own handlers; `refused` has the names of the files that it kept out, and why."""

    def __init__(self, request=None):
        super().__init__(request)
        self.refused, self.archive = [], False

    def receive_data_chunk(self, raw_data, start):
        if start == 0:
            self.archive = raw_data.startswith(BEGINNINGS)
        if start + len(raw_data) > most_bytes(self.archive):
            self.refused.append((self.file_name, too_large(self.archive)))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None
