"""Tell readers what came of what they told us: in their account, or by mail to who has none and proved an address."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks import task

from accounts import tell as account

from .addresses import confirm_address, state_address
from .models import ErrorReport

CAME_BECAUSE = "This mail came because somebody told us of an error in a story and gave your address. "
FOUND = {
    ErrorReport.Outcome.CORRECTED: "You were right, and it is corrected. Thank you for telling us.",
    ErrorReport.Outcome.ALREADY: "It was right to tell us. It had been corrected when an editor came to it. Thank you.",
    ErrorReport.Outcome.NONE: "An editor has looked at it, and finds that it is right as it stands.",
}


def outcome(report, *, at):
    """Tell the reader the answer, if there is a way to them."""
    if report.reader_id:
        account.tell(to=report.reader, subject=subject(report), text=words(report, at), address=state_address(report))
    elif report.email and report.confirmed_at:
        mail_outcome.enqueue(report.pk)


def subject(report):
    return f"The error that you told us of: {report.reference}"


def words(report, at):
    """Return what is told of the answer. A story that is not before the public any more is not named."""
    story = f" in “{report.article.headline}”" if report.article.is_live(at) else ""
    text = f"You told us of an error{story}. {FOUND[report.outcome]}"
    if report.answer:
        text += f"\n\nThe editor writes:\n\n{report.answer}"
    return text


def ask_to_confirm(report):
    mail_receipt.enqueue(report.pk)


@task()
def mail_receipt(report_pk):
    """Send the link that proves the address, once."""
    report = ErrorReport.objects.filter(pk=report_pk).exclude(email="").first()
    # Marked first: a mail that may have gone out is not sent again.
    rows = ErrorReport.objects.filter(pk=report_pk, asked_at=None)
    if report is None or not rows.update(asked_at=timezone.now()):
        return
    text = (
        f"Thank you for telling us of an error ({report.reference}). Our editors have it.\n\nShall we tell you by mail "
        f"what comes of it? Then please open this page and say so:\n\n{settings.SITE_URL}{confirm_address(report)}\n\n"
        "If you sent nothing, do nothing: somebody has mistyped their address."
    )
    send(report, f"Please confirm your address: {report.reference}", text)


@task()
def mail_outcome(report_pk):
    """Send the answer, once."""
    report = ErrorReport.objects.select_related("article").filter(pk=report_pk).exclude(email="").first()
    if report is None or not ErrorReport.objects.filter(pk=report_pk, told_at=None).update(told_at=timezone.now()):
        return
    text = f"{words(report, timezone.now())}\n\n{settings.SITE_URL}{state_address(report)}"
    send(report, subject(report), text)


def send(report, subject, text):
    text += f"\n\n-- \n{CAME_BECAUSE}Whoever has this link can read what was told us.\n"
    EmailMessage(account.one_line(subject), text, None, [report.email]).send()
