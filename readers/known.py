"""Who has a page of their own: those who have shown something of themselves here. Of others no name is told."""

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from articles.models import Article
from comments.models import Comment


def with_a_page():
    """Active people whose name stands under a story, or who wrote something about themselves."""
    on_site = Exists(Article.objects.live().filter(pk=OuterRef("article")))
    wrote = Comment.objects.visible().filter(on_site, reader=OuterRef("pk"))
    return User.objects.filter(Q(~Q(about="")) | Q(Exists(wrote)), is_active=True)
