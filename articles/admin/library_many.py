"""Editing many photos at once: the form, a page that says what would change, and what became of each."""

from collections import Counter

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from articles.caption_many import MOST, caption_many, rehearse
from articles.models import Article
from images.models import Photo

from .library_filter import FilterForm
from .library_many_form import ManyForm

SHOWN, STORIES = 24, 20  # so many photos, and stories, are shown of very many
TOLD = [
    ("done", "changed"),
    ("same", "so already"),
    ("overtaken", "changed by somebody else meanwhile"),
    ("refused", "refused"),
    ("gone", "gone"),
]


@require_http_methods(["GET", "HEAD", "POST"])
def many(request):
    if not request.user.has_perm("images.change_photo"):
        raise PermissionDenied
    if request.method != "POST":
        photos = chosen(request)
        if not photos:
            messages.warning(request, "Tick the photos first, then press the button.")
            return redirect("admin:images_photo_changelist")
        return show(request, ManyForm(initial={"photos": as_seen(photos)}))
    form = ManyForm(request.POST)
    if not form.is_valid() or "again" in request.POST:
        return show(request, form, status=200 if form.is_valid() else 422)
    return done(request, form) if "do" in request.POST else preview(request, form)


def chosen(request):
    """Return the photos that were ticked, or all that the library's filter finds, as far as that goes."""
    if request.GET.get("which") == "all":
        form = FilterForm(QueryDict(request.GET.get("filter", "")[:2000]))
        return form.photos(request.user).only("pk", "version")[:MOST]
    numbers = [int(number) for number in request.GET.getlist("photo") if number.isdecimal() and len(number) < 19]
    return Photo.objects.filter(pk__in=numbers[:MOST]).only("pk", "version")


def as_seen(photos):
    return " ".join(f"{photo.pk}.{photo.version}" for photo in photos)


def show(request, form, status=200):
    seen = form.seen
    photos = Photo.objects.in_bulk(list(seen)[:SHOWN])
    shown = [photos[number] for number in seen if number in photos]
    title = f"Edit {len(seen)} photo{'' if len(seen) == 1 else 's'}"
    return answer(request, "many.html", title, status, form=form, photos=shown, more=len(seen) - len(shown))


def preview(request, form):
    fates = rehearse(seen=form.seen, values=form.values())
    will = [fate for fate in fates if fate.kind == "done"]
    counted = Counter(name for fate in will for name in fate.changes)
    live = Article.objects.live().filter(figures__photo__in=[fate.number for fate in will]).distinct()
    context = {
        "form": form,
        "count": len(fates),
        "will": len(will),
        "rows": [(*form.in_words(name), counted[name]) for name in form.values()],
        "live": live.for_link().order_by("-publish_at", "-pk")[: STORIES + 1],
        "stories": STORIES,
        "refused": [fate for fate in fates if fate.kind in ("refused", "gone")],
    }
    return answer(request, "many_preview.html", "What would change", **context)


def done(request, form):
    fates = caption_many(seen=form.seen, values=form.values(), by=request.user)
    counted = Counter(fate.kind for fate in fates)
    left = [fate.photo for fate in fates if fate.kind in ("overtaken", "refused")]
    context = {
        "form": form.with_photos(as_seen(left)),
        "told": [(counted[kind], words) for kind, words in TOLD if counted[kind]],
        "left": left,
        "hindered": [fate for fate in fates if fate.why],
    }
    return answer(request, "many_done.html", "What was changed", status=409 if counted["overtaken"] else 200, **context)


def answer(request, template, title, status=200, **context):
    context |= {**admin.site.each_context(request), "title": title}
    return render(request, f"admin/images/photo/{template}", context, status=status)
