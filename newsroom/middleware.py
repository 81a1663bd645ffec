from codecs import lookup

from django.http import HttpResponse


def utf8_alone(get_response):
    """Refuse what calls itself anything but UTF-8. No browser sends that; but in some of those codings a program could
    send halves of characters, which no database takes."""

    def answer(request):
        if lookup(request.encoding or "utf-8").name not in ("utf-8", "ascii"):
            words = "Please send this as UTF-8."
            return HttpResponse(words, status=415, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return answer


def private_unless_said(get_response):
    """What does not say how long it may be kept is for this person's eyes only: nothing keeps it by oversight."""

    def answer(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
