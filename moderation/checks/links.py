"""Links: many of them, or any from an account that is new, wait for a moderator."""

from datetime import timedelta

from django.conf import settings

from articles.sanitise import ADDRESS
from comments.checks import HOLD, Found

MANY = 3
NEW = timedelta(days=1)


def check(*, text, reader, article, at):
    links = ADDRESS.findall(text)
    if len(links) >= MANY:
        yield Found(HOLD, f"It has {len(links)} links; a moderator looks at comments with {MANY} or more.", links[0])
    elif links and at - reader.date_joined < timedelta(hours=settings.COMMENT_LINKS_AFTER_HOURS):
        yield Found(HOLD, f"It has a link, and the account is less than {age()} old.", links[0])


def age():
    hours = settings.COMMENT_LINKS_AFTER_HOURS
    if hours % 24:
        return f"{hours} hours" if hours > 1 else "an hour"
    return f"{hours // 24} days" if hours > 24 else "a day"
