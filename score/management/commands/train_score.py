from django.core.management.base import BaseCommand, CommandError

from score import starter as begin
from score.train import train


class Command(BaseCommand):
    help = "Train the score on this newsroom's decisions, once a night; with --starter, make the starter anew."

    def add_arguments(self, parser):
        parser.add_argument(
            "--starter",
            nargs="+",
            metavar="FILE.jsonl",
            help="Labelled comments, one JSON object a line: text, parent, labels.toxic; for who develops Newsroom.",
        )

    def handle(self, starter, **options):
        if starter:
            return self.make_starter(starter)
        training = train()
        state = "In force." if training.taken else "Not taken."
        self.stdout.write(f"{training.decisions:,} decisions, {training.removals:,} removals. {state} {training.why}")

    def make_starter(self, paths):
        try:
            weights = begin.learn_starter(begin.read(paths))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"These comments cannot be read: {error}") from error
        begin.FILE.write_bytes(weights.pack())
        self.stdout.write(f"Written to {begin.FILE}: {begin.FILE.stat().st_size:,} bytes.")
