"""The same text in many places: what was said elsewhere within a day, or by another account, waits for a moderator.

The same reader on the same story is refused before it comes here (comments/screen.py).
"""

from comments.checks import HOLD, Found
from comments.screen import said, text_key


def check(*, text, reader, article, at):
    key = text_key(text)
    if not key:
        return
    elsewhere = said(key, at).values_list("reader", "article")
    for who, where in elsewhere[:20]:
        if (who, where) != (reader.pk, article.pk):
            whose = (
                "The same text was posted on another story" if who == reader.pk else "Another account posted this text"
            )
            yield Found(HOLD, f"{whose} within the last day.")
            return
