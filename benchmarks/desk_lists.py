"""How long the editors' lists, search, own work and story form take, with 200,000 stories and 1,000,000 revisions:

    python -m benchmarks.desk_lists [--stories 200000] [--revisions 5] [--times 20]
    python -m newsroom.tests.postgres python -m benchmarks.desk_lists

Each page is rendered through Django's test client, in one process; told are the median, how much of it this process
worked, the longest, and the queries. The database must be a new one: on PostgreSQL that of newsroom.tests.postgres.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from .desk import tell
from .run import database, make_site

STAFF, BATCH = 40, 2_000
# Of the newest stories, how many are in which state; of all others, every so many is withdrawn.
WAITING = {"draft": 1_200, "review": 300, "changes": 200, "approved": 100, "spiked": 700, "scheduled": 100}
WITHDRAWN, UNRELEASED, HELD = 400, 200, 5_000
LIST = "/admin/articles/article/"
FILTERS = [f"state={state}" for state in (*WAITING, "withdrawn", "published")]
FILTERS += ["section=1", "section=1&state=draft", "section=1&state=withdrawn", "person=a60", "person=a60&state=draft"]
FILTERS += ["what=unreleased", "what=held", "what=embargo", "what=change", "what=unreleased&section=3", "p=20"]
WORDS = {
    "common": "harbour",
    "rare": "comet",
    "two": "harbour lighthouse",
    "none": "zeppelin",
    "standing": '"more was"',
}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--stories", type=int, default=200_000)
    options.add_argument("--revisions", type=int, default=5, help="Of each story.")
    options.add_argument("--times", type=int, default=20)
    options.add_argument("--home", type=Path, help="A folder in which the site is kept, to be measured again.")
    options.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = options.parse_args()
    if options.measure:
        return measure(options)
    with tempfile.TemporaryDirectory(prefix="newsroom-lists-") as folder:
        folder = str(options.home or folder)
        make_site(Path(folder), options.stories, 1_000)
        command = [sys.executable, "-m", "benchmarks.desk_lists", "--measure", "--stories", str(options.stories)]
        command += ["--revisions", str(options.revisions), "--times", str(options.times)]
        subprocess.run(command, env=os.environ | {"DATA_DIR": folder, "LOG_LEVEL": "ERROR"}, check=True)  # noqa: S603


def measure(options):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from django.conf import settings

    from articles.models import Article, Revision

    settings.ALLOWED_HOSTS.append("testserver")
    if not Revision.objects.exists():
        make(options)
    editor, reporter = browsers()
    made = f"{Article.objects.count():,} stories, {Revision.objects.count():,} revisions"
    print(f"{database()}: {made}", flush=True)
    for who, client in (("an editor", editor), ("a reporter", reporter)):
        print(f"As {who}:")
        for name, address in addresses(client.person):
            tell(name, options.times, lambda number, client=client, address=address: client.get(address))


def make(options):
    staff()
    spread(options.stories)
    read_for_the_desk()
    write_past(options.revisions)
    settle()


def staff():
    """Make those who write in the paper."""
    from accounts.models import User
    from articles.models import Author

    people = User.objects.bulk_create(
        User(email=f"staff-{number}@made-site.example", display_name=f"Staff {number}", is_staff=True)
        for number in range(STAFF)
    )
    for author, person in zip(Author.objects.order_by("pk")[: STAFF // 2], people, strict=False):
        author.user = person
        author.save()


def browsers():
    """Return a browser of an editor and one of a reporter."""
    from django.contrib.auth.models import Group
    from django.test import Client

    from accounts.models import User

    found = []
    for number, role in enumerate(("Editor", "Reporter")):
        client = Client()
        client.person = User.objects.get(email=f"staff-{number}@made-site.example")
        client.person.groups.add(Group.objects.get(name=role))
        client.force_login(client.person)
        found.append(client)
    return found


def spread(stories):
    """Let many people have begun and saved the stories, and let some be in each state."""
    from django.db.models import F

    from accounts.models import User
    from articles.models import Article

    people = list(User.objects.filter(email__startswith="staff-").order_by("pk"))
    # Their numbers follow each other.
    begun, saved = people[0].pk + F("pk") % STAFF, people[0].pk + F("pk") * 7 % STAFF
    Article.objects.order_by().update(latest=5, released=5, created_by=begun, saved_by=saved)
    Article.objects.filter(pk__lte=stories // 50 * 49, pk__in=every(stories, WITHDRAWN)).update(status="withdrawn")
    Article.objects.filter(pk__in=every(stories, UNRELEASED)).update(latest=6)
    Article.objects.filter(pk__in=every(stories, HELD)).update(legal_hold=True)
    last = stories
    for state, count in WAITING.items():
        some = Article.objects.filter(pk__lte=last, pk__gt=last - count)
        last -= count
        if state == "scheduled":
            some.update(status=state, publish_at=F("publish_at") + timedelta(days=400))
        else:
            nothing_yet = {"publish_at": None, "first_published_at": None, "released": None, "latest": 5}
            some.update(status=state, status_before="draft" if state == "spiked" else "", **nothing_yet)
            some.filter(pk__in=every(stories, 97)).update(embargo_until=F("saved_at") + timedelta(days=400))


def every(stories, nth):
    return range(nth, stories + 1, nth)


def write_past(revisions):
    """Write each story's versions, as short as they may be, and what was done with it."""
    from django.db import transaction

    from articles import version
    from articles.models import Article, ArticleEvent, Revision

    from .rows import write

    chance, body = random.Random(5), "<p>" + "Nothing more was seen of it. " * 12 + "</p>"  # noqa: S311
    stories = Article.objects.order_by("pk").values("pk", "headline", "section_id", "latest", "saved_at", "saved_by_id")
    rows, done = [], []
    stories = list(stories)  # none of them is still being read while others are written
    for story in stories:
        facts = version.new(headline=story["headline"], slug="made", section=story["section_id"], body=body)
        facts |= {"standfirst": "So it is.", "bylines": [[chance.randint(1, 60), ""]]}
        by = {"article_id": story["pk"]}
        for number in range(1, max(revisions, story["latest"]) + 1):
            saved = {"saved_by_id": story["saved_by_id"], "saved_at": story["saved_at"]}
            rows.append(Revision(number=number, base=number - 1, facts=facts, **by, **saved))
        for deed in ("create", "save", "request_changes"):
            done.append(
                ArticleEvent(deed=deed, by_id=story["saved_by_id"], at=story["saved_at"], version=1, note="So.", **by)
            )
        if len(rows) > BATCH * 5 or story is stories[-1]:
            with transaction.atomic():
                write(rows)
                write(done)
            rows, done = [], []


def read_for_the_desk():
    """Give the desk's search the texts that readers' search has, and what it knows beside them."""
    from django.db import transaction

    from articles.models import Article, Byline
    from search import index
    from search.models import StoryText
    from search.place import month_of, place_of
    from search.tables import DESK

    known = dict(Article.objects.values_list("pk", "status"))
    people = {
        pk: rest for pk, *rest in Article.objects.values_list("pk", "created_by", "saved_by", "section", "saved_at")
    }
    authors = index.by_article(Byline.objects.values_list("article", "author"))
    texts = StoryText.objects.order_by("article").values_list("article", "headline", "standfirst", "body")
    for begin in range(0, len(people), BATCH):
        rows = []
        for number, *words in list(texts.filter(article__gt=begin, article__lte=begin + BATCH)):
            begun, saved, section, saved_at = people[number]
            place = place_of(saved_at, number)
            facts = [f"section{section}", f"state{known[number]}", month_of(place), f"begun{begun}", f"saved{saved}"]
            facts += [f"author{author}" for author in authors[number]]
            rows.append(index.Row(number, place, facts, *words, version=5))
        with transaction.atomic():
            index.engine().write(rows, tables=DESK)


def settle():
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def addresses(person):
    from articles.models import Article

    yield "the desk", "/admin/"
    yield "my work", f"{LIST}mine/"
    yield "all stories", LIST
    yield "by publication", f"{LIST}?o=-4"
    me = f"person=u{person.pk}"
    for asked in (*FILTERS, me, f"{me}&state=draft", f"{me}&state=published", f"{me}&what=unreleased"):
        yield asked, f"{LIST}?{asked}"
    for words, query in WORDS.items():
        yield f"words: {words}", f"{LIST}?q={query.replace(' ', '+')}"
    yield "words: common, drafts", f"{LIST}?q=harbour&state=draft"
    yield "words: common, mine", f"{LIST}?q=harbour&{me}"
    yield "words: common, one section", f"{LIST}?q=harbour&section=1"
    own = Article.objects.filter(created_by=person)
    for state in ("draft", "published"):
        story = own.filter(status=state).order_by("-pk").first() or own.order_by("-pk")[0]
        yield f"a story’s form, {state}", f"{LIST}{story.pk}/change/"
    changed = own.filter(latest=6).first()
    yield "a story’s form, not released", f"{LIST}{(changed or own.order_by('-pk')[0]).pk}/change/"
    if person.has_perm("articles.publish_article"):
        yield "the publish page", f"{LIST}{own.filter(status='draft').first().pk}/publish/"


if __name__ == "__main__":
    main()
