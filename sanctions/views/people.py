"""People, for moderators: found by name, and each with their record. No e-mail address is shown."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.keep import forget_typed, typed_before
from accounts.models import User
from accounts.pages import page_of
from sanctions.alike import alike
from sanctions.find import by_name, standing_now, with_standing
from sanctions.forms import NoteForm
from sanctions.ladder import next_step
from sanctions.models import Sanction
from sanctions.note import note
from sanctions.record import record_of
from sanctions.refusals import NotAllowed, Refused

from .doors import moderators_only

SHOWN = 50
LONGEST = User._meta.get_field("display_name").max_length


@moderators_only()
@require_safe
def find_people(request):
    """`?q=`: by name; else those about whom something stands."""
    words, now = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST], timezone.now()
    context = {"words": words}
    if words:
        context["people"] = with_standing(by_name(words), now)
    else:
        context["sanctions"], context["more"] = page_of(standing_now(now), request, SHOWN)
    return render(request, "sanctions/people.html", context)


@moderators_only("text")
@require_http_methods(["GET", "HEAD", "POST"])
def person(request, pk):
    """All that is known of one reader; a POST adds a note. What is noted of oneself is for colleagues alone."""
    about = get_object_or_404(User, pk=pk)
    if about == request.user:
        return redirect("sanctions:mine")
    posted = request.method == "POST"
    form = NoteForm(request.POST if posted else None, initial={} if posted else typed_before(request))
    status, refused = 422 if posted else 200, None
    if form.is_valid():
        try:
            note(person=about, by=request.user, text=form.cleaned_data["text"])
            forget_typed(request)
            messages.success(request, "Your note is kept.")
            return redirect("sanctions:person", pk)
        except Refused as error:
            refused, status = error, 403 if isinstance(error, NotAllowed) else 409
    context = {"person": about, "form": form.give_back(), "refused": refused} | all_known(about)
    return render(request, "sanctions/person.html", context, status=status)


def all_known(about):
    now = timezone.now()
    sanctions = list(about.sanctions.select_related("rule", "by", "lifted_by", "decision__rule"))
    for sanction in sanctions:
        sanction.now = sanction.stands(now)
    staff = about.is_staff or about.is_superuser or about.groups.exists()
    return {
        "record": record_of(about),
        "sanctions": sanctions,
        "notes": about.notes_about.select_related("by")[:SHOWN],
        "alike": [] if staff else alike(about, at=now),
        "step": None if staff else next_step(about, at=now),
        "kinds": KINDS,
        "staff": staff,
    }


KINDS = [
    (Sanction.Kind.WARN, "Warn…"),
    (Sanction.Kind.PREMODERATE, "Read their comments first…"),
    (Sanction.Kind.SUSPEND, "Suspend…"),
    (Sanction.Kind.BAN, "Ban…"),
]
