"""The page of what goes out next by itself."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.up_next import up_next
from clock.zone import zone_name

HOURS = {6: "6 hours", 24: "24 hours", 72: "3 days", 168: "a week"}


@require_safe
def up_next_page(request):
    """What goes out in the next hours: `?hours=` says how many."""
    if not request.user.has_perm("articles.publish_article"):
        raise PermissionDenied
    asked = request.GET.get("hours", "")
    hours = int(asked) if asked in map(str, HOURS) else 24
    context = {"title": "Up next", "next": up_next(hours=hours), "hours": hours, "choices": HOURS, "zone": zone_name()}
    return render(request, "admin/articles/article/up_next.html", {**admin.site.each_context(request), **context})
