"""The demo's photos: drawn for it, with their words in the files as agencies send them."""

from datetime import timedelta

from django.core.files import File
from django.utils import timezone

from images.read import read
from images.upload import AlreadyHere, upload

from . import FOLDER

WORDS = {"caption": "caption", "credit": "credit", "alt": "alt_text", "creator": "creator", "source": "source"}
RIGHTS = ("rights", "restrictions", "provided_by", "agency")


def load_photos(rows, by):
    """Upload each photo and return them by their keys."""
    return {row["key"]: load_photo(row, by) for row in rows}


def load_photo(row, by):
    with open(FOLDER / "photos" / f"{row['key']}.jpg", "rb") as opened:
        file = File(opened, name=f"{row['key']}.jpg")
        said = read(file)
        # What the file says of itself stands; the list fills in what it does not.
        words = {name: row[key] for key, name in WORDS.items() if key in row and not getattr(said, name)}
        words |= {name: row[name] for name in RIGHTS if name in row}
        if "days" in row:
            words["use_until"] = timezone.now() + timedelta(days=row["days"])
        file.seek(0)
        try:
            return upload(file=file, uploaded_by=by, decorative=row.get("decorative", False), **words)
        except AlreadyHere as there:
            return there.photo
