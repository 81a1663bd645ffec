"""What the crowd does (crowd.py): each deed on a comment of its choice, as it is or as it was a moment ago."""

import uuid

from django.test import Client

from accounts.models import User
from articles.models import Article
from comments.counted import counts
from comments.delete import delete
from comments.edit import edit
from comments.like import like, unlike
from comments.models import Comment
from comments.pick import NotToBeSeen, pick
from comments.post import Refused as PostRefused
from comments.post import post
from comments.screen import Refused as ScreenRefused
from comments.thread import WAYS, thread
from moderation.decide import Refused as DecisionRefused
from moderation.decide import decide
from moderation.models import Rule
from moderation.report import Refused as ReportRefused
from moderation.report import report

from .people import email

REFUSED = PostRefused, ScreenRefused, DecisionRefused, ReportRefused, NotToBeSeen


def stories(number):
    return list(Article.objects.live().order_by("-publish_at", "-pk")[1 : number + 1])


class Cast:
    def __init__(self, chance, texts, number):
        self.chance, self.texts, self.stories = chance, texts, stories(number)
        self.readers = list(User.objects.filter(email__startswith="reader-").order_by("pk")[:200])
        self.moderators = list(User.objects.filter(email__in=[email("moderator"), email("second-moderator")]))
        self.rules, self.seen = list(Rule.objects.all()), []
        self.touched = None  # the number of the story that the last deed was about

    def told(self, deed, **facts):
        self.touched = facts["comment"].article_id if "comment" in facts else facts["article"].pk
        try:
            deed(**facts)
        except REFUSED as error:
            return type(error).__name__
        return "done"

    def some(self):
        """Return a comment, half of the time as it was when it was last looked at, or None."""
        if self.seen and self.chance.random() < 0.5:
            return self.chance.choice(self.seen)
        comments = Comment.objects.filter(article=self.chance.choice(self.stories)).select_related("reader", "article")
        comment = comments.order_by("-pk")[self.chance.randrange(40) :].first()
        self.seen = [*self.seen[-50:], *([comment] if comment else [])]
        return comment

    def post(self, text=""):
        parent = self.some() if self.chance.random() < 0.5 else None
        story = parent.article if parent else self.chance.choice(self.stories)
        reader, text = self.chance.choice(self.readers), (text or self.chance.choice(self.texts)).strip() or "."
        return self.told(post, article=story, reader=reader, text=text, form_key=uuid.uuid4(), parent=parent)

    def edit(self):
        if not (comment := self.some()):
            return "nothing there"
        text = self.chance.choice(self.texts).strip() or "."
        return self.told(edit, comment=comment, reader=comment.reader, text=text, text_version=comment.text_version)

    def delete(self):
        comment = self.some()
        return self.told(delete, comment=comment, reader=comment.reader) if comment else "nothing there"

    def like(self):
        comment, deed = self.some(), self.chance.choice([like, like, like, unlike])
        return self.told(deed, comment=comment, reader=self.chance.choice(self.readers)) if comment else "nothing there"

    def report(self):
        if not (comment := self.some()):
            return "nothing there"
        facts = {"rule": self.chance.choice(self.rules), "text_version": comment.text_version}
        return self.told(report, comment=comment, reader=self.chance.choice(self.readers), **facts)

    def decide(self):
        if not (comment := self.some()):
            return "nothing there"
        action = self.chance.choice(["keep", "keep", "remove"])
        facts = {"action": action, "rule": self.chance.choice(self.rules), "version_seen": comment.version}
        return self.told(decide, comment=comment, moderator=self.chance.choice(self.moderators), **facts)

    def pick(self):
        comment = self.some()
        return self.told(pick, comment=comment) if comment else "nothing there"


def disagreements(number):
    """Return a line for each story whose rows, lists in every order, card and page do not tell one number."""
    found = []
    for story in stories(number):
        rows = story.comments.visible().count()
        told = {"card": counts([story.pk]).get(story.pk, 0)}
        for order in WAYS:
            after, visible, shown = "", 0, 0
            while True:
                page = thread(story, order=order, after=after)
                visible += sum(row[2] == Comment.Status.VISIBLE for row in page.rows)
                shown += len(page.rows)
                told[f"count, {order}"] = page.count
                if not (after := page.next_after):
                    break
            told[f"list, {order}"] = visible
        page = Client().get(story.get_absolute_url(), headers={"host": "127.0.0.1"}).content.decode()
        told["page"] = rows if f"({rows})" in page else "another"
        found += [f"{story.pk}: {rows} rows, but {what} {n}" for what, n in told.items() if n != rows]
    return found
