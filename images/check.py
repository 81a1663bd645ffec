"""What a picture editor should look at in a caption, a credit or an alt text; only what is missing forbids anything.

The conventions are those of AP and Reuters: who and what first, then where and when, and handouts named as such.
"""

import re
from datetime import timedelta
from difflib import SequenceMatcher

from django.utils import timezone

from .credit import without_credit
from .models import Photo
from .read import is_junk

Rights = Photo.Rights

OLD = timedelta(days=14)
ALIKE = 0.9
LONGEST_ALT = 250  # IPTC: what screen readers still read in one go
GIVEN_OUT = {Rights.HANDOUT, Rights.GOVERNMENT}
HANDED_OUT = re.compile(
    r"\b(?:photo|image|picture|frame|video)\b.{0,60}?\b(?:provided|released|supplied|distributed)\s+by\b"
    r"|\bhand-?outs?\b|\bcourtesy\b",
    re.IGNORECASE | re.DOTALL,
)
DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
WEEKDAY = re.compile(rf"\b{DAY}\b", re.IGNORECASE)
# What is also a word of another kind counts with its capital alone: crowds march, and a boat may sink.
MONTH = (
    r"(?:january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct"
    r"|nov|dec|(?-i:March|MARCH|Mar|May|MAY))"
)
YEAR = r"(?:1[89]|20)\d\d"
DATE = re.compile(rf"\b(?:{MONTH}\b\.?\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|{YEAR})\b", re.IGNORECASE)
WHEN = re.compile(
    rf"\b(?:{YEAR}|{DAY}|{MONTH}|yesterday|today|tomorrow|tonight"
    r"|(?:last|this) (?:week|weekend|month|year)|morning|noon|afternoon|evening|night|midnight|dawn|dusk|sunrise|sunset"
    r"|first light|spring|summer|autumn|winter"
    r"|file (?:photo|image|picture)|undated|christmas|easter)\b|[(\[]file\b",
    re.IGNORECASE,
)
WHERE = re.compile(
    r"\b(?i:in|at|near|off|outside|inside|on|from|above|across|along|around|between|of|over|through) (?i:the )?"
    rf"(?!(?i:{DAY}|{MONTH})\b)[A-ZÀ-Þ]"
)
PLACED = re.compile(
    r"\b(?:left|right|centre|center|front|back|middle|clockwise|above|below|top|bottom|row|foreground|background"
    r"|l\s?-\s?r|l to r)\b",
    re.IGNORECASE,
)
FILE_NAME = re.compile(
    r"[\w().-]+\.(?:jpe?g|png|gif|webp|avif|tiff?|heic)|(?:img|dsc[nf]?|pict|pxl|photo|image)[_ -]?\d+", re.IGNORECASE
)
SAYS_IT_IS_ONE = re.compile(r"(?:an? |the )?(?:photo|photograph|image|picture) (?:of|showing)\b", re.IGNORECASE)


class Doubt(str):
    """A sentence, and the field of the photo that it is about."""

    def __new__(cls, field, sentence):
        doubt = super().__new__(cls, sentence)
        doubt.field = field
        return doubt


def missing(words):
    """Return the Doubts about what must be there before publication; `words` is a photo, or a figure with its own."""
    found = [] if words.credit else [Doubt("credit", "It has no credit.")]
    if not words.has_alt_decision:
        found.append(Doubt("alt_text", "It has no alt text: describe it, or tick “decorative”."))
    return found


def warnings(photo, at=None, figure=None):
    """Return the Doubts about a photo's words, or about those that it has in one story (`figure`)."""
    at = at or timezone.now()
    words = figure or photo
    caption, credit, alt_text = (text.strip() for text in (words.caption, words.credit, words.alt_text))
    return [
        *(Doubt("caption", sentence) for sentence in of_caption(caption, photo, at)),
        *(Doubt("credit", sentence) for sentence in of_credit(caption, credit)),
        *(Doubt("alt_text", sentence) for sentence in of_alt_text(alt_text, caption)),
    ]


def of_caption(caption, photo, at):
    if not caption:
        return ["It has no caption: say who and what, where and when."]
    if is_junk("caption", caption):
        return ["A camera or a program wrote this caption: readers do not see it. Say who and what, where and when."]
    found = [*of_shape(caption, photo), *of_hand_out(caption, photo)]
    taken = photo.taken_at or photo.uploaded_at
    if WEEKDAY.search(caption) and not DATE.search(caption) and at - taken > OLD:
        found.append("The caption names a weekday, but the photo is over two weeks old: give the date.")
    return found


def of_shape(caption, photo):
    """Tell what of who, what, where and when the caption seems not to say."""
    missing = []
    people = [name for name in photo.people.splitlines() if name.strip()]
    if people and not any(name.split()[-1].casefold() in caption.casefold() for name in people):
        missing.append("who (the photo’s people are known)")
    if len(caption.split()) < 5:
        missing.append("what is going on")
    places = [name for name in (photo.place, photo.city, photo.region, photo.country) if name]
    if not WHERE.search(caption) and not any(name.casefold() in caption.casefold() for name in places):
        missing.append("where")
    if not WHEN.search(caption):
        missing.append("when")
    found = [f"The caption does not seem to say {' and '.join(missing)}."] if missing else []
    if caption.isupper() and len(caption) > 20:
        found.append("The caption is all in capitals.")
    if len(people) > 2 and not PLACED.search(caption):
        found.append("More than two people are in it: say who stands where, from left to right.")
    return found


def of_hand_out(caption, photo):
    given_out = photo.rights in GIVEN_OUT or (photo.rights == Rights.COURTESY and photo.provided_by)
    if not given_out or HANDED_OUT.search(caption):
        return []
    return [f"It was handed out: begin the caption with “In this photo provided by {photo.provided_by or '…'}”."]


def of_credit(caption, credit):
    if without_credit(caption, credit) != caption:
        return ["The credit stands in the caption too: it is shown beside the photo anyway."]
    return []


def of_alt_text(alt_text, caption):
    if not alt_text:
        return []
    found = []
    if FILE_NAME.fullmatch(alt_text):
        found.append("The alt text is the name of a file: say what the photo shows.")
    if repeats(alt_text, caption):
        found.append("The alt text only repeats the caption, which is read out too: say what can be seen.")
    if SAYS_IT_IS_ONE.match(alt_text):
        found.append("The alt text need not say that it is a photo: screen readers do.")
    if len(alt_text) > LONGEST_ALT:
        found.append(
            f"The alt text has {len(alt_text)} characters: screen readers are patient for about {LONGEST_ALT}."
        )
    return found


def repeats(alt_text, caption):
    one, other = (" ".join(re.findall(r"\w+", text.casefold())) for text in (alt_text, caption))
    if not one or not other:
        return False
    alike = SequenceMatcher(None, one, other, autojunk=False)
    # The quick ones are never less than the ratio, and spare what takes long texts seconds.
    return one in other or min(alike.real_quick_ratio(), alike.quick_ratio()) > ALIKE and alike.ratio() > ALIKE
