"""A page for each deed on a story: GET asks, POST acts. And the preview."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from articles import gates, mine, publish, schedule, spike, version, withdraw, workflow
from articles.checklist import CAUTION, checklist
from articles.compare import LABELS, compare
from articles.correct import correct
from articles.guess import more_than_a_typo
from articles.in_words import InWords
from articles.models import Article, Unsaved
from articles.models.record import TO_COME
from articles.ready import NotReady
from articles.release import SayWhatChanged, release
from articles.views import page_of
from articles.workflow import ACTIONS, Conflict, NotAllowed, S, WrongState
from clock.zone import day_and_time

from . import forms
from .meanings import meaning

# What was done, as the record says it.
SAID = {
    "create": "begun",
    "save": "saved",
    "merge": "brought together and saved",
    "restore": "an earlier version brought back",
    "submit": "sent to the editors",
    "request_changes": "changes asked for",
    "approve": "approved",
    "publish": "published",
    "schedule": "scheduled",
    "unschedule": "taken off the schedule",
    "go_out": "gone out",
    "release": "released",
    "schedule_change": "changes scheduled",
    "cancel_change": "scheduled changes cancelled",
    "correct": "corrected",
    "withdraw": "withdrawn",
    "unpublish": "taken off quietly",
    "reinstate": "brought back",
    "spike": "spiked",
    "unspike": "taken off the spike",
    "embargo": "embargo",
    "hold": "put under legal hold",
    "lift": "legal hold lifted",
    "caution": "caution phrases",
    "change_failed": "a scheduled change could not go out",
    "show_change": "what a notice changed is shown to readers",
    "hide_change": "what a notice changed is hidden from readers",
}
SHOWN = 20  # of a story's record, beneath its form

# What the story's form offers at first sight, the first of them as what comes next; all else is under “More”.
NEXT = [
    "submit",
    "approve",
    "publish",
    "release",
    "schedule_change",
    "correct",
    "reinstate",
    "unspike",
    "request_changes",
]

# Each action of the table, with what is asked and what is done.
DEEDS = {
    "submit": (forms.NoteForm, publish.submit),
    "request_changes": (forms.ChangesForm, publish.request_changes),
    "approve": (forms.NoteForm, publish.approve),
    "publish": (forms.PublishForm, publish.publish),
    "schedule": (forms.ScheduleForm, publish.publish),
    "unschedule": (forms.NoteForm, publish.unschedule),
    "release": (forms.ReleaseForm, release),
    "schedule_change": (forms.ScheduleChangeForm, schedule.schedule_change),
    "cancel_change": (forms.NoteForm, schedule.cancel_change),
    "correct": (forms.CorrectForm, correct),
    "withdraw": (forms.WithdrawForm, withdraw.withdraw),
    "unpublish": (forms.ReasonForm, withdraw.unpublish),
    "reinstate": (forms.NoteForm, withdraw.reinstate),
    "spike": (forms.NoteForm, spike.spike),
    "unspike": (forms.NoteForm, spike.unspike),
    "embargo": (forms.EmbargoForm, gates.embargo),
    "hold": (forms.ReasonForm, gates.hold),
    "lift": (forms.ReasonForm, gates.lift),
}
STATUS = {NotReady: 422, SayWhatChanged: 422, NotAllowed: 403, WrongState: 409, Conflict: 409}
NEWER = {"release", "schedule_change"}  # what brings the newest version to readers, which is not in the rows yet
CHECKED = {"approve", "publish", "schedule", "reinstate", *NEWER}  # what brings a story to its readers, or near


def fetch(request, pk, change=True):
    """Return the story if this person may see (or change) it: 404 to strangers, 403 to the under-privileged."""
    desk = admin.site._registry[Article]
    story = desk.get_queryset(request).select_related("section", "agency").filter(pk=pk).first()
    if story is None:
        raise Http404
    may = desk.has_change_permission(request, story) if change else desk.has_view_permission(request, story)
    if not may:
        raise PermissionDenied
    return story


def fetch_whole(request, pk):
    """Return the story if this person may read all that was written of it, whether or not readers see it."""
    story = fetch(request, pk, change=False)
    if not mine.reads_all_of(request.user, story):
        raise PermissionDenied
    return story


def goes_out(story):
    """Return when a story is before the public, at its own time or if it is published now."""
    return max(timezone.now(), story.goes_out_at or story.embargo_until or timezone.now())


def before_readers(story):
    """Return the story as readers see it, or None where they do not."""
    is_out = story.goes_out_at and story.goes_out_at <= timezone.now()
    return Article.objects.get(pk=story.pk) if is_out else None


def deed_page(name):
    deed = DEEDS[name][1]

    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request, pk):
        # Whoever may only look at a story may still hold it, as the lawyer does; the table says who may do what.
        story = fetch(request, pk, change=False)
        if not workflow.may(name, request.user):
            raise PermissionDenied
        form = form_of(name, story)(request.POST or None, initial={"version_seen": story.version, **given(name, story)})
        status = 200
        if form.is_bound:
            status = 422
            if form.is_valid():
                status = carry_out(deed, story, request.user, form)
            if status == 200:
                messages.success(request, told(name, story))
                return redirect("admin:articles_article_change", story.pk)
        context = {**admin.site.each_context(request), **asked(name, story, request.user), "form": form}
        if not any(item.level == CAUTION for item in context["checklist"]):
            form.fields.pop("seen", None)
        return render(request, "admin/articles/article/deed.html", context, status=status)

    page.__name__ = name
    return page


def form_of(name, story):
    return DEEDS[name][0] if name != "release" or workflow.is_known(story) else forms.PinForm


def told(name, story):
    """Return what is said when a deed is done; of one that brings a story out, whether readers see it."""
    if name not in ("publish", "schedule", "reinstate", "lift", "embargo"):
        return ACTIONS[name].done
    if closed := workflow.hidden_by(story):
        return f"Readers do not see the story: {closed} keeps it from them."
    if workflow.state(story) == S.PUBLISHED:
        return "The story is before readers."
    if story.status == S.SCHEDULED:
        return f"The story goes out on {day_and_time(story.goes_out_at)}."
    return "The embargo is taken away." if name == "embargo" else ACTIONS[name].done


def given(name, story):
    """Return what stands in the form of a deed before anybody has typed."""
    if name == "embargo":
        return {"until": story.embargo_until}
    if name == "schedule" and story.status == S.SCHEDULED:
        return {"when": story.publish_at}
    if name == "schedule_change" and (change := to_come(story)):
        return {"when": change.due_at, "kind": change.kind, "text": change.text, "shows_change": change.shows_change}
    return {}


def to_come(story):
    """Return the change to the story that is scheduled, or could not go out; or None."""
    return story.scheduled_changes.filter(TO_COME).first()


def carry_out(deed, story, user, form):
    """Do it, and return 200; or say on the form why not, and return the status of that answer."""
    values = dict(form.cleaned_data)
    story.version = values.pop("version_seen")
    try:
        deed(article=story, by=user, **values)
    except tuple(STATUS) as refused:
        form.add_error(None, refused.problems if isinstance(refused, NotReady) else str(refused))
        return STATUS[type(refused)]
    return 200


def asked(name, story, user):
    """Return what the page of a deed shows of the story beside the form."""
    action, found = ACTIONS[name], []
    objection = workflow.objections(name, user, story)
    if name in CHECKED:
        newest = version.as_of(story, version.newest(story)) if name in NEWER else story
        found = checklist(newest, goes_out(story), released=story if name in NEWER else None)
    return {
        "checklist": found,
        "title": f"{action.words}: {story.headline}",
        "story": story,
        "words": action.words,
        "name": name,
        "objection": objection,
        "meaning": meaning(name, story),
        "hidden_by": workflow.hidden_by(story),
        "to_come": to_come(story) if name in ("schedule_change", "cancel_change") else None,
        **(what_changes(story) if name in NEWER and story.has_unreleased else {}),
    }


def what_changes(story):
    """Return what readers would see otherwise, by word, and what of it is more than a typo."""
    before, after = version.facts_of(story, story.released), version.newest(story)
    found = compare(before, after, InWords(before, after), [name for name in LABELS if name in version.TEXT])
    return {"found": found, "signs": more_than_a_typo(found)}


def about(user, story):
    """Return what the story's form says of where the story stands, and what may be done with it."""
    words = {name: action.words for name, action in workflow.open_to(user, story)}
    if story.status == S.SCHEDULED and "publish" in words:
        words |= {"publish": "Publish now", "schedule": "Change the time"}
    else:
        words.pop("schedule", None)  # the page for publishing asks for a time too
    reads_all = mine.reads_all_of(user, story)
    return {
        "deeds": {
            "next": [(name, words[name]) for name in NEXT if name in words],
            "other": [(name, said) for name, said in words.items() if name not in NEXT],
        },
        "hidden_by": workflow.hidden_by(story),
        "state": workflow.state(story),
        "reads_all": reads_all,
        **(behind(story) if reads_all else {}),
    }


def behind(story):
    """Return what the story's form says to those who read all of it: its record, its versions, what is to come."""
    events = in_words(story.events.select_related("by")[: SHOWN + 1])
    return {
        "events": events[:SHOWN],
        "has_more_events": len(events) > SHOWN,
        "asked_for": story.status == S.CHANGES and story.events.filter(deed="request_changes").first(),
        "handed_in": story.status == S.REVIEW and story.events.filter(deed="submit").first(),
        "to_come": to_come(story),
        "newest": story.revisions.select_related("saved_by").first(),
        "released": story.revisions.select_related("saved_by").filter(number=story.released).first(),
    }


def after_saving(user, story):
    """Return the deed to which the story's form leads when it is saved, or "": what could not be done then is not
    offered. No story: one that is being begun."""
    if story is None:
        return "publish" if workflow.may("publish", user) else "submit"
    for name in ("release",) if story.released is not None else ("publish", "submit"):
        # Asked here, because before the save there may be nothing to release.
        is_open = workflow.state(story) in ACTIONS[name].states
        if is_open and not isinstance(workflow.objections(name, user, story), NotAllowed):
            return name
    return ""


def in_words(events):
    """Return the events of a story's record, each with what was done in words."""
    events = list(events)
    for event in events:
        event.said = SAID.get(event.deed) or event.deed.replace("_", " ")
    return events


def state_of(story):
    return workflow.in_words(workflow.state(story))


@require_safe
def preview(request, pk):
    """The newest version that the person may read, as the public will see it, by the same template."""
    fetch(request, pk, change=False)
    story = mine.as_previewed(request.user, Article.objects.for_page().get(pk=pk))
    return render(request, "articles/article.html", {**page_of(story), "preview": True, "state": state_of(story)})


def unsaved_of(request, story):
    """Return what this person typed into the form and did not save, where the address names it (?unsaved=)."""
    number = request.GET.get("unsaved", "")
    if request.method == "POST" or not number.isdecimal() or len(number) > 18:
        return None
    return Unsaved.objects.filter(pk=number, by=request.user, article=story and story.pk).first()


PAGES = {name: deed_page(name) for name in DEEDS} | {"preview": preview}
