"""Why a deed of a calibration round cannot stand; the message says it."""


class Refused(Exception):
    """It cannot stand."""


class NotAllowed(Refused):
    """The person may not do this."""


class Closed(Refused):
    """The round is over."""
