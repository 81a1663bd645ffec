import getpass
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from comments.models import Comment
from law.evidence import take


class Command(BaseCommand):
    help = "Write all that is known of a comment into a sealed file. Who took it is logged."

    def add_arguments(self, parser):
        parser.add_argument("comment", type=int, help="Its number, as in its address.")
        parser.add_argument("--to", required=True, metavar="DIR", help="The folder; it is made if it is not there.")
        parser.add_argument("--by", metavar="EMAIL", help="For whom; without it the log names the machine's user.")

    def handle(self, comment, to, by, **options):
        found = Comment.objects.filter(pk=comment).first()
        if found is None:
            raise CommandError(f"There is no comment {comment}.")
        person = User.objects.filter(email__iexact=by).first() if by else None
        if by and person is None:
            raise CommandError(f"Nobody has an account with the e-mail address “{by}”.")
        folder = Path(to)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            content, taken = take(comment=found, by=person, machine_user=getpass.getuser()[:60])
            path = folder / f"comment-{comment}.zip"
            path.touch(mode=0o600)  # it names people
            path.write_bytes(content)
        except OSError as error:
            raise CommandError(f"The folder “{folder}” cannot be written to: {error.strerror}.") from None
        self.stdout.write(f"{path}\nSHA-256 {taken.sha256}")
