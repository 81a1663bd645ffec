"""The desk's pages of a story's preview: as a card, and the secret links by which others see it."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import mine
from articles.models import Article
from articles.preview import DAYS, MOST, NoSuchVersion, TooLong, make, may_share, revoke
from articles.views import card_of
from articles.workflow import NotAllowed

from . import deeds

SHOWN = 50  # links of one story, the latest first
PINNED = 20  # versions that can be chosen, the newest first
FOR_DAYS = [(1, "a day"), (DAYS, f"{DAYS} days"), (7, "a week"), (14, "two weeks"), (MOST, f"{MOST} days")]


class LinkForm(forms.Form):
    version = forms.TypedChoiceField(label="What it shows", coerce=int, empty_value=None, required=False)
    days = forms.TypedChoiceField(label="For how long", coerce=int, choices=FOR_DAYS, initial=DAYS)
    for_whom = forms.CharField(
        label="For whom", required=False, max_length=120, help_text="For you to know the links apart; not shown there."
    )

    def __init__(self, *args, story, **kwargs):
        super().__init__(*args, **kwargs)
        newest = story.revisions.values_list("number", flat=True)[:PINNED]
        pinned = [(number, f"version {number}, and no later one") for number in newest]
        self.fields["version"].choices = [("", "the newest version, as it changes"), *pinned]


@require_safe
def card(request, pk):
    """The newest version that the person may read, as fronts, lists, link previews and feeds show it."""
    deeds.fetch(request, pk, change=False)
    laid_over = mine.as_previewed(request.user, Article.objects.for_page().get(pk=pk))
    photos_at = reverse("photo", args=["-", "-"]).removesuffix("-/-")
    context = card_of(laid_over) | {"preview": True, "photos_at": photos_at, "state": deeds.state_of(laid_over)}
    return render(request, "articles/preview_card.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def links(request, pk):
    """The links there are, and a form that makes one."""
    story = fetch(request, pk)
    form, status = LinkForm(request.POST if request.method == "POST" else None, story=story), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                made = make(article=story, by=request.user, **form.cleaned_data)
                messages.success(request, "The link is made. Copy it below, and give it to nobody else.")
                return redirect(f"{request.path}#link-{made.pk}")
            except (NotAllowed, TooLong, NoSuchVersion) as refused:
                form.add_error(None, str(refused))
    now = timezone.now()
    rows = [(link, link.is_over(now)) for link in story.preview_links.select_related("made_by")[:SHOWN]]
    context = {"story": story, "form": form, "rows": rows, "site": settings.SITE_URL, "shut": shut(story)}
    title = f"Show it to somebody: {story.headline}"
    context = {**admin.site.each_context(request), "title": title, **context}
    return render(request, "admin/articles/article/preview_links.html", context, status=status)


@require_POST
def close(request, pk, link):
    """Revoke a link, at once."""
    story = fetch(request, pk)
    found = get_object_or_404(story.preview_links.select_related("article"), pk=link)
    was_open = revoke(link=found, by=request.user)
    messages.success(request, "The link is closed." if was_open else "The link was closed already.")
    return redirect("admin:story_preview_links", pk)


def fetch(request, pk):
    story = deeds.fetch(request, pk, change=False)
    if not may_share(request.user, story):
        raise PermissionDenied
    return story


def shut(story):
    """Return why no link of this story opens now, or ""."""
    if story.legal_hold:
        return "The story is under legal hold: meanwhile no link opens it."
    if story.status in (Article.Status.WITHDRAWN, Article.Status.SPIKED):
        return f"The story is {story.get_status_display()}: meanwhile no link opens it."
    return ""


def pages(view):
    """Return the addresses; `view` is the desk's admin_view."""
    return [
        path("<int:pk>/preview/card/", view(card), name="story_preview_card"),
        path("<int:pk>/preview/links/", view(links), name="story_preview_links"),
        path("<int:pk>/preview/links/<int:link>/close/", view(close), name="story_preview_close"),
    ]
