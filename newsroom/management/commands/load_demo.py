from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.demo import PASSWORD
from newsroom.demo.edition import NotEmpty, load
from newsroom.demo.people import logins

FACES = {
    "The paper": "/",
    "The desk": "/admin/",
    "Moderation": "/moderation/",
    "Mail that was sent": "/demo/mail/",
}


class Command(BaseCommand):
    help = "Fill an empty site with the demo edition, an invented paper. Not in production."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("The demo edition has accounts whose password everyone knows: not in production.")
        try:
            loaded = load()
        except NotEmpty as refused:
            raise CommandError(
                f"{refused} The demo edition goes into an empty site only: set DATA_DIR to a new folder."
            ) from None
        self.stdout.write(
            "The demo edition is loaded." if loaded else "The demo edition is here already; nothing was changed."
        )
        self.stdout.write("\n" + "\n".join(self.table()) + "\n")

    def table(self):
        """Yield the addresses and the logins, line by line."""
        for name, path in FACES.items():
            yield f"  {name:<20}{settings.SITE_URL}{path}"
        yield f"\n  Sign in with the password  {PASSWORD}  as"
        for role, name, email in logins():
            yield f"  {role:<20}{email:<32}{name}"
