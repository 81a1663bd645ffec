from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"


class DeskConfig(AdminConfig):
    """Django's admin with our own index (newsroom/desk.py)."""

    default_site = "newsroom.desk.Desk"
