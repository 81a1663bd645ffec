"""Whether search knows the stories: named in settings.DOCTOR."""

from articles.models import Article

from .index import MAY_BE_SEEN, index
from .models import StoryText

BATCH = 100


def stories(fix):
    """Whether each story that is public, or will be, can be found."""
    missing = Article.objects.filter(status__in=MAY_BE_SEEN, publish_at__isnull=False, legal_hold=False)
    missing = missing.exclude(pk__in=StoryText.objects.values("article")).order_by("pk")
    numbers = list(missing.values_list("pk", flat=True))
    fixed = sum(index(numbers[first : first + BATCH]) for first in range(0, len(numbers), BATCH)) if fix else 0
    return len(numbers), fixed, f"{len(numbers)} stories cannot be found by searching."
