from django.contrib import admin

from .models import Rule


@admin.register(Rule)
class RuleAdmin(admin.ModelAdmin):
    list_display = ["title", "code", "position", "retired"]
    prepopulated_fields = {"code": ["title"]}

    def has_delete_permission(self, request, obj=None):
        """Earlier decisions cite it: a rule is retired, not deleted."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.decision_set.exists())
