"""The list of stories at the desk, and each person's own work. What they cost does not grow with the paper."""

import re
from functools import cached_property, partial

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from accounts.models import User
from articles import mine, workflow
from articles.models import Article, Author, Section
from clock.zone import at_paper

FEW = set(Article.Status) - {Article.Status.PUBLISHED}  # states that have an index of their own
COUNTED = 1_000  # stories are counted so far: nobody looks through more, and to count all takes long
NUMBER = re.compile(r"(?:\S*/[-\w]*-)?(\d{1,18})/?")  # alone, or at the end of an address
NOT_SHOWN = ("body", "body_parts", "standfirst", "note_to_editors", "withdrawal_note")


class Counted(Paginator):
    """Pages of the first COUNTED stories; `has_more` tells that there are others."""

    @cached_property
    def found(self):
        return self.object_list.order_by()[: COUNTED + 1].count()

    @property
    def count(self):
        return min(self.found, COUNTED)

    @property
    def has_more(self):
        return self.found > COUNTED


class Filter(admin.SimpleListFilter):
    """A choice of the form above the list; what the address has and is no choice is left out."""

    def value(self):
        asked = super().value()
        return asked if asked in dict(self.lookup_choices) else None

    def queryset(self, request, stories):
        self.are_few = any(request.GET.get(name) for name in ("what", "person")) or request.GET.get("state") in FEW
        return self.narrow(stories, self.value()) if self.value() else stories


class StateFilter(Filter):
    title, parameter_name = "state", "state"

    def lookups(self, request, desk):
        return Article.Status.choices

    def narrow(self, stories, state):
        return mine.in_state(stories, state)


class SectionFilter(Filter):
    title, parameter_name = "section", "section"

    def lookups(self, request, desk):
        return [(str(section.pk), section.name) for section in Section.objects.all()]

    def narrow(self, stories, section):
        return mine.in_section(stories, int(section), self.are_few)


class PersonFilter(Filter):
    """Members of staff by what they began, saved or stand above; authors without a login by what they stand above."""

    title, parameter_name = "person", "person"

    def lookups(self, request, desk):
        staff = User.objects.filter(is_staff=True, is_active=True).exclude(pk=request.user.pk)
        people = [(f"u{pk}", name) for pk, name in staff.values_list("pk", "display_name")]
        people += [(f"a{pk}", name) for pk, name in Author.objects.filter(user=None).values_list("pk", "name")]
        return [(f"u{request.user.pk}", "me"), *sorted(people, key=lambda person: person[1].casefold())]

    def narrow(self, stories, person):
        kind, number = person[0], int(person[1:])
        return mine.of_person(stories, User(number)) if kind == "u" else mine.of_author(stories, number)


class WhatFilter(Filter):
    title, parameter_name = "of note", "what"
    CHOICES = {
        "unreleased": ("changes not released", mine.with_unreleased),
        "change": ("a change is scheduled", partial(mine.few, change_at__isnull=False)),
        "embargo": ("has an embargo", partial(mine.few, embargo_until__isnull=False)),
        "held": ("under legal hold", lambda stories: stories.filter(legal_hold=True)),
    }

    def lookups(self, request, desk):
        return [(name, words) for name, (words, _) in self.CHOICES.items()]

    def narrow(self, stories, name):
        return self.CHOICES[name][1](stories)


class Stories(ChangeList):
    """Django's list, less the texts, which it does not show; of what was searched for, where it stands in them."""

    def get_queryset(self, request, exclude_parameters=None):
        stories = super().get_queryset(request, exclude_parameters)
        return stories.defer(*NOT_SHOWN).prefetch_related("bylines__author")

    def get_results(self, request):
        super().get_results(request)
        if found := getattr(request, "found", None):
            self.result_list = list(self.result_list)
            extracts = found.extracts([story.pk for story in self.result_list])
            for story in self.result_list:
                story.found = extracts.get(story.pk, ())
        self.refused = getattr(found, "refused", "")
        self.sees_all = mine.sees_all(request.user)

    @property
    def number(self):
        """The number that was asked for, or None."""
        return number_in(self.query)

    def narrowed(self):
        """Return what the list is narrowed by, in words, each with the address at which it is not."""
        return [
            (f"{spec.title}: {dict(spec.lookup_choices)[value]}", self.get_query_string(remove=[spec.parameter_name]))
            for spec in self.filter_specs
            if (value := spec.value())
        ]


def number_in(words):
    """Return the number of the story that was asked for by it, or by its address."""
    found = NUMBER.fullmatch(words.strip()[:300])
    return int(found[1]) if found else None


def is_number(text):
    """Tell whether a row may have this number: the database knows none that is greater."""
    return text.isdecimal() and len(text) < 19


def asked(request):
    """Return what the filters ask for, as a search takes it."""
    given = {name: request.GET.get(name, "") for name in ("section", "state", "person")}
    kinds = {"u": "user", "a": "author"}
    found = {"own": None if mine.sees_all(request.user) else request.user.pk}
    if is_number(given["section"]):
        found["section"] = int(given["section"])
    if given["state"] in Article.Status.values:
        found["state"] = given["state"]
    if given["person"][:1] in kinds and is_number(given["person"][1:]):
        found[kinds[given["person"][0]]] = int(given["person"][1:])
    return found


class StoryLists:
    """The part of StoryAdmin that is about many stories."""

    list_display = ["headline", "section", "state", "out", "by", "saved_at", "saved_by"]
    list_filter = [StateFilter, SectionFilter, PersonFilter, WhatFilter]
    search_fields = ["headline"]  # that there is a search; what it finds, settings.DESK_SEARCH says
    sortable_by = ["out", "saved_at"]
    list_select_related = ["section", "saved_by"]
    list_per_page, list_max_show_all = 50, 0
    paginator, show_full_result_count = Counted, False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request, **kwargs):
        return Stories

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Stories", **(extra_context or {})})

    def get_search_results(self, request, stories, words):
        """Find stories by their words, in every state; or the one whose number or address was typed."""
        if not words.strip():
            return stories, False
        if number := number_in(words):
            return stories.filter(pk=number), False
        request.found = import_string(settings.DESK_SEARCH)(words, **asked(request))
        return stories.filter(pk__in=request.found.numbers), False

    def get_list_display(self, request):
        searched = request.GET.get("q", "").strip() and not number_in(request.GET["q"])
        return [self.list_display[0], "where", *self.list_display[1:]] if searched else self.list_display

    @admin.display(description="where it was found")
    def where(self, story):
        pieces = getattr(story, "found", ())
        return format_html_join(
            "", "{}", ((format_html("<mark>{}</mark>", words) if is_it else words,) for words, is_it in pieces)
        )

    def get_queryset(self, request):
        return mine.seen_by(request.user).order_by(*self.get_ordering(request) or Article._meta.ordering)

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(description="state")
    def state(self, story):
        state = workflow.state(story)
        marks = format_html('<span class="state state-{}">{}</span>', state, state.label)
        for is_so, name, words in (
            (story.legal_hold, "held", "legal hold"),
            (story.embargo_until and story.embargo_until > timezone.now(), "embargo", "embargo"),
            (story.has_unreleased, "unreleased", "changes not released"),
        ):
            if is_so:
                marks = format_html('{} <span class="state state-{}">{}</span>', marks, name, words)
        return marks

    @admin.display(description="before readers", ordering="publish_at", empty_value="")
    def out(self, story):
        """When it goes out, or since when it is out; and when a change to it does."""
        now, at = timezone.now(), story.goes_out_at
        lines = [("goes out" if at > now else "since", at)] if at else []
        lines += [("a change goes out", story.change_at)] if story.change_at and story.change_at > now else []
        lines += [("withdrawn", story.withdrawn_at)] if story.withdrawn_at else []
        said = ((words, date_format(at_paper(time), "j M Y, H:i")) for words, time in lines)
        return format_html_join("", '<span class="when">{} <b>{}</b></span>', said)

    @admin.display(description="by")
    def by(self, story):
        return ", ".join(byline.author.name for byline in story.bylines.all())

    def get_urls(self):
        page = path("mine/", self.admin_site.admin_view(my_work), name="story_mine")
        return [page, *super().get_urls()]


@require_safe
def my_work(request):
    """What waits for the person, and what is theirs."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    context = {**admin.site.each_context(request), "title": "My work", "piles": mine.my_work(request.user)}
    return render(request, "admin/articles/article/mine.html", context)
