"""Who may look at the pages about people."""

from functools import wraps

from django.contrib.auth.decorators import permission_required

from accounts.keep import ask_to_sign_in

SHORT = 4000  # nothing longer is kept while somebody signs in; no form here takes as much


def moderators_only(*typed):
    """Sign in first, with the fields `typed` kept meanwhile; who is signed in and no moderator gets 403."""

    def door(view):
        inside = permission_required("comments.moderate_comment", raise_exception=True)(view)

        @wraps(view)
        def answer(request, *args, **kwargs):
            if not request.user.is_authenticated:
                kept = {name: request.POST[name][:SHORT] for name in typed if request.POST.get(name)}
                return ask_to_sign_in(request, kept)
            return inside(request, *args, **kwargs)

        return answer

    return door
