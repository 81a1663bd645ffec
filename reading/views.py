"""What is read most and talked about most, and the door at which a reading is counted."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from comments.network import address_of
from pagecache.kept import kept

from .count import readings
from .popular import most_discussed, most_read

MOST_PK = 2**63


# A reading carries nothing of anybody and does nothing for anybody: there is no session to be misused.
@csrf_exempt
@require_POST
def read(request, article_pk):
    """Count a reading of the story, if a page of ours asks. The answer is the same whatever comes of it."""
    address = address_of(request)
    if address and comes_from_us(request) and 0 < article_pk < MOST_PK:
        readings.add(article_pk, address)
        readings.write_if_due()
    return HttpResponse(status=204)


def comes_from_us(request):
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return request.headers.get("Origin") in (settings.SITE_URL, f"{request.scheme}://{request.get_host()}")


@require_safe
@kept("latest", "paper", seconds=60)  # a reading moves no page
def popular(request):
    context = {
        "title": "Most read, most discussed",
        "read": most_read(),
        "discussed": most_discussed(),
        "address": request.path,
        "crumbs": [("Most read", "")],
    }
    return render(request, "reading/popular.html", context)
