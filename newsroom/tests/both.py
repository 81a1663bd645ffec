"""Run all tests on SQLite, and beside them on PostgreSQL those that ask the database: `python -m newsroom.tests.both`.

Both at once, because the browser tests wait a lot. What SQLite's say is shown as it comes, what PostgreSQL's say when
those are through. It fails when either fails.
"""

import subprocess
import sys
import tempfile

SQLITE = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
POSTGRESQL = [sys.executable, "-m", "newsroom.tests.postgres", *SQLITE, "-m", "database and not browser"]


def main(options):
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen([*POSTGRESQL, *options], stdout=said, stderr=subprocess.STDOUT) as other,  # noqa: S603
    ):
        print("On SQLite:", flush=True)
        first = subprocess.run([*SQLITE, *options], check=False).returncode  # noqa: S603
        second = other.wait()
        said.seek(0)
        print("\nOn PostgreSQL:", said.read(), sep="\n", flush=True)
    if first or second:
        print(f"SQLite: {'FAILED' if first else 'passed'}. PostgreSQL: {'FAILED' if second else 'passed'}.")
    return first or second


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
