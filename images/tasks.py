from django_tasks import task

from . import renditions
from .models import Photo


@task()
def make_renditions(photo_pk):
    """Make the renditions that pages show, so that no reader waits for them."""
    if photo := Photo.objects.filter(pk=photo_pk).first():
        renditions.make_all(photo)
