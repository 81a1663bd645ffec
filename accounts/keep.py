"""Keep what somebody typed while they sign in, and give it back on the page where they typed it."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, resolve_url

FORMS = 5  # for so many pages at once


def sent(request):
    """Return the form that was sent; an empty one where it cannot be read: broken off, too long, or no form at all."""
    try:
        return request.POST
    except (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError):
        return QueryDict()


def ask_to_sign_in(request, typed=()):
    """Keep the fields in `typed` (name → text) for this page and send the person to sign in, and back here after.

    The form that they come from has seen to it that they are not too long; here nothing is cut.
    """
    return send_first(request, resolve_url(settings.LOGIN_URL), typed)


def send_first(request, page, typed=()):
    """Keep what was typed, and send the person to another page, which sends them back here."""
    if typed:
        kept = {path: fields for path, fields in request.session.get("typed", {}).items() if path != request.path}
        kept[request.path] = {name: str(text) for name, text in typed.items()}
        request.session["typed"] = dict(list(kept.items())[-FORMS:])
    address = f"{page}?{urlencode({'next': request.path})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def typed_before(request):
    """Return what was kept for this page (name → text), or an empty dict."""
    return request.session.get("typed", {}).get(request.path, {})


def all_typed(request):
    """Return what is kept for any page: path → (name → text)."""
    return request.session.get("typed", {})


def forget_typed(request):
    """Drop what was kept for this page, once it has been stored for good."""
    kept = request.session.get("typed", {})
    if kept.pop(request.path, None):
        request.session["typed"] = kept
