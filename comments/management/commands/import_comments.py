from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from comments.load import Refused, load


class Command(BaseCommand):
    help = (
        "Bring in the comments of a story from elsewhere: a file with one JSON object a line, with id, author, parent "
        "(the id that it answers, or null), posted_at and text. Twice is once. Lines that cannot be taken are named, "
        "and the exit status is then 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--story", required=True, metavar="SLUG", help="As in the story's address.")

    def handle(self, file, story, **options):
        article = find(story)
        try:
            with open(file, encoding="utf-8-sig", errors="surrogateescape", newline="\n") as lines:
                loaded = load(article=article, lines=lines)
        except OSError as error:
            raise CommandError(f"“{file}” cannot be read: {error.strerror}.") from None
        except Refused as refused:
            raise CommandError(str(refused)) from None
        for number, why in loaded.wrong:
            self.stderr.write(f"Line {number}: {why}")
        self.stdout.write(f"{loaded.added:,} comments brought in; {loaded.before:,} were here before.")
        if loaded.wrong:
            raise CommandError(f"{len(loaded.wrong):,} lines were not taken: see above.")


def find(slug):
    """Return the story by the words in its address, with or without its number behind them."""
    found = list(Article.objects.filter(slug=slug)[:2])
    words, _, number = slug.rpartition("-")
    if not found and number.isdecimal() and len(number) < 19:
        found = list(Article.objects.filter(slug=words, pk=number))
    if not found:
        raise CommandError(f"There is no story “{slug}”: give the words in its address, as in harbour-wall.")
    if len(found) > 1:
        raise CommandError(f"Several stories are called “{slug}”: add the number from its address, as in {slug}-12.")
    return found[0]
