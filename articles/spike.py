"""Put a story that will not appear on the spike, and take it off again: it comes back to the state that it had."""

from .workflow import take


def spike(*, article, by, note="", at=None):
    take(name="spike", article=article, by=by, note=note, at=at, status_before=article.status)


def unspike(*, article, by, note="", at=None):
    take(name="unspike", article=article, by=by, note=note, at=at, to=article.status_before, status_before="")
