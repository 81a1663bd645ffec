"""What the desk's pages about fronts have in common."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from fronts.models import Front


class ForArrangers(admin.ModelAdmin):
    """Pages of our own in the place of the admin's, for those who may arrange the fronts."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("fronts.arrange_front")

    has_change_permission = has_view_permission

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def arrangers_only(view):
    """Staff who may not arrange get 403; everybody else was asked to sign in by the desk."""

    @wraps(view)
    def page(request, *args, **kwargs):
        if not request.user.has_perm("fronts.arrange_front"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return page


def fetch(pk):
    return get_object_or_404(Front.objects.select_related("section", "changed_by"), pk=pk)


def answer(request, template, title, status=200, **context):
    context = {**admin.site.each_context(request), "title": title, **context}
    return render(request, f"admin/fronts/{template}", context, status=status)
