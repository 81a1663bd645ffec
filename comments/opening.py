"""Whether a story takes comments, and why not."""

from articles.models import Article


def closed_because(article):
    """Return why the story takes no comments, or an empty string when it does."""
    if article.comments_mode == Article.Comments.CLOSED:
        return article.comments_closed_reason or "Comments on this story are closed."
    return ""
