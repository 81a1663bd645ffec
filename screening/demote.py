"""Demote rules that are mostly wrong: what they held is only marked from then on, and who writes rules is told."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.tell import tell
from comments.checks import HOLD
from comments.models import Hit
from moderation.models import KEPT
from pagecache.move import move

from .models import ScreeningRule
from .precision import of_holds
from .rules import VERSION
from .write import MAY_CHANGE, noted


def decisions_told(decisions, *, at):
    """Look at the rules that held what a person has kept, and takes back no more. See settings.WHEN_TOLD."""
    kept = [one.comment_id for one in decisions if one.action in KEPT and one.is_considered]
    held = Hit.objects.filter(comment__in=kept, outcome=HOLD, screening__isnull=False)
    if rules := set(held.values_list("screening", flat=True)):
        demote(only=rules, at=at)


@transaction.atomic
def demote(*, only=None, at=None):
    """Demote each live rule that holds and is mostly wrong; return those that were."""
    rules = ScreeningRule.objects.filter(state=ScreeningRule.State.LIVE, outcome=HOLD)
    weighed = [(rule, of_holds(rule)) for rule in (rules.filter(pk__in=only) if only is not None else rules)]
    at = at or timezone.now()
    return [rule for rule, precision in weighed if precision.is_mostly_wrong and demote_one(rule, precision, at)]


def demote_one(rule, precision, at):
    mark = ScreeningRule.Outcome.MARK
    if not ScreeningRule.objects.filter(pk=rule.pk, outcome=HOLD).update(outcome=mark):
        return False
    rule.outcome = mark
    move(VERSION, purge=False)
    decided = f"of the last {precision.decided} comments that it held and a moderator decided on"
    what = f"{decided}, {precision.removed} were removed"
    noted(rule, note=f"Marks only, since it was mostly wrong: {what}.", at=at)
    for editor in editors():
        tell(
            to=editor,
            subject=f"The rule “{rule.name}” only marks from now on",
            text=f"It was mostly wrong: {what}. It holds nothing any more, and goes on marking what it finds. "
            "You can change what it looks for, rehearse it, and let it hold again.",
            address=rule.get_absolute_url(),
            at=at,
        )
    return True


def editors():
    """Return the people who write rules."""
    room, codename = MAY_CHANGE.split(".")
    may = Permission.objects.filter(content_type__app_label=room, codename=codename)
    return User.objects.filter(
        Q(groups__in=Group.objects.filter(permissions__in=may)) | Q(user_permissions__in=may), is_active=True
    ).distinct()
