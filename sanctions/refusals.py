"""Why a sanction, or its lifting, cannot stand; the message says it to the moderator."""

from django.utils import timezone
from django.utils.formats import date_format


class Refused(Exception):
    """It cannot stand."""


class NotAllowed(Refused):
    """This person may not do that, or not to that one."""


class Closed(Refused):
    """The account is closed or erased."""


class SanctionedMeanwhile(Refused):
    """Another moderator was faster; `sanction` is theirs."""

    def __init__(self, sanction):
        self.sanction = sanction
        when = date_format(timezone.localtime(sanction.since), "H:i, j F Y")
        super().__init__(
            f"{sanction.by} did something about this reader before you ({sanction.get_kind_display()}, {when}). "
            "Yours was not recorded: look at what stands now, and send it again if it is still needed."
        )


class StandsAlready(Refused):
    """There is a sanction of this kind that lasts as long; `sanction` is that one."""

    def __init__(self, sanction):
        self.sanction = sanction
        super().__init__("That stands already, and for as long. To make it shorter, lift it first.")


class LiftedAlready(Refused):
    """Somebody has lifted it; `sanction` says who and when."""

    def __init__(self, sanction):
        self.sanction = sanction
        when = date_format(timezone.localtime(sanction.lifted_at), "H:i, j F Y")
        super().__init__(f"{sanction.lifted_by} lifted this before you ({when}).")
