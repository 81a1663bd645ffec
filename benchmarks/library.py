"""How long the photo library takes, with a hundred thousand photos:

    python -m benchmarks.library [--photos 100000] [--times 20]
    python -m newsroom.tests.postgres python -m benchmarks.library

Each page is rendered through Django's test client, in one process; told are the median, how much of it this process
worked, the longest, and the queries. The database must be a new one: on PostgreSQL that of newsroom.tests.postgres.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

from .desk import tell
from .run import database

LIBRARY, SHEET, MANY = "/admin/images/photo/", "/admin/articles/article/photos/", "/admin/images/photo/many/"
WORDS = {"common": "harbour", "rare": "comet", "two": "harbour lighthouse", "none": "zeppelin", "in all": "ireland"}
WORDS |= {"a letter": "h"}
FILTERS = ["rights=agency", "rights=crown", "agency=Harrier", "agency=Nobody", "use=used", "use=unused", "use=live"]
FILTERS += ["ends=7", "ends=30", "ends=over", "lacks=credit", "lacks=alt", "lacks=rights", "lacks=any"]
FILTERS += ["state=blocked", "state=bin", "mine=on", "since=2025-03-01&until=2025-03-07"]
FILTERS += ["by=taken&since=2025-03-01&until=2025-03-07", "order=taken", "page=20", "page=1500"]
FILTERS += ["q=harbour&rights=crown", "q=harbour&use=unused&order=taken", "q=ireland&lacks=any&agency=Harrier"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--photos", type=int, default=100_000)
    options.add_argument("--stories", type=int, default=5_000)
    options.add_argument("--times", type=int, default=20)
    options.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = options.parse_args()
    if options.measure:
        return measure(options)
    with tempfile.TemporaryDirectory(prefix="newsroom-library-") as folder:
        command = [sys.executable, "-m", "benchmarks.library", "--measure", "--photos", str(options.photos)]
        command += ["--stories", str(options.stories), "--times", str(options.times)]
        subprocess.run(command, env=os.environ | {"DATA_DIR": folder, "LOG_LEVEL": "ERROR"}, check=True)  # noqa: S603


def measure(options):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    begun = time.monotonic()
    from .pictures import Library

    desk = someone(Library(options.photos, options.stories).write_all())
    print(f"{database()}: {options.photos:,} photos, made in {time.monotonic() - begun:.0f} s", flush=True)
    for name, address in addresses():
        tell(name, options.times, lambda number, address=address: desk.get(address))
    edit(desk, options.times)


def someone(people):
    """Return a browser of the first of these people, who may do anything with photos."""
    from django.contrib.auth.models import Group
    from django.test import Client

    person = people[0]
    person.is_staff = True
    person.save()
    person.groups.add(Group.objects.get(name="Picture editor"))
    client = Client()
    client.force_login(person)
    return client


def addresses():
    yield "the library", LIBRARY
    for words, query in WORDS.items():
        yield f"words: {words}", f"{LIBRARY}?q={query.replace(' ', '+')}"
    for query in FILTERS:
        yield query, f"{LIBRARY}?{query}"
    yield "the sheet", SHEET
    for words in ("common", "rare", "none", "in all"):
        yield f"the sheet, words: {words}", f"{SHEET}?q={WORDS[words]}"
    yield "the sheet, use=unused&agency=Harrier", f"{SHEET}?use=unused&agency=Harrier"
    yield "the form for many, all found", f"{MANY}?which=all&filter=q%3Dharbour"


def edit(desk, times):
    from images.models import Photo

    def data(number, most, **more):
        photos = Photo.objects.in_library().order_by("-pk")[number * 7 : number * 7 + most]
        seen = " ".join(f"{photo.pk}.{photo.version}" for photo in photos.only("pk", "version"))
        return {"photos": seen, "restrictions": f"No sales {number}.", "keywords": "pier"} | more

    tell("what 500 would become", times, lambda number: desk.post(MANY, data(number, 500)))
    tell("48 photos changed", times, lambda number: desk.post(MANY, data(number, 48, do=1)))
    tell("500 photos changed", 2, lambda number: desk.post(MANY, data(number, 500, do=1)))


if __name__ == "__main__":
    main()
