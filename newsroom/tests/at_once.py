"""Several at once: each in a thread with a connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def at_once(deeds):
    """Do the deeds in threads that start together; return what each returned or raised."""
    start = threading.Barrier(len(deeds))

    def do(deed):
        try:
            start.wait(timeout=30)
            return deed()
        except Exception as error:  # noqa: BLE001
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))
