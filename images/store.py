"""Where originals and renditions are kept: a folder of this machine, or a bucket elsewhere (settings.STORAGES).

Nothing in it is ever served as a file. What goes over a network may not be there, and says so as StoreAway.
"""

import logging
import os
import secrets
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from .examine import Refused

try:
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError
except ImportError:  # only a bucket needs them
    AWAY = (OSError,)
else:
    AWAY = (OSError, Boto3Error, BotoCoreError, ClientError)

log = logging.getLogger(__name__)


class StoreAway(Refused):
    def __init__(self):
        super().__init__("The place where photos are kept does not answer. Please try again in some minutes.")


@contextmanager
def reached():
    """Let what the store does within raise StoreAway when it cannot be done, and FileNotFoundError as ever."""
    try:
        yield
    except FileNotFoundError:
        raise
    except AWAY as error:
        log.error("The store of photos: %s", error)
        raise StoreAway from error


def names_in(folder):
    """Return the names of the files in a folder: one question, however many there are."""
    try:
        with reached():
            return set(default_storage.listdir(folder)[1])
    except FileNotFoundError:
        return set()


def is_there(path):
    with reached():
        return default_storage.exists(path)


def fetched(path):
    """Open the file at `path`, all of it fetched already, so that to read it cannot fail on the way."""
    with reached():
        file = default_storage.open(path)
        file.file  # noqa: B018 (a bucket's is fetched by this)
        return file


def keep(path, data):
    """Store `data` at exactly `path`, whole or not at all, whoever does the same at the same time."""
    with reached():
        if isinstance(default_storage, FileSystemStorage):
            part = default_storage.save(f"{path}.{secrets.token_hex(8)}.part", ContentFile(data))
            os.replace(default_storage.path(part), default_storage.path(path))
        else:  # a bucket shows a file only when it is whole
            default_storage.save(path, ContentFile(data))


def remove(paths):
    with reached():
        for path in paths:
            default_storage.delete(path)
