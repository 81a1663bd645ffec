"""What readers are told of what was done about them: what it is, by which rule, until when, and what they can do."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Masthead

from .models import Sanction

Kind = Sanction.Kind
ALL_ELSE = "You can still sign in and read, and download your data or erase your account."


def day(moment):
    return date_format(timezone.localtime(moment), "j F Y, H:i")


def until(sanction):
    return f"until {day(sanction.until)}" if sanction.until else "from now on"


def why(sanction):
    """Say by which rule, and what the moderator wrote."""
    said = f"The rule: {sanction.rule.title}. {sanction.rule.text}"
    return f"{said} The moderator writes: {sanction.note}" if sanction.note else said


def appeal(sanction=None):
    """Say how to have it looked at again."""
    if sanction and sanction.statement:
        return "If you think that this is wrong, the page with the reasons says how to have it looked at again."
    address = Masthead.objects.values_list("contact_email", flat=True).first()
    if not address:
        return "If you think that this is wrong, write to the paper: somebody else will look at it again."
    return f"If you think that this is wrong, write to {address}: somebody else will look at it again."


def what(sanction):
    """Say what it means, in a sentence or two."""
    if sanction.kind == Kind.WARN:
        return "A moderator warns you. Before your next comment you will be asked to say that you have read this."
    if sanction.kind == Kind.PREMODERATE:
        return f"Each comment of yours is read by a moderator before others see it, {until(sanction)}."
    if sanction.kind == Kind.SUSPEND:
        return f"You cannot comment, report or like here {until(sanction)}. {ALL_ELSE}"
    return f"You cannot comment, report or like here any more. {ALL_ELSE}"


SUBJECTS = {
    Kind.WARN: "A warning from our moderators",
    Kind.PREMODERATE: "Your comments are read before they appear",
    Kind.SUSPEND: "You cannot write here for a while",
    Kind.BAN: "You cannot write here any more",
}


def refusal(sanction):
    """Return what somebody is told who tries to write all the same."""
    return f"{what(sanction)} {why(sanction)} {appeal(sanction)}"


def waits(sanction):
    """Say to the author and the moderators why a comment waits."""
    return f"Each comment of this reader is read by a moderator before it appears, {until(sanction)}."


def message(sanction, comments=0):
    """Return subject and text of the message; so many comments are removed with it."""
    said = [what(sanction), why(sanction)]
    if comments:
        said.append(
            f"{of_yours(comments, 'no moderator had read')} removed with it. The reasons for each are on the page of "
            f"your comments:\n{settings.SITE_URL}{reverse('comments:mine')}"
        )
    return SUBJECTS[sanction.kind], "\n\n".join([*said, appeal(sanction)])


def of_yours(comments, which):
    return f"{comments} comment{'s' if comments > 1 else ''} of yours that {which} {'are' if comments > 1 else 'is'}"


def message_of_lifting(sanction, comments=0):
    """Return subject and text of the message; so many comments are put back."""
    now = "You can write here again as before." if sanction.kind in (Kind.SUSPEND, Kind.BAN) else "It counts no more."
    said = f"{before(sanction)} A moderator has lifted that. {now}"
    return "A moderator has taken something back", f"{said}\n\n{are_back(comments)}" if comments else said


def message_of_putting_back(sanction, comments):
    return "Comments of yours are back", f"{before(sanction)}\n\n{are_back(comments)}"


def before(sanction):
    if sanction.kind == Kind.PREMODERATE:
        return f"Since {day(sanction.since)} each comment of yours was read by a moderator first."
    return f"On {day(sanction.since)} you were {sanction.get_kind_display()}."


def are_back(comments):
    were = "were" if comments > 1 else "was"
    return f"{of_yours(comments, f'{were} removed with it')} put back as {'they were' if comments > 1 else 'it was'}."
