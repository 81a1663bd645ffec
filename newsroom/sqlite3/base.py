"""SQLite with a gate before its write lock.

SQLite lets one connection write at a time, and those who find it busy sleep up to 100 ms and try again, in no order:
when people post without a pause the unlucky ones wait for seconds. At the gate they stand in line instead.
"""

import fcntl
import threading
import time
from contextlib import suppress
from pathlib import Path

from django.db import OperationalError
from django.db.backends.sqlite3 import base, operations

NAP = 0.001  # between two looks at whether another process has let go
lines = {}  # the line of each database in this process: its threads wait here, in order


class DatabaseOperations(operations.DatabaseOperations):
    def sql_flush(self, style, tables, **options):
        """Empty sealed tables too (moderation/seal.py), as PostgreSQL's TRUNCATE does: whoever empties the whole
        database means it."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%sealed%'")
            seals = cursor.fetchall()
        emptied = super().sql_flush(style, tables, **options)
        return [f"DROP TRIGGER {name}" for name, _ in seals] + emptied + [sql for _, sql in seals] if emptied else []


class DatabaseWrapper(base.DatabaseWrapper):
    gate = None
    ops_class = DatabaseOperations

    def get_new_connection(self, params):
        path = str(params["database"])
        self.gate_path = None if ":memory:" in path or "mode=memory" in path else Path(f"{path}.gate")
        self.line = lines.setdefault(path, threading.Lock())
        return super().get_new_connection(params)

    def _start_transaction_under_autocommit(self):
        self.pass_gate()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self.leave_gate()
            raise

    def _commit(self):
        try:
            return super()._commit()
        finally:
            self.leave_gate()

    def _rollback(self):
        try:
            return super()._rollback()
        finally:
            self.leave_gate()

    def _close(self):
        try:
            return super()._close()
        finally:
            self.leave_gate()

    def pass_gate(self):
        if self.gate or self.gate_path is None:
            return
        patience = self.settings_dict["OPTIONS"].get("timeout", 5)
        deadline = time.monotonic() + patience
        if not self.line.acquire(timeout=patience):
            raise OperationalError("database is locked")
        try:
            self.gate = self.gate_path.open("a")
            while not self.locks(self.gate):
                if time.monotonic() > deadline:
                    raise OperationalError("database is locked")
                time.sleep(NAP)
        except BaseException:
            self.leave_gate(held=True)
            raise

    @staticmethod
    def locks(gate):
        with suppress(BlockingIOError):
            fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def leave_gate(self, held=False):
        if self.gate:
            self.gate.close()  # and with it goes the lock
            self.gate = None
            held = True
        if held:
            self.line.release()
