import json

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.formats import date_format

from articles.expire import expire
from articles.rights_report import report


class Command(BaseCommand):
    help = (
        "Tell which photos in public and scheduled stories run out, are over, blocked, or without a right or credit, "
        "and bring the search in step with those that came or went by themselves. Run it once a day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=7, help="How far to look ahead; 7 unless told.")
        parser.add_argument("--json", action="store_true", help="One JSON object a line, for programs.")
        parser.add_argument("--mail", metavar="ADDRESS", help="Mail it there, if there is anything to tell.")

    def handle(self, days, mail, **options):
        expire()
        groups = [(heading, lines) for heading, _, lines in report(days=days) if lines]
        if options["json"]:
            for heading, lines in groups:
                for line in lines:
                    self.stdout.write(json.dumps(facts(heading, line), ensure_ascii=False))
            return
        text = "\n\n".join(in_words(heading, lines) for heading, lines in groups)
        self.stdout.write(text or "Nothing to look at.")
        if mail and text:
            send_mail("Rights of photos in stories", text, settings.DEFAULT_FROM_EMAIL, [mail])


def facts(heading, line):
    photo = line.photo
    return {
        "what": heading,
        "photo": photo.pk,
        "credit": photo.credit,
        "use_until": photo.use_until and photo.use_until.isoformat(),
        "said": line.sentence,
        "more_stories": line.more,
        "stories": [settings.SITE_URL + story.get_absolute_url() for story in line.stories],
    }


def in_words(heading, lines):
    said = [heading.upper()]
    for line in lines:
        photo = line.photo
        until = f", until {date_format(timezone.localtime(photo.use_until), 'j F Y, H:i')}" if photo.use_until else ""
        said.append(f"- Photo {photo.pk}, {photo} ({photo.credit or 'no credit'}){until}")
        said += [f"    {line.sentence}"] if line.sentence else []
        said += [f"    {story.headline}: {settings.SITE_URL}{story.get_absolute_url()}" for story in line.stories]
        said += [f"    and {line.more} older"] if line.more else []
    return "\n".join(said)
