"""Choose what one is told of by mail, and whether replies to what one wrote are told at all."""

from .models import Message, User

# Stands in User.mails_off beside the kinds: replies to one's own comments are not told of, on no page and by no mail.
NO_REPLIES = "own-replies"


def choose_mails(*, person, kinds, replies=True):
    """Mail this person the `kinds` of message and no others; tell of replies to their comments if `replies`."""
    off = [kind for kind in Message.Kind.values if kind not in kinds]
    if not replies:
        off.append(NO_REPLIES)
    User.objects.filter(pk=person.pk).update(mails_off=off)
    person.mails_off = off
