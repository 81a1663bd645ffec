"""Whether search knows the stories: named in settings.DOCTOR."""

from django.db.models import Exists, OuterRef

from articles.models import Article

from . import desk_index
from .index import MAY_BE_SEEN, index
from .models import DeskText, StoryText

BATCH = 100


def stories(fix):
    """Whether each story that is public, or will be, can be found."""
    missing = Article.objects.filter(status__in=MAY_BE_SEEN, publish_at__isnull=False, legal_hold=False)
    missing = missing.exclude(pk__in=StoryText.objects.values("article")).order_by("pk")
    found, fixed = look(missing, index if fix else None)
    return found, fixed, f"{found} stories cannot be found by searching."


def desk(fix):
    """Whether the newest version of each story can be found at the desk."""
    known = DeskText.objects.filter(article=OuterRef("pk"), version=OuterRef("latest"))
    missing = Article.objects.filter(~Exists(known)).order_by("pk")
    found, fixed = look(missing, desk_index.index if fix else None)
    return found, fixed, f"{found} stories cannot be found by searching at the desk."


def look(missing, mend):
    numbers = list(missing.values_list("pk", flat=True))
    batches = [numbers[first : first + BATCH] for first in range(0, len(numbers), BATCH)]
    return len(numbers), sum(map(mend, batches)) if mend else 0
