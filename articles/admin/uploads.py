"""Many photos at once.

With scripts the page sends each file by itself (static/js/uploads.js) and is answered with its fate; without, one form
sends as many as Django takes, and is answered with the same list of fates.
"""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from images.forms import ACCEPTED, ForAllForm
from images.kinds import KINDS_IN_WORDS
from images.models import Photo
from images.take_in import Fate, take_in
from images.too_large import SkipTooLarge

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
    form = ForAllForm(request.POST)
    if not form.is_valid():
        return show(request, form, status=422)
    files = request.FILES.getlist("files")
    fates = [take_in(file=file, by=request.user, words=form.cleaned_data) for file in files]
    fates += [Fate("refused", name, why=too_large()) for name in skip.names]
    if request.htmx and len(fates) == 1:
        return tell(request, fates[0])
    error = "" if fates else "Choose one photo or more."
    return show(request, form, status=200 if any(fate.photo for fate in fates) else 422, error=error, fates=fates)


def known(request, sha256):
    """Tell of a file that need not be sent, because it is in the library; 204 where it is not."""
    photo = Photo.objects.filter(sha256=sha256[:64]).first()
    return tell(request, Fate("known", request.GET.get("name", "")[:200], photo)) if photo else HttpResponse(status=204)


def tell(request, fate):
    context = {"fate": fate, "user": request.user}
    return render(request, "admin/images/photo/_fate.html", context, status=STATUS[fate.kind])


def too_large():
    most = filesizeformat(settings.PHOTO_MAX_BYTES)
    return f"This file has more than {most}. Please export it as a JPEG of lower quality or fewer pixels."


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
        "accepted": ACCEPTED,
        "kinds": KINDS_IN_WORDS,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "most_bytes": settings.PHOTO_MAX_BYTES,
        "too_large": too_large(),
    }
    return render(request, "admin/images/photo/upload.html", context, status=status)
