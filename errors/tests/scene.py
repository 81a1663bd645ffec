"""A story, and short ways to do what these tests do often."""

import uuid
from datetime import timedelta

from django.utils import timezone

from errors.report import confirm, report
from newsroom.tests import cast

WORDS = "The wall is 4 metres high, not 40: see the harbour board’s plan."


def scene(case):
    cast.people(case)
    cast.paper(case)
    case.story = cast.story(case, at=timezone.now() - timedelta(days=1))


def told(story, *, confirmed=False, **facts):
    """Tell of an error; by somebody with an account where `reader` is given."""
    made = report(article=story, form_key=uuid.uuid4(), **{"words": WORDS} | facts)
    if confirmed:
        confirm(report=made)
    made.refresh_from_db()
    return made
