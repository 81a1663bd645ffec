"""Versions of what public pages show. A page is good as long as the versions it was made from still stand."""

from django.db import models


class PageVersion(models.Model):
    name = models.CharField(max_length=80, primary_key=True, help_text="As in story:12, latest or paper.")
    number = models.BigIntegerField(default=0)

    def __str__(self):
        return f"{self.name} {self.number}"
