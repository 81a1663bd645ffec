"""What a photo's file says about itself: caption, credit and the rest from XMP, IIM (the old IPTC fields) and EXIF.

The words come from anywhere, so every reader here survives any file, and what it returns can be stored as JSON:
no control characters, no text without end.
"""

import contextlib
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from . import exif, iim, xmp
from .embedded import embedded
from .examine import opened
from .models import Photo

LONGEST_TEXT = 20_000

# What a photo's row takes from its file: as it stands, in one line, one to a line, and as an address.
TEXTS = ("caption", "instructions", "usage_terms")
LINES = ("headline", "credit", "alt_text", "creator", "source", "copyright_notice")
PLACES = ("place", "city", "region", "country")
LISTS = ("people", "keywords")
ADDRESSES = ("web_statement", "licensor_url")
WORDS = (*TEXTS, *LINES, *PLACES, *LISTS, *ADDRESSES, "source_type")

PNG_NAMES = {
    "Description": "caption",
    "Author": "creator",
    "Copyright": "copyright_notice",
    "Title": "title",
    "Comment": "comment",
}
# Names that the IPTC has since given up.
FORMER_SOURCE_TYPES = {
    "minorhumanedits": Photo.SourceType.EDITED,
    "digitalart": Photo.SourceType.DRAWN,
}

# What cameras and programs write where people's words belong.
JUNK = re.compile(
    r"""[\W_]*
    | ((konica|olympus|minolta|samsung|pentax|kodak|casio|nikon|canon|fujifilm|sony|sanyo|ricoh|vivitar|polaroid|ge|hp
      |panasonic|jvc|leica|kyocera|epson|toshiba|benq|general|optical|imaging|corp\.?|co\.?|ltd\.?)[\ ,]*)*
      (digital\ )?(still\ )?(camera|dsc)
    | dcf\ [\d.]+ | samsung | exif_jpeg_picture | jpeg | default | untitled | unknown | ascii | screenshot
    | picasa(\ [\d.]+)? | user\ comments? | created\ (with|by)\ (the\ )?gimp | lead\ technologies.*
    | processed\ (with|by)\ .* | file\ written\ by\ adobe\ photoshop.*
    | dcim\\.* | (img|dsc[nf]?|dscf|pict|p|dji|pxl|gopr|image|photo)[_\ -]?[\d_-]+(\.jpe?g)?
    | cof | sdr | dav | oznor | oznorwo | rhdr | hdr | hdrpl | edf | btf | btr | fbt | mde | nor | bsh | ptr | ozedf
    """,
    re.IGNORECASE | re.VERBOSE,
)
NO_JUNK = ("headline", "caption", "creator", "credit", "copyright_notice", "source")
MOMENT = re.compile(
    r"(\d{4})[-:/. ]?(\d\d)[-:/. ]?(\d\d)(?:[T ]*(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?\ ?(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
is_address = URLValidator(schemes=["http", "https"])


@dataclass
class Said:
    """The words for a photo's row, and in `as_filed` all that were read, by who wrote them."""

    headline: str = ""
    caption: str = ""
    credit: str = ""
    alt_text: str = ""
    creator: str = ""
    source: str = ""
    copyright_notice: str = ""
    instructions: str = ""
    usage_terms: str = ""
    place: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    people: str = ""
    keywords: str = ""
    source_type: str = ""
    web_statement: str = ""
    licensor_url: str = ""
    taken_at: datetime | None = None
    as_filed: dict = field(default_factory=dict)


def read(file):
    """Return what `file` says about itself, a Said; XMP is believed before IIM, IIM before EXIF. It never raises."""
    as_filed = {}
    # No photo, or a damaged one, says nothing.
    with contextlib.suppress(Exception), opened(file) as picture:
        as_filed = words_in(embedded(picture))
    file.seek(0)
    said = Said(as_filed=as_filed)
    for name in WORDS:
        texts = (usable(name, words) for words in as_filed.values())
        setattr(said, name, next(filter(None, texts), ""))
    said.caption = said.caption or of_camera(as_filed)
    said.taken_at = taken_at(as_filed)
    return said


def words_in(found):
    """Return {writer: {name: text}} of what is embedded in a file, in the order in which writers are believed."""
    readers = {"xmp": (xmp.read, found.xmp), "iim": (iim.read, found.iim)}
    readers |= {"exif": (exif.read, found.exif or {}), "png": (from_png, found.texts)}
    return {writer: words for writer, reader in readers.items() if (words := attempt(*reader))}


def attempt(reader, embedded):
    """Return what one reader finds, tidy. Metadata is written by anything and breaks in every way."""
    try:
        found = reader(embedded)
    except Exception:
        return {}
    return {name: text for name, texts in found.items() if (text := joined(name, texts))}


def from_png(texts):
    found = {name: [texts[theirs]] for theirs, name in PNG_NAMES.items() if theirs in texts}
    return found | ({"taken": [texts["Creation Time"]]} if "Creation Time" in texts else {})


def joined(name, texts):
    if name in (*LISTS, "organisations", "windows_keywords"):
        texts = dict.fromkeys(" ".join(tidy(text).split()) for text in texts)
        return tidy("\n".join(filter(None, texts)))
    return tidy(", ".join(filter(None, (tidy(text) for text in texts))))


def tidy(text):
    """Return `text` without control characters, half letters and space around it, and not without end."""
    text = re.sub(r"\r\n?", "\n", text[: LONGEST_TEXT * 2])
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", text).strip()
    return text[:LONGEST_TEXT]


def usable(name, words):
    """Return what one writer's words say for a photo's field; blank where it is nothing a person would have said."""
    names = (name, *exif.STAND_IN.get(name, ()))
    text = next((words[each] for each in names if each in words and not is_junk(name, words[each])), "")
    if name in LINES + PLACES:
        return " ".join(text.split())
    if name in ADDRESSES:
        return address(text)
    return source_type(text) if name == "source_type" else text


def of_camera(as_filed):
    """Return what a camera or a program wrote as caption: it stands before the editor as it stands in the file, with a
    doubt (check.py), and no reader sees it (articles.models.Figure.caption)."""
    captions = (words.get("caption", "") for words in as_filed.values())
    return next((caption for caption in captions if any(map(str.isalpha, caption))), "")


def is_junk(name, text):
    """Tell whether a camera or a program wrote this where a person's words belong."""
    return name in NO_JUNK and len(text) < 100 and bool(JUNK.fullmatch(text.strip()))


def address(text):
    try:
        is_address(text)
    except ValidationError:
        return ""
    return text if len(text) <= 500 else ""


def source_type(text):
    """Return the IPTC's code for how a picture was made, which stands at the end of an address."""
    code = re.split("[/:]", text.rstrip("/"))[-1].lower()
    known = {each.value.lower(): each for each in Photo.SourceType}
    return (known | FORMER_SOURCE_TYPES).get(code, "")


def taken_at(as_filed):
    """Return the first moment that somebody wrote; if it is a day alone, at the time another one gives for that day."""
    for name in ("taken", "taken_by_camera"):
        moments = [found for words in as_filed.values() if (found := moment(words.get(name, "")))]
        if moments:
            first, has_time = moments[0]
            day = timezone.localdate(first)
            same_day = (other for other, timed in moments if timed and timezone.localdate(other) == day)
            return first if has_time else next(same_day, first)
    return None


def moment(text):
    """Return the moment that XMP, IIM or EXIF wrote and whether it has a time, on the paper's clock when it names none.

    None when it is no moment at which a photo can have been taken.
    """
    match = MOMENT.match(text)
    if not match:
        return None
    *numbers, zone = match.groups()
    written = "{}-{}-{}T{}:{}:{}".format(*(number or "00" for number in numbers)) + (zone or "")
    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        return None
    now = timezone.now()
    if not 1826 <= when.year <= now.year + 1:
        return None
    if not when.tzinfo:
        when = timezone.make_aware(when, timezone.get_default_timezone())
    return (when, match[4] is not None) if when <= now + timedelta(days=1) else None
