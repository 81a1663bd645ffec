from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from law.yearly_counts import span_of
from law.yearly_files import files, statements


class Command(BaseCommand):
    help = "Write the transparency report of a year from the log: in the Commission’s template, and a page to read."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--to", required=True, metavar="DIR", help="The folder; it is made if it is not there.")
        parser.add_argument(
            "--statements",
            action="store_true",
            help="Also the statements of reasons, as the Commission’s database takes them.",
        )

    def handle(self, year, to, **options):
        if not 2000 <= year <= 9998:
            raise CommandError(f"There is no report for the year {year}.")
        folder = Path(to)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in files(year):
                (folder / name).write_bytes(content)
            for name, content in statements(span_of(year)) if options["statements"] else ():
                (folder / name).write_bytes(content)
        except OSError as error:
            raise CommandError(f"The folder “{folder}” cannot be written to: {error.strerror}.") from None
        self.stdout.write(f"The report for {year} is in {folder}. What is blank in it no log knows: fill it in.")
