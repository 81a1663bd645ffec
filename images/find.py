"""Keep the library's search in step with the photos, in the transaction of each deed that changes their words."""

from django.db import transaction

from .find_sql import words_of
from .models import Photo, PhotoWords

FIELDS = [
    "caption",
    "headline",
    "credit",
    "alt_text",
    "creator",
    "provided_by",
    "agency",
    "supplier",
    "source",
    "copyright_notice",
    "instructions",
    "usage_terms",
    "place",
    "city",
    "region",
    "country",
    "people",
    "keywords",
    "restrictions",
    "territory",
]
BATCH = 500


def index(photos):
    """Write the words of these photos anew, as they stand in the rows at hand; return how many were written."""
    rows = [PhotoWords(photo=photo, words=words_in(photo)) for photo in photos]
    PhotoWords.objects.bulk_create(rows, BATCH, update_conflicts=True, unique_fields=["photo"], update_fields=["words"])
    return len(rows)


def words_in(photo):
    """Return all words of a photo: of its fields, of the name with which its file was sent, and its number."""
    texts = [getattr(photo, name) for name in FIELDS]
    texts += [str(photo.as_filed.get("file_name", "")), str(photo.pk)]
    return " ".join(words_of("\n".join(texts)))


@transaction.atomic
def index_numbers(numbers):
    """Write the words of the photos with these numbers. They are locked while they are read, so that of two changes
    at once the later one is what stands."""
    return index(Photo.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))
