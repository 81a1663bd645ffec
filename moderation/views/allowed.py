"""Who comes in."""

from django.contrib.auth.decorators import login_required, permission_required


def moderators_only(view):
    """Sign in first; who is signed in and no moderator gets 403."""
    return login_required(permission_required("comments.moderate_comment", raise_exception=True)(view))
