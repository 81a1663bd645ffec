"""The environment of every test run, set before the settings are read; pyproject.toml names this plugin."""

import os
import tempfile

# Before the settings are read. Each worker of a parallel run has its own folder.
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="newsroom-tests-")
os.environ["TASK_BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
# A page is true with the very next request; pagecache/tests/test_keep.py tries the other way too.
os.environ["VERSIONS_STAND_MS"] = "0"
# Playwright's loop runs in the thread in which the tests ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
for name in ("PRODUCTION", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_HOST", "CACHE_URL", "S3_BUCKET"):
    os.environ.pop(name, None)
