"""What stands on the story's form so that nothing typed is lost."""

from uuid import uuid4

from django import template
from django.urls import reverse

from articles.admin.keep import in_words, left_at, resumed_by, sign_in_address, window_of
from articles.presence import others

register = template.Library()


@register.inclusion_tag("admin/articles/article/_keep.html", takes_context=True)
def story_keep(context, story=None, base=0):
    """The element that keeps what is typed, and tells who else is here. It stands in the form, beside its buttons."""
    request = context["request"]
    sent = request.method == "POST"
    window = window_of(request) if sent else {"client": str(uuid4()), "resumes": resumed_number(request)}
    here = others(article=story, client=window["client"]) if story else []
    return {
        "url": reverse("admin:story_keep", args=[story.pk]) if story else reverse("admin:story_keep_new"),
        "story": story,
        "base": base or 0,
        "user": request.user,
        "sent": sent,
        "client": window["client"],
        "resumes": window.get("resumes") or "",
        "others": in_words(here, request.user),
        "sign_in": sign_in_address(),
    }


@register.inclusion_tag("admin/articles/article/_left.html", takes_context=True)
def story_left(context, story=None):
    """What this person typed at this story before and never saved."""
    request = context["request"]
    return {
        "left": left_at(story, request.user, but=resumed_number(request)),
        "story": story,
        "resumed": resumed(request),
    }


def resumed_number(request):
    number = request.GET.get("unsaved", "")
    return int(number) if number.isdecimal() and len(number) < 19 else None


def resumed(request):
    return resumed_by(request, resumed_number(request)) if request.method != "POST" else None
