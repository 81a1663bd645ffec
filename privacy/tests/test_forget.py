from datetime import timedelta
from io import StringIO

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from accounts.models import Message
from accounts.tell import tell
from comments.erase import SENTENCE
from comments.models import Comment, Wording
from moderation.decide import decide
from moderation.models import Decision, Report
from moderation.report import report
from newsroom.tests import cast
from privacy.forget import forget
from readers.models import Told

NOW = timezone.now()
MINUTE = timedelta(minutes=1)


def ago(days):
    return NOW - timedelta(days=days)


class ForgetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, at=ago(1000))

    def comment(self, status, at, **facts):
        comment = cast.comment(self.story, self.rita, "Some words.")
        Comment.objects.filter(pk=comment.pk).update(status=status, posted_at=at, **facts)
        return Comment.objects.get(pk=comment.pk)

    def text(self, comment):
        return Comment.objects.get(pk=comment.pk).text

    def test_texts_off_the_site_go_after_a_year_and_not_before(self):
        old, young = (self.comment("deleted", ago(365) + step) for step in (-MINUTE, MINUTE))
        Wording.objects.create(comment=old, text_version=1, text="Before.", until=ago(365))
        shown, held = (self.comment(status, ago(900)) for status in ("visible", "held"))
        self.assertEqual(forget(at=NOW)["texts of removed or deleted comments"], 1)
        self.assertEqual([self.text(one) for one in (old, young, shown, held)], [SENTENCE] + ["Some words."] * 3)
        self.assertFalse(Wording.objects.exists())
        self.assertEqual(forget(at=NOW)["texts of removed or deleted comments"], 0)

    def test_the_year_runs_from_the_removal(self):
        late, early = (self.comment("visible", ago(800)) for _ in range(2))
        for comment, at in ((late, ago(364)), (early, ago(366))):
            facts = {"moderator": self.mo, "action": Decision.Action.REMOVE, "rule": self.abuse}
            decide(comment=comment, version_seen=comment.version, at=at, **facts)
        forget(at=NOW)
        self.assertEqual([self.text(late), self.text(early)], ["Some words.", SENTENCE])
        self.assertEqual([one.text for one in Decision.objects.order_by("pk")], ["Some words.", SENTENCE])

    def test_a_text_that_is_reported_waits_for_the_moderators(self):
        comment = self.comment("visible", ago(800))
        report(comment=comment, reader=self.ravi, rule=self.abuse, text_version=1, words="Look.")
        Comment.objects.filter(pk=comment.pk).update(status="deleted")
        forget(at=NOW)
        self.assertEqual(self.text(comment), "Some words.")

    def test_network_hashes_go_after_thirty_days(self):
        old, young = (self.comment("visible", ago(30) + step, network="a" * 32) for step in (-MINUTE, MINUTE))
        forget(at=NOW)
        networks = [Comment.objects.get(pk=one.pk).network for one in (old, young)]
        self.assertEqual(networks, ["", "a" * 32])

    def test_messages_go_a_year_after_they_were_read(self):
        old, young, unread = (tell(to=self.rita, subject=name, text=name) for name in ("old", "young", "unread"))
        Message.objects.filter(pk=old.pk).update(read_at=ago(365) - MINUTE)
        Message.objects.filter(pk=young.pk).update(read_at=ago(365) + MINUTE)
        Message.objects.filter(pk=unread.pk).update(told_at=ago(900))
        forget(at=NOW)
        self.assertEqual(set(Message.objects.values_list("subject", flat=True)), {"young", "unread"})

    def test_what_followers_were_told_of_goes_after_ninety_days(self):
        old, young = (self.comment("visible", ago(90) + step) for step in (-MINUTE, MINUTE))
        for comment in (old, young):
            Told.objects.create(comment=comment, article=self.story)
        self.assertEqual(forget(at=NOW)["notes of what followers were told"], 1)
        self.assertEqual(Told.objects.get().comment, young)

    def test_words_of_decided_reports_go_after_two_years(self):
        made = []
        for number, step in enumerate((-MINUTE, MINUTE, -MINUTE)):
            comment = self.comment("visible", ago(800))
            told = {"rule": self.abuse, "text_version": 1, "words": "Look."}
            made.append(report(comment=comment, reader=self.ravi, at=ago(730) + step, **told))
            if number < 2:
                decide(comment=comment, moderator=self.mo, action=Decision.Action.KEEP, version_seen=comment.version)
        forget(at=NOW)
        self.assertEqual([Report.objects.get(pk=one.pk).words for one in made], ["", "Look.", "Look."])

    def test_sessions_go_when_they_are_over(self):
        for key, at in (("old", NOW - MINUTE), ("young", NOW + MINUTE)):
            Session.objects.create(session_key=key, session_data="", expire_date=at)
        forget(at=NOW)
        self.assertEqual(list(Session.objects.values_list("pk", flat=True)), ["young"])

    def test_more_than_one_batch(self):
        comment = self.comment("visible", ago(40), network="b" * 32)
        Comment.objects.bulk_create(
            Comment(
                article=self.story, reader=self.rita, text="x", html="x", path=f"{n:07}", posted_at=ago(40),
                network="b" * 32, form_key=f"{n:032}",
            )
            for n in range(1, 1200)
        )  # fmt: skip
        self.assertEqual(forget(at=NOW)["network hashes"], 1200)
        self.assertEqual(Comment.objects.get(pk=comment.pk).network, "")

    def test_the_command_counts_first_when_asked_to(self):
        self.comment("deleted", NOW - timedelta(days=400))
        out = StringIO()
        call_command("forget", "--dry-run", stdout=out)
        self.assertIn("1 texts of removed", out.getvalue())
        self.assertTrue(Comment.objects.filter(text="Some words.").exists())
        call_command("forget", "--no-sweep", stdout=out)
        self.assertFalse(Comment.objects.filter(text="Some words.").exists())
