"""Switch off the mails of one kind with the link that each of them carries. The link is the proof: nobody signs in."""

from django.core.signing import BadSignature, Signer
from django.db import transaction

from .models import Message, User


class NoSuchLink(Exception):
    """The link was not made here, or not all of it arrived."""


def _signer():
    # With points, which an address may carry as they are.
    return Signer(salt="accounts.unsubscribe", sep=".")


def token(person, kind):
    """Return the word that stands in the link. It does not run out, for mails are kept for years."""
    return _signer().sign(f"{person.pk}.{Message.Kind(kind).value}")


def read(word):
    """Return the person's number and the kind of message that a link is about; raises NoSuchLink."""
    try:
        number, kind = _signer().unsign(word).split(".")
        return int(number), Message.Kind(kind)
    except (BadSignature, ValueError) as error:
        raise NoSuchLink("This link is not complete, or it was not made here.") from error


@transaction.atomic
def switch_off(*, person_pk, kind):
    """Mail that person nothing of this kind any more. Twice is once; whoever has left since gets none anyway."""
    person = User.objects.select_for_update(no_key=True).only("mails_off").filter(pk=person_pk).first()
    if person and kind not in person.mails_off:
        person.mails_off = [*person.mails_off, str(kind.value)]
        person.save(update_fields=["mails_off"])
