"""Moderators who decide on the same card in the same instant, again and again; each round one wins, and the others keep
their note:

    python -m benchmarks.race --rounds 1000      (or: python -m newsroom.tests.postgres python -m benchmarks.race)

They send the page's own form, through Django, each from a thread and a connection of their own.
"""

import argparse
import os
import random
import tempfile
import threading
from collections import Counter
from pathlib import Path

from .run import database, make_site

MOST = 8


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=1000)
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-race-") as folder:
        make_site(Path(folder), 100, 20 + options.rounds)
        os.environ |= {"DATA_DIR": folder, "LOG_LEVEL": "CRITICAL", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        import django

        django.setup()
        race = Race()
        for number in range(options.rounds):
            race.round(number)
            if number % 100 == 99:
                print(f"{number + 1} rounds: {dict(race.told)}", flush=True)
    print(database(), dict(race.told), race.wrong[:5] or "every round had one decision, and all notes were kept")


class Race:
    def __init__(self):
        from django.conf import settings
        from django.contrib.auth.models import Group
        from django.test import Client

        from accounts.models import User
        from comments.models import Comment

        settings.ALLOWED_HOSTS.append("testserver")
        self.told, self.wrong, self.chance = Counter(), [], random.Random(1)  # noqa: S311
        self.comments = iter(Comment.objects.visible().filter(card=None).order_by("pk"))
        self.clients = []
        for number in range(MOST):
            person = User.objects.create_user(f"race-{number}@x.example", None, display_name=f"Racer {number}")
            person.groups.add(Group.objects.get(name="Moderator"))
            client = Client(raise_request_exception=False)
            client.force_login(person)
            self.clients.append(client)

    def round(self, number):
        """Let two to eight decide on one comment at once, and look what came of it."""
        comment, racers = next(self.comments), self.chance.sample(self.clients, self.chance.randint(2, MOST))
        gate, answers = threading.Barrier(len(racers)), []

        def decide(client, place):
            from django.db import connection

            note = f"Note {number}.{place} of mine."
            fields = {"action": ("remove", "keep", "hold")[place % 3], "rule": "spam", "note": note, "version_seen": 1}
            data = {f"c{comment.pk}-{name}": value for name, value in fields.items()}
            gate.wait()
            answer = client.post(f"/moderation/comments/{comment.pk}/", data, HTTP_HX_REQUEST="true")
            answers.append((answer.status_code, note in answer.content.decode()))
            connection.close()

        threads = [threading.Thread(target=decide, args=each) for each in zip(racers, range(MOST), strict=False)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.judge(comment, answers)

    def judge(self, comment, answers):
        from django_tasks_db.models import DBTaskResult

        from moderation.models import Decision

        self.told.update(status for status, _ in answers)
        won = [status for status, _ in answers].count(200)
        kept = all(kept for status, kept in answers if status == 409)
        logged = Decision.objects.filter(comment=comment).count()
        mails = DBTaskResult.objects.filter(task_path="moderation.follow.tell_of").count()
        if won != 1 or logged != 1 or not kept or mails > 1 or {status for status, _ in answers} - {200, 409}:
            self.wrong.append((comment.pk, answers, logged, mails))
        DBTaskResult.objects.filter(task_path="moderation.follow.tell_of").delete()


if __name__ == "__main__":
    main()
