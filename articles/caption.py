"""Caption a photo: what the picture desk changes reaches every story that shows it."""

from django.db import transaction

from images.find import index

from .changed import changed
from .models import Article


@transaction.atomic
def caption(*, photo):
    """Save the photo's words and move the pages of the stories that show it."""
    photo.save()
    index([photo])
    # Locked before anything follows from them, as in every other deed: else two could wait for each other.
    stories = Article.objects.filter(figures__photo=photo).defer("body", "body_parts").order_by("pk")
    for article in stories.select_for_update(of=["self"]):
        changed(article)
