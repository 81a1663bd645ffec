from django.utils.functional import SimpleLazyObject

from .models import Masthead


def paper(request):
    """Give every page the paper's name and its sections: fetched when a page shows them, and not by its parts."""
    masthead = SimpleLazyObject(lambda: Masthead.objects.for_page().first() or Masthead())
    return {"masthead": masthead, "sections": SimpleLazyObject(lambda: masthead.sections)}
