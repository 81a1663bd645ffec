"""Why something cannot be taken; the message says it to whoever sent it."""


class Refused(Exception):
    """It cannot be taken."""


class Gone(Refused):
    """The story is not on the site."""


class TooMany(Refused):
    """More came from there than is taken in that time."""


class NotAllowed(Refused):
    """This person may not answer."""


class Answered(Refused):
    """Somebody else answered meanwhile. `report` is one of those that they answered."""

    def __init__(self, message, *, report=None):
        self.report = report
        super().__init__(message)
