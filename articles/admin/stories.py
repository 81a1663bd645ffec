"""Writing stories: the form, and a page for each deed."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from js_asset import Media

from articles.check import warnings
from articles.models import Article, Byline, Figure, Related
from articles.publish import NotReady, problems
from articles.write import claim_version, write
from images import rights

from . import deeds, keep, unsaved
from .forms import FigureForm, FigureFormSet, RelatedFormSet, StoryForm
from .library_choose import choose_photo
from .status import TellsItsStatus
from .widgets import PLAIN, ChoosesPhoto


class BylineInline(admin.StackedInline):
    model = Byline
    extra = 1
    fields = [("author", "role", "position")]
    verbose_name_plural = "bylines"


class FigureInline(ChoosesPhoto, admin.StackedInline):
    model = Figure
    form = FigureForm
    formset = FigureFormSet
    extra = 1
    raw_id_fields = ["photo"]
    verbose_name = "photo"
    verbose_name_plural = "photos"
    fields = [("photo", "place", "position"), "own_caption", "own_credit", "own_alt_text", "decorative"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2})}}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("photo")


class RelatedInline(admin.StackedInline):
    model = Related
    formset = RelatedFormSet
    fk_name = "article"
    extra = 1
    raw_id_fields = ["to"]
    fields = [("to", "position")]
    verbose_name_plural = "related stories (none picked: the newest that share most topics)"

    def may(self, request, obj=None):
        """Picking them is part of writing the story."""
        return request.user.has_perm("articles.change_article")

    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = may


@admin.register(Article)
class StoryAdmin(ChoosesPhoto, TellsItsStatus, admin.ModelAdmin):
    form = StoryForm
    formfield_overrides = PLAIN
    inlines = [FigureInline, BylineInline, RelatedInline]
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ["headline", "section", "state", "publish_at", "saved_by", "saved_at"]
    list_filter = ["status", "section", "kind", "agency", "sensitive"]
    search_fields = ["headline", "standfirst", "slug"]
    date_hierarchy = "publish_at"
    list_select_related = ["section", "saved_by"]
    list_per_page = 50
    save_on_top = False
    fieldsets = [
        (None, {"fields": ["kicker", "headline", "standfirst", "body"]}),
        ("Where it stands", {"fields": ["section", "kind", "tags", "dateline", "slug", "lead_in_words"]}),
        ("Where it comes from", {"fields": ["agency", "canonical_url"]}),
        (
            "Comments",
            {
                "fields": [
                    "comments_mode",
                    "comments_closed_reason",
                    "comments_risk",
                    "court_case",
                    "comments_order",
                ]
            },
        ),
        ("Gates", {"fields": ["sensitive", "embargo_until", "legal_hold", "note_to_editors"]}),
    ]

    @admin.display(description="state", ordering="status")
    def state(self, article):
        return format_html('<span class="state state-{}">{}</span>', article.status, article.get_status_display())

    # Who may

    def get_queryset(self, request):
        """Reporters see their own stories and what is public; editors and the picture desk see all."""
        stories = super().get_queryset(request)
        if request.user.has_perm("articles.publish_article") or request.user.has_perm("images.change_photo"):
            return stories
        own = Q(created_by=request.user) | Q(bylines__author__user=request.user)
        return stories.filter(own | Q(pk__in=Article.objects.live())).distinct()

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        if not may or obj is None or request.user.has_perm("articles.publish_article"):
            return may
        own = obj.created_by_id == request.user.pk or obj.bylines.filter(author__user=request.user).exists()
        return own and obj.status in (Article.Status.DRAFT, Article.Status.REVIEW)

    def has_delete_permission(self, request, obj=None):
        """What was once public is withdrawn, never deleted."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.first_published_at is None)

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # Saving

    def changeform_view(self, request, *args, **kwargs):
        """What the deed refuses is told on the form; nothing of it was saved, and all that was typed stands there."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except NotReady as refused:
            request.refused = refused.problems
            return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.refused = getattr(request, "refused", ())
        return form

    def save_model(self, request, obj, form, change):
        if change:
            claim_version(article=obj, version_seen=form.cleaned_data["version_seen"], by=request.user)
        else:
            obj.created_by = obj.saved_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        story = form.instance
        before = set(story.figures.values_list("photo", flat=True))
        super().save_related(request, form, formsets, change)
        write(article=story, by=request.user, deed="save" if change else "create", note=form.note_on_court_case())
        keep.settle_sent(request, story, story.version)
        for figure in story.figures.exclude(photo__in=before).select_related("photo"):
            for sentence in rights.problems(figure.photo, deeds.goes_out(story)):
                messages.warning(request, f"The photo “{figure.photo}” cannot be published as it is. {sentence}")

    def response_post_save_change(self, request, obj):
        return self.on_to_the_deed(request, obj) or super().response_post_save_change(request, obj)

    def response_post_save_add(self, request, obj):
        return self.on_to_the_deed(request, obj) or super().response_post_save_add(request, obj)

    def on_to_the_deed(self, request, obj):
        for deed in ("preview", "submit", "publish"):
            if f"_{deed}" in request.POST:
                return redirect(reverse(f"admin:story_{deed}", args=[obj.pk]))
        return None

    # Pages

    def render_change_form(self, request, context, *args, **kwargs):
        """Give the editor's import map this request's nonce, without which the Content-Security-Policy refuses it."""
        context["media"] = Media.from_media(context["media"]).with_nonce(str(request.csp_nonce))
        if story := kwargs.get("obj"):
            context["deeds"] = deeds.open_to(request.user, story)
            context["problems"] = problems(story, deeds.goes_out(story))
            context["doubts"] = warnings(story, deeds.goes_out(story))
            context["events"] = story.events.select_related("by")[:8]
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self):
        pages = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"story_{name}")
            for name, view in deeds.PAGES.items()
        ]
        chooser = path("photos/", self.admin_site.admin_view(choose_photo), name="story_choose_photo")
        return [chooser, *self.keeping_urls(), *pages, *super().get_urls()]

    def keeping_urls(self):
        view = self.admin_site.admin_view
        return [
            path("keep/", keep.keep_page, {"pk": None}, name="story_keep_new"),  # answers a script, signed in or not
            path("<int:pk>/keep/", keep.keep_page, name="story_keep"),
            path("signed-in/", view(keep.signed_in), name="story_signed_in"),
            path("unsaved/", view(unsaved.unsaved), name="story_unsaved"),
            path("unsaved/<int:pk>/", view(unsaved.unsaved_text), name="story_unsaved_text"),
            path("unsaved/<int:pk>/throw-away/", view(unsaved.throw_away_page), name="story_throw_away"),
        ]
