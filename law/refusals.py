"""Why something of a reader's cannot be taken; the message says it to them."""


class Refused(Exception):
    """It cannot be taken."""


class Gone(Refused):
    """The comment is not on the site."""


class Changed(Refused):
    """The comment was edited since its text was seen."""


class SentBefore(Refused):
    """The same was sent before. `notice` or `appeal` is that one."""

    def __init__(self, message, *, notice=None, appeal=None):
        self.notice, self.appeal = notice, appeal
        super().__init__(message)


class TooMany(Refused):
    """More came from there than is taken in that time."""


class Nothing(Refused):
    """There is nothing to appeal against: not yet, not any more, or the site offers none. `statement` is the one that
    stands instead, if there is one."""

    def __init__(self, message, *, statement=None):
        self.statement = statement
        super().__init__(message)
