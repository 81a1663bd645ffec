"""Find people: by their name as it is typed or as it looks, and those about whom something stands."""

from django.db.models import Prefetch, Q

from accounts.models import User
from accounts.skeleton import skeleton

from .models import Sanction

MOST = 50


def by_name(words):
    """Return the people in whose names the words stand, in whatever letters that look like them."""
    looks = skeleton(words)
    # A name that looked like an older one when skeletons came has none (accounts/migrations).
    unlike = Q(name_skeleton="", display_name__icontains=words)
    found = Q(name_skeleton__contains=looks) | unlike if looks else Q(display_name__icontains=words)
    return User.objects.filter(found, is_active=True).order_by("display_name")[:MOST]


def with_standing(people, at):
    """Fetch with each person what stands about them now, as `standing_now`."""
    rows = Prefetch("sanctions", Sanction.objects.standing(at).order_by("-since"), to_attr="standing_now")
    return people.prefetch_related(rows)


def standing_now(at):
    """Return the sanctions of all readers that stand, the latest first."""
    rows = Sanction.objects.standing(at).filter(reader__is_active=True)
    return rows.select_related("reader", "rule", "by").order_by("-since", "-pk")
