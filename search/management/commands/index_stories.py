from django.core.management.base import BaseCommand

from articles.models import Article
from search import desk_index
from search.index import MAY_BE_SEEN, index
from search.models import StoryText

BATCH = 100


class Command(BaseCommand):
    help = "Write anew what search reads of every story. The site may run meanwhile: nothing is missing at any time."

    def handle(self, verbosity, **options):
        self.for_readers(verbosity)
        self.for_the_desk(verbosity)

    def for_readers(self, verbosity):
        left = StoryText.objects.exclude(article__status__in=MAY_BE_SEEN).values_list("article", flat=True)
        index(list(left))
        done = self.write(Article.objects.filter(status__in=MAY_BE_SEEN), index, verbosity)
        if verbosity:
            self.stdout.write(f"Search reads {done:,} stories.")

    def for_the_desk(self, verbosity):
        done = self.write(Article.objects.all(), desk_index.index, verbosity)
        if verbosity:
            self.stdout.write(f"The desk’s search reads {done:,} stories.")

    def write(self, stories, index, verbosity):
        done, last, stories = 0, 0, stories.order_by("pk")
        while numbers := list(stories.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
            done, last = done + index(numbers), numbers[-1]
            if verbosity and done % (BATCH * 50) == 0:
                self.stdout.write(f"{done:,} stories")
        return done
