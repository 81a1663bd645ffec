"""Files that are larger than a photo may be are not kept while they arrive; those sent along with them are."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class SkipTooLarge(FileUploadHandler):
    """Comes before Django's own handlers; `names` are those of the files that it kept out."""

    def __init__(self, request=None):
        super().__init__(request)
        self.names = []

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > settings.PHOTO_MAX_BYTES:
            self.names.append(self.file_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None
