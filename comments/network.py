"""Where a comment came from: enough to see that many come from one place, and never the place itself."""

from datetime import UTC
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.utils.crypto import salted_hmac


def address_of(request):
    """Return the address as sign-in's limits know it: behind trusted proxies the one that they saw. Of whoever came
    past them it is the one at the door."""
    try:
        return get_adapter().get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):
        return request.META.get("REMOTE_ADDR", "")


def network_of(address, at):
    """Return a keyed hash of the network that an address stands in. With each month (UTC) comes another key, so that
    hashes of different months tell nothing about each other."""
    month = at.astimezone(UTC).strftime("%Y-%m")
    return salted_hmac(f"comments.network.{month}", network(address), algorithm="sha256").hexdigest()[:32]


def network(address):
    """Return the /24 or /64 as text: what one connection can easily have many addresses of."""
    try:
        found = ip_address((address or "").partition("%")[0].strip())
    except ValueError:
        return "unknown"
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ip_network((found, 24 if found.version == 4 else 64), strict=False))
