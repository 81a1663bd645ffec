"""Who of those who comment speaks for the paper: told from their role, never typed."""

from collections import defaultdict

from django.db.models import Value

from accounts.models import User
from pagecache.move import move

MODERATORS, AUTHOR = {"Moderator", "Moderators' editor"}, "author"
# The groups in which the paper's own people work; other groups tell nothing.
ROLES = ("Reporter", "Editor", "Picture editor", *sorted(MODERATORS), "Lawyer", "Administrator")


def badges(article):
    """Return the badge of each member of staff by their number, and of those who wrote `article`. One query."""
    people = User.objects.filter(is_active=True).order_by()
    members = people.filter(groups__name__in=ROLES).values_list("pk", "groups__name")
    superusers = people.filter(is_superuser=True).values_list("pk", Value("superuser"))
    authors = people.filter(author__bylines__article=article).values_list("pk", Value(AUTHOR))
    roles = defaultdict(set)
    for person, role in members.union(superusers, authors):
        roles[person].add(role)
    return {person: badge(held) for person, held in roles.items()}


def badge(roles):
    if AUTHOR in roles:
        return "Author of this story"
    return "Moderator" if roles <= MODERATORS else "Staff"


def roles_changed():
    """Move the pages that show badges (settings.AFTER_ROLES)."""
    move("paper")
