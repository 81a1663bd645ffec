"""The editors' desk: Django's admin with an index that says what waits."""

from functools import update_wrapper

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.db.models import Q
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import mine
from articles.keep import leftovers
from articles.late import trouble
from articles.models import Article
from articles.rights_report import running_out
from errors.answer import MAY as MAY_ANSWER
from errors.queue import waiting
from moderation import queue

from .views import signed_out, typed

LATEST = 8


@require_safe
def keys(request):
    """The desk's keys, for those who read them without scripts."""
    return render(request, "admin/keys.html", {**admin.site.each_context(request), "title": "Keys"})


class Desk(AdminSite):
    site_title = site_header = "Newsroom"
    index_title = "The desk"
    site_url = "/"
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        """Whose session is over is given back what they typed, instead of being sent to sign in without it."""
        checked = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            # What is exempt here reads its form itself, when it knows who sent it.
            lost = request.method == "POST" and request.user.is_anonymous and not hasattr(checked, "csrf_exempt")
            return signed_out(request) if lost and typed(request) else checked(request, *args, **kwargs)

        return update_wrapper(inner, checked)

    def each_context(self, request):
        """Say on every page to who publishes stories when something that was due has not gone out."""
        publishes = request.user.has_perm("articles.publish_article")
        return super().each_context(request) | {"trouble": trouble() if publishes else []}

    def get_urls(self):
        return [path("keys/", self.admin_view(keys), name="keys"), *super().get_urls()]

    def index(self, request, extra_context=None):
        return super().index(request, {**self.what_waits(request), **(extra_context or {})})

    def what_waits(self, request):
        """Return the lists of the index, each only for those whom it concerns."""
        waits = {"lists": []}
        if request.user.has_perm("articles.view_article"):
            waits["lists"] = [
                (title, list(stories[:LATEST]), empty) for title, stories, empty in self.lists(request.user)
            ]
        if request.user.has_perm("articles.change_article"):
            waits["unsaved"] = leftovers(request.user).count()
        if request.user.has_perm("images.change_photo"):
            waits["running_out"] = running_out()
        if request.user.has_perm(MAY_ANSWER):
            waits["errors"] = waiting(request.user)
        if request.user.has_perm("comments.moderate_comment"):
            waits["moderation"] = queue.counts()
        return waits

    def lists(self, user):
        stories = mine.of_line(mine.seen_by(user))
        status, now = Article.Status, timezone.now()
        written = mine.in_states(mine.of_person(mine.of_line(), user), status.DRAFT, status.CHANGES)
        yield "My drafts", written, "No drafts of yours."
        yield "In review", stories.filter(status=status.REVIEW), "Nothing waits for an editor."
        to_come = Q(publish_at__gt=now) | Q(embargo_until__gt=now) | Q(legal_hold=True)
        scheduled = mine.few(stories, status=status.SCHEDULED).filter(to_come).order_by("publish_at")
        yield "Scheduled", scheduled, "Nothing is scheduled."
        yield (
            "Latest published",
            Article.objects.live().select_related("section").order_by("-publish_at"),
            "Nothing yet.",
        )
