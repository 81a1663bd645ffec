"""Rehearse a screening rule on the comments of the last days."""

from django.core.management.base import BaseCommand, CommandError

from screening.models import ScreeningRule
from screening.rehearse import rehearse
from screening.told import told
from screening.write import Refused


class Command(BaseCommand):
    help = "Tell what a rule, as it is written now, would have found in the comments of the last days."

    def add_arguments(self, parser):
        parser.add_argument("rule", type=int, metavar="ID", help="The rule’s number, as in the address of its page.")
        parser.add_argument("--days", type=int, default=90)

    def handle(self, *args, rule, days, **options):
        rule = ScreeningRule.objects.filter(pk=rule).first()
        if rule is None:
            known = ", ".join(f"{pk} {name}" for pk, name in ScreeningRule.objects.values_list("pk", "name"))
            raise CommandError(f"There is no such rule. There are: {known or 'none'}.")
        try:
            rehearsal = rehearse(rule=rule, days=days)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{rule.name}, version {rehearsal.version}, {days} days: {told(rehearsal)}")
        for name, numbers in (("removed", rehearsal.right), ("kept", rehearsal.wrong), ("undecided", rehearsal.open)):
            if numbers:
                self.stdout.write(f"  {name}: comments {', '.join(map(str, numbers))}")
