"""Weigh the live rules: those that are mostly wrong hold no more."""

from django.core.management.base import BaseCommand

from screening.demote import demote


class Command(BaseCommand):
    help = "Let live rules that were mostly wrong only mark from now on, and tell the moderators’ editors. Once a day."

    def handle(self, *args, **options):
        demoted = demote()
        for rule in demoted:
            self.stdout.write(f"“{rule.name}” only marks from now on.")
        if not demoted:
            self.stdout.write("No rule is mostly wrong.")
