"""How many queries each case asks: run as a program beside the servers, on the same site; tells it as JSON.

The one query for the versions of a kept page is asked without Django's cursor and is added here by hand.
"""

import json
import os
import sys
import uuid

VERSIONS = 1


def main(site):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User
    from pagecache.pages import pages, parts

    settings.ALLOWED_HOSTS.append("testserver")

    def asked(deed):
        with CaptureQueriesContext(connection) as queries:
            deed()
        return sum(not query["sql"].startswith(("BEGIN", "COMMIT")) for query in queries.captured_queries)

    def signed_in(email):
        client = Client()
        client.force_login(User.objects.get(email=email))
        return client

    def cold(path, keep_parts=False):
        Client().get(path)
        pages.clear()
        if not keep_parts:
            parts.clear()
        return asked(lambda: Client().get(path)) + VERSIONS

    reader, moderator = signed_in(site["reader"]), signed_in(site["moderator"])
    pk = site["first_comment"] + 1
    comment = {"text": "Counted once.", "form_key": str(uuid.uuid4())}
    report = {"rule": site["rule"], "words": "", "text_version": 1}
    decision = {f"c{pk}-action": "keep", f"c{pk}-version_seen": 1}
    counts = {
        "constant": 0,
        "story_cached": VERSIONS,
        "story_gzip": VERSIONS,
        "story_304": VERSIONS,
        "story_beside_cold": VERSIONS,
        "story_cold": cold(site["story"], keep_parts=True),
        "front_cold": cold(site["front"]),
        "section_cold": cold(site["section"]),
        "search": asked(lambda: Client().get(site["search"])),
        "queue": asked(lambda: moderator.get("/moderation/")),
        "comment_post": asked(lambda: reader.post(site["comment_post"], comment)),
        "report_post": asked(lambda: reader.post(f"/c/{pk}/report/", report)),
        "decide": asked(lambda: moderator.post(f"/moderation/comments/{pk}/", decision)),
    }
    print(json.dumps(counts))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
