"""EXIF: what the camera wrote, and what programs wrote where the camera's words stood."""

from PIL.ExifTags import IFD, Base

from .iim import in_words

LONGEST = 100_000

NAMES = {
    Base.ImageDescription: "caption",
    Base.Artist: "creator",
    Base.Copyright: "copyright_notice",
    # Windows' own, in UTF-16; used where the others say nothing.
    Base.XPTitle: "windows_title",
    Base.XPComment: "windows_comment",
    Base.XPAuthor: "windows_author",
    Base.XPKeywords: "windows_keywords",
    Base.XPSubject: "windows_subject",
}
IN_UTF_16 = (Base.XPTitle, Base.XPComment, Base.XPAuthor, Base.XPKeywords, Base.XPSubject)
STAND_IN = {
    "caption": ("windows_comment", "windows_subject", "windows_title"),
    "creator": ("windows_author",),
    "keywords": ("windows_keywords",),
}
CHARACTER_SETS = {b"ASCII\0\0\0": "ascii", b"UNICODE\0": "utf-16", b"JIS\0\0\0\0\0": "iso2022_jp"}


def read(exif):
    """Return {name: [words, ...]}."""
    found = {}
    for tag, name in NAMES.items():
        if text := words(exif.get(tag), utf_16=tag in IN_UTF_16):
            found[name] = text.split(";") if tag == Base.XPKeywords else [text]
    try:
        details = exif.get_ifd(IFD.Exif)
    except Exception:  # it points anywhere
        details = {}
    if text := comment(details.get(Base.UserComment)):
        found["comment"] = [text]
    for name, tags in {
        "taken": (Base.DateTimeOriginal, Base.OffsetTimeOriginal),
        "taken_by_camera": (Base.DateTimeDigitized, Base.OffsetTimeDigitized),
    }.items():
        moment, zone = (words(details.get(tag)) for tag in tags)
        if moment:
            found[name] = [f"{moment} {zone}".strip()]
    return found


def words(value, utf_16=False):
    """Return a tag's text. Cameras end it with a zero and leave rubbish behind; some write none before their own."""
    if isinstance(value, str):
        value = value[:LONGEST].encode("latin-1", "replace")  # as which Pillow reads it; most programs write UTF-8
    if isinstance(value, tuple) and value and all(isinstance(each, int) and 0 <= each < 256 for each in value):
        value = bytes(value[:LONGEST])
    if not isinstance(value, bytes):
        return ""
    if utf_16:
        return value[:LONGEST].decode("utf-16-le", "ignore").split("\0")[0].strip()
    return next((text for part in value[:LONGEST].split(b"\0") if (text := in_words(part).strip())), "")


def comment(value):
    if not isinstance(value, bytes):
        return words(value)
    encoding = CHARACTER_SETS.get(value[:8])
    if not encoding:
        return words(value.lstrip(b"\0"))
    text = value[8:LONGEST]
    if encoding == "utf-16" and text[:2] not in (b"\xfe\xff", b"\xff\xfe"):
        # Which half of a letter comes first is not said: in most words one half is zero.
        encoding = "utf-16-be" if text[:1] == b"\0" else "utf-16-le"
    return text.decode(encoding, "replace").strip("\0 ")
