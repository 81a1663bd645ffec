"""House-keeping of tags at the desk: all of them with how many stories carry each, those that are nearly the same, and
a page for each to rename it, merge it into another or take it away."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe
from taggit.models import Tag

from articles.models import Article, Tagged
from articles.tags import MAY, Changed, Refused, drop, merge, rename
from articles.topics import LONGEST, address_of, of_today
from caution.words import words

PER_PAGE, MOST_NEAR, DEEPEST = 100, 40, 10_000


class RenameForm(forms.Form):
    name = forms.CharField(max_length=LONGEST, error_messages={"required": "Give the tag a name."})
    seen = forms.CharField(widget=forms.HiddenInput, strip=False)


class MergeForm(forms.Form):
    into = forms.CharField(
        label="Merge into", max_length=LONGEST, error_messages={"required": "Say into which tag it goes."}
    )

    def clean_into(self):
        name = self.cleaned_data["into"]
        if (tag := of_today([name])[0]).pk:
            return tag
        raise forms.ValidationError("There is no tag of this name. Type one that is in the list.")


def for_keepers(view):
    def page(request, *args, **kwargs):
        if not request.user.has_perm(MAY):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    page.__name__, page.__module__ = view.__name__, view.__module__
    return page


def with_stories(tags):
    """Return the tags, each knowing how many stories carry it. Two queries."""
    tags = list(tags)
    counted = dict(Tagged.objects.filter(tag__in=tags).order_by().values_list("tag").annotate(Count("pk")))
    for tag in tags:
        tag.stories = counted.get(tag.pk, 0)
    return tags


def near_doubles():
    """Return lists of tags whose names say the same in other letters: capitals, accents, hyphens, a plural."""
    found = {}
    for number, name in Tag.objects.order_by("name").values_list("pk", "name"):
        key = "".join(word.removesuffix("s") if len(word) > 3 else word for word in words(name))
        found.setdefault(key or name, []).append(number)
    near = [numbers for numbers in found.values() if len(numbers) > 1][:MOST_NEAR]
    known = {tag.pk: tag for tag in with_stories(Tag.objects.filter(pk__in=[n for some in near for n in some]))}
    return [
        sorted((known[number] for number in some if number in known), key=lambda tag: -tag.stories) for some in near
    ]


@require_safe
@for_keepers
def tags(request):
    asked, page = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST], page_in(request)
    found = Tag.objects.filter(with_words(asked)) if asked else Tag.objects.all()
    first = (page - 1) * PER_PAGE
    rows = with_stories(found.order_by("name")[first : first + PER_PAGE + 1])
    context = {
        "title": "Tags",
        "tags": rows[:PER_PAGE],
        "asked": asked,
        "page": page,
        "has_more": len(rows) > PER_PAGE,
        "near": near_doubles() if page == 1 and not asked else [],
    }
    return render(request, "admin/taggit/tag/tags.html", {**admin.site.each_context(request), **context})


def with_words(asked):
    """Ask for them in the name, and in the address too where SQLite does not know the letter case."""
    found = Q(name__icontains=asked)
    return found if asked.isascii() else found | Q(slug__contains=address_of(asked))


def page_in(request):
    page = request.GET.get("page", "")
    return max(1, min(int(page), DEEPEST)) if page.isdecimal() and len(page) < 7 else 1


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def tag(request, number):
    """Its names, and what may be done with it. POST renames it."""
    row, status = found(number), 200
    form = RenameForm(request.POST or None, initial={"name": row.name, "seen": row.name})
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                done = rename(tag=row, by=request.user, **form.cleaned_data)
            except Refused as refused:
                form.add_error("name", str(refused))
                status = 409 if isinstance(refused, Changed) else 422
            else:
                messages.success(request, f"The tag is called “{done}” now, and its old address leads to it.")
                return redirect("admin:taggit_tag_change", done.pk)
    return show(request, row, "tag.html", status, form=form, merge_form=MergeForm())


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def merge_page(request, pk):
    """GET asks into which tag, and then whether; POST does it."""
    row, status = found(pk), 200
    form = MergeForm(request.POST or request.GET or None)
    into = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
    if into and into.pk == row.pk:
        form.add_error("into", "A tag is not merged into itself: choose another.")
        into = None
    if form.is_bound and not into:
        status = 422
    if into and request.method == "POST":
        try:
            merge(tag=row, into=into, by=request.user)
        except Refused as refused:
            form.add_error("into", str(refused))
            status = 409
        else:
            messages.success(request, f"“{row}” is “{into}” now, and its address leads there.")
            return redirect("admin:taggit_tag_change", into.pk)
    if not into:
        return show(request, row, "tag.html", status, form=RenameForm(initial=names(row)), merge_form=form)
    both = Tagged.objects.filter(tag=row, content_object__in=Tagged.objects.filter(tag=into).values("content_object"))
    return show(request, row, "merge.html", status, form=form, into=with_stories([into])[0], both=both.count())


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def drop_page(request, number):
    row = found(number)
    if request.method == "POST":
        try:
            drop(tag=row, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("admin:taggit_tag_change", row.pk)
        messages.success(request, f"The tag “{row}” is gone.")
        return redirect("admin:taggit_tag_changelist")
    return show(request, row, "drop.html")


def found(number):
    if not str(number).isdecimal() or len(str(number)) > 18:
        raise Http404
    return with_stories([get_object_or_404(Tag, pk=number)])[0]


def names(row):
    return {"name": row.name, "seen": row.name}


def show(request, row, template, status=200, **more):
    is_public = Article.objects.live().filter(tagged__tag=row).exists()
    context = {"title": f"Tag: {capfirst(row.name)}", "tag": row, "is_public": is_public, **more}
    page = {**admin.site.each_context(request), **context}
    return render(request, f"admin/taggit/tag/{template}", page, status=status)


admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    """Django's pages of tags, and taggit's, are replaced by ours."""

    def changelist_view(self, request, extra_context=None):
        return tags(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return tag(request, object_id)

    def delete_view(self, request, object_id, extra_context=None):
        return drop_page(request, object_id)

    def has_add_permission(self, request):
        """Tags come with the stories that carry them."""
        return False

    def get_urls(self):
        return [path("<int:pk>/merge/", self.admin_site.admin_view(merge_page), name="tag_merge"), *super().get_urls()]
