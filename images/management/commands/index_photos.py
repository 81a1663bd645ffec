from django.core.management.base import BaseCommand

from images.find import BATCH, index_numbers
from images.models import Photo


class Command(BaseCommand):
    help = "Write anew what the library's search reads of every photo. The site may run meanwhile."

    def handle(self, verbosity, **options):
        done, last, photos = 0, 0, Photo.objects.order_by("pk").values_list("pk", flat=True)
        while numbers := list(photos.filter(pk__gt=last)[:BATCH]):
            done, last = done + index_numbers(numbers), numbers[-1]
            if verbosity and done % (BATCH * 20) == 0:
                self.stdout.write(f"{done:,} photos")
        if verbosity:
            self.stdout.write(f"The library's search reads {done:,} photos.")
