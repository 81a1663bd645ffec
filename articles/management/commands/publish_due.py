import json
import signal
import sys
import threading
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from articles.publish_due import anything_new, publish_due
from clock.left_over import begin_again
from clock.zone import day_and_time

PAUSE, AFTER_TROUBLE = 1, 5  # seconds between two looks whether anything is due
BEAT = 30  # seconds after which it runs in any case, so that everybody sees that it does


class Command(BaseCommand):
    help = (
        "Do what follows when the time of stories and scheduled changes has come, each once. Exit status 1 when one of "
        "them did not go out. Run it as often as you like; with --forever it looks by itself, as the server has it do."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Tell what is due, and do nothing.")
        parser.add_argument("--json", action="store_true", help="One JSON object, for programs.")
        parser.add_argument("--forever", action="store_true", help="Go on until it is asked to stop.")

    def handle(self, dry_run, forever, **options):
        if forever:
            return self.go_on()
        items = publish_due(dry_run=dry_run)
        failed = sum(bool(item.error) for item in items)
        if options["json"]:
            found = {"ok": not failed, "dry_run": dry_run, "well": len(items) - failed, "failed": failed}
            found["items"] = [facts(item, dry_run) for item in items]
            self.stdout.write(json.dumps(found, indent=2, ensure_ascii=False))
        else:
            for item in items:
                self.stdout.write(line(item, dry_run))
            self.stdout.write(summary(len(items) - failed, failed, dry_run))
        if failed:
            sys.exit(1)

    def go_on(self):
        """Look each second; whatever breaks, look again. Asked to stop, finish what is at hand."""
        asked_to_stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: asked_to_stop.set())
        beat = 0.0
        while not asked_to_stop.is_set():
            close_old_connections()
            broken = False
            try:
                if time.monotonic() >= beat or anything_new(timezone.now()):
                    beat = time.monotonic() + BEAT
                    begin_again()
                    broken = any(item.broke for item in publish_due())
            except DatabaseError as error:  # away for a moment, or for longer
                broken = True
                self.stderr.write(f"The database could not be asked what is due: {error}".strip())
            asked_to_stop.wait(AFTER_TROUBLE if broken else PAUSE)


def outcome(item, dry_run):
    if item.error:
        return "FAILED"
    return "due" if dry_run else "done"


def line(item, dry_run):
    what = item.words + (f", version {item.version}" if item.version else "")
    said = f"{outcome(item, dry_run):<7}{item.article.pk:>6}  {item.article} – {what}, {day_and_time(item.at)}"
    return f"{said}: {item.error}" if item.error else said


def summary(well, failed, dry_run):
    if not well and not failed:
        return "Nothing is due."
    return f"{well} {'due' if dry_run else 'done'}, {failed} failed."


def facts(item, dry_run):
    return {
        "outcome": outcome(item, dry_run).lower(),
        "what": item.kind,
        "article": item.article.pk,
        "headline": item.article.headline,
        "version": item.version,
        "due_at": item.at.isoformat(),
        "error": item.error,
    }
