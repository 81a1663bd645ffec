"""Decisions to learn from: small talk that is kept, and rudeness of one kind that is removed."""

import itertools
import uuid
from datetime import timedelta

from django.utils import timezone

from comments.models import Comment, step
from moderation.models import Decision

CALM = [
    "The new pier looks well",
    "Will the ferry run on Sundays",
    "My father fished here for years",
    "Thanks for this",
]
RUDE = [
    "Only a wazzock would say so",
    "What a wazzock you are",
    "Another wazzock who cannot read",
    "Go home you wazzock",
]
counter = itertools.count(1)


def decision(case, text, *, removed, at=None, reader=None, parent=None):
    """Return a decision on a comment with this text, without the deeds' work."""
    at = at or timezone.now()
    comment = Comment.objects.create(
        article=case.story,
        reader=reader or case.rita,
        parent=parent,
        path=step(next(counter)),
        text=text,
        html="<p>As it is.</p>",
        form_key=uuid.uuid4(),
        posted_at=at,
        status=Comment.Status.REMOVED if removed else Comment.Status.VISIBLE,
    )
    return Decision.objects.create(
        comment=comment,
        moderator=case.mo,
        action=Decision.Action.REMOVE if removed else Decision.Action.KEEP,
        rule=case.abuse if removed else None,
        before=Comment.Status.VISIBLE,
        text=text,
        text_version=1,
        version=1,
        decided_at=at,
    )


def decisions(case, number, *, every=4, since=None, rude=RUDE):
    """Make so many decisions, a minute apart, every fourth a removal."""
    since = since or timezone.now() - timedelta(days=1)
    for place in range(number):
        removed = place % every == 0
        text = (rude if removed else CALM)[place // every % 4] + f", number {place}"
        decision(case, text, removed=removed, at=since + timedelta(minutes=place))
