"""How long the moderators' pages take, with a million comments of which fifty thousand wait:

    python -m benchmarks.desk [--comments 1000000] [--waiting 50000]

Each page is rendered through Django's test client, in one process; told are the median, how much of it this process
worked (beside others on the machine it waits), the longest, and the queries.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from .run import database, make_site

TIMES = 30


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--comments", type=int, default=1_000_000)
    options.add_argument("--waiting", type=int, default=50_000)
    options.add_argument("--times", type=int, default=TIMES)
    options.add_argument("--reports", type=int, default=2_000, help="As many as a bad hour brings.")
    options.add_argument("--measure", type=json.loads, help=argparse.SUPPRESS)
    options = options.parse_args()
    if options.measure:
        return measure(options)
    with tempfile.TemporaryDirectory(prefix="newsroom-desk-") as folder:
        site = make_site(Path(folder), 2_000, options.comments)
        environment = os.environ | {"DATA_DIR": folder, "COMMENT_RATES": "", "LOG_LEVEL": "ERROR"}
        command = [sys.executable, "-m", "benchmarks.desk", "--waiting", str(options.waiting)]
        command += ["--times", str(options.times), "--reports", str(options.reports), "--measure", json.dumps(site)]
        subprocess.run(command, env=environment, check=True)  # noqa: S603


def measure(options):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from accounts.models import User
    from comments.models import Comment
    from moderation.models import Card

    settings.ALLOWED_HOSTS.append("testserver")
    let_wait(options.waiting)
    print(f"{database()}: {Comment.objects.count():,} comments, {Card.objects.count():,} wait", flush=True)
    moderator = Client()
    moderator.force_login(User.objects.get(email=options.measure["moderator"]))
    some = Card.objects.order_by("-risk", "comment_id")[options.waiting // 2]
    rare = some.comment.text.split()[0]
    asked = ["", "?show=reported", "?show=held", "?show=new", "?order=oldest", f"?after={some.risk}~{some.pk}"]
    asked += [f"?story={some.article_id}", f"?section={some.section_id}", f"?author={some.reader_id}", "?rule=spam"]
    asked += ["?language=en", "?language=ga", "?waits=24", f"?words={rare}", "?words=zeppelin", "?show=removed"]
    asked += ["?show=all", "?show=all&words=zeppelin"]
    pages = [f"/moderation/{query}" for query in asked]
    for address in [*pages, "/moderation/log/", "/moderation/here/", f"/moderation/comments/{some.pk}/"]:
        tell(address, options.times, lambda number, address=address: moderator.get(address))
    waiting = iter(list(Card.objects.order_by("-risk")[: options.times + 3].select_related("comment")))

    def decide(number):
        comment, action = next(waiting).comment, ("keep", "remove")[number % 2]
        fields = {"action": action, "version_seen": comment.version, "rule": "spam"}
        data = {f"c{comment.pk}-{name}": value for name, value in fields.items()}
        return moderator.post(f"/moderation/comments/{comment.pk}/", data, HTTP_HX_REQUEST="true")

    tell("a decision", options.times, decide)
    flood(moderator, options.reports)


def tell(name, times, deed):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = deed(0)
    asked, took, worked = len(queries), [], []
    for number in range(1, times + 1):
        begun, working = time.perf_counter(), time.process_time()
        answer = deed(number)
        took.append(1000 * (time.perf_counter() - begun))
        worked.append(1000 * (time.process_time() - working))
    took.sort()
    worked.sort()
    line = f"{took[len(took) // 2]:7.1f} ms ({worked[len(worked) // 2]:.1f} of work here), at most {took[-1]:7.1f}"
    line += f", {asked:3} queries"
    print(f"{name:36} {line} {'' if answer.status_code == 200 else answer.status_code}", flush=True)


def flood(moderator, number):
    """Let a crowd report, half of them the same few comments; tell how long reports and the queue take meanwhile."""
    import random

    from accounts.models import User
    from comments.models import Comment
    from moderation.models import Report, Rule
    from moderation.report import Refused, report

    dice, rule = random.Random(1), Rule.objects.first()  # noqa: S311
    readers = list(User.objects.filter(is_staff=False, groups=None).order_by("pk")[:500])
    few = list(Comment.objects.visible().order_by("pk")[:3])
    some = list(Comment.objects.visible().order_by("-pk")[: number * 2])
    reports, pages, refused = [], {"/moderation/": [], "/moderation/?show=reported": [], "/moderation/here/": []}, 0
    for count in range(number):
        comment = dice.choice(few) if count % 2 else some.pop(dice.randrange(len(some)))
        facts = {"reader": dice.choice(readers), "rule": rule, "text_version": comment.text_version}
        begun = time.perf_counter()
        try:
            report(comment=comment, network=f"network {dice.randrange(50)}", **facts)
        except Refused:
            refused += 1
        reports.append(1000 * (time.perf_counter() - begun))
        for address, took in pages.items() if count % 50 == 49 else ():
            begun = time.perf_counter()
            moderator.get(address)
            took.append(1000 * (time.perf_counter() - begun))
    print(f"{number:,} reports of {len(readers)} readers, {refused} of them refused; the most on one comment:", end=" ")
    print(max(Report.objects.open().filter(comment=comment).count() for comment in few))
    for name, took in {"a report": reports, **pages}.items():
        took.sort()
        print(
            f"{name:36} {took[len(took) // 2]:7.1f} ms, p95 {took[int(len(took) * 0.95)]:7.1f}, at most {took[-1]:7.1f}"
        )


def let_wait(number):
    """Let so many comments wait, spread over all there are: every fifth held, the others reported."""
    from django.utils import timezone

    from comments.models import Comment
    from moderation.models import Report, Rule

    from .waiting import write_cards

    now = timezone.now()
    readers = list(Comment.objects.order_by().values_list("reader", flat=True).distinct()[:50])
    rules, every = list(Rule.objects.all()), max(1, Comment.objects.count() // number)
    visible = Comment.objects.visible().filter(card=None).order_by("pk").values_list("pk", flat=True)
    chosen = list(visible)[::every][:number]
    for first in range(0, len(chosen), 500):
        some = chosen[first : first + 500]
        Comment.objects.filter(pk__in=some[::5]).update(status=Comment.Status.HELD)
        Report.objects.bulk_create(
            Report(
                comment_id=pk,
                reader_id=readers[n],
                rule=rules[pk % len(rules)],
                text_version=1,
                words="See this.",
                reported_at=now - timedelta(hours=1 + pk % 700),  # not all in one storm
            )
            for pk in set(some) - set(some[::5])
            for n in range(1 + pk % 3)
        )
    write_cards()


if __name__ == "__main__":
    main()
