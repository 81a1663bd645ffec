"""What follows when somebody works for the paper, or no longer, or in another role."""

from django.conf import settings
from django.utils.module_loading import import_string


def roles_changed():
    """Tell those whom settings.AFTER_ROLES names, in the transaction of the change."""
    for path in settings.AFTER_ROLES:
        import_string(path)()
