"""The made site's comments: in threads, with those that wait for a moderator and those that readers reported."""

import random
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from articles.sanitise import comment_html
from comments.models import STEP, Comment, Hit, step
from moderation.models import Decision, Report

from .prose import SAID, Prose
from .rows import write
from .stories import time_of

ON_BIG_STORY = 200  # all visible
REPLIES = 0.6
DEEPEST = 4  # replies below the first
# Of 2,000 comments, these many wait, were reported by one to three readers, were removed.
OF, HELD, REPORTED, REMOVED = 2_000, 10, 6, 8
NEWEST = 20  # half of the comments stand on a NEWESTth of the stories, the newest
LIFE = timedelta(days=3)  # of a conversation
BATCH = 5_000
SAID_WORDS = 28  # at least; 32 in the middle


class Threads:
    """Writes comments by chance; the same seed gives the same ones."""

    def __init__(self, *, paper, readers, seed, articles, comments, at):
        self.paper, self.readers, self.articles, self.comments, self.at = paper, readers, articles, comments, at
        self.seed, self.chance, prose = seed, random.Random(f"threads {seed}"), Prose(f"said {seed}")  # noqa: S311
        texts = [prose.words(SAID_WORDS, SAID) for _ in range(1000)]
        self.said = [(text, comment_html(text)) for text in texts]
        self.number = self.reports_made = self.told = 0
        self.begin_batch()

    def write_all(self, say):
        for story, count in enumerate(self.counts(), start=1):
            self.thread(story, count)
            if len(self.batch) >= BATCH:
                self.write_batch()
                if self.number // 200_000 > self.told:
                    self.told = self.number // 200_000
                    say(f"{self.number:,} comments")
        self.write_batch()

    def counts(self):
        """Return how many comments stand on each story, the oldest first."""
        counts = [0] * self.articles
        counts[-1] = min(self.comments, ON_BIG_STORY)
        others = self.articles - 1
        rest = self.comments - counts[-1] if others else 0
        newest = min(others, max(50, self.articles // NEWEST))
        for story in self.chance.choices(range(others - newest, others), k=rest // 2) if rest else ():
            counts[story] += 1
        for story in self.chance.choices(range(others), k=rest - rest // 2) if rest else ():
            counts[story] += 1
        return counts

    def thread(self, story, count):
        """Make the comments on one story; on the newest all are visible."""
        published = time_of(story, self.articles, self.at)
        life = min(LIFE, self.at - published)
        answerable = []
        for place in range(count):
            self.number += 1
            parent = self.chance.choice(answerable) if answerable and self.chance.random() < REPLIES else None
            fate = 0 if story == self.articles else self.chance.randrange(OF)
            comment = self.comment(story, parent, published + life * ((place + 1) / (count + 1)))
            self.batch.append(comment)
            if 0 < fate <= HELD:
                self.hold(comment)
                continue
            if len(comment.path) // STEP <= DEEPEST:
                answerable.append(comment)
            if HELD < fate <= HELD + REPORTED:
                self.report(comment)
            elif HELD + REPORTED < fate <= HELD + REPORTED + REMOVED:
                self.remove(comment)

    def comment(self, story, parent, at):
        text, html = self.chance.choice(self.said)
        return Comment(
            pk=self.number,
            article_id=story,
            reader_id=self.chance.choice(self.readers),
            parent_id=parent and parent.pk,
            path=(parent.path if parent else "") + step(self.number),
            top=parent.top if parent else self.number,
            text=text,
            html=html,
            posted_at=at,
            form_key=UUID(int=self.number),
        )

    def hold(self, comment):
        comment.status = Comment.Status.HELD
        because = "The words look like those of an advertisement."
        words = comment.text.split()[0]
        self.hits.append(Hit(comment=comment, check_name="made", outcome="hold", because=because, words=words))

    def report(self, comment):
        others = [reader for reader in self.chance.sample(self.readers, 4) if reader != comment.reader_id]
        for reader in others[: self.chance.choice((1, 1, 2, 3))]:
            self.reports_made += 1
            self.reports.append(
                Report(
                    comment=comment,
                    reader_id=reader,
                    rule=self.chance.choice(self.paper.rules),
                    words="Please look at this one.",
                    text_version=1,
                    reference=f"R-{self.reports_made:07}",
                    reported_at=min(self.at, comment.posted_at + timedelta(minutes=9)),
                )
            )

    def remove(self, comment):
        comment.status, comment.version = Comment.Status.REMOVED, 2
        self.decisions.append(
            Decision(
                comment=comment,
                moderator=self.paper.moderator,
                action=Decision.Action.REMOVE,
                rule=self.chance.choice(self.paper.rules),
                note="Please read the rules.",
                before=Comment.Status.VISIBLE,
                text=comment.text,
                version=1,
                decided_at=min(self.at, comment.posted_at + timedelta(minutes=25)),
            )
        )

    def begin_batch(self):
        self.batch, self.hits, self.reports, self.decisions = [], [], [], []

    @transaction.atomic
    def write_batch(self):
        for rows in (self.batch, self.hits, self.decisions, self.reports):
            write(rows)
        self.begin_batch()
