"""How long a public page may be kept, what it is made from, and whether the one the browser has is still good."""

from dataclasses import dataclass
from functools import wraps
from hashlib import blake2s

from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.gzip import gzip_page

# A shared cache may show a page that is this old, and once more while it fetches a new one: five seconds together.
FRESH, STALE = 2, 3
STALE_IF_ERROR = 86_400


@dataclass(frozen=True)
class Kept:
    names: tuple
    params: tuple


def kept(*names, params=()):
    """Mark a view as a public page: the same bytes for everyone, which may be kept.

    `names` are the page versions (pagecache/move.py) that the page is made from, with the words of its address in
    braces: `@kept("story:{pk}", "paper")`. `params` are the query parameters that the view reads; it sees no others.
    Browsers ask each time and get a 304 as long as the bytes are those that they have.
    """

    def decorate(view):
        @gzip_page  # safe here: a public page holds nothing secret that its length could give away
        @wraps(view)
        def page(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.has_header("Cache-Control"):
                return response
            patch_cache_control(
                response,
                public=True,
                max_age=0,
                s_maxage=FRESH,
                stale_while_revalidate=STALE,
                stale_if_error=STALE_IF_ERROR,
            )
            etag = quote_etag(blake2s(response.content, digest_size=12).hexdigest())
            response.headers["ETag"] = etag
            return get_conditional_response(request, etag=etag, response=response)

        page.kept = Kept(names, tuple(params))
        return page

    return decorate
