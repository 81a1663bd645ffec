"""The chain of credit: who took a photo, who gave it out, for which agency, and who sent it to the paper."""

import re

from .models import Photo, Supplier

BETWEEN = re.compile(r"/|\||,|;|\bvia\b|\bthrough\b", re.IGNORECASE)
LABEL = re.compile(
    r"(?:\b(?:photo(?:graph)?s?|pictures?|images?|fotos?|bild|illustration|file|source|credit|courtesy|by|via)\b|[©:\s])+$",
    re.IGNORECASE,
)
SAYS_CREDIT = re.compile(r"\w\s*:|©|\n")
ENDS = re.compile(r"[.!?…][”\"’')\]]*$")
SHORTENED = re.compile(r"\b(?:mrs?|ms|dr|st|fr|lt|no|vs|sgt|gen|rep|sen|gov|col|rev|prof)\.$", re.IGNORECASE)
# A dot belongs to the name in “U.S. Navy” and “St. Brigid’s”.
PROVIDED = re.compile(
    r"\b(?:photo|image|picture|frame|video),?\s+(?:\w+\s+){0,2}?(?:provided|released|supplied|distributed)\s+by\s+"
    r"(?:the\s+)?((?:[^.,;\n]|\.(?=\w)|(?<=\b[A-Z]\.[A-Z])\.(?!\w)|(?<=\bSt)\.(?!\w)){2,80}?)"
    r"(?=\s+(?:on|shows?|taken|via)\b|[,;\n]|(?<!\b[A-Z]\.[A-Z])(?<!\bSt)\.(?:\s|$)|$)",
    re.IGNORECASE,
)


def fold(name):
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


class Names:
    """The suppliers by each of their spellings; made once for many photos."""

    def __init__(self):
        self.by_spelling = {}
        for supplier in Supplier.objects.order_by("-pk"):
            for spelling in [supplier.name, *supplier.spellings.splitlines()]:
                if fold(spelling):
                    self.by_spelling[fold(spelling)] = supplier

    def known(self, text):
        """Return the suppliers that stand in a credit line, in its order."""
        parts = [text, *BETWEEN.split(text)]
        found = [self.by_spelling.get(fold(part)) for part in parts]
        return list(dict.fromkeys(filter(None, found)))


def fill_chain(photo, names=None):
    """Fill in agency, supplier, who provided it, and the rights that come with them, where they are blank.

    The credit line itself stays as it was filed: what stands beside the photo is a person's decision.
    """
    names = names or Names()
    known = [each for text in (photo.credit, photo.source, photo.supplier, photo.agency) for each in names.known(text)]
    for kind in (Supplier.Kind.AGENCY, Supplier.Kind.SUPPLIER):
        first = next((each for each in known if each.kind == kind), None)
        if first and (not getattr(photo, kind) or first in names.known(getattr(photo, kind))):
            setattr(photo, kind, first.name)
    if not photo.provided_by and (match := PROVIDED.search(photo.caption)):
        photo.provided_by = match[1].strip()
    for supplier in known:
        photo.rights = photo.rights or supplier.rights
        if supplier.rights == photo.rights:
            photo.restrictions = photo.restrictions or supplier.restrictions


def suggest(photo):
    """Return the credit line that the chain makes, as in “Nell Byrne / AFP / Getty Images”; blank if it is empty."""
    line, seen = [], set()
    for name in (photo.creator, photo.provided_by, photo.agency, photo.supplier):
        name = " ".join(name.split())
        if name and fold(name) not in seen:
            seen.add(fold(name))
            line.append(name)
    limit = Photo._meta.get_field("credit").max_length
    return " / ".join(line)[:limit]


def without_credit(caption, credit):
    """Return the caption without the credit that stands at its end for itself: after a full stop, a bracket, a dash, a
    word like “Photo:”. One that is part of a sentence stays, as who provided the photo."""
    bare, credit = caption.rstrip(" \n.)]"), credit.strip(" \n.()[]")
    if not credit or not bare.endswith(credit):
        return caption
    before = bare.removesuffix(credit)
    label = LABEL.search(before[-60:])
    label = label[0] if label else ""
    before = before.removesuffix(label)
    alone = before.rstrip("/ ")
    if not alone or ENDS.search(alone[-8:]) and not SHORTENED.search(alone[-8:]):
        return alone
    if before.endswith(("(", "[", " -", " –", " —", "|")) or SAYS_CREDIT.search(label):
        return before.rstrip(" ([|–—-\n")
    return caption
