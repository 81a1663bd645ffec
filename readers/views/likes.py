"""What a reader liked."""

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.pages import page_of
from comments.models import Comment

PAGE = 50


@login_required
@require_safe
def likes(request):
    """The comments that this reader liked, as far as they can still be seen."""
    comments = Comment.objects.noting_the_story().select_related("article__section", "reader")
    rows, more = page_of(request.user.likes.prefetch_related(Prefetch("comment", comments)), request, PAGE)
    return render(request, "readers/likes.html", {"likes": rows, "more": more})
