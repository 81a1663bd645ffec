"""A page for each deed on a story: GET asks, POST acts. And the preview."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from articles.check import warnings
from articles.correct import correct as correct_deed
from articles.models import Article
from articles.publish import NotAllowed, NotReady, problems
from articles.publish import publish as publish_deed
from articles.publish import submit as submit_deed
from articles.publish import unschedule as unschedule_deed
from articles.publish import update as update_deed
from articles.views import page_of
from articles.withdraw import withdraw as withdraw_deed
from articles.write import Conflict

from .forms import CorrectForm, DeedForm, PublishForm, WithdrawForm

S = Article.Status
PUBLISH, WITHDRAW, CHANGE = "articles.publish_article", "articles.withdraw_article", "articles.change_article"

# deed: (words on the button, states in which it is open, permission, form, deed, words when done)
DEEDS = {
    "submit": ("Send to the editors", [S.DRAFT], CHANGE, DeedForm, submit_deed, "The story is with the editors."),
    "publish": (
        "Publish",
        [S.DRAFT, S.REVIEW, S.SCHEDULED, S.WITHDRAWN],
        PUBLISH,
        PublishForm,
        publish_deed,
        "The story has its time.",
    ),
    "unschedule": (
        "Take off the schedule",
        [S.SCHEDULED],
        PUBLISH,
        DeedForm,
        unschedule_deed,
        "The story is back with the editors.",
    ),
    "update": (
        "Mark as updated",
        [S.PUBLISHED, S.SCHEDULED],
        PUBLISH,
        DeedForm,
        update_deed,
        "Readers are told that the story was updated.",
    ),
    "correct": (
        "Correct",
        [S.PUBLISHED, S.SCHEDULED],
        PUBLISH,
        CorrectForm,
        correct_deed,
        "The correction stands with the story.",
    ),
    "withdraw": (
        "Withdraw",
        [S.PUBLISHED, S.SCHEDULED],
        WITHDRAW,
        WithdrawForm,
        withdraw_deed,
        "The story is off the site.",
    ),
}


def open_to(user, story):
    """Return the deeds that this person may do with the story as it stands: (name, words on the button)."""
    return [
        (name, words)
        for name, (words, states, permission, *_) in DEEDS.items()
        if story.status in states and user.has_perm(permission)
    ]


def fetch(request, pk, change=True):
    """Return the story if this person may see (or change) it: 404 to strangers, 403 to the under-privileged."""
    desk = admin.site._registry[Article]
    story = desk.get_queryset(request).select_related("section", "agency").filter(pk=pk).first()
    if story is None:
        raise Http404
    may = desk.has_change_permission(request, story) if change else desk.has_view_permission(request, story)
    if not may:
        raise PermissionDenied
    return story


def goes_out(story):
    """Return when a story is before the public, at its own time or if it is published now."""
    return max(timezone.now(), story.goes_out_at or story.embargo_until or timezone.now())


def deed_page(name):
    words, states, permission, form_class, deed, done = DEEDS[name]

    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request, pk):
        story = fetch(request, pk)
        if not request.user.has_perm(permission):
            raise PermissionDenied
        form = form_class(request.POST or None, initial={"version_seen": story.version})
        status = 200
        if form.is_bound and form.is_valid():
            values = dict(form.cleaned_data)
            story.version = values.pop("version_seen")
            try:
                deed(article=story, by=request.user, **values)
            except NotReady as refused:
                form.add_error(None, refused.problems)
                status = 422
            except (Conflict, NotAllowed) as refused:
                form.add_error(None, str(refused))
                status = 409 if isinstance(refused, Conflict) else 403
            else:
                messages.success(request, done)
                return redirect("admin:articles_article_change", story.pk)
        elif form.is_bound:
            status = 422
        context = {
            **admin.site.each_context(request),
            "title": f"{words}: {story.headline}",
            "story": story,
            "form": form,
            "words": words,
            "name": name,
            "possible": story.status in states,
            "problems": problems(story, goes_out(story)) if name == "publish" and not form.is_bound else [],
            "doubts": warnings(story, goes_out(story)) if name == "publish" else [],
        }
        return render(request, "admin/articles/article/deed.html", context, status=status)

    page.__name__ = name
    return page


@require_safe
def preview(request, pk):
    """The story as the public will see it, by the same template."""
    fetch(request, pk, change=False)
    story = Article.objects.for_page().get(pk=pk)
    return render(request, "articles/article.html", {**page_of(story), "preview": True})


PAGES = {name: deed_page(name) for name in DEEDS} | {"preview": preview}
