"""By what right a photo is shown: what stands in the way at a time, what an editor should know, and what the words that
came with it ask for."""

import re
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from .models import Photo

Rights = Photo.Rights

# Whose photos come with terms of their own, which somebody must have written down.
NEED_WORDS = {Rights.HANDOUT, Rights.COURTESY, Rights.SOCIAL, Rights.SCREENGRAB, Rights.COMMONS}
SOON = timedelta(days=7)
# What agencies allow for handouts unless they say otherwise (AP, AFP, Reuters).
HANDOUT_DAYS = 14

# HO is the agencies' word for it, after a stroke: it is a city in Vietnam too.
HANDOUT = re.compile(
    r"\bhand-?outs?\b|/\s*(?-i:HO)\b|\bby a third party\b|\bas a service to (?:our )?clients\b", re.IGNORECASE
)
# As in “NO SALES, NO ARCHIVES”, “no resale or archive use”, “not to be archived”; an archive photo is another thing.
NO_ARCHIVE = re.compile(
    r"\bno[nt]?(?:[\s,/&-]+(?:for|to|be|in|or|and|no|re-?sales?|sales?|internet|online|web|mobile|tv|television|wireless"
    r"|broadcast|advertising|marketing|commercial|syndication|licensing|third|party|use)\b){0,8}[\s,/&-]*archiv\w*\b"
    r"(?!\s+(?:photo|picture|image|footage))|\barchives?\s+out\b",
    re.IGNORECASE,
)
SINGLE_USE = re.compile(
    r"\b(?:one|single)[\s-]+(?:time[\s-]+)?(?:editorial[\s-]+)?(?:use|usage|reproduction)\b"
    r"|\bone[\s-]+time\s+only\b|\bused?\s+(?:only\s+)?once\b",
    re.IGNORECASE,
)
NO_SALES = re.compile(r"\b(?:no|not\s*for)\s*(?:re-?)?sales?\b", re.IGNORECASE)
DAYS = re.compile(r"\b(\d{1,3})[\s-]*days?\b", re.IGNORECASE)
NOTHING = re.compile(r"\s*(?:no|none)(?:\s+(?:special\s+)?(?:instructions?|restrictions?))?[\s.]*", re.IGNORECASE)
RESTRICTS = re.compile(
    r"\b(no|not|only|out|except|mandatory|restrict\w*|prohibit\w*|without|embargo\w*|permission|must)\b", re.IGNORECASE
)


def problems(photo, at=None):
    """Return what forbids showing the photo at `at`, a sentence each; an empty list when nothing does."""
    at = at or timezone.now()
    found = []
    if photo.deleted_at:
        found.append("It is in the bin.")
    if photo.blocked_at:
        found.append(f"It is blocked: {photo.blocked_reason}")
    if not photo.rights:
        found.append("Nobody has said yet by what right the paper shows it: choose its rights.")
    elif photo.rights in NEED_WORDS and not photo.restrictions.strip():
        found.append(f"“{photo.get_rights_display()}” needs its restrictions in words: what the paper may do with it.")
    if photo.use_from and photo.use_from > at:
        found.append(f"It may not be used before {in_words(photo.use_from)}.")
    if photo.use_until and photo.use_until <= at:
        found.append(f"It may not be used in a new story since {in_words(photo.use_until)}.")
    return found


def warnings(photo, at=None):
    """Return what an editor should know before using the photo at `at`, a sentence each."""
    at = at or timezone.now()
    found = []
    if photo.use_until and at < photo.use_until <= at + SOON:
        then = "it goes from the pages then" if photo.no_archive else "stories that have it keep it"
        found.append(f"It may be used until {in_words(photo.use_until)}: {then}.")
    if photo.single_use:
        found.append("It may be used in one story only.")
    if photo.territory:
        found.append(f"It may be shown here alone: {photo.territory}.")
    if photo.restrictions.strip():
        found.append(f"Restrictions: {photo.restrictions.strip()}")
    return found


def in_words(moment):
    return date_format(timezone.localtime(moment), "j F Y, H:i")


def suggest(photo, at=None):
    """Fill in what the sender's words ask for, where nobody has said anything yet.

    It errs to the strict side: an editor who knows better takes it back, while what nobody noticed is paid for.
    """
    at = at or timezone.now()
    said = [text for text in (photo.instructions, photo.usage_terms) if not NOTHING.fullmatch(text)]
    words = "\n".join(filter(None, dict.fromkeys(said)))
    asked = photo.no_archive or photo.single_use or photo.use_until or photo.restrictions
    if asked or not words:
        return
    handout = bool(HANDOUT.search(words) or NO_SALES.search(words) and NO_ARCHIVE.search(words))
    photo.rights = photo.rights or (Rights.HANDOUT if handout else "")
    photo.no_archive = bool(NO_ARCHIVE.search(words))
    photo.single_use = bool(SINGLE_USE.search(words))
    days = [int(number) for number in DAYS.findall(words) if int(number)]
    if photo.no_archive or (handout and days):
        photo.use_until = at + timedelta(days=min(days, default=HANDOUT_DAYS))
    if RESTRICTS.search(words):
        photo.restrictions = Truncator(words).chars(Photo._meta.get_field("restrictions").max_length)
