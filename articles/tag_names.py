"""The field for a story's tags: names with commas between them. A name with a comma in it stands in quotes."""

import re

CHUNK = re.compile(r'(?:"(?:[^"]|"")*"|[^,])+')
QUOTED = re.compile(r'"((?:[^"]|"")*)"')


def read(text):
    """Return the names in what somebody typed, each once, in their order by the alphabet (settings.TAGGIT_…)."""
    found = (chunk.strip() for chunk in CHUNK.findall(text or ""))
    names = (quoted[1].replace('""', '"') if (quoted := QUOTED.fullmatch(name)) else name for name in found)
    return sorted({name.strip() for name in names} - {""})


def written(tags):
    """Return tags as they stand in the field."""
    return ", ".join(as_typed(tag.name) for tag in tags)


def as_typed(name):
    return name if read(name) == [name] else '"{}"'.format(name.replace('"', '""'))
