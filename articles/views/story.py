"""The story page, and the photos that stand on it."""

from functools import partial

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from articles.models import Article, Author
from articles.related import related_stories
from images import renditions
from images.models import Photo
from pagecache.kept import FRESH, kept
from pagecache.parts import render_open, still
from pagecache.purge import headers as surrogate_keys

NEWER = 5  # stories of the section beside one that was withdrawn


@require_safe
@kept("story:{pk}", "thread:{pk}", "removals:{pk}", "latest", "paper")
def article(request, section, slug, pk):
    needs = [f"story:{pk}", "latest", "paper"]
    article = still(request, ("story", pk), needs, partial(live_story, pk), size=lambda story: 4 * len(story.body))
    if article is None:
        return withdrawn(request, get_object_or_404(Article.objects.withdrawn().select_related("section"), pk=pk))
    if request.path != article.get_absolute_url():
        return redirect(article, permanent=True)
    return render_open(request, "articles/article.html", partial(page_of, article), ("story page", pk), needs)


def live_story(pk):
    return Article.objects.live().for_page().filter(pk=pk).first()


def withdrawn(request, article):
    """Say that the story was withdrawn, why, and what there is instead."""
    newer = Article.objects.live().filter(section=article.section_id).for_link().order_by("-publish_at", "-pk")
    context = {"article": article, "newer": newer[:NEWER], "crumbs": crumbs_of(article)[:1]}
    return render(request, "articles/withdrawn.html", context, status=410)


def page_of(article, at=None):
    """Return what the story page shows of the story; the preview shows the same."""
    return {
        "article": article,
        "body": article.shown_body,
        "related": related_stories(article, at),
        "crumbs": crumbs_of(article),
        "now": at or timezone.now(),
    }


def crumbs_of(article):
    """Return the way to the story, as words and addresses: its own headline comes last."""
    return [(article.section.name, article.section.get_absolute_url()), (article.headline, "")]


@require_safe
def photo(request, folder, name):
    """A rendition: to everyone when a live story or an author shows the photo, else to those who see the library."""
    photo = get_object_or_404(Photo.objects.in_folder(folder))
    public = Article.objects.live().filter(figures__photo=photo).exists() or Author.objects.filter(photo=photo).exists()
    public = public or any(import_string(path)(photo) for path in settings.SHOWS_PHOTO)
    if not public and not request.user.has_perm("images.view_photo"):
        raise Http404
    try:
        file = renditions.find_or_make(photo, name)
    except renditions.Renamed as now:
        return redirect("photo", folder, now.name)
    except renditions.NoSuchRendition:
        raise Http404 from None
    response = FileResponse(file)
    # The name changes with the content, so a browser may keep what is public for a year; a cache that serves others
    # only as long as it can be told that a photo was taken away (pagecache/purge.py).
    shared = 86_400 if settings.PURGE else FRESH
    kept = f"public, max-age=31536000, immutable, s-maxage={shared}"
    response.headers["Cache-Control"] = kept if public else "private, no-store"
    for name, value in surrogate_keys([f"photo:{folder}"]).items():
        response.headers[name] = value
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
