"""What stands for a page of the conversation, as HTML: filled into the story's page, and shown on pages of its own."""

from functools import partial

from django.template.loader import render_to_string

from pagecache.parts import still

from .badges import badges
from .shown import orders_as_html, picks_as_html
from .thread import PICK_LENGTH, head_of, orders


def parts_of(request, article, page, at_story=False):
    """Return the picks, the links to the orders, the comments and what comes behind them, as HTML by these names."""
    kept_badges = partial(still, request, ("badges", article.pk), [f"story:{article.pk}", "paper"])
    by_reader = kept_badges(partial(badges, article), size_of_badges) if page.rows else {}
    end = "" if page.count and not page.next_address else render_to_string("comments/_end.html", {"thread": page})
    return {
        "picks": picks_as_html(page.picks, page.rows, PICK_LENGTH),
        "orders": orders_as_html(orders(article, page.order if at_story else ""), page.order) if page.count > 1 else "",
        "thread": page.html(by_reader),
        "end": end,
    }


def kept_head(request, article_pk):
    """Return the number of visible comments and the picks, as long as the thread stands, and the paper: whoever wrote
    in very many conversations and leaves, or takes another name, moves that."""
    head, needs = partial(head_of, article_pk), [f"thread:{article_pk}", "paper"]
    return still(request, ("head", article_pk), needs, head, lambda head: 100 + 1_000 * len(head.picks))


def size_of_badges(badges):
    return 100 * len(badges)
