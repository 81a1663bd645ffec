"""Several processes at once post, answer, edit, delete, like, report, pick and decide on a few stories. After each
round every list, count and recount must be one number, and at the end the doctor must find nothing:

    python -m benchmarks.crowd --rounds 10 --seconds 20 [--texts comments.jsonl ...]
    python -m benchmarks.crowd --each-step --texts comments.jsonl ...

The texts are those of JSON lines ("text"), or made. Everything goes through the same deeds as the site's pages. With
--each-step every text is posted once, and each process looks after each of its deeds at the story that it was about:
in one read transaction its list, count, recount and likes must agree (each_step.py).
"""

import argparse
import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from .run import database, make_site

STORIES, PROCESSES = 4, 4
DEEDS = {"post": 60, "edit": 8, "delete": 6, "like": 12, "report": 5, "decide": 7, "pick": 2}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--texts", nargs="*", default=[], type=Path)
    options.add_argument("--each-step", action="store_true")
    options = options.parse_args()
    texts = [json.loads(line)["text"] for path in options.texts for line in path.open()]
    with tempfile.TemporaryDirectory(prefix="newsroom-crowd-") as folder:
        make_site(Path(folder), 100, 1000)
        os.environ |= {"DATA_DIR": folder, "LOG_LEVEL": "CRITICAL", "COMMENT_RATES": "", "COMMENT_PROOF_HOURS": "0"}
        spawn = multiprocessing.get_context("spawn")
        told = each_step(spawn, texts) if options.each_step else rounds(spawn, texts, options.rounds, options.seconds)
        print(database(), dict(sorted(told.items())))
        subprocess.run([sys.executable, "manage.py", "doctor"], check=False)  # noqa: S603


def rounds(spawn, texts, number_of_rounds, seconds):
    told = Counter()
    for number in range(number_of_rounds):
        with spawn.Pool(PROCESSES) as pool:
            shares = [(texts[share::PROCESSES], number * PROCESSES + share) for share in range(PROCESSES)]
            for done in pool.starmap(crowd, [(*share, seconds) for share in shares]):
                told += done
            wrong = pool.apply(disagreements, [STORIES])
        print(f"round {number + 1}: {sum(told.values())} deeds, {wrong or 'all counts agree'}", flush=True)
    return told


def each_step(spawn, texts):
    from .each_step import STORIES_EACH_STEP, crowd_step_by_step

    told = Counter()
    with spawn.Pool(PROCESSES) as pool:
        for done in pool.starmap(crowd_step_by_step, [(texts[share::PROCESSES], share) for share in range(PROCESSES)]):
            told += done
        wrong = pool.apply(disagreements, [STORIES_EACH_STEP])
    print(f"{len(texts)} texts, at the end {wrong or 'all counts agree'}", flush=True)
    return told


def crowd(texts, seed, seconds):
    """Do deeds for so many seconds; return how many of each were done, refused with a reason, or broke."""
    set_up()
    from . import deeds

    chance, told, until = random.Random(seed), Counter(), time.monotonic() + seconds  # noqa: S311
    cast = deeds.Cast(chance, texts or [f"The tide was late on day {n}, and so was I." for n in range(5000)], STORIES)
    while time.monotonic() < until:
        [deed] = chance.choices(list(DEEDS), DEEDS.values())
        try:
            told[deed, getattr(cast, deed)()] += 1
        except Exception:  # noqa: BLE001  (this is what is looked for)
            told[deed, "BROKE"] += 1
            print(traceback.format_exc(), file=sys.stderr, flush=True)
    return told


def disagreements(stories):
    """Return where a list, its count and a count of the rows are not one number."""
    set_up()
    from . import deeds

    return deeds.disagreements(stories)


def set_up():
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()


if __name__ == "__main__":
    main()
