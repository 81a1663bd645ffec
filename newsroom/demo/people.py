"""The demo's staff and readers, all with one password."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.models import User
from accounts.skeleton import skeleton
from articles.models import Author

from . import PASSWORD, read


class People:
    """Who there is: readers by the key that the threads use, staff by role and by the author they are."""

    def __init__(self):
        self.readers, self.by_role, self.by_author = {}, {}, {}

    def one_in(self, role):
        return self.by_role[role][0]


def load_people(rows, now):
    password = make_password(PASSWORD)  # once: hashing is slow by intention
    people = People()
    for row in rows["staff"]:
        user = account(row, password, joined=now - timedelta(days=1000), is_staff=True)
        user.groups.add(Group.objects.get(name=row["role"]))
        people.by_role.setdefault(row["role"], []).append(user)
        if "author" in row:
            Author.objects.filter(slug=row["author"]).update(user=user)
            people.by_author[row["author"]] = user
    for number, row in enumerate(rows["readers"], start=1):
        hours_ago = row.get("joined_hours_ago", 24 * (30 + 13 * number))
        people.readers[row["key"]] = account(row, password, joined=now - timedelta(hours=hours_ago))
    return people


def account(row, password, joined, **facts):
    """Return a new account whose e-mail address is verified."""
    name = row["display_name"]
    user = User.objects.create(
        email=row["email"],
        display_name=name,
        name_skeleton=skeleton(name),
        password=password,
        date_joined=joined,
        **facts,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def logins():
    """Return who to sign in as, to try each role: (role, name, e-mail address)."""
    rows = read("people.toml")
    first = {}
    for row in rows["staff"]:
        first.setdefault(row["role"], row)
    first |= {row["try_as"]: row for row in rows["readers"] if "try_as" in row}
    return [(role, row["display_name"], row["email"]) for role, row in first.items()]
