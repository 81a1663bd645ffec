"""What those are told who come to an address where nothing is."""

import re

from django.db import DatabaseError, InterfaceError
from django.shortcuts import render

from accounts.keep import sent

from .models import Article, Masthead, Section

LATEST = 5
WORDS = re.compile(r"[^\W\d_]{3,}")
MOST_WORDS = 6


def missing(request, exception=None):
    """Answer 404, with what may help a person: a search for the words of the address, and the latest stories.

    Programs that try addresses, and browsers that miss a picture, get one line, which asks nothing of the database.
    """
    if not for_a_person(request):
        return render(request, "404.txt", status=404, content_type="text/plain; charset=utf-8")
    try:
        paper = {
            "masthead": Masthead.objects.first() or Masthead(),
            "sections": list(Section.objects.all()),
            "latest": list(Article.objects.live().for_link().order_by("-publish_at", "-pk")[:LATEST]),
        }
    except (DatabaseError, InterfaceError):
        paper = {"masthead": Masthead(), "sections": [], "latest": [], "database_away": True}
    context = {"words": words(request.path), "text": sent(request).get("text", ""), **paper}
    return render(request, "404.html", context, status=404)


def for_a_person(request):
    if request.method not in ("GET", "HEAD"):
        return True  # what was typed is given back
    accept = request.headers.get("Accept", "*/*")
    return ("text/html" in accept or "*/*" in accept) and "." not in request.path.rsplit("/", 1)[-1]


def words(path):
    """Return the words of the last part of an address that has any: what the person may be looking for."""
    for part in reversed(path[:300].split("/")):
        if found := WORDS.findall(part):
            return " ".join(found[:MOST_WORDS]).lower()
    return ""
