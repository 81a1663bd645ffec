"""What several renderings of kept pages share, as long as it stands: parts of pages, and what they were made from.

Known only while a page is rendered for keeping (keep.py): its request carries the versions that were read before, and
the moment until which time alone changes nothing.
"""

import re
import time
from functools import wraps
from math import inf
from secrets import token_hex

from django.http import HttpResponse
from django.template.loader import render_to_string

from .pages import parts


class Part:
    def __init__(self, value, stamp, until, size):
        self.value, self.stamp, self.until, self.size = value, stamp, until, size


def still(request, key, needs, make, size=len):
    """Return what `make()` returned for this key, as long as the versions that it needs stand; nothing is kept of None.

    `size` tells how many bytes the value takes, roughly. What is kept is shared between threads: nobody changes it.
    """
    numbers = getattr(request, "versions", None) or {}
    if any(need not in numbers for need in needs):  # not a kept page, or one that was not said to be made from this
        return make()
    stamp = tuple([numbers[need] for need in needs])
    part = parts.get(key)
    if part and part.stamp == stamp and part.until > time.time():
        return part.value
    value = make()
    if value is not None:
        parts.keep(key, Part(value, stamp, request.until, size(value) + 500))
    return value


def leave_open(request, make, *names):
    """Return a mark for each name, to stand in the page where `make(request)[name]` is filled in at each rendering.

    For what changes more often than the page round it, as the thread under a story does. Nobody can type such a mark.
    """
    marks = {name: f"open-{token_hex(16)}" for name in names}
    request.open.update({mark: (make, name) for name, mark in marks.items()})
    return marks


def render_open(request, template, context, key, needs):
    """Render a page whose frame is kept like any part, and fill in what was left open in it.

    `context()` is asked for only when the frame is made.
    """

    def frame():
        request.open = {}
        return pieces_of(render_to_string(template, context(), request), request.open)

    return HttpResponse(filled(still(request, key, needs, frame, size_of), request))


def fill_in(view):
    """Mark a view whose page has places left open: it is asked only when the frame is made, and they are filled in.

    To stand below `kept`, by whose versions the frame stands. Where a page is not kept, it is the same page.
    """

    @wraps(view)
    def page(request, *args, **kwargs):
        other = []

        def frame():
            request.open = {}
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or not request.open:
                other.append(response)
                return None
            return pieces_of(response.content.decode(), request.open), dict(response.items())

        needs = tuple(getattr(request, "versions", None) or ())
        key, size = ("frame", request.get_full_path()), lambda made: size_of(made[0])
        made = still(request, key, needs, frame, size) if needs else frame()
        if made is None:
            return other[0]
        pieces, headers = made
        return HttpResponse(filled(pieces, request), headers=headers)

    return page


def stands_for(request, seconds):
    """Say that the page is to be filled in anew after so long, as its frame need not be."""
    request.until = min(getattr(request, "until", inf), time.time() + seconds)


def pieces_of(text, places):
    """Return the text cut at its marks, with what they stand for in their places."""
    pieces = re.split("(" + "|".join(places) + ")", text) if places else [text]
    return [places.get(piece, piece) for piece in pieces]


def size_of(pieces):
    return sum(len(piece) for piece in pieces if isinstance(piece, str))


def filled(pieces, request):
    made, text = {}, []
    for piece in pieces:
        if not isinstance(piece, str):
            make, name = piece
            if make not in made:
                made[make] = make(request)
            piece = made[make][name]
        text.append(piece)
    return "".join(text)
