from django.core.management.base import BaseCommand, CommandError

from privacy.erase import Refused, erase, sweep
from privacy.find import Unknown, find


class Command(BaseCommand):
    help = "Erase a reader's account and texts, for good; or with --keep-text leave their public comments unsigned."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--keep-text", action="store_true", help="Comments that others can read stay, unsigned.")
        parser.add_argument(
            "--no-sweep",
            action="store_true",
            help="SQLite: do not write the database file anew now (for a big one; manage.py forget does it at night).",
        )

    def handle(self, email, keep_text, no_sweep, **options):
        try:
            erase(person=find(email), keep_text=keep_text)
        except (Unknown, Refused) as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write("Erased." if not keep_text else "Erased; the comments that others can read stay, unsigned.")
        if no_sweep:
            return
        if not sweep():
            self.stderr.write(
                "The database is busy: run manage.py forget later, it takes the last traces off the disk."
            )
