"""Why a moderator's deed cannot stand; the message says it to them."""

from django.utils import timezone
from django.utils.formats import date_format


class Refused(Exception):
    """The decision cannot stand."""


class NotAllowed(Refused):
    """The person may not decide about this comment."""


class CourtCase(Refused):
    """The story is about a case before a court, so nothing that is not on its page is let through."""

    def __init__(self):
        super().__init__(
            "This story is about a case before a court: while that is ticked in the story’s form, no comment that "
            "waits is let through. It can be removed, or wait until an editor takes the tick away."
        )


class AlreadyDecided(Refused):
    """The comment was decided on or edited since it was seen. `decision` is the other's, or None after an edit."""

    def __init__(self, decision):
        self.decision = decision
        if decision:
            when = date_format(timezone.localtime(decision.decided_at), "H:i, j F Y")
            message = (
                f"{decision.who} {decision.get_action_display()} this comment before you ({when}). "
                "Your decision was not recorded."
            )
        else:
            message = "The comment was edited since you saw it, or deleted. Please read it again before deciding."
        super().__init__(message)


class TooLate(Refused):
    """A decision that is to be taken back stands by now."""
