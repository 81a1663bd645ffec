"""A reader with a word of their own in everything that they gave, and places to look for it."""

import json
from pathlib import Path
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import FormerName, Message, User
from accounts.tell import tell
from comments.like import like
from comments.models import Comment, Hit, Like, Wording
from errors.report import report as tell_of_error
from law.appeal import appeal
from law.models import AuthorityOrder, Misuse, Notice
from law.notify import notify
from law.tell import write
from moderation.decide import decide
from moderation.models import Decision, Report
from moderation.report import report
from newsroom.tests import cast
from readers.models import Follow, Mute
from sanctions.note import note
from sanctions.sanction import sanction

NAME, EMAIL = "Zuzpersonõ Q", "zuzmail@paper.example"
WORDS = {  # what each canary is
    "zuzperson": "name",
    "zuzmail": "e-mail",
    "zuzbefore": "an earlier e-mail",
    "zuzabout": "about",
    "zuzshown": "a comment that stands",
    "zuzearlier": "its wording before",
    "zuzheld": "a comment that waits",
    "zuzremoved": "a comment that was removed",
    "zuznote": "a moderator's note to them",
    "zuzreport": "words of their report",
    "zuzwarning": "a moderator's words to them",
    "zuztold": "a message to them",
    "zuznotice": "words of their legal notice",
    "zuzletter": "a letter about it",
    "zuzappeal": "words of their appeal",
    "zuzerror": "words on an error in a story",
    "zuzorder": "a note on an authority's order about them",
}
KEPT = {"zuzshown", "zuzheld"}  # with --keep-text
NOT_GIVEN = {"zuzorder"}  # an authority may forbid to tell


def canary(case):
    """Give a test class `case.zuz` with something everywhere, among the comments of others."""
    zuz = case.zuz = cast.person("zuz")
    User.objects.filter(pk=zuz.pk).update(email=EMAIL, display_name=NAME, about="zuzabout", name_skeleton="zuzpersono")
    zuz.refresh_from_db()
    EmailAddress.objects.filter(user=zuz).update(email=EMAIL)
    EmailAddress.objects.create(user=zuz, email="zuzbefore@paper.example", verified=True)
    FormerName.objects.create(person=zuz, name_skeleton="zuzperson")
    case.others = cast.comment(case.story, case.ravi, "What others said.")
    case.shown = cast.comment(case.story, zuz, "zuzearlier and then some")
    case.answer = cast.comment(case.story, case.ravi, "An answer.", parent=case.shown)
    case.held = cast.comment(case.story, zuz, "zuzheld")
    case.removed = cast.comment(case.story, zuz, "zuzremoved")
    Comment.objects.filter(pk=case.held.pk).update(status=Comment.Status.HELD)
    Wording.objects.create(comment=case.shown, text_version=1, text="zuzearlier", until=timezone.now())
    Comment.objects.filter(pk=case.shown.pk).update(
        text="zuzshown", html="<p>zuzshown</p>", text_version=2, network="a" * 32
    )
    Hit.objects.create(comment=case.removed, check_name="links", outcome="mark", because="A link", words="zuzremoved")
    facts = {"comment": case.removed, "moderator": case.mo, "rule": case.abuse, "note": "Dear zuznote"}
    removal = decide(action=Decision.Action.REMOVE, version_seen=case.removed.version, **facts)
    appeal(against=removal.statement, words="zuzappeal", person=zuz)
    like(comment=case.others, reader=zuz)
    like(comment=Comment.objects.get(pk=case.shown.pk), reader=case.rita)
    report(comment=case.others, reader=zuz, rule=case.spam, text_version=1, words="zuzreport")
    facts = {"comment": case.others, "law": "defamation", "why": "zuznotice", "text_version": 1, "network": "b" * 32}
    notice = notify(notifier=zuz, name=NAME, form_key=uuid4(), **facts)
    write(notice, "A letter", "zuzletter", at=timezone.now())
    unsigned = {"name": NAME, "email": "zuzbefore@paper.example"}
    Notice.objects.create(form_key=uuid4(), good_faith=True, due_at=timezone.now(), **facts, **unsigned)
    ordered = {"kind": "inform", "authority": "A court", "state": "IE", "received_at": timezone.now()}
    AuthorityOrder.objects.create(reader=zuz, note="zuzorder", entered_by=case.mo, **ordered)
    Misuse.objects.create(person=zuz, about="notices", step="warned", because="Three of four.")
    facts = {"rule": case.abuse, "note": "Dear zuzwarning", "for_staff": "zuzperson again"}
    sanction(reader=zuz, by=case.mo, kind="warn", seen=0, **facts)
    note(person=zuz, by=case.mo, text="zuzperson was asked to stop")
    tell_of_error(article=case.story, reader=zuz, words="zuzerror", form_key=uuid4())
    tell_of_error(article=case.story, email="zuzbefore@paper.example", words="zuzerror", form_key=uuid4())
    Mute.objects.create(reader=zuz, muted=case.rita)
    Mute.objects.create(reader=case.rita, muted=zuz)
    Follow.objects.create(reader=zuz, article=case.story)
    Follow.objects.create(reader=case.rita, comment=case.shown)
    tell(to=zuz, subject="To you", text="zuztold")
    tell(
        to=case.ravi,
        subject="An answer",
        text=f"{NAME} wrote: zuzshown",
        address=f"/c/{case.shown.pk}/",
        kind="reply",
    )
    Message.objects.filter(to=case.ravi).exclude(address="").update(kind=Message.Kind.REPLY)
    tell(to=case.ravi, subject=f"About {NAME}", text=f"What {NAME} said.")
    in_the_background(case, zuz)


def in_the_background(case, zuz):
    for facts in ({"_auth_user_id": str(zuz.pk)}, {"account_login": {"email": EMAIL}}, {"signed_up": zuz.pk}):
        session = SessionStore()
        session.update(facts)
        session.create()
    rows = [("SUCCESSFUL", {"args": [NAME], "kwargs": {}}, ""), ("READY", {"args": [], "kwargs": {"to": EMAIL}}, "")]
    rows += [("FAILED", {"args": [1], "kwargs": {}}, f"SMTPRecipientsRefused: {EMAIL}")]
    for status, given, traceback in rows:
        DBTaskResult.objects.create(
            status=status,
            args_kwargs=given,
            task_path="accounts.tell.mail",
            backend_name="default",
            run_after=timezone.now(),
            exception_class_path="",
            traceback=traceback,
        )
    kind = ContentType.objects.get_for_model(User)
    for number, told in ((zuz.pk, NAME), (999, f"Comment 7 by {NAME}"), (998, f"{EMAIL} (x)")):
        LogEntry.objects.create(
            user=case.ada,
            content_type=kind,
            object_id=number,
            object_repr=told,
            action_flag=CHANGE,
            change_message=told,
        )
    LogEntry.objects.filter(object_id="999").update(change_message="")


def in_tables(words=WORDS):
    """Return where in any table one of the words stands: {(word, table, column)}. JSON and sessions are read."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = readable(table, column, value).lower()
                    found |= {(word, table, column) for word in words if word in text}
    return found


def readable(table, column, value):
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="replace")
    if (table, column) == ("django_session", "session_data"):
        return json.dumps(SessionStore().decode(value), default=str)
    return str(value) + json.dumps(str(value))


def in_files(words=WORDS):
    """Return in which files of the site one of the words stands: {(word, name)}."""
    found = set()
    for path in Path(settings.DATA_DIR).rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            found |= {(word, path.name) for word in words if word.encode() in content}
    return found


def words_of(found):
    return {word for word, *_ in found}


def rows_that_are_theirs(number):
    return (
        Like.objects.filter(reader=number).count()
        + Report.objects.filter(reader=number).count()
        + Comment.objects.filter(reader=number).count()
    )
