"""What its author deletes stays deleted, and the moderators can still decide about it."""

from django.test import TestCase

from accounts.models import Message
from comments.delete import delete
from comments.models import Comment
from moderation import queue
from moderation.decide import AlreadyDecided, decide
from moderation.models import Report
from moderation.report import report
from newsroom.tests import cast


class DeletedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "Strong words.")
        cls.report = report(comment=cls.comment, reader=cls.ravi, rule=cls.abuse, text_version=1)
        delete(comment=cls.comment, reader=cls.rita)
        Message.objects.all().delete()

    def decide(self, action, version=2):
        return decide(
            comment=Comment.objects.get(), moderator=self.mo, action=action, rule=self.abuse, version_seen=version
        )

    def status(self):
        return Comment.objects.get().status

    def told(self, person):
        return [(message.subject, message.text) for message in Message.objects.filter(to=person)]

    def test_its_report_waits_in_the_queue_with_its_text(self):
        self.assertEqual({kind for kind, number in queue.counts().items() if number}, {"reported"})
        self.client.force_login(self.mo)
        page = self.client.get("/moderation/")
        self.assertContains(page, "Strong words.")
        self.assertContains(page, "Deleted by its author")

    def test_no_decision_brings_it_back(self):
        self.decide("keep")
        self.assertEqual(self.status(), "deleted")
        self.decide("remove", 3)
        self.assertEqual(self.status(), "deleted")
        self.decide("keep", 4)
        self.assertEqual(self.status(), "deleted")
        self.assertNotContains(self.client.get(self.story.get_absolute_url()), "Strong words.")

    def test_a_decision_settles_the_report_and_is_told_as_it_is(self):
        self.decide("keep")
        self.assertFalse(Report.objects.open().exists())
        self.assertEqual(self.told(self.rita), [])
        self.assertIn("It broke no rule; its author has deleted it", self.told(self.ravi)[0][1])
        self.client.force_login(self.ravi)
        page = self.client.get(self.report.get_absolute_url())
        self.assertContains(page, "The comment broke no rule")
        self.assertContains(page, "Its author has deleted it.")

    def test_a_broken_rule_is_told_to_its_author(self):
        self.decide("remove")
        subject, text = self.told(self.rita)[0]
        self.assertEqual(subject, "The comment that you deleted broke a rule")
        self.assertIn("The rule: Abuse.", text)
        self.client.force_login(self.rita)
        page = self.client.get(self.comment.get_absolute_url())
        self.assertContains(page, "Deleted by you")
        self.assertContains(page, "it broke a rule: <b>Abuse</b>")

    def test_a_moderator_who_saw_it_before_looks_again(self):
        with self.assertRaises(AlreadyDecided) as refusal:
            self.decide("remove", 1)
        self.assertIn("or deleted", str(refusal.exception))

    def test_it_cannot_be_reported_any_more(self):
        self.client.force_login(self.nell)
        address = f"/c/{self.comment.pk}/report/"
        self.assertContains(self.client.get(address), "not on the site any more", status_code=410)
