"""A reader's page for others."""

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.pages import page_of
from articles.models import Article
from readers.known import with_a_page

PAGE = 20


@require_safe
def profile(request, pk):
    """What this reader chose to show: a name, a few words, their comments. Not kept, so that what they take back, or
    a moderator takes down, is gone from here at once."""
    person = get_object_or_404(with_a_page(), pk=pk)
    comments, more = [], None
    if person.shows_comments:
        on_site = Exists(Article.objects.live().filter(pk=OuterRef("article")))
        written = person.comments.visible().filter(on_site).select_related("article__section")
        comments, more = page_of(written.defer("text", "article__body", "article__body_parts"), request, PAGE)
    mutable = request.user.is_authenticated and request.user != person
    context = {
        "person": person,
        "comments": comments,
        "more": more,
        "muted": mutable and request.user.mutes.filter(muted=person).exists(),
    }
    return render(request, "readers/profile.html", context)
