from django.utils.functional import SimpleLazyObject

from .models import Masthead, Section


def paper(request):
    """Give every page the paper's name and its sections: fetched when a page shows them, and not by its parts."""
    return {
        "masthead": SimpleLazyObject(lambda: Masthead.objects.first() or Masthead()),
        "sections": SimpleLazyObject(lambda: list(Section.objects.all())),
    }
