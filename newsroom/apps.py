from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from taggit.apps import TaggitAppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"


class TagsConfig(TaggitAppConfig):
    """The library of tags, by the name that it has at the desk."""

    verbose_name = "Tags"


class DeskConfig(AdminConfig):
    """Django's admin with our own index (newsroom/desk.py)."""

    default_site = "newsroom.desk.Desk"
