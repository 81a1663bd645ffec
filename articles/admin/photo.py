"""The page of one photo at the desk, and the page on which one is added.

Without scripts, what fills a field is a button that sends the form: it comes back filled, and nothing is saved.
"""

from copy import copy
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from articles import mine
from articles.caption import Overtaken, caption
from articles.where import elsewhere, reached, where_used, who_shows
from images import check, examine, renditions, rights
from images.credit import suggest
from images.filed import besides, differing, filed
from images.forms import CHAIN, PLACE, RIGHTS, WORDS, PhotoForm, as_sent
from images.history import changes_of
from images.models import Photo
from images.store import StoreAway

from .overtaken import Meanwhile

SECTIONS = [
    ("words", "What it shows", WORDS),
    ("credit", "Whose it is", ("credit", *CHAIN)),
    ("rights", "By what right", RIGHTS),
    ("place", "Where, when, who", PLACE),
    ("made", "How it was made", ("source_type",)),
]
SHARED = ("caption", "credit", "alt_text")  # what stories show unless they have their own
HISTORY, STORIES = 20, 50  # so many of them are shown
FOCUS_BOX = 280  # without scripts the photo that takes a click fits into a square of so many pixels


@dataclass
class Offer:
    """A text that a field may have: `value` as the form sends it, nothing where the field has it already."""

    source: str
    words: str
    text: str
    value: str
    verb: str = "Take back the filed text"
    live: bool = False  # asked for anew when other fields change


@dataclass
class Row:
    """A field of the form with all that stands beside it."""

    field: object
    shown: object  # for those who may not change it
    says: str = ""
    offers: tuple = ()


def fetch(request, number, change=False):
    """Return the photo: 404 where there is none, 403 to those who may not."""
    desk = admin.site._registry[Photo]
    photo = None
    if str(number).isdecimal() and len(str(number)) < 19:
        photo = Photo.objects.select_related("uploaded_by").filter(pk=number).first()
    if not (desk.has_change_permission(request, photo) if change else desk.has_view_permission(request, photo)):
        raise PermissionDenied
    if photo is None:
        raise Http404
    return photo


@require_http_methods(["GET", "HEAD", "POST"])
def photo_page(request, number):
    photo = fetch(request, number, change=request.method == "POST")
    if request.method != "POST":
        return show(request, photo, PhotoForm(instance=photo, initial={"event_seen": last_event(photo)}))
    form = PhotoForm(request.POST, instance=copy(photo))
    if "suggest" in request.POST:
        form.is_valid()
        return HttpResponse(suggest(form.instance), content_type="text/plain; charset=utf-8")
    if filled := clicked(request, form) or filled_by_button(form):
        return show(request, photo, filled)
    if not form.is_valid():
        return show(request, photo, form, status=422)
    uses = where_used(photo)
    try:
        changes = caption(photo=form.instance, by=request.user, version_seen=form.cleaned_data["version_seen"])
    except Overtaken:
        photo = fetch(request, number)
        meanwhile = Meanwhile(photo, form)
        if not meanwhile.is_settled:
            return show(request, photo, meanwhile.form, status=409, meanwhile=meanwhile)
    else:
        messages.success(request, saved_in_words(changes, reached(uses, changes)))
    return redirect("admin:images_photo_change", photo.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def add_photo(request):
    if not admin.site._registry[Photo].has_add_permission(request):
        raise PermissionDenied
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if not (form.is_bound and form.is_valid()):
        return show(request, None, form, status=422 if form.is_bound else 200)
    try:
        photo = form.file_it(uploaded_by=request.user)
    except StoreAway as away:
        form.add_error("upload", str(away))
        return show(request, None, form, status=503)
    messages.success(request, "The photo is in the library." if not form.already_here else "It was there already.")
    return redirect("admin:images_photo_change", photo.pk)


def last_event(photo):
    return photo.events.order_by("-pk").values_list("pk", flat=True).first() or 0


def saved_in_words(changes, uses):
    """Say which stories were reached by what was saved."""
    if not changes:
        return "Nothing was changed."
    if not uses:
        return "Saved."
    names = [f"“{use.article}”" for use in uses[:5]]
    more = f" and {len(uses) - 5} more" if len(uses) > 5 else ""
    return f"Saved. It reached {', '.join(names)}{more}."


# --- Without scripts: buttons and clicks that fill a field -----------------------------------------------------------


def filled_by_button(form):
    """Return the form with what one of its buttons filled in, or None where no such button was pressed."""
    pressed, _, source = form.data.get("take", "").rpartition(".")
    words = {form.add_prefix(field.name): field.name for field in Photo._meta.fields if field.name in form.fields}
    if pressed not in words:
        return None
    return filled(form, **{words[pressed]: taken(form, words[pressed], source)})


def clicked(request, form):
    """Return the form with the focal point at which the photo was clicked, or None."""
    if not {"focus.x", "focus.y"} <= set(form.data):
        return None
    values = {}
    for axis, side in zip("xy", focus_box(form.instance), strict=True):
        sent = form.data[f"focus.{axis}"]
        values[f"focal_{axis}"] = f"{min(1, int(sent) / side):.2f}" if sent.isdecimal() and len(sent) < 6 else ""
    messages.info(request, "The focal point is set. Save to keep it and to see the crops.")
    return filled(form, **values)


def filled(form, **values):
    """Return the form anew, as it was typed and with these values."""
    data = form.data.copy()
    for name, value in values.items():
        data[form.add_prefix(name)] = value
    return type(form)(data, instance=Photo.objects.get(pk=form.instance.pk), prefix=form.prefix)


def taken(form, name, source):
    """Return, as the browser sends it, what `source` offers for the field."""
    photo = form.instance
    value = next((said.value for said in filed(photo, name) if said.source == source), getattr(photo, name))
    if source == "suggested":
        form.is_valid()
        return suggest(photo)
    return as_sent(form.fields[name], value)


def focus_box(photo):
    """Return the width and height at which the photo takes a click: a browser sends pixels, and not of how many."""
    scale = FOCUS_BOX / max(photo.width, photo.height)
    return max(1, round(photo.width * scale)), max(1, round(photo.height * scale))


# --- What the page shows ---------------------------------------------------------------------------------------------


def show(request, photo, form, status=200, meanwhile=None):
    context = {
        **admin.site.each_context(request),
        "title": capfirst(str(photo)) if photo else "Add a photo",
        "form": form,
        "photo": photo,
        "may_change": admin.site._registry[Photo].has_change_permission(request, photo) if photo else True,
        "meanwhile": meanwhile,
        "errors": [(sentence, field_in(sentence, "words")) for sentence in form.non_field_errors()],
    }
    uses = where_used(photo) if photo else []
    sections = [
        (key, title, [row(form, photo, name, uses, meanwhile) for name in names]) for key, title, names in SECTIONS
    ]
    context["sections"] = sections
    if photo:
        context |= about(request, photo, form, uses)
    return render(request, "admin/images/photo/photo.html", context, status=status)


def row(form, photo, name, uses, meanwhile):
    if photo is None:
        return Row(form[name], "")
    says = who_shows(uses, name) if name in SHARED else ""
    return Row(form[name], shown(photo, name), says, tuple(offers(form, photo, name, meanwhile)))


def offers(form, photo, name, meanwhile):
    """Yield what the field may have: by somebody else meanwhile, by the chain of credit, by the file."""
    now = form[name].value()
    if meanwhile and name in meanwhile.theirs:
        yield Offer("now", f"{meanwhile.who} wrote", *meanwhile.theirs[name], "Take theirs")
    if name == "credit":
        line, live = suggest(form.instance), "creator" in form.fields
        if live or line not in ("", now):
            yield Offer("suggested", "Suggested", line, "" if line == now else line, "Use it", live=live)
    for said in differing(photo, name):
        value = as_sent(form.fields[name], said.value)
        yield Offer(said.source, f"The file says ({said.name})", said.text, "" if value == now else value)


def shown(photo, name):
    """Return a value as those read it who may not change it."""
    value = getattr(photo, name)
    if value is True or value is False:
        return "yes" if value else "no"
    if hasattr(value, "tzinfo"):
        return f"{timezone.localtime(value):%d.%m.%Y, %H:%M}"
    choices = dict(Photo._meta.get_field(name).flatchoices or [])
    return capfirst(choices[value]) if value in choices else value or "—"


def about(request, photo, form, uses):
    """Return what is known of the photo beside the form; of stories that the person does not see, how many."""
    seen = mine.seen_among(request.user, [use.article.pk for use in uses])
    named = [use for use in uses if use.article.pk in seen][:STORIES]
    return {
        "state": renditions.state(photo),
        "focus": [form["focal_x"], form["focal_y"]],
        "crops": [(ratio, *sides) for ratio, sides in renditions.RATIOS.items() if sides],
        "focus_box": focus_box(photo),
        "problems": [(sentence, field_in(sentence, "rights")) for sentence in problems(photo)],
        "warnings": [(sentence, field_in(sentence, "rights")) for sentence in warnings(photo)],
        "uses": named,
        "more_uses": len(uses) - len(named),
        "elsewhere": elsewhere(photo),
        "events": [(event, list(changes_of(event))) for event in history(photo)],
        "besides": list(besides(photo)),
        "may_delete": admin.site._registry[Photo].has_delete_permission(request, photo),
    }


def history(photo):
    """Return what was done with the photo since it was uploaded, the latest first."""
    return photo.events.exclude(deed="upload").select_related("by")[:HISTORY]


def problems(photo):
    """Return what forbids publishing the photo wherever it is; a story may have words of its own."""
    return rights.problems(photo) + check.missing(photo)


def warnings(photo):
    return [*check.warnings(photo), *rights.warnings(photo), *filter(None, [examine.small(photo)])]


def field_in(sentence, otherwise):
    """Return where a sentence leads: to its field, the one that it names first, or else to the section `otherwise`."""
    if hasattr(sentence, "field"):
        return f"id_{sentence.field}"
    said = sentence.lower()
    labels = {name: str(Photo._meta.get_field(name).verbose_name) for *_, names in SECTIONS for name in names}
    found = [(said.find(label), -len(label), name) for name, label in labels.items() if label in said]
    return f"id_{min(found)[2]}" if found else otherwise
