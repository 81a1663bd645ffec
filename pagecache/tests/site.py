"""A small site of pages that say how often they were rendered, and what they saw of the request."""

import threading

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse
from django.urls import path

from pagecache.kept import kept

rendered = {"count": 0}
while_rendering = []  # what happens in the middle of the next rendering
counting = threading.Lock()


def render(words):
    with counting:
        rendered["count"] += 1
        number = rendered["count"]
    if while_rendering:
        while_rendering.pop()()
    return HttpResponse(f"{words} {number} " + "and so on " * 50)


@kept("story:{pk}", "paper", params=["before", "page"])
def story(request, pk):
    if pk == 404:
        raise Http404
    if pk == 500:
        return HttpResponse("It broke.", status=500)
    return render(f"story {pk} {request.GET.urlencode()}")


@kept("paper", seconds=0.2)
def brief(request):
    return render("brief")


@kept("paper")
def mirror(request):
    seen = [
        request.method,
        request.get_full_path(),
        str(request.COOKIES),
        str(hasattr(request, "user")),
        request.get_host(),
    ]
    seen += sorted(f"{name}={value}" for name, value in request.headers.items())
    return HttpResponse("\n".join(seen))


def own(request):
    return render(f"own {request.GET.urlencode()}")


urlpatterns = [path("story/<int:pk>/", story), path("mirror/", mirror), path("brief/", brief), path("own/", own)]


def refused(request, exception):
    return HttpResponse("Not here.", status=400 if isinstance(exception, SuspiciousOperation) else 404)


def broken(request):
    return HttpResponse("It broke.", status=500)


handler400 = handler404 = refused
handler500 = broken
