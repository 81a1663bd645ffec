"""By what rules the paper works."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Policy
from pagecache.kept import kept

TITLE = "How we work"


@require_safe
@kept("paper")
def policies(request):
    context = {"title": TITLE, "policies": Policy.objects.all(), "address": request.path, "crumbs": [(TITLE, "")]}
    return render(request, "articles/policies.html", context)


@require_safe
@kept("paper")
def policy(request, slug):
    policy = get_object_or_404(Policy, slug=slug)
    crumbs = [(TITLE, reverse("articles:policies")), (policy.title, "")]
    context = {"policy": policy, "title": policy.title, "address": request.path, "crumbs": crumbs}
    return render(request, "articles/policy.html", context)
