"""Photos as rows of the library, without files: for tests that look at no picture."""

from itertools import count

from images.find import index
from images.models import Photo

numbers = count(1)


def photo_rows(*each):
    """Write a photo for each of the given fields and return them; the last one is the newest."""
    usual = {"format": "JPEG", "width": 1200, "height": 800, "made": "1"}
    words = {"caption": "Two boats.", "credit": "Pia / The Test", "alt_text": "Two boats", "rights": "staff"}
    photos = [Photo(sha256=f"{next(numbers):064x}", file="originals/none.jpeg", **usual | words | one) for one in each]
    photos = Photo.objects.bulk_create(photos)
    index(photos)
    return photos


def photo_row(**fields):
    return photo_rows(fields)[0]
