import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.up_next import up_next
from clock.zone import countdown, day_and_time, zone_name

MOST = 24 * 366


class Command(BaseCommand):
    help = "List what goes out by itself in the next hours, in order, with what stands in its way at its own time."

    def add_arguments(self, parser):
        parser.add_argument("--hours", type=int, default=24, help="How far to look ahead; 24 unless told.")
        parser.add_argument("--json", action="store_true", help="One JSON object, for programs.")

    def handle(self, hours, **options):
        if not 1 <= hours <= MOST:
            raise CommandError(f"--hours: please give a number from 1 to {MOST}.")
        found = up_next(hours=hours)
        if options["json"]:
            self.stdout.write(json.dumps(facts(found), indent=2, ensure_ascii=False))
            return
        for sentence in found.trouble:
            self.stdout.write(f"! {sentence}")
        for heading, lines in (("LATE", found.late), (f"IN THE NEXT {hours} H", found.to_come)):
            if lines:
                self.stdout.write(heading)
            for line in lines:
                self.stdout.write("\n".join(in_words(line, found.at)))
        if not found.late and not found.to_come:
            self.stdout.write("Nothing goes out by itself.")
        if found.more:
            self.stdout.write(f"and {found.more} more")


def in_words(line, at):
    """Yield the lines that say what one item is."""
    item = line.item
    yield f"- {day_and_time(item.at)}, {countdown(item.at, at)}: {item.article} – {item.words}"
    by = f" by {item.by}" if item.by else ""
    newer = f"; version {item.left_on_the_desk} does not" if item.left_on_the_desk else ""
    if item.version:
        yield f"    Version {item.version}{by} goes out{newer}."
    yield from (f"    ! {sentence}" for sentence in line.problems)


def facts(found):
    """Return all that the page shows, for programs."""
    return {
        "at": found.at.isoformat(),
        "until": found.until.isoformat(),
        "zone": zone_name(),
        "trouble": found.trouble,
        "last_run": found.last and found.last.finished_at.isoformat(),
        "late": [facts_of(line, found.at) for line in found.late],
        "to_come": [facts_of(line, found.at) for line in found.to_come],
        "more": found.more,
    }


def facts_of(line, at):
    item = line.item
    return {
        "what": item.kind,
        "at": item.at.isoformat(),
        "when": day_and_time(item.at),
        "countdown": countdown(item.at, at),
        "article": item.article.pk,
        "headline": item.article.headline,
        "address": settings.SITE_URL + item.article.get_absolute_url(),
        "version": item.version,
        "by": item.by,
        "newer_version": item.left_on_the_desk,
        "problems": line.problems,
        "failed": bool(item.error),
    }
