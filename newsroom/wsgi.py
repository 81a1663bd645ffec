import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()

from pagecache.ready import ReadyPages  # noqa: E402  (it needs the settings)

application = ReadyPages(application)
