"""Who of those who comment speaks for the paper: told from their role, never typed."""

from accounts.models import User


def badges(article):
    """Return the badge of each member of staff by their number, and of those who wrote `article`."""
    staff = User.objects.filter(is_active=True, groups__isnull=False).values_list("pk", "groups__name")
    found = {pk: "Moderator" if role == "Moderator" else "Staff" for pk, role in staff}
    authors = article.bylines.filter(author__user__isnull=False).values_list("author__user", flat=True)
    return found | dict.fromkeys(authors, "Author of this story")
