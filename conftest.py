"""What every test stands on: a data folder of its own, fast passwords, plain static files, mail kept in memory."""

import os
import tempfile

# Before the settings are read. Each worker of a parallel run has its own folder.
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="newsroom-tests-")
for name in ("PRODUCTION", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_HOST", "CACHE_URL", "S3_BUCKET"):
    os.environ.pop(name, None)


def pytest_configure(config):
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
