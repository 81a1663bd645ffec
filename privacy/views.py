"""A person's own data: taken along, or erased. Never kept by any cache."""

import io
import logging
import zipfile

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_safe

from . import erase as deed
from .forms import EraseForm
from .give import files

log = logging.getLogger(__name__)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True, enabled=lambda request: request.method == "POST")
def data(request):
    """The page, and on POST the file: to whoever signed in within the last minutes, or does so again."""
    if request.method != "POST":
        return render(request, "privacy/data.html")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files(person=request.user):
            archive.writestr(name, content)
    headers = {"Content-Disposition": 'attachment; filename="my-data.zip"'}
    return HttpResponse(packed.getvalue(), content_type="application/zip", headers=headers)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True, enabled=lambda request: request.method == "POST")
def erase(request):
    form, refused = EraseForm(request.POST if request.method == "POST" else None), ""
    try:
        deed.may_erase(request.user)
        if form.is_valid():
            email = request.user.email
            deed.erase(person=request.user, keep_text=form.keep_text)
            logout(request)
            confirm(email, form.keep_text)
            return redirect("privacy:erased")
    except deed.Refused as why:
        refused = str(why)
    status = 403 if refused and form.is_bound else 422 if form.errors else 200
    return render(request, "privacy/erase.html", {"form": form, "refused": refused}, status=status)


def confirm(email, keep_text):
    """Tell them by a last mail. Not by the task worker: the address would stand in its table."""
    text = render_to_string("privacy/erased_mail.txt", {"keep_text": keep_text})
    try:
        send_mail("Your account is erased", text, None, [email])
    except OSError:
        log.warning("The mail that confirms an erased account could not be sent.")  # and says no more about whom


@require_safe
def erased(request):
    return render(request, "privacy/erased.html")
