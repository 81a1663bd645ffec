"""The paper's public pages. Each is the same bytes for everyone and says what it is made from."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from taggit.models import Tag

from images import renditions
from images.models import Photo
from pagecache.kept import kept
from pagecache.parts import render_open, still

from .models import Article, Author, Policy, Section

PER_LIST = 20


@require_safe
@kept("latest", "paper")
def front(request):
    """The latest story large, then the rest, then each section's latest."""
    latest = list(Article.objects.live().for_teaser().order_by("-publish_at", "-pk")[:12])
    by_section = []
    shown = {article.pk for article in latest[:7]}
    for section in Section.objects.all():
        stories = section.articles.live().exclude(pk__in=shown).for_teaser().order_by("-publish_at", "-pk")[:4]
        by_section.append((section, list(stories)))
    return render(
        request,
        "articles/front.html",
        {"top": latest[:1], "second": latest[1:3], "rest": latest[3:7], "by_section": by_section},
    )


@require_safe
@kept("latest", "paper", params=["before"])
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    return listing(request, section.articles.all(), section.name, section=section, words=section.description)


@require_safe
@kept("latest", "paper", params=["before"])
def author(request, slug):
    author = get_object_or_404(Author, slug=slug)
    return listing(
        request, Article.objects.filter(bylines__author=author), author.name, words=author.bio, kicker=author.role
    )


@require_safe
@kept("latest", "paper", params=["before"])
def tag(request, slug):
    tag = get_object_or_404(Tag, slug=slug)
    return listing(request, Article.objects.filter(tags=tag), tag.name, kicker="Topic", needs_stories=True)


def listing(request, articles, title, needs_stories=False, **context):
    """A page of stories, newest first. `?before=` is the number of the last story on the page before."""
    articles = articles.live().for_teaser().order_by("-publish_at", "-pk")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        last = get_object_or_404(Article.objects.live(), pk=before)
        articles = articles.filter(publish_at__lte=last.publish_at).exclude(publish_at=last.publish_at, pk__gte=last.pk)
    stories = list(articles[: PER_LIST + 1])
    if needs_stories and not stories:
        raise Http404  # a tag that only drafts carry must not tell of them
    more = stories[PER_LIST - 1].pk if len(stories) > PER_LIST else None
    return render(
        request, "articles/list.html", {"title": title, "stories": stories[:PER_LIST], "more": more, **context}
    )


@require_safe
@kept("story:{pk}", "thread:{pk}", "latest", "paper")
def article(request, section, slug, pk):
    article = still(
        request,
        ("article", pk),
        [f"story:{pk}", "paper"],
        lambda: Article.objects.live().for_page().filter(pk=pk).first(),
        size=lambda article: 4 * len(article.body),
    )
    if article is None:
        gone = get_object_or_404(Article.objects.withdrawn().select_related("section"), pk=pk)
        return render(request, "articles/withdrawn.html", {"article": gone}, status=410)
    if request.path != article.get_absolute_url():
        return redirect(article, permanent=True)
    return render_open(
        request, "articles/article.html", page_of(article), ("page", pk), [f"story:{pk}", "latest", "paper"]
    )


def page_of(article, at=None):
    """Return what the story page shows of the story; the preview shows the same."""
    figures = {figure.photo_id: figure for figure in article.figures.all()}
    body = [part if isinstance(part, str) else figures.get(part) for part in article.body_parts]
    return {"article": article, "body": [part for part in body if part], "now": at or timezone.now()}


@require_safe
@kept("paper")
def policy(request, slug):
    return render(request, "articles/policy.html", {"policy": get_object_or_404(Policy, slug=slug)})


@require_safe
def photo(request, folder, name):
    """A rendition: to everyone when a live story shows the photo, else to those who may see the library."""
    photo = get_object_or_404(Photo.objects.in_folder(folder))
    public = Article.objects.live().filter(figures__photo=photo).exists()
    if not public and not request.user.has_perm("images.view_photo"):
        raise Http404
    try:
        file = renditions.find_or_make(photo, name)
    except renditions.NoSuchRendition:
        raise Http404 from None
    response = FileResponse(file)
    # The name changes with the content, so what is public may be kept for a year.
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if public else "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
