"""IIM, the IPTC's old fields in a JPEG: numbered texts, in Photoshop's resources, of no certain character set."""


def records(picture):
    """Return {(record, number): [bytes, ...]} as far as it is well-formed; of several blocks the first counts."""
    found = {}
    for block in blocks(picture):
        said, at = {}, 0
        while at + 5 <= len(block) and block[at] == 0x1C:
            key, size = (block[at + 1], block[at + 2]), int.from_bytes(block[at + 3 : at + 5], "big")
            at += 5
            if size & 0x8000:  # the length of a length: longer than any text
                break
            said.setdefault(key, []).append(block[at : at + size])
            at += size
        found = said | found
    return found


def blocks(picture):
    """Yield the IIM in a JPEG's Photoshop resources, which may run over several segments."""
    segments = [data for marker, data in getattr(picture, "applist", ()) if marker == "APP13"]
    data, at = b"".join(each[14:] for each in segments if each.startswith(b"Photoshop 3.0\0")), 0
    while data[at : at + 4] == b"8BIM" and at + 12 <= len(data):
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        at += 6 + (data[at + 6] + 2) // 2 * 2  # past the resource's name, filled to an even length
        size = int.from_bytes(data[at : at + 4], "big")
        if number == 0x0404:
            yield data[at + 4 : at + 4 + size]
        at += 4 + size + size % 2


def in_words(value):
    """Return bytes as text: UTF-8 if they are, whether they say so (in record 1:90) or not, else Windows' Latin."""
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        sound = value[: error.start].decode()
        if error.start >= len(value) - 3 and not sound.isascii():  # cut at its field's length, inside a letter
            return sound
        return value.decode("cp1252", "replace")
