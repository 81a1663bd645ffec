"""Say who one is, on one's own page."""

from .models import User


def introduce(*, person, about, shows_comments):
    """Store what this person lets others know: a few words, and whether their comments stand on their page."""
    User.objects.filter(pk=person.pk).update(about=about, shows_comments=shows_comments)
    person.about, person.shows_comments = about, shows_comments
