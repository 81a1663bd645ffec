"""Doing something about a reader, with what else it will do told before; and taking it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.keep import forget_typed, typed_before
from accounts.models import User
from moderation.models import Rule
from sanctions import bulk
from sanctions.forms import LiftForm, SanctionForm
from sanctions.ladder import DAY, WEEK, next_step
from sanctions.lift import lift, may_lift, put_back
from sanctions.models import Sanction
from sanctions.preview import preview
from sanctions.refusals import NotAllowed, Refused
from sanctions.sanction import may_do, may_sanction, sanction

from .doors import moderators_only

Kind = Sanction.Kind
TITLES = {
    Kind.WARN: "Warn",
    Kind.PREMODERATE: "Read first what comes from",
    Kind.SUSPEND: "Suspend",
    Kind.BAN: "Ban",
}
FIELDS = ("rule", "note", "for_staff", "length", "last_day", "remove_hours")


@moderators_only(*FIELDS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk, kind):
    """What it will do, and the form to do it."""
    if kind not in Kind.values:
        raise Http404
    reader, posted, now = get_object_or_404(User, pk=pk), request.method == "POST", timezone.now()
    initial = {"seen": number_of_last(reader), "length": usual(reader, kind)} | (
        {} if posted else typed_before(request)
    )
    form = SanctionForm(request.POST if posted else None, kind=kind, reader=reader, initial=initial)
    status, refused = 422 if posted else 200, None
    try:
        may_see(reader, request.user, kind, now)
        if form.is_valid():
            made = sanction(reader=reader, by=request.user, kind=kind, at=now, **form.facts(now))
            forget_typed(request)
            messages.success(request, f"{reader} is {made.get_kind_display()}, and is told so.")
            return redirect("sanctions:sanction" if made.batch else "sanctions:person", made.pk if made.batch else pk)
    except Refused as error:
        refused, status = error, 403 if isinstance(error, NotAllowed) else 409
        form.initial["seen"] = number_of_last(reader)
    return answer(request, reader, kind, form, refused, status)


def may_see(reader, by, kind, at):
    """Refuse the page to whom it would refuse the deed: at its shortest."""
    until = at + DAY if kind == Kind.SUSPEND else None
    may_sanction(reader=reader, by=by, kind=kind, until=until, at=at)


def number_of_last(reader):
    return reader.sanctions.order_by("-number").values_list("number", flat=True).first() or 0


def usual(reader, kind):
    """Return the length that the ladder suggests."""
    step = next_step(reader)
    lengths = {DAY: "day", WEEK: "week"}
    if kind == Kind.PREMODERATE:
        return "month"
    return lengths.get(step.length, "day") if step.kind == kind else "day"


def answer(request, reader, kind, form, refused, status):
    meanwhile = getattr(refused, "sanction", None)
    form = form.give_back()
    if meanwhile:  # the next sending is about what now stands
        form.data["seen"] = number_of_last(reader)
    context = {
        "person": reader,
        "kind": kind,
        "title": TITLES[kind],
        "form": form,
        "refused": refused,
        "no_form": isinstance(refused, NotAllowed) and not form.is_bound,
        "preview": preview(reader),
        "rules": Rule.objects.standing(),
        "decisions": form.fields["decision"].queryset[:10],
        "stands": Sanction.objects.standing(timezone.now()).filter(reader=reader).select_related("by"),
    }
    return render(request, "sanctions/new.html", context, status=status)


@moderators_only("because")
@require_http_methods(["GET", "HEAD", "POST"])
def one(request, pk):
    """A sanction, what it did and what is left to do; a POST lifts it, puts back, or goes on with what was
    broken off."""
    rows = Sanction.objects.select_related("reader", "rule", "by", "lifted_by").filter(number__isnull=False)
    found, posted = get_object_or_404(rows, pk=pk), request.method == "POST"
    if found.reader == request.user:  # with what colleagues alone should know
        return redirect("sanctions:mine")
    form = LiftForm(request.POST if posted else None, initial={} if posted else typed_before(request))
    status, refused = 422 if posted else 200, None
    if form.is_valid():
        try:
            do(request, found, form)
            forget_typed(request)
            return redirect("sanctions:sanction", pk)
        except Refused as error:
            refused, status = error, 403 if isinstance(error, NotAllowed) else 409
            found = rows.get(pk=pk)
    context = {"sanction": found, "form": form.give_back(), "refused": refused, "stands": found.stands()}
    context |= {"progress": bulk.progress(found) if found.batch else None, "may_lift": allowed(found, request.user)}
    return render(request, "sanctions/sanction.html", context, status=status)


def do(request, found, form):
    if request.POST.get("deed") == "go-on":
        may_do(by=request.user, kind=found.kind, length=found.until and found.until - found.since)
        bulk.carry_on.enqueue(found.pk, request.user.pk)
        messages.success(request, "The rest is being done.")
    elif request.POST.get("deed") == "put-back":
        put_back(sanction=found, by=request.user)
        messages.success(request, "What was removed with it is being put back.")
    else:
        lift(sanction=found, by=request.user, **form.cleaned_data)
        messages.success(request, f"Lifted: {found.reader} is told so.")


def allowed(found, person):
    try:
        may_lift(sanction=found, by=person)
    except NotAllowed:
        return False
    return True
