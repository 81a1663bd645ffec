"""Pages that belong to no room: what went wrong, and the demo's mail."""

import email
import email.policy
import re

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.templatetags.static import static

SHOWN = 20_000  # characters of a lost text that are given back
NOT_TYPED = re.compile(r"csrf|password|form_key|version|_FORMS$|-id$")


def csrf_failure(request, reason=""):
    """The form was too old or came from elsewhere. Give back what was typed, so that nothing is lost."""
    texts = [
        value[:SHOWN]
        for name, values in request.POST.lists()
        for value in values
        if value.strip() and not value.isdigit() and not NOT_TYPED.search(name)
    ]
    return render(request, "403_csrf.html", {"texts": texts, "path": request.path}, status=403)


def demo_mail(request):
    """What the paper would have mailed, newest first. Only where mail is kept in a folder, and never in production."""
    if settings.PRODUCTION or not hasattr(settings, "EMAIL_FILE_PATH"):
        raise Http404
    files = sorted(settings.EMAIL_FILE_PATH.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[:50]
    mails = [mail for path in files for mail in reversed(read_mails(path))]
    return render(request, "demo/mail.html", {"mails": mails})


def read_mails(path):
    """Return the mails in one file of Django's filebased backend, which puts a line of dashes after each."""
    parts = path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
    mails = [email.message_from_bytes(part, policy=email.policy.default) for part in parts if part.strip()]
    return [
        {
            "to": mail["To"],
            "subject": mail["Subject"],
            "date": mail["Date"],
            "text": mail.get_body(("plain",)).get_content(),
        }
        for mail in mails
        if mail.get_body(("plain",))
    ]


def icon(request):
    """For those who ask without having read the page."""
    return redirect(static("icon.svg"))
