"""Whether an account is still there: asked in the transaction that writes something under its name."""

from .models import User


def present(person):
    """Lock an account until the transaction ends, and tell whether it is there and may be used.

    Whoever erases it waits for the lock, and whoever waited for that finds no account: nothing is stored for nobody.
    Accounts are locked before comments, by every deed that locks both.
    """
    accounts = User.objects.select_for_update(no_key=True).filter(pk=person.pk, is_active=True)
    return accounts.values_list("pk").first() is not None
