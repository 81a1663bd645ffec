"""What follows when a person has another name: the conversations in which it stands are shown anew."""

from .models import Comment
from .moved import move_threads


def renamed(person, *, at):
    """Called for AFTER_RENAME, in the transaction of the deed."""
    # A reply also shows the name of whom it answers, on the same story.
    stories = Comment.objects.filter(reader=person).order_by().values_list("article_id", flat=True).distinct()
    move_threads(stories)
