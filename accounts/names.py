"""The names that people go by here: nothing invisible in them, and no two alike."""

import re
import unicodedata

from django.core.exceptions import ValidationError

from .models import User

LONGEST = User._meta.get_field("display_name").max_length
TAKEN = "Somebody else here already uses that name. Please choose another."
# Control, format (bidi among them), surrogate, private, unassigned, line and paragraph separators.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Letters, marks and symbols that show nothing: fillers, the joiner, variation selectors, the empty Braille cell.
BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


def tidy_name(name):
    """Return a name with single spaces and plain forms of its letters; refuse what cannot be seen."""
    # The composed plain forms, so that wide or ligated letters make no second name that looks the same.
    plain = " ".join(unicodedata.normalize("NFKC", name).split())
    if any(unicodedata.category(character) in HIDDEN for character in plain) or BLANK.search(plain):
        raise ValidationError("Please choose a name without invisible characters.")
    if len(plain) > LONGEST:  # a ligature may stand for many letters
        raise ValidationError("Please choose a shorter name.")
    if sum(character.isalnum() for character in plain) < 2:
        raise ValidationError("Please choose a name with at least two letters or digits.")
    return plain


def free_name(name, *, person=None):
    """Return the tidied name if nobody but `person` goes by it, in whatever case its letters are."""
    name = tidy_name(name)
    # iregex, not iexact: SQLite knows the case of a to z only.
    if User.objects.exclude(pk=person and person.pk).filter(display_name__iregex=f"^{re.escape(name)}$").exists():
        raise ValidationError(TAKEN)
    return name
