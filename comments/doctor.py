"""Whether the comments are as they should be: named in settings.DOCTOR, each says what it found and what it mended."""

from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article

from .batches import batches
from .models import DEEPEST, STEP, Comment, Like, step
from .moved import move_threads


def likes(fix):
    """Whether each comment's number of likes is that of the readers who like it."""
    found = miscounted()
    numbers = list(found.values_list("pk", flat=True))
    if fix:
        for some in batches(numbers):
            recount(some)
    return len(numbers), len(numbers) if fix else 0, f"{len(numbers)} comments have a wrong number of likes."


def miscounted():
    rows = Like.objects.filter(comment=OuterRef("pk")).order_by().values("comment").annotate(n=Count("pk")).values("n")
    real = Coalesce(Subquery(rows, output_field=IntegerField()), 0)
    return Comment.objects.order_by("pk").annotate(real=real).exclude(likes=F("real"))


@transaction.atomic
def recount(numbers):
    list(Comment.objects.filter(pk__in=numbers).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    stories = set()
    for comment in miscounted().filter(pk__in=numbers).only("article"):
        Comment.objects.filter(pk=comment.pk).update(likes=comment.real)
        stories.add(comment.article_id)
    move_threads(stories)


def places(fix):
    """Whether each comment stands under the one that it answers: its path, and the branch that it belongs to."""
    wrong = list(misplaced())
    left = wrong
    while fix and left:  # once, or again where a comment is older than the one that it answers
        for some in batches(left):
            put(some)
        left = [row for row in misplaced() if row not in left]
    return (
        len(wrong),
        len(wrong) if fix else 0,
        f"{len(wrong)} comments do not stand where they belong in their thread.",
    )


def misplaced():
    """Yield each comment that stands elsewhere than its parent says: (number, path, top, story), the right ones."""
    fields = ("pk", "path", "top", "parent", "parent__path", "parent__top", "article")
    moved_on = {}  # what stands under a comment that is to be moved is to be moved after it
    for pk, path, top, parent, above, branch, story in (
        Comment.objects.order_by("pk").values_list(*fields).iterator(chunk_size=5000)
    ):
        above, branch = moved_on.get(parent, (above or "", branch if parent else pk))
        right = above[: STEP * (DEEPEST - 1)] + step(pk), branch
        if (path, top) != right:
            moved_on[pk] = right
            yield pk, *right, story


@transaction.atomic
def put(rows):
    for pk, path, top, _ in rows:
        Comment.objects.filter(pk=pk).update(path=path, top=top)
    move_threads(row[3] for row in rows)


def counts(fix):
    """Whether as many comments can be paged through under each story as are counted: two in one place are one."""
    visible = Comment.objects.visible().order_by().values("article")
    wrong = visible.annotate(counted=Count("pk"), listed=Count("path", distinct=True)).exclude(counted=F("listed"))
    number = len(wrong)
    return number, 0, f"{number} stories list another number of comments than they count: mend their places first."


def orphans(fix):
    """Whether each reply stands on the story of the comment that it answers."""
    number = Comment.objects.filter(parent__isnull=False).exclude(article=F("parent__article")).count()
    return number, 0, f"{number} replies stand on another story than the comments that they answer."


def stories(fix):
    """Whether the comments are on stories that readers could see."""
    never = Q(status__in=Article.UNPUBLISHED, first_published_at=None)
    number = Comment.objects.filter(article__in=Article.objects.filter(never)).count()
    return number, 0, f"{number} comments are on stories that were never public."
