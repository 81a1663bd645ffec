from django import template

from score.because import because
from score.scores import in_force

register = template.Library()
MOST = 5


@register.simple_tag
def words_that_moved_the_score(comment):
    """The words that speak most for its removal, where the score is shown to moderators."""
    if not in_force():
        return []
    return [word for word, weight in because(comment.text) if weight > 0][:MOST]
