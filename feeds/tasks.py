import logging
from datetime import timedelta
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils import timezone
from django_tasks import task

TIMEOUT = 5  # seconds that the hub has for its answer
MINUTES_BETWEEN = (1, 5, 30, 120)  # after each attempt that failed

log = logging.getLogger(__name__)


@task
def ping(urls, failed_before=0):
    """Tell the hub of these feeds. While it cannot be reached the rest is tried again, and given up in the end."""
    left = list(urls)
    while left and settings.WEBSUB_HUB:
        try:
            tell_hub(left[0])
        except HTTPError as error:
            if error.code >= 500:
                return try_again(left, failed_before, error)
            log.error("WebSub: the hub does not want %s: %s", left[0], error)
        except OSError as error:
            return try_again(left, failed_before, error)
        del left[0]
    return None


def tell_hub(url):
    data = urlencode({"hub.mode": "publish", "hub.url": url}).encode()
    request = Request(settings.WEBSUB_HUB, data, {"User-Agent": f"Newsroom ({settings.SITE_URL})"})  # noqa: S310, the operator's
    urlopen(request, timeout=TIMEOUT).close()  # noqa: S310


def try_again(urls, failed_before, error):
    if failed_before >= len(MINUTES_BETWEEN) or not ping.get_backend().supports_defer:
        log.error("WebSub: the hub did not answer, %s feeds are not announced: %s", len(urls), error)
        return
    log.warning("WebSub: the hub did not answer, trying again: %s", error)
    later = timezone.now() + timedelta(minutes=MINUTES_BETWEEN[failed_before])
    ping.using(run_after=later).enqueue(urls, failed_before + 1)
