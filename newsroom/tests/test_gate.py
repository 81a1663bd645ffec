"""Those who write to SQLite stand in line, across threads and processes."""

import fcntl
import threading
import unittest
from pathlib import Path
from unittest import mock

from django.db import OperationalError, connection, transaction
from django.test import TransactionTestCase

from articles.models import Section


@unittest.skipUnless(connection.vendor == "sqlite", "SQLite's own")
class GateTests(TransactionTestCase):
    def write(self, name, patience=10):
        """Add a section in a thread of its own; return what went wrong, if anything did."""
        failed = []

        def add():
            try:
                connection.ensure_connection()
                with mock.patch.dict(connection.settings_dict["OPTIONS"], timeout=patience), transaction.atomic():
                    Section.objects.create(name=name, slug=name)
            except OperationalError as error:
                failed.append(str(error))
            finally:
                connection.close()

        thread = threading.Thread(target=add)
        thread.start()
        thread.join(20)
        return failed

    def test_a_thread_waits_for_another_and_gives_up_in_the_end(self):
        with transaction.atomic():
            self.assertEqual(self.write("early", patience=0.2), ["database is locked"])
        self.assertEqual(self.write("late"), [])
        self.assertEqual([section.name for section in Section.objects.all()], ["late"])

    def test_a_process_waits_for_another_and_gives_up_in_the_end(self):
        connection.ensure_connection()
        with Path(f"{connection.settings_dict['NAME']}.gate").open("a") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)  # as another process would
            self.assertEqual(self.write("early", patience=0.2), ["database is locked"])
        self.assertEqual(self.write("late"), [])

    def test_the_gate_opens_again_when_a_transaction_fails(self):
        for _ in range(2):
            with self.assertRaises(ZeroDivisionError), transaction.atomic():
                Section.objects.create(name="none", slug="none")
                raise ZeroDivisionError
            with transaction.atomic(), self.assertRaises(OperationalError), transaction.atomic():
                raise OperationalError
            self.assertEqual(self.write("after", patience=0.5), [])
            Section.objects.all().delete()

    def test_many_at_once_are_all_served(self):
        failed = []
        threads = [threading.Thread(target=lambda n=n: failed.extend(self.write(f"s{n}"))) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual((failed, Section.objects.count()), ([], 12))
