"""A story before it is public, at a secret address, for whoever was given it. Nobody keeps it, nothing counts it but
the link itself."""

from copy import copy
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import preview as links
from articles.models import Figure
from articles.version import laid_over
from images.models import Photo

from .photo import headers_of, rendition
from .story import page_of


def by_word(view):
    """Give the view the open link of its word. What is not open was never there; neither is kept, found or told on."""

    @wraps(view)
    @require_safe
    def page(request, word, **words):
        link = links.find(word)
        if link is None:
            raise Http404
        response = view(request, link, **words)
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return page


@by_word
def preview(request, link):
    """The story page."""
    if request.method == "GET":
        links.count(link)
    return render(request, "articles/article.html", page_of(links.story_of(link)) | of(link))


@by_word
def preview_card(request, link):
    """The story as lists, fronts, link previews and feeds show it."""
    return render(request, "articles/preview_card.html", card_of(links.story_of(link)) | of(link))


@by_word
def preview_photo(request, link, folder, name):
    """A rendition of a photo that the link shows: it need not stand before the public."""
    photo = links.photo_of(link, Photo.objects.in_folder(folder))
    if photo is None:
        raise Http404

    def elsewhere(current):
        return redirect("articles:preview_photo", link.word, folder, current)  # an open page has the name from before

    return rendition(request, photo, name, headers_of(photo, name, public=False, now=timezone.now()), elsewhere)


def of(link):
    """Return what the pages of a link show of itself."""
    now, article = timezone.now(), link.article
    return {
        "preview": "link",
        "link": link,
        "photos_at": reverse("articles:preview_photo", args=[link.word, "-", "-"]).removesuffix("-/-"),
        "embargo": article.embargo_until if article.embargo_until and article.embargo_until > now else None,
        "public": article.is_live(now),
    }


def card_of(story):
    """Return what the page of cards shows; of a story without a time or an address yet, what it would have now."""
    story.publish_at, story.slug = story.publish_at or timezone.now(), story.slug or "story"
    shown = {"headline": story.headline, "kicker": story.kicker, "standfirst": story.standfirst, "article": story}
    slot = shown | {"photo": story.lead and story.lead.photo}
    in_list = copy(story)
    in_list._prefetched_objects_cache = {"figures": laid_over(Figure, [story.lead] if story.lead else [])}
    return {"article": story, "in_list": in_list, "slot": slot, "section": story.section}
