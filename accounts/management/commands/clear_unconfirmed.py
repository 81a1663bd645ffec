from django.core.management.base import BaseCommand

from accounts.clear import clear


class Command(BaseCommand):
    help = "Delete accounts that were begun a week ago or more and whose e-mail address was never confirmed."

    def handle(self, **options):
        self.stdout.write(f"{clear()} deleted.")
