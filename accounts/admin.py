from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm

from .forms import tidy_name
from .models import User


class PersonForm(forms.ModelForm):
    def clean_display_name(self):
        return tidy_name(self.cleaned_data["display_name"])

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()


class NewPersonForm(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "display_name"]


@admin.register(User)
class PersonAdmin(UserAdmin):
    form = PersonForm
    add_form = NewPersonForm
    ordering = ["display_name"]
    list_display = ["display_name", "email", "is_staff", "is_active", "date_joined"]
    list_filter = ["groups", "is_staff", "is_active"]
    search_fields = ["display_name", "email"]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ["groups"]
    fieldsets = [
        (None, {"fields": ["display_name", "email", "is_active"]}),
        ("At the desk", {"fields": ["is_staff", "groups", "is_superuser"]}),
        ("Dates", {"fields": ["date_joined", "last_login"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "display_name", "password1", "password2"]})]

    def get_readonly_fields(self, request, obj=None):
        """Only a superuser makes another one."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser"]
