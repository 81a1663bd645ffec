"""Who wrote the comments that are brought in: accounts that nobody can sign in to, one for each name."""

import uuid

from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.numbered import free_names
from accounts.skeleton import skeleton

SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:newsroom:comments:loaded")


def key(article, one):
    """Return the key of a comment that is brought in: the same for the same story and id."""
    return uuid.uuid5(SPACE, f"{article.pk}:{one}")


def email_of(name):
    """Return a placeholder in a domain that never exists; the same for the same name."""
    return f"{uuid.uuid5(SPACE, f'author:{name}').hex}@imported.invalid"


def accounts(names):
    """Return the number of the account of each name, made where there is none yet."""
    emails = {email_of(name): name for name in names}
    found = dict(User.objects.filter(email__in=list(emails)).values_list("email", "pk"))
    missing = {email: name for email, name in emails.items() if email not in found}
    free = free_names(sorted(missing.values()))
    made = User.objects.bulk_create(
        User(
            email=email,
            display_name=free[name],
            name_skeleton=skeleton(free[name]),
            password=make_password(None),
            is_active=False,
        )
        for email, name in missing.items()
    )
    found |= {user.email: user.pk for user in made}
    return {name: found[email] for email, name in emails.items()}
