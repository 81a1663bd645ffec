"""Show the conversations of several stories anew."""

from pagecache.move import move

MOST = 50  # stories; for more, all pages of the paper are made anew


def move_threads(stories):
    """Move the versions of these stories' threads, given by their numbers, in the transaction of the deed."""
    stories = set(stories)
    if len(stories) > MOST:
        move("paper")
    elif stories:
        move(*(f"thread:{story}" for story in stories))
