"""The deeds that are done with several stories of a list at once: each by the same table, each by itself."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction

from articles import publish, spike
from articles.workflow import ACTIONS, may

from .deeds import STATUS
from .lists import is_number

DEEDS = {
    "submit": publish.submit,
    "approve": publish.approve,
    "unschedule": publish.unschedule,
    "spike": spike.spike,
    "unspike": spike.unspike,
}


def many(name, deed):
    action = ACTIONS[name]

    @admin.action(description=action.words, permissions=[name])
    def carry_out(desk, request, stories):
        done = 0
        for story in stories:
            try:
                with transaction.atomic():
                    deed(article=story, by=request.user)
                done += 1
            except tuple(STATUS) as refused:
                messages.warning(request, f"“{story}” stays as it was. {refused}")
        if done:
            messages.success(request, f"{action.words}: done with {done} {'story' if done == 1 else 'stories'}.")

    carry_out.__name__ = name
    return carry_out


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
