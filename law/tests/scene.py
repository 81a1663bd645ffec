"""A story with a comment by Rita, and short ways to do what these tests do often."""

import uuid
from datetime import timedelta

from django.test import override_settings
from django.utils import timezone

from comments.models import Comment
from law.notify import confirm, notify
from moderation.decide import decide
from moderation.report import report
from newsroom.tests import cast

LATER = override_settings(UNDO_SECONDS=10, TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
WHY = "I never took a bribe. The court record of 2024 says so."


def scene(case):
    cast.people(case)
    cast.paper(case)
    cast.of_old(case)
    case.law = cast.person("leo", "Lawyer")
    case.story = cast.story(case, at=timezone.now() - timedelta(days=1))
    case.comment = cast.comment(case.story, case.rita, "He took a bribe.")


def again(comment):
    return Comment.objects.select_related("article", "reader").get(pk=comment.pk)


def decided(comment, action, *, by, rule=None, **facts):
    comment = again(comment)
    return decide(comment=comment, moderator=by, action=action, rule=rule, version_seen=comment.version, **facts)


def noticed(comment, *, confirmed=True, **facts):
    """Send a notice, and confirm it where its sender has no account."""
    facts = {"law": "defamation", "why": WHY, "name": "Ned Nolan", "email": "ned@example.org"} | facts
    notice = notify(comment=comment, text_version=comment.text_version, form_key=uuid.uuid4(), **facts)
    if confirmed and notice.confirmed_at is None:
        confirm(notice=notice)
    notice.refresh_from_db()
    return notice


def reported(comment, reader, rule, **facts):
    return report(comment=comment, reader=reader, rule=rule, text_version=comment.text_version, **facts)
