"""What a public page is made from, and how long others may keep it."""

from dataclasses import dataclass
from functools import wraps

from django.utils.cache import patch_cache_control, patch_vary_headers

from .due import CLOCKS, NEVER

# A shared cache may show a page that is this old, and once more while it fetches a new one. Such caches count whole
# seconds, so that together nothing is older than five.
FRESH, STALE = 2, 2
STALE_IF_ERROR = 86_400


@dataclass(frozen=True)
class Plan:
    """The names of the versions that one page is made from, and the query parameters that it reads."""

    names: tuple
    params: tuple
    asked: tuple  # the names, and those that tell when time alone changes something
    seconds: float = NEVER  # that the page stands at most

    def of(self, numbers):
        """Return the versions of this page's names, in their order."""
        return tuple([numbers.get(name, 0) for name in self.names])


@dataclass(frozen=True)
class Kept:
    names: tuple
    params: tuple
    seconds: float

    def plan(self, words):
        names = tuple(name.format(**words) for name in self.names)
        return Plan(names, self.params, tuple({*names, *CLOCKS}), self.seconds)


def kept(*names, params=(), seconds=NEVER):
    """Mark a view as a public page: the same bytes for everyone, which may be kept (keep.py).

    `names` are the page versions (move.py) that the page is made from, with the words of its address in braces:
    `@kept("story:{pk}", "paper")`. `params` are the query parameters that the view reads; it sees no others, and
    nothing else of the request than its path. `seconds` is for a page that goes stale by itself. Browsers ask each
    time and get a 304 as long as the page stands.
    """

    def decorate(view):
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
            patch_vary_headers(response, ["Accept-Encoding"])
            response.may_be_kept = True
            return response

        page.kept = Kept(names, tuple(params), seconds)
        return page

    return decorate
