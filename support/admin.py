from django.contrib import admin

from articles.admin.widgets import PLAIN
from pagecache.move import move

from .models import Campaign


@admin.register(Campaign)
class CampaignAdmin(admin.ModelAdmin):
    list_display = ["name", "heading", "place", "from_time", "until", "weight"]
    list_filter = ["place"]
    formfield_overrides = PLAIN

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        move("paper")

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        move("paper")
