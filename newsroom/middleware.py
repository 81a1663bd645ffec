def private_unless_said(get_response):
    """What does not say how long it may be kept is for this person's eyes only: nothing keeps it by oversight."""

    def answer(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
