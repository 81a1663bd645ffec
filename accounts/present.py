"""Whether an account is still there: asked in the transaction that writes something under its name."""

from .models import User


def present(person, beside=None):
    """Lock an account until the transaction ends, and tell whether it is there and may be used; with it that of
    number `beside`, where the deed locks or tells that person too.

    Whoever erases it waits for the lock, and whoever waited for that finds no account: nothing is stored for nobody.
    Accounts are locked before comments, by every deed that locks both.
    """
    both = [pk for pk in (person.pk, beside) if pk]
    accounts = User.objects.select_for_update(no_key=True).filter(pk__in=both).order_by("pk")  # in one order, by all
    return (person.pk, True) in accounts.values_list("pk", "is_active")
