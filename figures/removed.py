"""What was removed under a story, for everybody to read: so many comments, and by which rules. From the log.

A version `removals:PK` (pagecache) stands for a story from its first removal on. So the pages of all the others know
that there is nothing to say without asking the database.
"""

from collections import Counter
from functools import lru_cache, partial

from django.db.models import Count, Exists, OuterRef, Subquery

from comments.composed import ask
from comments.models import Comment, Community
from moderation.models import Decision
from pagecache.models import PageVersion
from pagecache.move import move
from pagecache.parts import still

ARTICLE = -1  # the blank in the composed query
REMOVED = Comment.Status.REMOVED


def name_of(article_pk):
    return f"removals:{article_pk}"


def decided(decision, *, at):
    """Note the first removal on a story. See settings.AFTER_DECISION."""
    if decision.action == Decision.Action.REMOVE:
        move(name_of(decision.comment.article_id), purge=False)  # the thread has moved, and is purged


def unnoted():
    """Return the numbers of the stories with removed comments whose version does not say so."""
    stories = Comment.objects.filter(status=REMOVED).order_by("article").values_list("article", flat=True).distinct()
    noted = set(PageVersion.objects.filter(name__startswith="removals:").values_list("name", flat=True))
    return [pk for pk in stories if name_of(pk) not in noted]


def note(stories):
    move(*[name_of(pk) for pk in stories], purge=False)
    move(*[f"thread:{pk}" for pk in stories])


def line(request, article_pk):
    """Return the line under the thread of a story, or "" where nothing was removed, or the paper does not show it."""
    versions = getattr(request, "versions", None) or {}
    if versions.get(name_of(article_pk)) == 0:
        return ""
    needs = [name_of(article_pk), f"thread:{article_pk}", "paper"]
    return still(request, ("removals", article_pk), needs, partial(told, article_pk))


def told(article_pk):
    return in_words(Counter(dict(ask(removals_of, {ARTICLE: article_pk}))))


@lru_cache
def removals_of(vendor):
    """Each rule's title with the number of the story's comments that stand removed by it; None where none is known."""
    last = Decision.objects.standing().filter(comment=OuterRef("pk"), action=Decision.Action.REMOVE)
    rule = Subquery(last.order_by("-version").values("rule__title")[:1])
    rows = Comment.objects.filter(article=ARTICLE, status=REMOVED)
    rows = rows.filter(~Exists(Community.objects.filter(shows_removals=False)))
    counted = rows.annotate(rule=rule).order_by().values("rule").annotate(number=Count("pk"))
    return counted.values_list("rule", "number").query.sql_with_params()


def in_words(by_rule):
    """Say how many were removed, and how many of them by each rule, the commonest first."""
    number = by_rule.total()
    if not number:
        return ""
    begins = f"{number} comment{'s' if number > 1 else ''} removed"
    rules = sorted(((count, title) for title, count in by_rule.items() if title), key=lambda rule: (-rule[0], rule[1]))
    if len(rules) == 1 and rules[0][0] == number:
        return f"{begins}, {'all ' if number > 2 else 'both ' if number == 2 else ''}for {lower(rules[0][1])}."
    return ", ".join([begins, *[f"{count} for {lower(title)}" for count, title in rules]]) + "."


def lower(title):
    """Return a rule's title as it stands inside a sentence: “Off topic”, but “NSFW pictures”."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
