"""The photos that somebody has just uploaded, one under another, for the words that they still want."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from articles.caption import Overtaken, caption
from images.forms import CaptionForm
from images.models import Photo, PhotoEvent

from .overtaken import Meanwhile
from .photo import filled_by_button, problems, row

ON_A_PAGE = 20
RECENT = timedelta(days=1)


@dataclass
class Card:
    """A photo on the page, with the form of its words."""

    form: CaptionForm
    meanwhile: Meanwhile | None = None
    saved: bool = False

    @property
    def photo(self):
        return self.form.instance

    @property
    def is_wrong(self):
        return bool(self.meanwhile or (self.form.is_bound and self.form.errors))

    @property
    def rows(self):
        return [row(self.form, self.photo, name, [], self.meanwhile) for name in CaptionForm.Meta.fields]

    @property
    def wants(self):
        return problems(self.photo)


@require_http_methods(["GET", "HEAD", "POST"])
def just_uploaded(request):
    """What this person uploaded in the last day, in its order: `?from=` begins with that photo."""
    if not request.user.has_perm("images.add_photo"):
        raise PermissionDenied
    if request.method != "POST":
        photos = mine(request)
        later = max(0, photos.count() - ON_A_PAGE)
        return show(request, [Card(form) for form in forms_of(photos[: ON_A_PAGE + 1])], later=later)
    if not request.user.has_perm("images.change_photo"):
        raise PermissionDenied
    forms = [form_for(photo, request.POST) for photo in sent(request)]
    if "take" in request.POST:
        return show(request, [Card(filled_by_button(form) or form) for form in forms])
    cards = [save(form, request.user) for form in forms]
    if wrong := [card for card in cards if card.is_wrong]:
        return show(request, cards, status=409 if all(card.meanwhile for card in wrong) else 422)
    number = sum(card.saved for card in cards)
    told = f"Saved: {number} photo{'' if number == 1 else 's'}." if number else "Nothing was changed."
    messages.success(request, told)
    onward = request.POST.get("onward", "")
    return redirect(f"{request.path}?from={onward}" if onward.isdecimal() else request.get_full_path())


def mine(request):
    """Return what this person uploaded in the last day, from the photo on that was asked for."""
    photos = Photo.objects.in_library().filter(uploaded_by=request.user, uploaded_at__gt=timezone.now() - RECENT)
    first = request.GET.get("from", "")
    return photos.filter(pk__gte=first if first.isdecimal() and len(first) < 19 else 0).order_by("pk")


def sent(request):
    numbers = [number for number in request.POST.getlist("photo") if number.isdecimal() and len(number) < 19]
    return Photo.objects.filter(pk__in=numbers[:ON_A_PAGE]).order_by("pk")


def form_for(photo, data=None, **options):
    return CaptionForm(data, instance=photo, prefix=f"p{photo.pk}", **options)


def forms_of(photos):
    """Return a form for each, that knows what was done last with its photo."""
    photos = list(photos)
    events = PhotoEvent.objects.filter(photo__in=photos).order_by().values_list("photo").annotate(Max("pk"))
    seen = dict(events)
    return [form_for(photo, initial={"event_seen": seen.get(photo.pk, 0)}) for photo in photos]


def save(form, by):
    """Save one photo against the version of it that was seen; the others are not lost by what is wrong with it."""
    if not form.words_changed or not form.is_valid():
        return Card(form)
    saved = {}
    try:
        saved = caption(photo=form.instance, by=by, version_seen=form.cleaned_data["version_seen"])
    except Overtaken as overtaken:
        meanwhile = Meanwhile(overtaken.photo, form)
        if not meanwhile.is_settled:
            return Card(meanwhile.form, meanwhile)
    (fresh,) = forms_of([Photo.objects.get(pk=form.instance.pk)])
    return Card(fresh, saved=bool(saved))


def show(request, cards, status=200, later=0):
    context = {
        **admin.site.each_context(request),
        "title": "Just uploaded",
        "cards": cards[:ON_A_PAGE],
        "later": later,
        "onward": cards[ON_A_PAGE].photo.pk if len(cards) > ON_A_PAGE else request.POST.get("next", ""),
        "may_change": request.user.has_perm("images.change_photo"),
        "wrong": [card for card in cards if card.is_wrong],
    }
    return render(request, "admin/images/photo/just_uploaded.html", context, status=status)
