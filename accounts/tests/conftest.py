import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_tries_counted_yet():
    """The limits on tries are kept in the cache, which outlives a test."""
    cache.clear()
