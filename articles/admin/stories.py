"""Writing stories: the form, and a page for each deed."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from js_asset import Media

from articles import mine, version, workflow
from articles.changed import changed
from articles.checklist import checklist
from articles.models import Article, Author
from articles.write import Overtaken, begin, save
from images import rights

from . import deeds, keep, merge, preview_links, record, unsaved, versions
from .bulk import ManyAtOnce
from .faults import faults, forget
from .forms import StoryForm
from .library_choose import choose_photo
from .lists import StoryLists
from .rows import BylineFormSet, BylineInline, FigureInline, RelatedInline, RowFormSet
from .status import TellsItsStatus
from .up_next import up_next_page
from .widgets import PLAIN, ChoosesPhoto


@admin.register(Article)
class StoryAdmin(ManyAtOnce, StoryLists, ChoosesPhoto, TellsItsStatus, admin.ModelAdmin):
    form = StoryForm
    formfield_overrides = PLAIN
    inlines = [FigureInline, BylineInline, RelatedInline]
    change_form_template = "admin/articles/article/change_form.html"
    save_on_top = False
    fieldsets = [
        (None, {"fields": ["kicker", "headline", "standfirst", "body"]}),
        ("Where it stands", {"fields": ["section", "kind", "tags", "dateline", "slug", "lead_in_words"]}),
        ("Where it comes from", {"fields": ["agency", "canonical_url"]}),
        (
            "Comments",
            {
                "description": "These work as soon as they are saved, on stories before readers too.",
                "fields": [
                    "comments_mode",
                    "comments_closed_reason",
                    "comments_risk",
                    "court_case",
                    "comments_order",
                ],
            },
        ),
        ("For the desk", {"fields": ["sensitive", "note_to_editors"]}),
    ]

    # Who may

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        if not may or obj is None:
            return may
        if request.user.has_perm("articles.publish_article"):
            return workflow.in_their_section(request.user, obj) or workflow.is_own(request.user, obj)
        return workflow.is_own(request.user, obj) and obj.status in workflow.WRITTEN

    def has_delete_permission(self, request, obj=None):
        """What was once public is withdrawn, never deleted; all else goes by way of the spike."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or workflow.may_delete(request.user, obj))

    # The form: the newest version that the person may read, or what somebody typed and has not saved

    def get_object(self, request, object_id, from_field=None):
        story = super().get_object(request, object_id, from_field or None)  # ?_to_field= names none
        return story and mine.as_seen_by(request.user, story)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if (limits := workflow.limits_of(request.user)) and (section := form.base_fields.get("section")):
            # Nobody moves a story where their deeds do not reach.
            section.queryset = section.queryset.filter(pk__in={*limits, *([obj.section_id] if obj else ())})
        if typed := deeds.unsaved_of(request, obj):
            kept = QueryDict(mutable=True)
            for name, value in typed.fields:
                kept.appendlist(name, value)
            request.typed = form.typed = kept
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if issubclass(inline.formset, RowFormSet) and (typed := getattr(request, "typed", None)):
            kwargs["data"] = typed
        elif inline.formset is BylineFormSet and obj.pk is None and request.method != "POST":
            kwargs["initial"] = [{"author": author.pk} for author in Author.objects.filter(user=request.user)]
        return kwargs

    # Saving

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        is_writer = request.method == "POST" and object_id and self.has_change_permission(request)
        story = super().get_object(request, unquote(object_id)) if is_writer else None
        if is_writer and story is None:
            return self.kept_instead(request, None, "This story is not there any more.")
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Overtaken as overtaken:
            return merge.bring_together(request, overtaken.article)
        except PermissionDenied:
            if not is_writer:
                raise
            return self.kept_instead(request, story, "You may not change this story as it stands now.")

    def kept_instead(self, request, story, why):
        """Keep the form that was sent, which cannot be saved as the story, and lead to where it is kept."""
        keep.keep_sent(request, story, merge.base_sent(request))
        messages.error(request, f"{why} What you typed is kept: here it is.")
        return redirect("admin:story_unsaved")

    def save_model(self, request, obj, form, change):
        """The deed does it, when the rows are known as well."""

    def save_related(self, request, form, formsets, change):
        story, note = form.instance, form.note_on_court_case()
        facts = typed_facts(form, formsets)
        if change:
            before = {photo for photo, *_ in version.newest(story)["figures"]}
            number = save(article=story, facts=facts, by=request.user, base=form.cleaned_data["base"], note=note).number
        else:
            before, number = set(), 1
            story.pk = begin(facts=facts, by=request.user, note=note).pk
            story._state.adding = False
        keep.settle_sent(request, story, number)
        for formset in formsets:
            if not isinstance(formset, RowFormSet) and formset.has_changed():
                self.save_formset(request, form, formset, change=change)
                changed(Article.objects.get(pk=story.pk))  # opening hours are no part of a version, and work at once
        self.tell_rights(request, story.pk, before)

    def construct_change_message(self, request, form, formsets, add=False):
        return ""  # what was done stands with the story itself

    def tell_rights(self, request, number, before):
        """Say of each photo that is new in the story what forbids to publish it."""
        story = Article.objects.get(pk=number)
        for figure in version.as_of(story, version.newest(story)).figures.all():
            if figure.photo_id not in before:
                for sentence in rights.problems(figure.photo, deeds.goes_out(story)):
                    messages.warning(request, f"The photo “{figure.photo}” cannot be published as it is. {sentence}")

    def facts_typed(self, request, story, fields, base):
        """Return the facts that a form's fields (pairs of name and value) give; where one is wrong, what it was in the
        version `base`."""
        kept = QueryDict(mutable=True)
        for name, value in fields:
            kept.appendlist(name, value)
        laid_over = version.as_of(story, version.facts_of(story, base))
        form = self.get_form(request, laid_over, change=True)(kept, instance=laid_over)
        form.is_valid()
        formsets = [
            FormSet(data=kept, instance=laid_over, prefix=FormSet.get_default_prefix())
            for FormSet, _ in self.get_formsets_with_inlines(request, laid_over)
            if issubclass(FormSet, RowFormSet)
        ]
        return version.facts_of(story, base) | typed_facts(form, formsets)

    def response_post_save_change(self, request, obj):
        return self.on_to_the_deed(request, obj) or super().response_post_save_change(request, obj)

    def response_post_save_add(self, request, obj):
        return self.on_to_the_deed(request, obj) or super().response_post_save_add(request, obj)

    def on_to_the_deed(self, request, obj):
        for deed in ("preview", "submit", "publish", "release"):
            if f"_{deed}" in request.POST:
                return redirect(reverse(f"admin:story_{deed}", args=[obj.pk]))
        return None

    # Pages

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        """The admin's own address leads to the story's versions."""
        if not object_id.isdecimal():
            raise Http404
        return redirect("admin:story_versions", deeds.fetch(request, object_id, change=False).pk)

    def render_change_form(self, request, context, *args, **kwargs):
        """Give the editor's import map this request's nonce, without which the Content-Security-Policy refuses it."""
        context["media"] = Media.from_media(context["media"]).with_nonce(str(request.csp_nonce))
        form, groups = context["adminform"].form, context["inline_admin_formsets"]
        if getattr(request, "typed", None):
            forget(form, groups)
        context["faults"], context["errors"] = faults(form, groups), []
        context["title"] = "Write a story"
        context["may_write"] = self.has_change_permission(request, story) if (story := kwargs.get("obj")) else True
        context["then"] = deeds.after_saving(request.user, story)
        if story:
            context["title"], context["subtitle"] = story.headline, ""
            context |= deeds.about(request.user, story)
            if context["reads_all"]:
                context["checklist"] = checklist(story, deeds.goes_out(story), deeds.before_readers(story))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self):
        pages = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"story_{name}")
            for name, view in deeds.PAGES.items()
        ]
        for room in (versions, record, preview_links):
            pages += room.pages(self.admin_site.admin_view)
        chooser = path("photos/", self.admin_site.admin_view(choose_photo), name="story_choose_photo")
        next_page = path("up-next/", self.admin_site.admin_view(up_next_page), name="up_next")
        return [chooser, next_page, *self.keeping_urls(), *pages, *super().get_urls()]

    def keeping_urls(self):
        view = self.admin_site.admin_view
        return [
            path("keep/", keep.keep_page, {"pk": None}, name="story_keep_new"),  # answers a script, signed in or not
            path("<int:pk>/keep/", keep.keep_page, name="story_keep"),
            path("<int:pk>/merge/<int:unsaved_pk>/", view(merge.merge_page), name="story_merge"),
            path("signed-in/", view(keep.signed_in), name="story_signed_in"),
            path("unsaved/", view(unsaved.unsaved), name="story_unsaved"),
            path("unsaved/<int:pk>/", view(unsaved.unsaved_text), name="story_unsaved_text"),
            path("unsaved/<int:pk>/throw-away/", view(unsaved.throw_away_page), name="story_throw_away"),
        ]


def typed_facts(form, formsets):
    """Return the facts that the form and the rows beneath it give. Rows of which nothing was sent are not taken out."""
    sent = [each for each in formsets if isinstance(each, RowFormSet) and each.management_form.is_valid()]
    return form.facts() | {formset.rows_of: formset.facts() for formset in sent}
