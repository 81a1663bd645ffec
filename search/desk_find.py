"""Find stories at the desk by their words: named in settings.DESK_SEARCH. No public page comes here."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from articles.models import Article, Author

from .extracts import Extracts
from .find import COUNTED, NO_TIME
from .index import engine
from .models import DeskText
from .place import last_at, number_in
from .tables import DESK
from .words import understand

LONGEST, MOST_TERMS = 200, 20
AHEAD = timedelta(days=1)  # so far a clock may be wrong
S = Article.Status
PUBLIC = [f"state{state}" for state in (S.SCHEDULED, S.PUBLISHED)]  # which of them is one, the clock says


@dataclass
class Found:
    """Numbers of stories, those saved last first, as far as they are counted; or why nothing was looked for."""

    numbers: list = field(default_factory=list)
    refused: str = ""
    query: object = None

    def extracts(self, numbers):
        """Return for each of these stories where the words stand, in pieces: (words, whether they were asked for)."""
        if not self.query:
            return {}
        marks = Extracts(self.query)
        texts = DeskText.objects.filter(article__in=numbers).only("article_id", "standfirst", "body")
        return {text.article_id: marks.extract(text.body) or marks.extract(text.standfirst) for text in texts}


def search(words, *, section=None, state=None, user=None, author=None, own=None, at=None):
    """Return what was Found for what somebody typed at the desk, in stories of every state.

    `section`, `user` (who has a part in it) and `author` are numbers; `own` is the number of somebody who sees their
    own stories alone, and what may be public.
    """
    query, refused = asked(words)
    if refused:
        return Found(refused=refused)
    facts = [[f"section{section}"]] if section else []
    facts += [PUBLIC if f"state{state}" in PUBLIC else [f"state{state}"]] if state else []
    facts += [[f"begun{user}", f"saved{user}", *of_login(user)]] if user else []
    facts += [[f"author{author}"]] if author else []
    facts += [[f"begun{own}", *of_login(own), *PUBLIC]] if own else []
    upto = last_at((at or timezone.now()) + AHEAD)
    places = engine().newest(query, facts, COUNTED, NO_TIME, upto, tables=DESK)
    return Found([number_in(place) for place in places], query=query)


def asked(words):
    """Return the query, or why there is none."""
    query = understand(words[:LONGEST])
    if len(query.wanted) + len(query.unwanted) > MOST_TERMS:
        return None, f"These are too many words: please use at most {MOST_TERMS}."
    if not query.wanted:
        return None, "There is no word in what you typed. Please type one to search for."
    if query.too_common:
        return None, f"“{query.too_common}” stands in almost every story. Please add another word to it."
    return query, ""


def of_login(user):
    return [f"author{author}" for author in Author.objects.filter(user=user).values_list("pk", flat=True)]
