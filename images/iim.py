"""IIM, the IPTC's old fields: numbered texts, in Photoshop's resources, of no certain character set."""

import re

MOST_ITEMS = 100
MOST_BYTES = 2_000_000
MOST_RESOURCES = 2_000
# Photoshop's resources begin with the first; other programs of its maker wrote the rest.
SIGNATURES = re.compile(b"8BIM|PHUT|DCSR|AgHg|MeSa")
IIM_RESOURCE = 0x0404
CHARACTER_SET = (1, 90)

NAMES = {
    105: "headline",
    120: "caption",
    110: "credit",
    80: "creator",
    115: "source",
    116: "copyright_notice",
    40: "instructions",
    92: "place",
    90: "city",
    95: "region",
    101: "country",
    25: "keywords",
    # Kept as filed only.
    5: "title",
    7: "edit_status",
    10: "urgency",
    15: "category",
    85: "creator_title",
    100: "country_code",
    103: "job",
    122: "caption_writer",
}
SEVERAL = ("creator", "creator_title", "keywords", "caption_writer")
MOMENTS = {"taken": (55, 60), "taken_by_camera": (62, 63)}

# Letters of the Macintosh after a small letter, where Windows' Latin has signs and capitals that stand in no word.
MACINTOSH = re.compile(rb"[a-z][\x87-\x8b\x8d-\x90\x98\x9b\x9d\x9f](?![^a-z\s.,;:)/-])")


def read(blocks):
    """Return {name: [words, ...]} from all blocks of a file; of two that say the same thing the first counts."""
    texts = records(blocks)
    utf_8 = texts.get(CHARACTER_SET, [b""])[0].startswith((b"\x1b%G", b"\x1b%/"))
    found = {
        name: [in_words(value, utf_8) for value in texts[2, number][: MOST_ITEMS if name in SEVERAL else 1]]
        for number, name in NAMES.items()
        if (2, number) in texts
    }
    for name, numbers in MOMENTS.items():
        date, time = (in_words(texts.get((2, number), [b""])[0]) for number in numbers)
        if date:
            found[name] = [f"{date} {time}"]
    return found


def records(blocks):
    """Return {(record, number): [bytes, ...]} as far as it is well-formed."""
    found = {}
    for block in blocks:
        block, texts, at = block[:MOST_BYTES], {}, 0
        while at + 5 <= len(block) and block[at] == 0x1C:
            key, size = (block[at + 1], block[at + 2]), int.from_bytes(block[at + 3 : at + 5], "big")
            at += 5
            if size & 0x8000:  # what follows is as long as this says, and is the length
                long = size & 0x7FFF
                at, size = at + long, int.from_bytes(block[at : at + min(long, 8)], "big")
            texts.setdefault(key, []).append(block[at : at + size])
            at += size
        found = texts | found
    return found


def in_resources(data):
    """Yield the IIM blocks in Photoshop's resources, past whatever else stands between them."""
    at = 0
    for _ in range(MOST_RESOURCES):
        match = SIGNATURES.search(data, at)
        if not match or match.end() + 8 > len(data):
            return
        at = match.end()
        number = int.from_bytes(data[at : at + 2], "big")
        start = at + 2 + (data[at + 2] + 2) // 2 * 2  # past the resource's name, filled to an even length
        end = start + 4 + int.from_bytes(data[start : start + 4], "big")
        if number == IIM_RESOURCE:
            yield data[start + 4 : end]
        if end <= len(data):
            at = end
        elif number == IIM_RESOURCE:
            return


def in_words(value, utf_8=False):
    """Return bytes as text: UTF-8 if they are, whether they say so or not, else Windows' Latin or the Macintosh's."""
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        sound = value[: error.start].decode()
        if error.start >= len(value) - 3 and not sound.isascii():  # cut at its field’s length, inside a letter
            return sound
        if MACINTOSH.search(value) and not utf_8:
            return value.decode("mac_roman")
        return value.decode("cp1252", "replace")
