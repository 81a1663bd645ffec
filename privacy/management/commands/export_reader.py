from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from privacy.find import Unknown, find
from privacy.give import files


class Command(BaseCommand):
    help = "Write all that a reader gave into a folder: everything.json, and a CSV for each kind of thing."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--to", required=True, metavar="DIR", help="The folder; it is made if it is not there.")

    def handle(self, email, to, **options):
        folder = Path(to)
        try:
            person = find(email)
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in files(person=person):
                path = folder / name
                path.touch(mode=0o600)  # it is for one person alone
                path.write_bytes(content)
        except Unknown as unknown:
            raise CommandError(str(unknown)) from None
        except OSError as error:
            raise CommandError(f"The folder “{folder}” cannot be written to: {error.strerror}.") from None
        self.stdout.write(f"Written to {folder}.")
