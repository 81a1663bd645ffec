"""The story page."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.related import related_stories
from articles.schedule import apply_overdue
from pagecache.kept import kept
from pagecache.parts import render_open, still

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
    """Return the story if it is public, with the change that is due by now, though no job has been there yet."""
    now = timezone.now()
    story = Article.objects.live(now).for_page().filter(pk=pk).first()
    if story and story.change_at and story.change_at <= now and apply_overdue(story, now):
        return Article.objects.live().for_page().filter(pk=pk).first()
    return story


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
