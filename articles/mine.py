"""Whose a story is: who sees it at the desk, who has a part in it, and what of it waits for them."""

from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from . import version, workflow
from .models import Article, ArticleEvent, Byline

SEE_ALL = ("articles.publish_article", "articles.hold_article", "images.change_photo")
MOST = 12  # stories of a pile
S = Article.Status


def sees_all(user):
    return any(user.has_perm(may) for may in SEE_ALL)


def seen_by(user, at=None):
    """Return the stories that the person sees at the desk: reporters their own and what is public; editors, the lawyer
    and the picture desk all."""
    if sees_all(user):
        return Article.objects.all()
    public, own = Article.objects.live(at), is_any({"created_by": user}, above(user=user))
    if connection.vendor == "postgresql":
        return public | Article.objects.filter(own)
    # SQLite finds by an index what of a story is asked here; in the story itself it would read through its texts.
    return Article.objects.filter(own | Exists(public.order_by().filter(pk=OuterRef("pk"))))


def seen_among(user, stories):
    """Return the numbers of those of these stories (numbers) that the person sees at the desk."""
    if sees_all(user):
        return set(stories)
    return set(seen_by(user).filter(pk__in=stories).order_by().values_list("pk", flat=True))


def reads_all_of(user, story):
    """Tell whether the person reads of a story what readers do not: newer versions, notes to editors, its record. Those
    who see the whole desk do, and whose story it is; of a public story of somebody else there is what readers see."""
    return sees_all(user) or workflow.is_own(user, story)


def as_seen_by(user, story):
    """Return the story with that version laid over it which the person may read: the newest, or the one of readers."""
    if reads_all_of(user, story):
        return version.as_of(story, version.newest(story))
    return version.as_of(story, version.facts(story) | {"note_to_editors": ""})


def as_previewed(user, story):
    """Return a story of for_page() as its preview shows it to the person: that of somebody else as readers see it."""
    newer = story.has_unreleased and reads_all_of(user, story)
    return version.as_of(story, version.newest(story)) if newer else story


def above(user=None, author=None):
    """Return the numbers of the stories above which an author stands, or the author whose login it is."""
    bylines = Byline.objects.order_by()
    return (bylines.filter(author=author) if author else bylines.filter(author__user=user)).values("article")


def numbers(first, *others):
    """Return the numbers of stories that are in any of these, each of which an index finds: as one condition, all
    stories would be looked through."""
    return first.union(*others) if others else first


def is_any(facts, bylines, key="pk"):
    """Ask of a story whether one of the facts (values of its fields) holds of it, or it has one of the bylines.

    PostgreSQL looks at each story in turn: it would hold each against the whole of a list. SQLite has the list, since
    to come to the facts of a story it reads through its texts.
    """
    if connection.vendor == "postgresql":
        return Q(*facts.items(), Q(Exists(bylines.filter(article=OuterRef("pk")))), _connector=Q.OR)
    of_each = [Article.objects.order_by().filter(**{name: value}).values("pk") for name, value in facts.items()]
    return Q(**{f"{key}__in": numbers(*of_each, bylines)})


def with_any(stories, facts, bylines):
    """Return those of which is_any() holds, which may be many.

    They are found along the index that has the stories in their order. By `pk` itself SQLite would fetch each of them,
    with its texts, and then sort them.
    """
    return stories.alias(number=F("pk") + 0).filter(is_any(facts, bylines, "number"))


def of_person(stories, user):
    """Return those in which the person has a part: began, saved last, or stands above."""
    return with_any(stories, {"created_by": user, "saved_by": user}, above(user=user))


def own(stories, user):
    """Return those that the person began or stands above."""
    return with_any(stories, {"created_by": user}, above(user=user))


def of_author(stories, number):
    return with_any(stories, {}, above(author=number))


def in_section(stories, section, are_few):
    """Return those of a section; where what else is asked leaves few, not by its own index."""
    return (
        stories.alias(its_section=F("section") + 0).filter(its_section=section)
        if are_few
        else stories.filter(section=section)
    )


def in_state(stories, state, at=None):
    """Return those in a state. What is scheduled is published when its time has come, with or without a job."""
    at = at or timezone.now()
    if state == S.SCHEDULED:
        return stories.filter(Q(publish_at__gt=at) | Q(embargo_until__gt=at), status=S.SCHEDULED)
    if state == S.PUBLISHED:
        is_over = Q(embargo_until=None) | Q(embargo_until__lte=at)
        return stories.filter(Q(status=S.PUBLISHED) | Q(is_over, status=S.SCHEDULED, publish_at__lte=at))
    return stories.filter(status=state)


def in_states(stories, *states):
    """Return those in one of these states, of each of which there are few."""
    of_each = [Article.objects.order_by().filter(status=state).values("pk") for state in states]
    return stories.filter(pk__in=numbers(*of_each))


def with_unreleased(stories):
    """Return those of which something was written that readers do not see (has_unreleased), by its index."""
    return stories.filter(latest__gt=F("released"))


def few(stories, **facts):
    """Return those of which facts hold that an index has and that hold of few."""
    return stories.filter(pk__in=Article.objects.order_by().filter(**facts).values("pk"))


class Pile(NamedTuple):
    """Stories of one kind: what they are, some of them, the address part of the list that has them all."""

    title: str
    stories: list
    more: str
    empty: str


def my_work(user, at=None, most=MOST):
    """Return the Piles of what waits for the person, and of what is theirs. A query each."""
    at, me, reviews = at or timezone.now(), f"&person=u{user.pk}", user.has_perm("articles.review_article")
    mine = own(of_line(), user)
    piles = [("Changes requested", noted(mine.filter(status=S.CHANGES)), f"state=changes{me}", "")]
    if reviews:
        piles.append(("In review", in_sections(user, of_line().filter(status=S.REVIEW)), "state=review", ""))
    if user.has_perm("articles.publish_article"):
        piles.append(("Approved", in_sections(user, of_line().filter(status=S.APPROVED)), "state=approved", ""))
    unreleased = with_unreleased(of_person(of_line(), user))
    piles += [
        ("Changes not released yet", unreleased, f"what=unreleased{me}", ""),
        ("My drafts", mine.filter(status=S.DRAFT), f"state=draft{me}", "No drafts of yours."),
    ]
    if not reviews:
        piles.append(("With the editors", in_states(mine, S.REVIEW, S.APPROVED), me[1:], ""))
    piles += [
        ("Saved last by me", of_line().filter(saved_by=user), me[1:], "You have saved no story yet."),
        ("Published with my byline", with_my_name(user, at), f"state=published{me}", "No story of yours is out yet."),
    ]
    return [Pile(title, list(stories[:most]), more, empty) for title, stories, more, empty in piles]


def of_line(stories=None):
    """Return these stories, or all, with what a line of a list at the desk shows."""
    stories = Article.objects.all() if stories is None else stories
    return stories.select_related("section", "saved_by").defer("body", "body_parts").order_by("-saved_at", "-pk")


def noted(stories):
    """Let each story whose author is asked for changes say what is to change, and who asks."""
    asked = ArticleEvent.objects.filter(article=OuterRef("pk"), deed="request_changes").order_by("-at", "-pk")
    return stories.annotate(
        to_change=Subquery(asked.values("note")[:1]), asked_by=Subquery(asked.values("by__display_name")[:1])
    )


def in_sections(user, stories):
    """Return those that an editor's deeds reach."""
    return stories.filter(section__in=limits) if (limits := workflow.limits_of(user)) else stories


def with_my_name(user, at):
    """Return public stories above which the person stands, newest first."""
    own = Byline.objects.filter(author__user=user, publish_at__lte=at).order_by("-publish_at", "-article")
    numbers = list(own.values_list("article", flat=True)[:MOST])
    return of_line().live(at).filter(pk__in=numbers).order_by("-publish_at", "-pk")
