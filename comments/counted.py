"""How many comments a story has, on its cards and in feeds: visible() counted, in one query for all stories of a page.

A page of many stories is made from no story's thread: to ask for the version of each before every kept page would cost
more than the page, and one version for all comments would be a row for which all who post wait. So its frame stands,
and the numbers are filled in anew once a second while it is asked for.
"""

from django.db.models import Count
from django.utils.html import format_html

from pagecache.parts import leave_open, stands_for

from .models import Comment

SECONDS = 1.0  # with those that a cache in front may add (pagecache/kept.py) nothing is older than five


def counts(numbers):
    """Return {story's number: how many comments every reader may see}; a story without any is not in it."""
    counted = Comment.objects.visible().filter(article__in=numbers).order_by()
    return dict(counted.values_list("article").annotate(Count("pk")))


class Counted:
    """The places of one page in which the number of comments on a story is filled in."""

    def __init__(self, request):
        self.request, self.stories, self.marks = request, {}, {}

    def card(self, article):
        """Return the place of a link to the story's comments that tells their number; without comments it is empty."""
        self.stories[article.pk] = f"{article.get_absolute_url()}#comments"
        return self.mark("card", article.pk)

    def number(self, article):
        self.stories.setdefault(article.pk, "")
        return self.mark("number", article.pk)

    def mark(self, *name):
        if name not in self.marks:
            self.marks |= leave_open(self.request, self, name)
        return self.marks[name]

    def __call__(self, request):
        """Return what belongs into each place."""
        stands_for(request, SECONDS)
        found = counts(self.stories)
        return {(kind, pk): self.words(kind, pk, found.get(pk, 0)) for kind, pk in self.marks}

    def words(self, kind, pk, number):
        if kind == "number":
            return str(number)
        if not number:
            return ""
        words = "1 comment" if number == 1 else f"{number:,} comments"
        return format_html(' · <a class="how-many" href="{}">{}</a>', self.stories[pk], words)


def counted(request):
    """Return the places of the page that this request asks for, or None where nobody fills them in."""
    if not hasattr(request, "open"):
        return None
    if not hasattr(request, "counted"):
        request.counted = Counted(request)
    return request.counted
