"""What follows when a person has another name: the conversations in which it stands are shown anew."""

from pagecache.move import move

from .models import Comment

MOST = 50  # whoever wrote under more stories moves the whole paper


def renamed(person, *, at):
    """Called for AFTER_RENAME, in the transaction of the deed."""
    # A reply also shows the name of whom it answers, on the same story.
    stories = Comment.objects.filter(reader=person).order_by().values_list("article_id", flat=True).distinct()
    stories = list(stories[: MOST + 1])
    if len(stories) > MOST:
        move("paper")
    elif stories:
        move(*(f"thread:{pk}" for pk in stories))
