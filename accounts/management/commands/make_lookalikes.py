"""Make the table of characters that look alike from Unicode's confusables.txt, and from the names of its letters."""

import re
import sys
import unicodedata
from pathlib import Path

from django.core.management.base import BaseCommand

from accounts.skeleton import DROPPED, TABLE, plain

HEAD = """\
# Characters that look like others: what they look like, a tab, all that look like it. Made by `manage.py
# make_lookalikes` from Unicode's confusables.txt, version {version}, and letters that are named a Latin letter or digit
# in some other dress; whatever decomposes or looks like no letter is left out.
# Copyright © Unicode, Inc. Distributed under the Unicode licence, https://www.unicode.org/license.txt: permission is
# granted to use, copy, modify and distribute these data with this notice.
"""
# As in LATIN LETTER SMALL CAPITAL A, NEGATIVE CIRCLED LATIN CAPITAL LETTER A, LATIN SMALL LETTER A WITH STROKE.
DRESSED = re.compile(
    r"(?:REGIONAL INDICATOR SYMBOL|(?:NEGATIVE )?(?:CIRCLED |SQUARED )?LATIN(?: SMALL| CAPITAL)?) LETTER "
    r"(?:SMALL CAPITAL )?([A-Z])(?: WITH .*)?"
)


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Make accounts/lookalikes.txt from Unicode's confusables.txt (unicode.org/Public/security/latest/)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="Unicode's confusables.txt, as it was fetched.")

    def handle(self, *args, file, **options):
        text = file.read_text(encoding="utf-8-sig")
        version = text.partition("# Version:")[2].split()[0]
        found = dressed() | dict(pairs(text))
        TABLE.write_text(HEAD.format(version=version) + "".join(lines(found)), encoding="utf-8")
        self.stdout.write(f"{TABLE.name} is made from version {version}.")


def pairs(text):
    """Yield each character with what it looks like, in letters and digits."""
    for line in text.splitlines():
        fields = line.partition("#")[0].split(";")
        if len(fields) < 3:
            continue
        character = chr(int(fields[0], 16))
        looks = DROPPED.sub("", plain("".join(chr(int(code, 16)) for code in fields[1].split())))
        if looks and looks != character and plain(character) == character:
            yield character, looks


def dressed():
    """Return the letters that their names call another in some other dress: character → letter."""
    found = {}
    for character in map(chr, range(128, sys.maxunicode + 1)):
        name = unicodedata.name(character, "")
        if match := DRESSED.fullmatch(name):
            found[character] = match[1] if "CAPITAL" in name or "REGIONAL" in name else match[1].lower()
        elif "CIRCLED" in name and unicodedata.category(character) == "No":
            found[character] = f"{unicodedata.numeric(character):.0f}"
    return {character: looks for character, looks in found.items() if plain(character) == character}


def lines(found):
    alike = {}
    for character, looks in found.items():
        alike.setdefault(looks, set()).add(character)
    for looks, characters in sorted(alike.items()):
        yield f"{looks}\t{''.join(sorted(characters))}\n"
