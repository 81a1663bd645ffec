"""The environment of every test run, set before the settings are read; pyproject.toml names this plugin."""

import os
import shutil
import tempfile

# Before the settings are read. All workers of a parallel run share one folder, and each has its own in it.
IS_FIRST = "TESTS_DIR" not in os.environ
if IS_FIRST:
    os.environ["TESTS_DIR"] = tempfile.mkdtemp(prefix="newsroom-tests-")
os.environ["DATA_DIR"] = tempfile.mkdtemp(dir=os.environ["TESTS_DIR"])
os.environ["TASK_BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
os.environ["UNDO_SECONDS"] = "0"  # those concerned are told at once
# Playwright's loop runs in the thread in which the tests ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
for name in ("PRODUCTION", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_HOST", "CACHE_URL", "S3_BUCKET"):
    os.environ.pop(name, None)


def pytest_unconfigure():
    if IS_FIRST:
        shutil.rmtree(os.environ["TESTS_DIR"], ignore_errors=True)
