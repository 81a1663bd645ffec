"""What a correction changed, by word, where the editor lets readers see it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Correction
from articles.public_change import public_change
from pagecache.kept import kept

from .story import crumbs_of

STANDS = 60  # seconds: a photo that only the earlier version had may be blocked, and moves no version of this story


@require_safe
@kept("story:{pk}", "paper", seconds=STANDS)
def changes(request, section, slug, pk, correction):
    rows = Correction.objects.select_related("article__section")
    correction = get_object_or_404(rows, pk=correction, article=pk)
    found = public_change(correction)
    if found is None:
        raise Http404
    article = correction.article
    address = reverse("articles:changes", args=[article.section.slug, article.slug, pk, correction.pk])
    if request.path != address:
        return redirect(address, permanent=True)
    crumbs = [*crumbs_of(article)[:-1], ("The story", article.get_absolute_url()), ("What changed", "")]
    context = {"correction": correction, "article": article, "found": found, "crumbs": crumbs}
    return render(request, "articles/changes.html", context)
