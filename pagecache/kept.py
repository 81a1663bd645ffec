"""How long a public page may be kept, and whether the one the browser has is still good."""

from functools import wraps
from hashlib import blake2s

from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.gzip import gzip_page


def kept(seconds=10):
    """Mark a view as a public page: the same bytes for everyone, which shared caches may keep for `seconds`.

    Browsers ask each time and get a 304 as long as the bytes are those that they have.
    """

    def decorate(view):
        @gzip_page  # safe here: a public page holds nothing secret that its length could give away
        @wraps(view)
        def page(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.has_header("Cache-Control"):
                return response
            patch_cache_control(response, public=True, max_age=0, s_maxage=seconds)
            etag = quote_etag(blake2s(response.content, digest_size=12).hexdigest())
            response.headers["ETag"] = etag
            return get_conditional_response(request, etag=etag, response=response)

        return page

    return decorate
