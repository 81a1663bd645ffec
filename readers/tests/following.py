"""People who follow, and what they were told."""

from django.core import mail
from django.test import TestCase

from accounts.models import Message
from articles.models import Article
from moderation.decide import decide
from newsroom.tests import cast

AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


class Following(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.first = cast.comment(cls.story, cls.rita, "Well said.")

    def say(self, reader, parent=None, text="So it is."):
        return cast.comment(self.story, reader, text, parent=parent)

    def premoderate(self):
        Article.objects.filter(pk=self.story.pk).update(comments_mode="premoderated")

    def decide(self, comment, action="keep"):
        comment.refresh_from_db()
        decide(comment=comment, moderator=self.mo, action=action, rule=self.abuse, version_seen=comment.version)

    def told(self, reader, *kinds):
        rows = Message.objects.filter(to=reader, kind__in=kinds or ["reply", "story"]).order_by("pk")
        return list(rows.values_list("subject", flat=True))

    def mailed(self, reader):
        return [sent.subject for sent in mail.outbox if sent.to == [reader.email]]
