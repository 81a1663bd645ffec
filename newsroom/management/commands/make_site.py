import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from benchmarks.site import NotEmpty, addresses, make
from benchmarks.threads import ON_BIG_STORY


class Command(BaseCommand):
    help = "Fill an empty database with a site of any size, to be measured. Not in production."

    def add_arguments(self, parser):
        parser.add_argument("--articles", type=int, default=1000)
        parser.add_argument("--comments", type=int, default=10_000)
        parser.add_argument("--photos", type=int, default=8)
        parser.add_argument("--seed", type=int, default=1, help="The same seed gives the same site.")
        parser.add_argument("--words", type=int, default=735, help="Of each story.")

    def handle(self, articles, comments, photos, seed, words, verbosity, **options):
        if settings.PRODUCTION:
            raise CommandError("A made site has accounts whose password everyone knows: not in production.")
        if articles < 1 or comments < 0 or photos < 0 or words < 1:
            raise CommandError("Please give numbers from 1 on; of comments and photos there may be 0.")
        if articles == 1 and comments > ON_BIG_STORY:
            raise CommandError(f"One story has at most {ON_BIG_STORY} comments: please give more stories.")
        try:
            numbers = {"articles": articles, "comments": comments, "photos": photos, "seed": seed, "words": words}
            make(**numbers, say=self.say if verbosity else lambda line: None)
        except NotEmpty as refused:
            raise CommandError(f"{refused} Set DATA_DIR or DATABASE_URL to a new place.") from None
        self.stdout.write(json.dumps(addresses()))

    def say(self, line):
        self.stderr.write(line)
