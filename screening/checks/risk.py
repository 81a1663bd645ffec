"""A story that draws trouble: one that an editor set to be watched, or on whose thread much was removed.

What new commenters write there is found. `number` is the share of removed comments, in per cent, from which a story
is watched by itself; without it only those are that an editor set.
"""

from django.db.models import Count, Q, Subquery

from articles.models import Article
from comments.models import Comment

from .newcomers import FIRST, nth_proof
from .plain import prepare

__all__ = ["find", "prepare", "questions"]
ENOUGH = 5  # removed comments; fewer say nothing about a story
STATUS = Comment.Status


def questions(rule, case):
    story = Article.objects.filter(pk=case.article.pk)
    asked = {
        "risk_set": Subquery(story.values("comments_risk")),
        "risk_known": nth_proof(case.reader, FIRST, case.at),
    }
    if rule.number:
        thread = Comment.objects.filter(article=case.article.pk, status__in=[STATUS.VISIBLE, STATUS.REMOVED])
        thread = thread.order_by().values("article")
        removed = Count("pk", filter=Q(status=STATUS.REMOVED))
        asked |= {
            "risk_removed": Subquery(thread.annotate(n=removed).values("n")),
            "risk_all": Subquery(thread.annotate(n=Count("pk")).values("n")),
        }
    return asked


def find(rule, case):
    if case.facts.get("risk_known", 0) is not None:
        return
    if case.facts["risk_set"] == Article.CommentsRisk.WATCHED:
        yield "On this story a moderator reads what new commenters write.", ""
    elif rule.number:
        removed, written = case.facts["risk_removed"] or 0, case.facts["risk_all"] or 0
        if removed >= ENOUGH and removed * 100 >= written * rule.number:
            yield "Many comments on this story were removed, so a moderator reads what new commenters write.", ""
