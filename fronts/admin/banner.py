"""The breaking banner at the desk: what stands, putting one up, taking it down, and those before it."""

from datetime import timedelta

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fronts.banner import BannerConflict, OverBeforeItBegins, put_up, take_down
from fronts.models import Banner

from .desk import ForArrangers, answer, arrangers_only
from .forms import BannerForm

STANDS_FOR = timedelta(hours=3)  # what the form suggests
SHOWN = 20  # of those before


@require_http_methods(["GET", "HEAD", "POST"])
@arrangers_only
def banner_page(request):
    """GET shows it; POST puts one up, or with `take_down` takes down the one that was seen."""
    if request.method != "POST":
        return show(request)
    form = BannerForm(request.POST)
    try:
        if "take_down" in request.POST:
            seen = request.POST.get("seen", "")
            take_down(seen=int(seen) if seen.isdecimal() and len(seen) < 19 else 0, by=request.user)
            messages.success(request, "The banner is down.")
            return redirect("admin:fronts_banner_changelist")
        if form.is_valid():
            facts = form.cleaned_data
            put_up(by=request.user, article=facts.pop("story"), **facts)
            messages.success(request, "The banner stands on every page from its time on.")
            return redirect("admin:fronts_banner_changelist")
    except BannerConflict as conflict:
        return show(request, form, 409, conflict)
    except OverBeforeItBegins as refused:
        form.add_error("until", str(refused))
    return show(request, form, 422)


def show(request, form=None, status=200, conflict=None):
    at = timezone.now()
    standing = Banner.objects.filter(taken_down=False).select_related("article__section", "put_up_by").first()
    if form is None:
        until = timezone.localtime(at + STANDS_FOR).replace(second=0, microsecond=0)
        form = BannerForm(initial={"until": until, "seen": standing and standing.pk})
    elif conflict:  # what was typed comes back; sent again, it takes the place of what stands now
        form.data = form.data.copy()
        form.data["seen"] = standing.pk if standing else ""
    before = Banner.objects.filter(taken_down=True).select_related("put_up_by", "taken_down_by")[:SHOWN]
    context = {"form": form, "standing": standing, "before": before, "conflict": conflict, "at": at}
    return answer(request, "banner.html", "Breaking banner", status, **context)


@admin.register(Banner)
class BannerAdmin(ForArrangers):
    def get_urls(self):
        return [path("", self.admin_site.admin_view(banner_page), name="fronts_banner_changelist")]
