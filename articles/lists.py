"""Lists, newest first, a page at a time. What they cost does not grow with the number of stories."""

from dataclasses import dataclass

from django.db.models import Q

from .models import Article, Correction

PER_LIST = 20

# Along which columns a list runs: the story's own, or those that stand beside its bylines and topics.
LATEST = ("publish_at", "pk")
OF_AUTHOR = ("bylines__publish_at", "bylines__article_id")
OF_TOPIC = ("tagged__publish_at", "tagged__content_object_id")


@dataclass
class ListPage:
    """A page of a list. `older` and `newer` are the `?before=` of its neighbours: "" the first page, None no page."""

    rows: list
    older: str | None = None
    newer: str | None = None


def list_page(within=None, along=LATEST, before=None, until=None):
    """Return the stories `within` that come after the story `before`, the last of the page before this one."""
    within = within or Q()
    older, newer = Q(), None
    if before:
        older = after_it(along, before.publish_at, before.pk)
        newer = Article.objects.live(until=until).filter(within & up_to_it(along, before.publish_at, before.pk))
        until = min(until or before.publish_at, before.publish_at)
    rows = Article.objects.live(until=until).filter(within & older).for_teaser()
    return one_page(rows, newer, *along)


def corrections_page(before=None):
    """Return the public corrections that come after `before`."""
    along = ("issued_at", "pk")
    rows, newer = Correction.objects.public(), None
    if before:
        newer = rows.filter(up_to_it(along, before.issued_at, before.pk))
        rows = rows.filter(issued_at__lte=before.issued_at).filter(after_it(along, before.issued_at, before.pk))
    rows = rows.select_related("article__section").defer("article__body", "article__body_parts")
    return one_page(rows, newer, *along)


def after_it(along, time, number):
    # For the story's own time live(until=...) sets the bound: two of them, and SQLite would begin at the later one.
    bound = Q() if along == LATEST else Q(**{f"{along[0]}__lte": time})
    return bound & (Q(**{f"{along[0]}__lt": time}) | Q(**{f"{along[1]}__lt": number}))


def up_to_it(along, time, number):
    return Q(**{f"{along[0]}__gte": time}) & (Q(**{f"{along[0]}__gt": time}) | Q(**{f"{along[1]}__gte": number}))


def one_page(rows, newer, time, number):
    """Cut a page off `rows`; `newer` are those before it, of which the last page is looked for."""
    rows = list(rows.order_by(f"-{time}", f"-{number}")[: PER_LIST + 1])
    page = ListPage(rows[:PER_LIST], older=str(rows[PER_LIST - 1].pk) if len(rows) > PER_LIST else None)
    if newer is not None:
        last = newer.order_by(time, number).values_list("pk", flat=True)[PER_LIST : PER_LIST + 1]
        page.newer = str(last[0]) if last else ""
    return page
