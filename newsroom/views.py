"""Pages that belong to no room: what went wrong, and the demo's mail."""

import email
import email.policy
import logging
import re
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.templatetags.static import static

from accounts.keep import sent

logger = logging.getLogger(__name__)

SHOWN = 500_000  # characters of a lost text that are given back: more than any story has
NOT_TYPED = re.compile(r"csrf|password|form_key|version|_FORMS$|-id$")


def csrf_failure(request, reason=""):
    """The form was too old or came from elsewhere. Give back what was typed, so that nothing is lost."""
    return render(request, "403_csrf.html", {"texts": typed(request), "path": request.path}, status=403)


def signed_out(request):
    """Somebody's session was over when they sent a form. Give back what was typed."""
    texts, page = typed(request), request.get_full_path()
    return render(request, "signed_out.html", {"texts": texts, "path": page}, status=403)


def typed(request):
    """Return the texts in the form that was sent, as far as a person typed them."""
    return [
        value[:SHOWN]
        for name, values in sent(request).lists()
        for value in values
        if value.strip() and not value.isdigit() and not NOT_TYPED.search(name)
    ]


def broken(request):
    """Something failed. Where it was the database that could not be reached, say so and give back what was typed."""
    error = sys.exc_info()[1]
    if not isinstance(error, (OperationalError, InterfaceError)):
        return render_plainly("500.html", {}, 500)
    logger.error("The database could not be reached: %s", error)
    fields = [(name, value) for name, values in sent(request).lists() for value in values if "password" not in name]
    answer = render_plainly("503.html", {"texts": typed(request), "fields": fields, "path": request.path}, 503)
    answer.headers["Retry-After"] = "10"
    return answer


def render_plainly(name, context, status):
    """Render without what every other page shows, since that may be what failed."""
    return HttpResponse(get_template(name).render(context), status=status)


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
