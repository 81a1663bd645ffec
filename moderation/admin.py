from django.contrib import admin

from .decide import moderators
from .models import Beat, Rule


@admin.register(Rule)
class RuleAdmin(admin.ModelAdmin):
    list_display = ["title", "code", "position", "retired"]
    prepopulated_fields = {"code": ["title"]}

    def has_delete_permission(self, request, obj=None):
        """Earlier decisions cite it: a rule is retired, not deleted."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.decision_set.exists())


@admin.register(Beat)
class BeatAdmin(admin.ModelAdmin):
    """Which sections a moderator looks after; who has none looks after all."""

    list_display = ["moderator", "section"]
    list_select_related = ["moderator", "section"]
    list_filter = ["section"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "moderator":
            kwargs["queryset"] = moderators()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
