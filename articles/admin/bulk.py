"""The deeds that are done with several stories of a list at once: each by the same table, each by itself."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.shortcuts import render

from articles import publish, spike
from articles.workflow import ACTIONS, may, objections

from .deeds import STATUS
from .lists import is_number
from .meanings import OF_SEVERAL

DEEDS = {
    "submit": publish.submit,
    "approve": publish.approve,
    "unschedule": publish.unschedule,
    "spike": spike.spike,
    "unspike": spike.unspike,
}
ASKED = OF_SEVERAL  # about these before: each takes something away that is not simply had back
SEEN = "seen-"  # with a story's number, the name of the field for its version on the page that asked


def many(name, deed):
    action = ACTIONS[name]

    @admin.action(description=action.words, permissions=[name])
    def carry_out(desk, request, stories):
        if name in ASKED and "asked" not in request.POST:
            return ask(request, name, stories)
        done, note = 0, request.POST.get("note", "").replace("\0", "").strip()  # NUL no database takes
        for story in stories:
            try:
                with transaction.atomic():
                    deed(article=as_seen(request, story), by=request.user, note=note)
                done += 1
            except tuple(STATUS) as refused:
                messages.warning(request, f"“{story}” stays as it was. {refused}")
        if done:
            messages.success(request, f"{action.words}: done with {done} {'story' if done == 1 else 'stories'}.")

    carry_out.__name__ = name
    return carry_out


def ask(request, name, stories):
    """Show with which stories it would be done, and with which not, and ask for a word."""
    rows = [(story, objections(name, request.user, story)) for story in stories]
    open_to_it = [story for story, objection in rows if not objection]
    context = {
        "title": f"{ACTIONS[name].words}: {len(open_to_it)} {'story' if len(open_to_it) == 1 else 'stories'}",
        "name": name,
        "words": ACTIONS[name].words,
        "meaning": ASKED[name],
        "open": open_to_it,
        "shut": [row for row in rows if row[1]],
        "back": request.get_full_path(),
    }
    return render(request, "admin/articles/article/many.html", {**admin.site.each_context(request), **context})


def as_seen(request, story):
    """Return the story with the version that stood on the page that asked, so that what was done since is noticed."""
    seen = request.POST.get(f"{SEEN}{story.pk}", "")
    if seen.isdecimal() and len(seen) < 10:
        story.version = int(seen)
    return story


class ManyAtOnce:
    """A ModelAdmin that offers those which the person may do."""

    actions = [many(name, deed) for name, deed in DEEDS.items()]

    def response_action(self, request, queryset):
        request.POST = request.POST.copy()
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        request.POST.setlist(ACTION_CHECKBOX_NAME, [number for number in chosen if is_number(number)])
        return super().response_action(request, queryset)


for name in DEEDS:  # as the admin asks for it
    setattr(ManyAtOnce, f"has_{name}_permission", lambda desk, request, name=name: may(name, request.user))
