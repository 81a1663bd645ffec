from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from privacy.erase import sweep
from privacy.forget import forget
from privacy.ledger import erased_since

DAY = timedelta(days=1, hours=1)


class Command(BaseCommand):
    help = "Forget what has been kept for as long as it is needed: texts, hashes, messages, sessions. Once a day."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count.")
        parser.add_argument("--no-sweep", action="store_true", help="SQLite: do not write the database file anew.")

    def handle(self, dry_run, no_sweep, verbosity, **options):
        now = timezone.now()
        counts = forget(at=now, dry_run=dry_run)
        if verbosity:
            for kind, number in counts.items():
                self.stdout.write(f"{number:,} {kind}")
        if dry_run or no_sweep or not (any(counts.values()) or erased_since(now - DAY)):
            return
        if not sweep():
            self.stderr.write("The database is busy: what was forgotten may still be read off the disk until tomorrow.")
