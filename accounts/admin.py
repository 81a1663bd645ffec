from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.contrib.auth.models import Group
from django.db import IntegrityError, models

from .models import User
from .names import free_name
from .rename import NotRenamed, rename
from .roles import roles_changed
from .skeleton import skeleton


class KnownByNameAndMail:
    """For the desk's forms: the same rules as at sign-up."""

    def clean_display_name(self):
        return free_name(self.cleaned_data["display_name"], person=self.instance, by_staff=True)

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()


class PersonForm(KnownByNameAndMail, forms.ModelForm):
    pass


class NewPersonForm(KnownByNameAndMail, BaseUserCreationForm):
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
    filter_horizontal = []
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
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

    def has_change_permission(self, request, obj=None):
        """Whoever may change a superuser's e-mail or password may become one."""
        return super().has_change_permission(request, obj) and self.may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.may_touch(request, obj)

    @staticmethod
    def may_touch(request, obj):
        return obj is None or request.user.is_superuser or not obj.is_superuser

    def changeform_view(self, request, *args, **kwargs):
        """Whoever was a moment too late with a name or an address gets the form again, which now says why."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, NotRenamed):
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        """A new name is given by its deed. A new address has to be confirmed at the next sign-in; the old one opens
        nothing any more."""
        if change and "display_name" in form.changed_data:
            rename(person=User(pk=obj.pk), name=obj.display_name, by_staff=True)
        obj.name_skeleton = skeleton(obj.display_name)
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            obj.emailaddress_set.all().delete()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if {"groups", "is_superuser", "is_active"} & set(form.changed_data):
            roles_changed()


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        roles_changed()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        roles_changed()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        roles_changed()
