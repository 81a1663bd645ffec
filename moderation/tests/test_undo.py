"""Taking a decision back in the first seconds."""

from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Message
from comments.models import Comment
from moderation import queue
from moderation.decide import decide
from moderation.follow import tell_of
from moderation.models import Card, Decision
from moderation.refusals import NotAllowed, TooLate
from moderation.report import report
from moderation.undo import undo
from newsroom.tests import cast

LATER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@override_settings(UNDO_SECONDS=10, TASKS=LATER)
class UndoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "Strong words.")
        report(comment=cls.comment, reader=cls.ravi, rule=cls.spam, words="Look.", text_version=1)

    def setUp(self):
        self.client.force_login(self.mo)

    def decide(self, action="remove", **facts):
        self.comment.refresh_from_db()
        rule = self.abuse if action in ("remove", "ask") else None
        facts = {"moderator": self.mo, "version_seen": self.comment.version, "rule": rule} | facts
        return decide(comment=self.comment, action=action, **facts)

    def state(self):
        """All that a decision changes, but for the versions that go on counting."""
        comment = Comment.objects.get()
        reports = list(comment.reports.values_list("decision", "withdrawn_at"))
        card = (
            Card.objects.filter(comment=comment).values("since", "unread", "held", "reports", "risk", "parts").first()
        )
        return comment.status, comment.read_at, comment.edit_until, reports, card

    def tell(self):
        for task in DBTaskResult.objects.filter(task_path__endswith="tell_of"):
            tell_of.call(*task.args_kwargs["args"])

    def test_everything_is_as_before_and_nobody_is_told(self):
        before = self.state()
        for action in ("remove", "keep", "settle", "hold", "ask"):
            with self.subTest(action):
                made = self.decide(action)
                self.assertNotEqual(self.state(), before)
                undo(decision=made, moderator=self.mo)
                self.assertEqual(self.state(), before)
        made = self.decide("pass", passed_to="editor")
        self.assertEqual(Card.objects.get().passed_to, "editor")
        undo(decision=made, moderator=self.mo)
        self.assertEqual(self.state(), before)
        self.tell()
        self.assertFalse(Message.objects.exists())

    def test_the_log_keeps_both(self):
        made = self.decide()
        undo(decision=made, moderator=self.mo)
        self.assertEqual(list(Decision.objects.order_by("pk").values_list("action", flat=True)), ["remove", "undo"])

    def test_twice_is_once(self):
        made = self.decide()
        self.assertEqual(undo(decision=made, moderator=self.mo), undo(decision=made, moderator=self.mo))

    def test_a_decision_after_a_decision_goes_back_to_the_first(self):
        self.decide("keep")
        before = self.state()
        undo(decision=self.decide(), moderator=self.mo)
        self.assertEqual(self.state(), before)

    def test_they_are_told_when_the_time_is_over_and_once(self):
        made = self.decide()
        self.assertFalse(Message.objects.exists())
        run_after = DBTaskResult.objects.get(task_path__endswith="tell_of").run_after
        self.assertGreaterEqual(run_after, made.decided_at + timedelta(seconds=9))
        self.tell()
        self.tell()
        self.assertEqual(Message.objects.filter(to=self.rita).count(), 1)
        self.assertEqual(Message.objects.filter(to=self.ravi).count(), 1)
        with self.assertRaises(TooLate):
            undo(decision=made, moderator=self.mo)

    def test_after_ten_seconds_it_stands(self):
        made = self.decide()
        with self.assertRaises(TooLate):
            undo(decision=made, moderator=self.mo, at=timezone.now() + timedelta(seconds=11))
        self.assertEqual(self.state()[0], "removed")

    def test_what_somebody_decided_anew_stands(self):
        made = self.decide()
        self.decide("keep", moderator=self.max)
        with self.assertRaises(TooLate):
            undo(decision=made, moderator=self.mo)

    def test_nobody_else_takes_it_back(self):
        made = self.decide()
        with self.assertRaises(NotAllowed):
            undo(decision=made, moderator=self.max)

    def test_the_page_has_a_button_and_takes_it_back(self):
        address = f"/moderation/comments/{self.comment.pk}/"
        data = {f"c{self.comment.pk}-{name}": value for name, value in {"action": "keep", "version_seen": 1}.items()}
        page = self.client.post(address, data, follow=True)
        self.assertContains(page, "Take it back")
        made = Decision.objects.get()
        self.assertRedirects(self.client.post(f"{address}undo/", {"decision": made.pk}), address)
        self.assertEqual(queue.counts()["reported"], 1)
        again = self.client.post(f"{address}undo/", {"decision": made.pk}, HTTP_HX_REQUEST="true")
        self.assertContains(again, "Strong words.")

    def test_the_page_says_that_it_is_too_late(self):
        made = self.decide()
        self.tell()
        page = self.client.post(f"/moderation/comments/{self.comment.pk}/undo/", {"decision": made.pk})
        self.assertContains(page, "The decision stands by now", status_code=409)

    def test_wrong_input_is_answered(self):
        address = f"/moderation/comments/{self.comment.pk}/undo/"
        for number, status in (("", 400), ("x", 400), ("9" * 30, 400), ("999999", 404)):
            self.assertEqual(self.client.post(address, {"decision": number}).status_code, status)
        self.assertEqual(self.client.get(address).status_code, 405)
