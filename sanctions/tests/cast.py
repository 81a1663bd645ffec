"""What these tests say often: a site with its people, and something done about Rita."""

import uuid
from datetime import timedelta

from django.utils import timezone

from comments.models import Comment
from comments.post import post
from newsroom.tests import cast
from sanctions.sanction import sanction


def town(case):
    cast.people(case)
    cast.of_old(case)
    cast.paper(case)
    case.story = cast.story(case, at=timezone.now() - timedelta(days=150))


def act(case, kind="warn", **facts):
    """Do something about Rita; Ada does what a moderator may not."""
    facts = {"reader": case.rita, "by": case.ada, "rule": case.abuse, "seen": 0} | facts
    return sanction(kind=kind, **facts)


def say(case, text="Well said.", reader=None, at=None, **facts):
    return post(article=case.story, reader=reader or case.rita, text=text, form_key=uuid.uuid4(), at=at, **facts)


def status(comment):
    return Comment.objects.values_list("status", flat=True).get(pk=comment.pk)
