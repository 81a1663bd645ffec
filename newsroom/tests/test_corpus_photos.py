"""Real photos of agencies and cameras, where they lie beside the project: what they say of themselves is read as
exiftool reads it, or better, and no file does harm."""

import json
import re
from pathlib import Path
from unicodedata import normalize

import pytest
from django.conf import settings
from django.test import SimpleTestCase, override_settings
from django.utils import timezone

from images.examine import Refused, examine
from images.read import read

CORPUS = Path(settings.BASE_DIR).parent / "shared" / "corpora" / "photos"
LISTED = CORPUS / "expected.json"

# Where exiftool finds each of our fields, in the order in which we believe them.
TAGS = {
    "caption": ("XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription"),
    "headline": ("XMP-photoshop:Headline", "IPTC:Headline"),
    "credit": ("XMP-photoshop:Credit", "IPTC:Credit"),
    "creator": ("XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist"),
    "source": ("XMP-photoshop:Source", "IPTC:Source"),
    "copyright_notice": ("XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright"),
    "instructions": ("XMP-photoshop:Instructions", "IPTC:SpecialInstructions"),
    "usage_terms": ("XMP-xmpRights:UsageTerms",),
    "taken_at": ("XMP-photoshop:DateCreated", "IPTC:DateCreated"),
    "place": ("XMP-iptcCore:Location", "IPTC:Sub-location"),
    "city": ("XMP-photoshop:City", "IPTC:City"),
    "country": ("XMP-photoshop:Country", "IPTC:Country-PrimaryLocationName"),
    "keywords": ("XMP-dc:Subject", "IPTC:Keywords"),
}
# exiftool reads as Latin what is in UTF-8, in the Macintosh's letters or beyond ASCII.
BETTER = {"Jens Trübiger": "Jens TrŸbiger", "Kålltorp": "KÃ¥lltorp", "(C)Hendrik Wördehoff": "(C)Hendrik W?rdehoff"}


def plain(value):
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return re.sub(r"\s+", " ", normalize("NFC", words)).strip()


def theirs(name, found):
    """Return what exiftool found for one of our fields; blank when it is nothing."""
    words = next((plain(found[tag]) for tag in TAGS[name] if plain(found.get(tag, ""))), "")
    if name == "taken_at":
        return words[:10].replace(":", "-")
    return words


def ours(name, said):
    if name == "taken_at":
        return timezone.localtime(said.taken_at).date().isoformat() if said.taken_at else ""
    words = getattr(said, name)
    words = plain(words.splitlines() if name == "keywords" else words)
    return BETTER.get(words, words)


def compare(expected, fields=TAGS):
    """Return {field: (how many exiftool read, [(file, theirs, ours) where they differ])} of the files that we take."""
    result = {name: [0, []] for name in fields}
    for path, found in expected.items():
        wanted = {name: words for name in fields if (words := theirs(name, found["exiftool"] or {}))}
        if not wanted:
            continue
        with open(CORPUS / path, "rb") as file:
            try:
                examine(file)
            except Refused:
                continue
            said = read(file)
        for name, words in wanted.items():
            result[name][0] += 1
            if ours(name, said) != words:
                result[name][1].append((path, words, ours(name, said)))
    return result


@pytest.mark.skipif(not LISTED.exists(), reason="no real photos beside the project")
@override_settings(TIME_ZONE="UTC")
class RealPhotosTests(SimpleTestCase):
    def test_what_they_say_is_read_as_exiftool_reads_it(self):
        for name, (count, differ) in compare(json.loads(LISTED.read_text())).items():
            with self.subTest(name):
                self.assertEqual(differ, [])
                self.assertGreater(count, 2)

    def test_each_is_taken_or_refused_with_a_sentence(self):
        # The small ones: all of them are tried by benchmarks/photos_corpus.py, with what they take.
        taken = 0
        for path in sorted(CORPUS.rglob("*")):
            if not path.is_file() or path.stat().st_size > 30_000:
                continue
            with path.open("rb") as file:
                try:
                    taken += bool(examine(file))
                    json.dumps(read(file).as_filed)
                except Refused as refused:
                    self.assertRegex(str(refused), r"^This .+\.$", path)
        self.assertGreater(taken, 100)
