"""Tries every file of a collection of photos as an upload does, each in a process of its own.

    python -m benchmarks.photos_corpus [FOLDER]

Tells how many are taken or refused and why, the longest time, and the most memory that one took. Without FOLDER it
takes the collection beside the project, and tells how often Newsroom reads in it what exiftool reads.
"""

import json
import os
import resource
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

LONGEST, MOST = 5, 300  # seconds and megabytes that no file may take


def try_alone(path):
    """Return what became of a file, in a process that has seen no other."""
    here, there = os.pipe()
    if (child := os.fork()) == 0:
        os.close(here)
        with os.fdopen(there, "w") as told:
            json.dump(attempt(path), told)
            told.flush()
            os._exit(0)
    os.close(there)
    with os.fdopen(here) as told:
        words = told.read()
    _, status = os.waitpid(child, 0)
    return json.loads(words) if status == 0 else {"fate": f"CRASHED with status {status}", "seconds": 0, "megabytes": 0}


def attempt(path):
    from images.examine import Refused, examine
    from images.read import read

    began = time.perf_counter()
    with path.open("rb") as file:
        try:
            fate = f"taken: {examine(file).format}"
            read(file)
        except Refused as refused:
            fate = f"refused, {type(refused).__name__}: {refused}"
    seconds = time.perf_counter() - began
    return {"fate": fate, "seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def report(tried):
    """Print what became of all files; return whether each kept to the limits."""
    fates = Counter(told["fate"] for told in tried.values())
    for fate, count in sorted(fates.items()):
        print(f"{count:5}  {fate}")
    for what, unit in (("seconds", "s"), ("megabytes", "MB")):
        path = max(tried, key=lambda path: tried[path][what])
        print(f"most {what}: {tried[path][what]:.2f} {unit}, {path}")
    return not any(
        told["fate"].startswith("CRASHED") or told["seconds"] > LONGEST or told["megabytes"] > MOST
        for told in tried.values()
    )


def agreement():
    from newsroom.tests.test_corpus_photos import LISTED, compare

    for name, (count, differ) in compare(json.loads(LISTED.read_text())).items():
        print(f"{name}: {count - len(differ)} of {count}")
        for each in differ:
            print("     ", each)


def main():
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    warnings.simplefilter("ignore")
    django.setup()
    from newsroom.tests.test_corpus_photos import CORPUS

    folder = Path(sys.argv[1]) if sys.argv[1:] else CORPUS
    sound = report({path: try_alone(path) for path in sorted(folder.rglob("*")) if path.is_file()})
    if folder == CORPUS:
        agreement()
    sys.exit(not sound)


if __name__ == "__main__":
    main()
