from django.core.management.base import BaseCommand

from figures.days import close_days


class Command(BaseCommand):
    help = "Count the comments and reports of the days that are over, for the dashboard. Run it once a day."

    def handle(self, **options):
        self.stdout.write(f"{close_days()} days were counted.")
