"""What follows from a deed, said on the page that asks about it."""

from django.utils import timezone

from articles.workflow import never_public

MEANING = {
    "submit": "The editors find it among what is in review. Its author can write on it until it is approved.",
    "request_changes": "It goes back to its author, with what you write here on top of its page.",
    "approve": "It is ready to go out. Its author cannot change it any more.",
    "unschedule": "It does not go out by itself any more. Its time is gone: it has to be given a new one.",
    "correct": "The notice stands with the story and in the feed of corrections. The text stays as it is: to change "
    "it, save what is right, and release that.",
    "withdraw": "It goes off the site at once. Its address says that it was withdrawn, and why. Somebody else than you "
    "can bring it back.",
    "unpublish": "It goes off the site at once, and its address is not found any more. The story is back on the desk.",
    "reinstate": "Readers find it at its address again.",
    "spike": "It leaves the lists of what is written. Taken off the spike, it is in the state that it has now.",
    "embargo": "Nobody outside sees it before that time, whatever else is set.",
    "hold": "From now on no reader sees it, whatever else is set, until the hold is lifted.",
    "lift": "Readers see it again, unless something else keeps it from them.",
}
OF_WHAT_NOBODY_SAW = {
    "withdraw": "It does not go out. As no reader has seen it, its address is not found. Somebody else than you can "
    "bring it back.",
    "lift": "Nothing but its state and its time keeps it from readers any more.",
}
OF_SEVERAL = {
    "spike": "They leave the lists of what is written. Taken off the spike, each is in the state that it had.",
    "unschedule": "They do not go out by themselves any more. Their times are gone: each has to be given a new one.",
}


def meaning(name, story):
    """Return what follows from the deed for this story, or ""."""
    if name in OF_WHAT_NOBODY_SAW and never_public(story, timezone.now()):
        return OF_WHAT_NOBODY_SAW[name]
    return MEANING.get(name, "")
