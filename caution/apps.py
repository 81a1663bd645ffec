from django.apps import AppConfig


class CautionConfig(AppConfig):
    name = "caution"
    verbose_name = "Legal caution"
