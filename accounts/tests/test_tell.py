from django.core import mail
from django.db import transaction
from django.test import TestCase, override_settings
from django_tasks.exceptions import InvalidTaskError
from django_tasks_db.models import DBTaskResult

from accounts.models import Message
from accounts.tell import mail as mail_task
from accounts.tell import tell

from .journeys import reader

AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
BY_A_WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@override_settings(SITE_URL="https://www.paper.example", TASKS=AT_ONCE)
class TellTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita = reader("Rita")

    def test_it_stands_on_their_page_and_goes_out_by_mail(self):
        message = tell(to=self.rita, subject="Removed", text="Your comment was removed.", address="/comments/7/")
        sent = mail.outbox[0]
        self.assertEqual((sent.to, sent.subject), (["rita@mail.example"], "Removed"))
        self.assertEqual(sent.body, "Your comment was removed.\n\nhttps://www.paper.example/comments/7/")
        message.refresh_from_db()
        self.assertIsNotNone(message.mailed_at)

    def test_it_is_mailed_once_however_often_the_task_runs(self):
        message = tell(to=self.rita, subject="Once", text="Once.")
        mail_task.call(message.pk)
        mail_task.call(message.pk)
        self.assertEqual(len(mail.outbox), 1)

    def test_a_headline_with_a_line_break_makes_one_line_and_fits(self):
        message = tell(to=self.rita, subject="Two\nlines\r\nBcc: all@mail.example " + "x" * 300, text="Text.")
        self.assertEqual(len(message.subject), 200)
        self.assertTrue(mail.outbox[0].subject.startswith("Two lines Bcc: all@mail.example xx"))
        self.assertEqual(mail.outbox[0].recipients(), ["rita@mail.example"])

    def test_a_closed_account_gets_no_mail(self):
        self.rita.is_active = False
        self.rita.save()
        tell(to=self.rita, subject="Decided", text="Decided.")
        self.assertEqual(mail.outbox, [])

    def test_a_message_that_is_gone_is_no_error(self):
        mail_task.call(0)
        self.assertEqual(mail.outbox, [])

    @override_settings(TASKS={"default": BY_A_WORKER["default"] | {"QUEUES": ["another"]}})
    def test_what_cannot_be_mailed_is_not_half_told(self):
        with self.assertRaises(InvalidTaskError):
            tell(to=self.rita, subject="Half", text="Half.")
        self.assertFalse(Message.objects.exists())

    @override_settings(TASKS=BY_A_WORKER)
    def test_mail_waits_for_the_worker_and_falls_with_what_it_was_about(self):
        tell(to=self.rita, subject="Waits", text="Waits.")
        self.assertEqual(mail.outbox, [])
        self.assertEqual(DBTaskResult.objects.count(), 1)

        def tell_and_fail():
            with transaction.atomic():
                tell(to=self.rita, subject="Never", text="Never.")
                raise ValueError

        self.assertRaises(ValueError, tell_and_fail)
        self.assertEqual(DBTaskResult.objects.count(), 1)
        self.assertEqual(Message.objects.count(), 1)
