"""Links: many of them, or any from an account that is new, wait for a moderator."""

from datetime import timedelta

from articles.sanitise import ADDRESS
from comments.checks import HOLD, Found

MANY = 3
NEW = timedelta(days=1)


def check(*, text, reader, article, at):
    links = ADDRESS.findall(text)
    if len(links) >= MANY:
        yield Found(HOLD, f"It has {len(links)} links; a moderator looks at comments with {MANY} or more.", links[0])
    elif links and at - reader.date_joined < NEW:
        yield Found(HOLD, "It has a link, and the account is less than a day old.", links[0])
