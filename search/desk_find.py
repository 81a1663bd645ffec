"""Find stories at the desk by their words: named in settings.DESK_SEARCH. No public page comes here."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from articles import mine
from articles.models import Article, Author

from .extracts import Extracts
from .find import COUNTED, NO_TIME
from .index import engine
from .models import DeskText, StoryText
from .place import last_at, number_in
from .tables import DESK, PUBLIC
from .words import understand

LONGEST, MOST_TERMS = 200, 20
AHEAD = timedelta(days=1)  # so far a clock may be wrong
S = Article.Status
OUT = [f"state{state}" for state in (S.SCHEDULED, S.PUBLISHED)]  # which of them is one, the clock says


@dataclass
class Found:
    """Numbers of stories, those saved last first, as far as they are counted; or why nothing was looked for. After them
    come those of `others`, newest first, which were found by what readers see of them."""

    numbers: list = field(default_factory=list)
    others: set = field(default_factory=set)
    refused: str = ""
    query: object = None

    def extracts(self, numbers):
        """Return for each of these stories where the words stand, in pieces: (words, whether they were asked for)."""
        if not self.query:
            return {}
        marks, found = Extracts(self.query), {}
        for texts, these in ((DeskText, set(numbers) - self.others), (StoryText, self.others.intersection(numbers))):
            for text in texts.objects.filter(article__in=these).only("article_id", "standfirst", "body"):
                found[text.article_id] = marks.extract(text.body) or marks.extract(text.standfirst)
        return found


def search(words, *, section=None, state=None, user=None, author=None, own=None, at=None):
    """Return what was Found for what somebody typed at the desk, in stories of every state.

    `section`, `user` (who has a part in it) and `author` are numbers; `own` is the number of somebody who reads all of
    their own stories alone: what may be public of others is found for them by what readers see.
    """
    query, refused = asked(words)
    if refused:
        return Found(refused=refused)
    facts = [[f"section{section}"]] if section else []
    facts += [[f"author{author}"]] if author else []
    in_public = list(facts)  # what the readers' index knows too; what else is asked, the desk's list sees to
    is_out = f"state{state}" in OUT
    facts += [OUT if is_out else [f"state{state}"]] if state else []
    facts += [[f"begun{user}", f"saved{user}", *of_login(user)]] if user else []
    facts += [[f"begun{own}", *of_login(own)]] if own else []
    upto = last_at((at or timezone.now()) + AHEAD)
    numbers = numbers_of(query, facts, upto, DESK)
    if not own:
        return Found(numbers, query=query)
    others = numbers_of(query, in_public, upto, PUBLIC) if is_out or not state else []
    found = Article.objects.order_by().filter(pk__in=[*numbers, *others])
    theirs = set(mine.own(found, own).values_list("pk", flat=True))
    others = [number for number in others if number not in theirs]
    return Found([number for number in numbers if number in theirs] + others, set(others), query=query)


def numbers_of(query, facts, upto, tables):
    return [number_in(place) for place in engine().newest(query, facts, COUNTED, NO_TIME, upto, tables=tables)]


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
