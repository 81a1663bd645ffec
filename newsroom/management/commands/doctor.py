import json
import sys

from django.core.management.base import BaseCommand

from newsroom.doctor import examine


class Command(BaseCommand):
    help = "Look whether all is as it should be: counts, threads, decisions, mails, settings. Exit status 1 if not."

    def add_arguments(self, parser):
        parser.add_argument("--fix", action="store_true", help="Mend what can be mended.")
        parser.add_argument("--json", action="store_true", help="For programs.")

    def handle(self, fix, json: bool, **options):
        findings = []
        for finding in examine(fix=fix):
            findings.append(finding)
            if not json:
                self.stdout.write(line(finding))
        ok = all(finding.ok for finding in findings)
        if json:
            self.stdout.write(as_json(ok, findings))
        if not ok:
            sys.exit(1)


def line(finding):
    if not finding.found:
        return f"good   {finding.name}"
    return f"{'mended' if finding.ok else 'WRONG '} {finding.name}: {finding.message}"


def as_json(ok, findings):
    return json.dumps({"ok": ok, "checks": [finding._asdict() for finding in findings]}, indent=2)
