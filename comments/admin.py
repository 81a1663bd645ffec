from django import forms
from django.contrib import admin

from articles.sanitise import story_html
from pagecache.move import move

from .models import Community


class CommunityForm(forms.ModelForm):
    def clean_statement(self):
        return story_html(self.cleaned_data["statement"])


@admin.register(Community)
class CommunityAdmin(admin.ModelAdmin):
    """Comments themselves are not edited here: what is done about them is done in the queue."""

    form = CommunityForm

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Community.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)
        move("paper")
