"""Find the account of somebody who asks for their data."""

from accounts.models import User


class Unknown(Exception):
    """Nobody has an account with this e-mail address."""


def find(email):
    """Return the account that has this address, whatever case its letters are in; also one of its earlier ones."""
    person = User.objects.filter(email__iexact=email.strip()).first()
    person = (
        person or User.objects.filter(emailaddress__email__iexact=email.strip(), emailaddress__verified=True).first()
    )
    if person is None:
        raise Unknown(f"Nobody has an account with the e-mail address “{email}”. Look it up at the desk, under People.")
    return person
