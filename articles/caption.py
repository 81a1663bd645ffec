"""Caption a photo: what the picture desk changes reaches every story that shows it."""

from django.db import transaction

from .changed import changed
from .models import Article


@transaction.atomic
def caption(*, photo):
    """Save the photo's words and move the pages of the stories that show it."""
    photo.save()
    for article in Article.objects.filter(figures__photo=photo).defer("body", "body_parts"):
        changed(article)
