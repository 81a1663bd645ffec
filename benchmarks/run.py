"""Measure Newsroom against a constant view on the same server and machine: `make bench`, or `make bench QUICK=1`.

All cases of one size are measured in turn, round after round, so that what else the machine does falls on all alike.
Ratios are taken within each round against the constant view of that round; what is written are the medians.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from .load import cases, wrk
from .servers import Servers, memory_of
from .show import draw, print_table

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
QUICK = [(1_000, 10_000)]
SIZES = [(1_000, 10_000), (20_000, 200_000), (200_000, 2_000_000)]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", help="stories:comments,... as in 1000:10000,20000:200000")
    options.add_argument("--rounds", type=int, default=3 if os.environ.get("QUICK") else 5)
    options.add_argument("--seconds", type=float, default=1 if os.environ.get("QUICK") else 3)
    options.add_argument("--keep", metavar="DIR", help="make the sites here, and use those that are there already")
    options = options.parse_args()
    if not shutil.which("wrk"):
        sys.exit("The benchmark drives the server with wrk. On Debian and Ubuntu: apt-get install wrk")
    sizes = QUICK if os.environ.get("QUICK") else SIZES
    if options.sizes:
        sizes = [tuple(map(int, size.split(":"))) for size in options.sizes.split(",")]
    rows = []
    for stories, comments in sizes:
        with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as made, database_of_its_own(stories):
            home = Path(options.keep or made) / f"{database()}-{stories}"
            rows += measure(home, stories, comments, options.rounds, options.seconds)
    write(rows, options)


def database():
    return "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"


@contextmanager
def database_of_its_own(stories):
    """On PostgreSQL, have each size in a database beside the one that DATABASE_URL names; it is dropped again."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield
        return
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE newsroom_bench_{stories}")
        os.environ["DATABASE_URL"] = urlsplit(server)._replace(path=f"/newsroom_bench_{stories}").geturl()
        try:
            yield
        finally:
            os.environ["DATABASE_URL"] = server
            connection.execute(f"DROP DATABASE newsroom_bench_{stories} WITH (FORCE)")


def measure(home, stories, comments, rounds, seconds):
    site = make_site(home, stories, comments)
    with Servers(home, site) as servers:
        todo = cases(servers, site)
        found = {case.name: [] for case in todo}
        for _ in range(rounds):
            for case in todo:
                found[case.name].append(wrk(case, seconds))
        counts = count_queries(home, site)
        for case in todo:
            case.queries = counts.get(case.name)
        rows = [summary(case, stories, found) for case in todo]
        rows.append({"name": "first_request", "size": stories, "p50_ms": round(servers.first_ms, 1)})
        rows.append({"name": "memory", "size": stories, "pss_mib": round(memory_of(servers.kept.pid))})
    print_table(rows)
    return rows


def make_site(home, stories, comments):
    """Make the site, unless one of this size is kept there; return what make_site tells of it."""
    told = home / "site.json"
    if not told.exists():
        home.mkdir(parents=True, exist_ok=True)
        env = os.environ | {"DATA_DIR": str(home)}
        begun = time.monotonic()
        for command in (
            ["migrate", "--verbosity", "0"],
            ["createcachetable", "--verbosity", "0"],
            ["collectstatic", "--no-input", "--verbosity", "0"],
        ):
            subprocess.run([sys.executable, "manage.py", *command], env=env, check=True)  # noqa: S603
        make = ["make_site", "--articles", str(stories), "--comments", str(comments), "--photos", "40", "--seed", "1"]
        made = subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *make], env=env, check=True, stdout=subprocess.PIPE, text=True
        )
        told.write_text(made.stdout.strip().splitlines()[-1])
        print(f"Made {stories} stories and {comments} comments in {time.monotonic() - begun:.0f} s.", flush=True)
    return json.loads(told.read_text())


def count_queries(home, site):
    command = [sys.executable, "-m", "benchmarks.queries", json.dumps(site)]
    env = os.environ | {"DATA_DIR": str(home), "LOG_LEVEL": "ERROR", "COMMENT_PAGE_SIZE": "200"}
    told = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    return json.loads(told.strip().splitlines()[-1])


def summary(case, size, found):
    base = [measured["rps"] for measured in found["constant"]]
    mine = found[case.name]
    refused = sum(measured["refused"] for measured in mine)
    if refused:
        print(f"  {case.name}: {refused} answers were not what they should be", flush=True)
    return {
        "name": case.name,
        "size": size,
        "rps": round(statistics.median(measured["rps"] for measured in mine)),
        "p50_ms": round(statistics.median(measured["p50_ms"] for measured in mine), 2),
        "p99_ms": round(statistics.median(measured["p99_ms"] for measured in mine), 2),
        "ratio": round(statistics.median(m["rps"] / b for m, b in zip(mine, base, strict=True)), 4),
        "queries": case.queries,
        "bytes": case.bytes,
        "refused": refused,
    }


def write(rows, options):
    RESULTS.mkdir(exist_ok=True)
    results = {
        "machine": f"{os.cpu_count()} cores, {platform.platform(terse=True)}, Python {platform.python_version()}",
        "database": database(),
        "rounds": options.rounds,
        "seconds": options.seconds,
        "rows": rows,
    }
    text = json.dumps(results, indent=1)
    (RESULTS / "latest.json").write_text(text)
    if not os.environ.get("QUICK"):
        (RESULTS / f"{database()}.json").write_text(text)
    if len({row["size"] for row in rows}) > 1:
        (RESULTS / f"{database()}.svg").write_text(draw(rows))


if __name__ == "__main__":
    main()
