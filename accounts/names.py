"""The names that people go by: nothing invisible in them, no two that look alike, none that passes for the paper."""

import re
import unicodedata
from datetime import timedelta

import regex
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from .models import FormerName, User
from .skeleton import skeleton

LONGEST = User._meta.get_field("display_name").max_length
TAKEN = "Somebody else here already uses that name. Please choose another."
ALIKE = "Somebody else has, or had until lately, a name that looks like that one. Please choose another."
INVISIBLE = "Please choose a name without invisible characters."
OURS = "That name would look as if you spoke for the paper. Please choose another."
# Control, format (bidi among them), surrogate, private, unassigned, line and paragraph separators.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Letters, marks and symbols that show nothing: fillers, the joiner, variation selectors, the empty Braille cell.
BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
SPACES = regex.compile(r"[\p{Zs}\t\r\n]+")
STACKED = regex.compile(r"\p{M}{5}")  # no script needs so many on one letter
# Words of a name by which readers know the paper's own people; the long ones also as parts of other words.
WORDS = ("admin", "editor", "editorial", "mod", "official", "staff", "sysadmin", "webmaster")
PARTS = ("administrator", "moderator", "newsroom", "subeditor", "theeditor")
WORD = regex.compile(r"\p{Lu}?[\p{Ll}\p{Lo}\p{M}@$!]+|\p{Lu}+(?!\p{Ll})|[\p{L}\p{M}@$!]+")


def tidy_name(name):
    """Return a name as it was written, but with single spaces; refuse what cannot be seen.

    Wide, ringed or ligated letters stay as they are: that they make no second name that looks the same is the
    skeleton's affair.
    """
    tidy = SPACES.sub(" ", unicodedata.normalize("NFC", name)).strip(" ")
    if any(unicodedata.category(character) in HIDDEN for character in tidy) or BLANK.search(tidy):
        raise ValidationError(INVISIBLE)
    if len(tidy) > LONGEST:  # NFC makes a few letters into two
        raise ValidationError("Please choose a shorter name.")
    if sum(character.isalnum() for character in tidy) < 2:
        raise ValidationError("Please choose a name with at least two letters or digits.")
    if STACKED.search(unicodedata.normalize("NFD", tidy)):
        raise ValidationError("Please choose a name with fewer marks on its letters.")
    return tidy


def free_name(name, *, person=None, by_staff=False, at=None):
    """Return the tidied name if nobody but `person` goes by it or by one that looks like it, in whatever case.

    A reader may not be called as if they spoke for the paper; `by_staff`: somebody at the desk gives the name.
    """
    name = tidy_name(name)
    looks = skeleton(name)
    others = User.objects.exclude(pk=person and person.pk)
    # iregex, not iexact: SQLite knows the case of a to z only.
    if others.filter(display_name__iregex=f"^{re.escape(name)}$").exists():
        raise ValidationError(TAKEN)
    if others.filter(name_skeleton=looks).exclude(name_skeleton="").exists() or reserved(looks, person=person, at=at):
        raise ValidationError(ALIKE)
    if not (by_staff or (person and person.is_staff)) and passes_for_ours(name):
        raise ValidationError(OURS)
    return name


def reserved(looks, *, person=None, at=None):
    """Whether somebody else gave up a name that looks like this so lately that it would pass for them."""
    since = (at or timezone.now()) - timedelta(days=settings.NAME_CHANGE_DAYS)
    lately = FormerName.objects.filter(~Q(person=person and person.pk), name_skeleton=looks, given_up_at__gt=since)
    return lately.exists()


def passes_for_ours(name):
    """Whether a name has a word in it, in whatever letters, that readers take for the paper's own people."""
    name = unicodedata.normalize("NFKC", name)  # letters in whatever dress
    whole = skeleton(name)
    words = {skeleton(word) for word in [*WORD.findall(name), *name.split(), name.rstrip("0123456789")]}
    words |= {word.removesuffix("s") for word in words}
    if words & set(map(skeleton, WORDS)) or any(skeleton(part) in whole for part in PARTS):
        return True
    admin = skeleton("admin")  # in the midst of a word it may be badminton
    if any(word.startswith(admin) or word.endswith(admin) for word in words):
        return True
    for path in settings.NAMES_OF_THE_PAPER:
        for ours in map(skeleton, import_string(path)()):
            if whole == ours or (len(ours) > 5 and ours in whole):
                return True
    return False
