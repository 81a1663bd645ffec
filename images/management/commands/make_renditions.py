from django.core.management.base import BaseCommand, CommandError

from images.make import make
from images.models import Photo
from images.store import StoreAway

BATCH = 200


class Command(BaseCommand):
    help = "Make the renditions of every photo anew, the newest first. The site may run meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("--missing", action="store_true", help="only those that are not there")

    def handle(self, missing, verbosity, **options):
        photos = files = failed = 0
        for photo in newest_first():
            photos += 1
            try:
                files += make(photo=photo, anew=not missing).files
            except StoreAway as error:
                raise CommandError(f"{error} {photos - 1:,} photos are done: go on with --missing.") from None
            except Exception as error:  # one photo's failure is no other's
                failed += 1
                self.stderr.write(f"Photo {photo.pk}, “{photo}”: {photo.not_made or repr(error)}")
            if verbosity and photos % (BATCH * 5) == 0:
                self.stdout.write(f"{photos:,} photos")
        if verbosity:
            self.stdout.write(f"Made {files:,} renditions of {photos:,} photos.")
        if failed:
            raise CommandError(f"{failed:,} of {photos:,} photos have not all their renditions; they are named above.")


def newest_first():
    """Yield the photos of the library, a few rows at a time."""
    photos, last = Photo.objects.in_library().defer("as_filed").order_by("-pk"), None
    while batch := list((photos if last is None else photos.filter(pk__lt=last))[:BATCH]):
        yield from batch
        last = batch[-1].pk
