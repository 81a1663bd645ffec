"""The register of authorities' orders, for the lawyer."""

from django.contrib import messages as told
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from law.enter import enter
from law.forms import OrderForm
from law.models import AuthorityOrder
from moderation.refusals import Refused

from .desk import listed

ORDERS = {"open": "Open", "done": "Done"}


def lawyers_only(view):
    return login_required(permission_required("law.keep_orders", raise_exception=True)(view))


@lawyers_only
@require_safe
def orders(request):
    rows = AuthorityOrder.objects.all()
    return render(request, "law/orders.html", listed(request, rows, ORDERS, "effect_at", first="received_at"))


@lawyers_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_order(request):
    return form_of(request, None)


@lawyers_only
@require_http_methods(["GET", "HEAD", "POST"])
def one_order(request, reference):
    rows = AuthorityOrder.objects.select_related("comment__article__section", "reader", "entered_by")
    return form_of(request, get_object_or_404(rows, reference=reference))


def form_of(request, order):
    """The form, and what follows when it is stored."""
    form = OrderForm.of(order, request.POST if request.method == "POST" else None)
    status, refused = 422 if form.is_bound else 200, None
    if form.is_valid():
        try:
            stored = enter(by=request.user, order=order, **form.cleaned_data)
            told.success(request, "Recorded.")
            return redirect("law:one_order", stored.reference)
        except Refused as error:
            refused, status = error, 409
    context = {"order": order, "form": form.give_back(), "refused": refused}
    return render(request, "law/one_order.html", context, status=status)
