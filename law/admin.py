"""What the publisher's lawyer chooses, at the desk."""

from django.contrib import admin

from articles.admin.paper import OneRow
from articles.admin.status import TellsItsStatus

from .models import LawTerms


@admin.register(LawTerms)
class LawTermsAdmin(TellsItsStatus, OneRow):
    fieldsets = [
        (None, {"fields": ["platform", "contact"]}),
        ("Statements of reasons", {"fields": ["statements", "spam_rules", "legal_rules"]}),
        ("Times", {"fields": ["notice_hours", "appeal_hours", "appeal_days"]}),
        ("Misuse", {"fields": [("misuse_number", "misuse_share"), ("misuse_days", "suspend_days")]}),
    ]
