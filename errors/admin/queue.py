"""The desk's queue of errors that readers tell of: by story, and the page on which those of one story are answered."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Min
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article
from errors.answer import MAY, answer
from errors.forms import AnswerForm, is_number
from errors.models import ErrorReport
from errors.queue import by_story
from errors.refusals import Answered, NotAllowed

SHOWN = 50
EARLIER = 20  # answers that stand below, so that what comes again is seen

KINDS = {"open": "Waiting", "answered": "Answered"}


@require_safe
def queue_page(request):
    """What waits, by story: the one that has waited longest first."""
    may_answer(request)
    show = "answered" if request.GET.get("show") == "answered" else "open"
    if show == "answered":
        rows = ErrorReport.objects.answered().in_hands_of(request.user)
        rows = rows.order_by("-answered_at", "-pk").select_related("article", "answered_by")
        rows = rows.defer("article__body", "article__body_parts")
    else:
        rows = by_story(request.user)
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    if show == "open":
        stories = Article.objects.select_related("section").defer("body", "body_parts")
        stories = stories.in_bulk([row["article"] for row in page])
        for row in page.object_list:
            row["article"] = stories[row["article"]]
    return show_page(request, "queue", "Errors reported by readers", page=page, show=show, kinds=KINDS.items())


@require_http_methods(["GET", "HEAD", "POST"])
def story_page(request, pk):
    """All that readers say of one story, and one answer for those who say the same."""
    may_answer(request)
    article = get_object_or_404(Article.objects.select_related("section").defer("body", "body_parts"), pk=pk)
    theirs = ErrorReport.objects.in_hands_of(request.user).filter(article=article)
    if not theirs.exists():
        raise Http404
    initial = {"correction": notice_since(theirs.open(), article)}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=initial, article=article)
    status, refused = 422 if form.is_bound else 200, None
    if form.is_valid():
        try:
            chosen = [report.pk for report in form.cleaned_data.pop("reports")]
            answer(article=article, reports=chosen, by=request.user, **form.cleaned_data)
            messages.success(request, "Answered: the readers are told.")
            if theirs.open().exists():
                return redirect("admin:errors_story", pk)
            return redirect("admin:errors_errorreport_changelist")
        except (Answered, NotAllowed) as error:
            refused, status = error, 409 if isinstance(error, Answered) else 403
    rows = theirs.open().select_related("reader").order_by("arrived_at", "pk")
    context = {
        "story": article,
        "form": form,
        "chosen": {int(number) for number in request.POST.getlist("reports") if is_number(number)},
        "refused": refused,
        "page": Paginator(rows, SHOWN).get_page(request.GET.get("page")),
        "earlier": theirs.answered().select_related("answered_by").order_by("-answered_at", "-pk")[:EARLIER],
    }
    return show_page(request, "story", f"Errors in: {article.headline}", status, **context)


def notice_since(reports, article):
    """Return the number of the newest notice that came with the story since the first of these did."""
    first = reports.aggregate(at=Min("arrived_at"))["at"]
    return first and article.corrections.filter(issued_at__gte=first).values_list("pk", flat=True).first()


def may_answer(request):
    if not request.user.has_perm(MAY):
        raise PermissionDenied


def show_page(request, name, title, status=200, **context):
    context = {**admin.site.each_context(request), "title": title, **context}
    return render(request, f"admin/errors/{name}.html", context, status=status)


@admin.register(ErrorReport)
class ErrorReportAdmin(admin.ModelAdmin):
    """Pages of our own in the place of the admin's."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(MAY)

    has_change_permission = has_view_permission

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(queue_page), name="errors_errorreport_changelist"),
            path("story/<int:pk>/", view(story_page), name="errors_story"),
        ]
