"""Tell the cache in front of the site that what it keeps is no longer true.

No page is kept there for more than five seconds anyway; photos are, for a day, where somebody is to be told. Each
answer carries its names as Surrogate-Key (Cache-Tag for Cloudflare); settings.PURGE says who is told.
"""

import json
import logging
import re
import time
from urllib.request import Request, urlopen

from django.conf import settings
from django_tasks import task

logger = logging.getLogger(__name__)

TIMEOUT = 5  # seconds
TRIES = 3


def keys(names):
    """Return the names as they stand in headers: `story:12` is `story-12`."""
    return [name.replace(":", "-") for name in names]


def headers(names):
    """Return the headers by which a cache in front knows what an answer is made from."""
    if not settings.PURGE:
        return {}
    if settings.PURGE == "cloudflare":
        return {"Cache-Tag": ",".join(keys(names))}
    return {"Surrogate-Key": " ".join(keys(names))}


def purge_soon(*names):
    """Have these names purged by the task worker. The task is a row of the deed's own transaction, so that whoever is
    killed, neither is there without the other."""
    if settings.PURGE and names:
        purge.enqueue(sorted(set(names)))


@task()
def purge(names):
    """Ask the cache in front to forget all that is made from these names; try again when it does not answer."""
    request = REQUESTS[settings.PURGE](keys(names))
    for attempt in range(TRIES):
        try:
            with urlopen(request, timeout=TIMEOUT):  # noqa: S310 (the address is the operator's own)
                return
        except OSError as error:
            logger.warning("%s did not purge %s: %s", settings.PURGE, names, error)
            time.sleep(attempt)
    logger.error("Not purged after %s tries: %s. The cache in front may show what was taken away.", TRIES, names)


def varnish(names):
    """Varnish's own ban, by the VCL in deploy/."""
    pattern = r"(^|\s)(" + "|".join(map(re.escape, names)) + r")(\s|$)"  # a ban ends at a space
    return Request(settings.PURGE_URL, method="BAN", headers={"X-Ban-Surrogate-Key": pattern})  # noqa: S310


def fastly(names):
    """`PURGE_URL` is https://api.fastly.com/service/ID/purge."""
    told = {"Surrogate-Key": " ".join(names), "Fastly-Key": settings.PURGE_TOKEN, "Accept": "application/json"}
    return Request(settings.PURGE_URL, method="POST", headers=told)  # noqa: S310


def cloudflare(names):
    """`PURGE_URL` is https://api.cloudflare.com/client/v4/zones/ID/purge_cache."""
    told = {"Authorization": f"Bearer {settings.PURGE_TOKEN}", "Content-Type": "application/json"}
    return Request(settings.PURGE_URL, json.dumps({"tags": names}).encode(), told, method="POST")  # noqa: S310


REQUESTS = {"varnish": varnish, "fastly": fastly, "cloudflare": cloudflare}
