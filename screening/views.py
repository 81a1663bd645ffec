"""The rules of the moderators' editor: written, tried out, rehearsed, put to work."""

from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from comments.models import Comment

from .forms import MEANS, PutForm, RehearseForm, RuleForm, TryForm
from .models import Rehearsal, ScreeningRule
from .precision import Precision, precision_of
from .put import put
from .rehearse import SAMPLES, begin, run, run_soon
from .told import told
from .try_out import try_out
from .write import MAY_CHANGE, BadList, Changed, NameTaken, NotAllowed, Refused, write

AT_ONCE = 2000  # so few comments are rehearsed while the page waits
HISTORY = 50
STATUS = {Changed: 409, NotAllowed: 403}
FIELD = {BadList: "lists", Changed: "version_seen", NameTaken: "name"}


def editors_only(view):
    """Sign in first; who is signed in and does not write rules gets 403."""
    return login_required(permission_required(MAY_CHANGE, raise_exception=True)(view))


@editors_only
@require_safe
def rules(request):
    found = list(ScreeningRule.objects.select_related("cites"))
    precision = precision_of(found)
    rows = [(rule, precision.get(rule.pk, Precision())) for rule in found]
    order = list(ScreeningRule.State)[::-1]
    rows.sort(key=lambda row: order.index(row[0].state))
    return render(request, "screening/rules.html", {"rows": rows, "try_form": TryForm()})


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = RuleForm(request.POST if request.method == "POST" else None, initial={"outcome": "mark"})
    return write_page(request, form, None)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request, pk):
    found = get_object_or_404(ScreeningRule.objects.select_related("cites"), pk=pk)
    return write_page(request, RuleForm(request.POST if request.method == "POST" else None, rule=found), found)


def write_page(request, form, found):
    """The form of a rule, with all that is known of it; what it was refused for."""
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            return redirect(write(rule=found, by=request.user, **form.cleaned_data))
        except Refused as refused:
            status = STATUS.get(type(refused), 422)
            if isinstance(refused, Changed):  # what was typed stays; the next sending is about what now stands
                found.refresh_from_db()
                form.initial["version_seen"] = found.version
            form.add_error(FIELD.get(type(refused)), str(refused))
    kinds = [(*choice, *MEANS[choice[0]]) for choice in ScreeningRule.Kind.choices]
    context = {"form": form.give_back(), "rule": found, "kinds": kinds}
    if found:
        context |= known_of(found)
    return render(request, "screening/rule.html", context, status=status)


def known_of(rule):
    rehearsals = list(rule.rehearsals.all()[:10])
    return {
        "precision": precision_of([rule]).get(rule.pk, Precision()),
        "changes": rule.changes.select_related("by", "cites")[:HISTORY],
        "rehearsals": [(rehearsal, told(rehearsal)) for rehearsal in rehearsals],
        "is_rehearsed": any(one.ended_at and one.version == rule.version for one in rehearsals),
        "means": MEANS[rule.kind],
        "rehearse": RehearseForm(initial={"days": 90}),
        "try_form": TryForm(),
    }


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def state(request, pk):
    """Put the rule to work, or take it off."""
    found = get_object_or_404(ScreeningRule.objects.select_related("cites"), pk=pk)
    form = PutForm(request.POST if request.method == "POST" else None, initial={"version_seen": found.version})
    status, refused = 422 if form.is_bound else 200, None
    if form.is_valid():
        try:
            return redirect(put(rule=found, by=request.user, **form.cleaned_data))
        except Refused as error:
            status, refused = 403 if isinstance(error, NotAllowed) else 409, error
            found.refresh_from_db()
    context = {"form": form, "rule": found, "refused": refused, **known_of(found)}
    return render(request, "screening/state.html", context, status=status)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def rehearse(request, pk):
    """Ask for how many days, and rehearse: at once where it takes no time, else by the task worker."""
    found = get_object_or_404(ScreeningRule, pk=pk)
    form = RehearseForm(request.POST if request.method == "POST" else None, initial={"days": 90})
    if form.is_valid():
        rehearsal = begin(rule=found, by=request.user, **form.cleaned_data)
        if Comment.objects.all()[AT_ONCE : AT_ONCE + 1].exists():
            run_soon.enqueue(rehearsal.pk)
        else:
            run(rehearsal)
        return redirect(rehearsal)
    context = {"form": form, "rule": found}
    return render(request, "screening/rehearse.html", context, status=422 if form.is_bound else 200)


@editors_only
@require_safe
def rehearsal(request, pk):
    found = get_object_or_404(Rehearsal.objects.select_related("rule", "by"), pk=pk)
    numbers = [*found.right, *found.wrong, *found.open]
    comments = Comment.objects.select_related("reader", "article__section").defer("article__body").in_bulk(numbers)
    samples = [
        (title, [comments[number] for number in numbers[:SAMPLES] if number in comments])
        for title, numbers in (
            ("Right: removed by a moderator", found.right),
            ("Wrong: kept by a moderator", found.wrong),
            ("Nobody decided on", found.open),
        )
    ]
    context = {"rehearsal": found, "rule": found.rule, "told": told(found), "samples": samples}
    return render(request, "screening/rehearsal.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def try_text(request):
    """What the rules find in a text: all of them, or `?rule=` alone."""
    number = request.GET.get("rule", "")
    only = get_object_or_404(ScreeningRule, pk=number) if number.isdecimal() and len(number) < 19 else None
    form = TryForm(request.POST if request.method == "POST" else None)
    found = try_out(form.cleaned_data["text"], only=only) if form.is_valid() else None
    context = {"try_form": form, "found": found, "rule": only}
    status = 422 if form.is_bound and found is None else 200
    return render(request, "screening/try.html", context, status=status)
