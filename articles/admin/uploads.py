"""Many photos at once.

With scripts the page sends each file by itself (static/js/uploads.js) and is answered with its fate; without, one form
sends as many as Django takes, and is answered with the same list of fates.
"""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from images.forms import ForAllForm
from images.kinds import ACCEPTED, KINDS_IN_WORDS
from images.models import Photo
from images.take_in import Fate, take_in_all
from images.too_large import SkipTooLarge, most_bytes, too_large

STATUS = {"filed": 200, "known": 200, "refused": 422, "failed": 500}


def uploaders_only(request):
    if not request.user.has_perm("images.add_photo"):
        raise PermissionDenied


@csrf_exempt  # checked in `take`: before that comes what Django refuses to read, which is to be told in words
@require_http_methods(["GET", "HEAD", "POST"])
def upload_many(request):
    uploaders_only(request)
    if request.method != "POST":
        if sha256 := request.GET.get("sha256"):
            return known(request, sha256)
        return show(request, ForAllForm())
    skip = SkipTooLarge(request)
    request.upload_handlers.insert(0, skip)
    try:
        request.POST  # noqa: B018  read here
    except (TooManyFilesSent, TooManyFieldsSent, RequestDataTooBig):
        while request.read(1 << 20):  # a browser reads no answer before it has sent all
            pass
        return show(request, ForAllForm(), status=413, error=too_many())
    return csrf_protect(take)(request, skip)


def take(request, skip):
    form, files = ForAllForm(request.POST), request.FILES.getlist("files")
    if not form.is_valid():
        return refuse_words(request, form, files) if request.htmx else show(request, form, status=422)
    by, words = request.user, form.cleaned_data
    fates = [fate for file in files for fate in take_in_all(file=file, by=by, words=words)]
    fates += [Fate("refused", name, why=why) for name, why in skip.refused]
    if request.htmx and fates:
        return tell(request, fates)
    error = "" if fates else "Choose one photo or more."
    return show(request, form, status=200 if any(fate.photo for fate in fates) else 422, error=error, fates=fates)


def refuse_words(request, form, files):
    why = " ".join(f"{form[name].label}: {errors[0]}" for name, errors in form.errors.items())
    return tell(request, [Fate("refused", file.name, why=f"The words for all cannot be: {why}") for file in files])


def known(request, sha256):
    """Tell of a file that need not be sent, because it is in the library; 204 where it is not, or may be lost."""
    photo = Photo.objects.filter(sha256=sha256[:64], not_made="").first() if sha256.isalnum() else None
    name = request.GET.get("name", "")[:200]
    return tell(request, [Fate("known", name, photo)]) if photo else HttpResponse(status=204)


def tell(request, fates):
    status = STATUS[fates[0].kind] if len(fates) == 1 else 200
    return render(request, "admin/images/photo/_fates.html", {"fates": fates}, status=status)


def too_many():
    most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    return f"Nothing was taken: that was more than we can take in one go without scripts. Send {most} photos at most."


def show(request, form, status=200, error="", fates=()):
    photos = [fate.photo.pk for fate in fates if fate.photo]
    context = {
        **admin.site.each_context(request),
        "title": "Upload photos",
        "form": form,
        "error": error,
        "fates": fates,
        "counts": {kind: sum(fate.kind == kind for fate in fates) for kind in STATUS},
        "first": min(photos, default=0),
        "accepted": f"{ACCEPTED},application/zip,.zip",
        "kinds": KINDS_IN_WORDS,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "most_bytes": most_bytes(),
        "too_large": too_large(),
        "archive_most_bytes": most_bytes(archive=True),
        "archive_too_large": too_large(archive=True),
    }
    return render(request, "admin/images/photo/upload.html", context, status=status)
