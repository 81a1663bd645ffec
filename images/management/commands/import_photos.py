import contextlib
import json
import os
import stat
from collections import Counter
from pathlib import PurePath

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from images.examine import NotAPhoto, Refused
from images.store import StoreAway
from images.unpack import is_archive, is_hidden, members
from images.upload import AlreadyHere, upload

WORDS = ("caption", "headline", "alt_text", "creator", "credit", "source")


class Command(BaseCommand):
    help = (
        "Bring photos into the library: files, folders with all that is in them, and ZIPs. Each file is accepted, "
        "known already, or refused with a reason; the report has a line of JSON for each. Twice is once: what was "
        "broken off is gone on with by running it again."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--report", metavar="FILE", help="Where the report goes; without it, to standard output.")

    def handle(self, paths, report, **options):
        counts = Counter()
        with contextlib.ExitStack() as stack:
            lines = stack.enter_context(writable(report)) if report else self.stdout
            for name, found in each_file(paths):
                if found is None:
                    counts["left out"] += 1
                    continue
                told, away = outcome(found)
                counts[told["status"]] += 1
                lines.write(json.dumps({"file": name} | told) + "\n")
                lines.flush()
                if away:
                    raise CommandError(f"{away} Then run this again: it goes on where it stopped.")
        summary = f"{counts['accepted']:,} accepted, {counts['known']:,} known already, {counts['refused']:,} refused"
        if counts["left out"]:
            summary += f"; left out as hidden: {counts['left out']:,}"
        (self.stdout if report else self.stderr).write(f"{summary}.")


def writable(report):
    try:
        return open(report, "w", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"The report “{report}” cannot be written: {error.strerror}.") from None


def outcome(found):
    """Return the report's words for a file, or for the Refused that stands for it, and what stops all further work."""
    try:
        if isinstance(found, Refused):
            raise found
        return {"status": "accepted", "reason": ""} | words(upload(file=found)), None
    except AlreadyHere as there:
        return {"status": "known", "reason": str(there)} | words(there.photo), None
    except Refused as refused:
        return {"status": "refused", "reason": str(refused)}, refused if isinstance(refused, StoreAway) else None


def words(photo):
    """Return a photo's fields as the report gives them."""
    return {
        "photo": photo.pk,
        **{name: getattr(photo, name) for name in WORDS},
        "copyright": photo.copyright_notice,
        "instructions": photo.instructions,
        "taken_at": timezone.localtime(photo.taken_at).isoformat() if photo.taken_at else None,
        **{name: getattr(photo, name) for name in ("place", "city", "region", "country")},
        "people": photo.people.splitlines(),
        "keywords": photo.keywords.splitlines(),
        "width": photo.width,
        "height": photo.height,
    }


def each_file(paths):
    """Yield (name, found) for every file: open, a Refused in its place, or None for what systems keep for themselves.

    What is found is open until the next is asked for.
    """
    for path in paths:
        if not os.path.isdir(path):
            yield from one_file(path)
            continue
        for folder, name in in_folder(path):
            if isinstance(name, Refused):
                yield folder, name
            elif is_hidden(os.path.relpath(os.path.join(folder, name), path)):
                yield name, None
            else:
                yield from one_file(os.path.join(folder, name))


def in_folder(path):
    """Yield (folder, name of a file in it) in order, and a Refused in place of the name for a folder that is shut."""
    unread = []
    for folder, folders, names in os.walk(path, onerror=unread.append):
        folders.sort()
        yield from ((folder, name) for name in sorted(names))
        yield from ((error.filename, unreadable(error)) for error in unread)
        unread.clear()
    yield from ((error.filename, unreadable(error)) for error in unread)


def one_file(path):
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            yield path, NotAPhoto("This is no file but a pipe or a device.")
            return
        with open(path, "rb") as opened:
            if path.lower().endswith(".zip") and is_archive(opened):
                yield from in_archive(path, opened)
            else:
                yield path, File(opened, name=PurePath(path).name)
    except (OSError, ValueError) as error:
        yield path, unreadable(error)


def in_archive(path, opened):
    try:
        for member in members(opened):
            yield f"{path}/{member.name}", member.refused or member.file
    except Refused as refused:
        yield path, refused


def unreadable(error):
    if isinstance(error, FileNotFoundError):
        return NotAPhoto("There is no such file.")
    return NotAPhoto(f"This cannot be read: {getattr(error, 'strerror', None) or error}.")
