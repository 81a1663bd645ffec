from email import message_from_bytes
from email.policy import default

from django.core import mail
from django.db import transaction
from django.test import TestCase, override_settings
from django_tasks.exceptions import InvalidTaskError
from django_tasks_db.models import DBTaskResult

from accounts.choose_mails import choose_mails
from accounts.models import Message
from accounts.tell import mail as mail_task
from accounts.tell import tell
from accounts.unsubscribe import switch_off, token

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
        self.assertTrue(sent.body.startswith("Your comment was removed.\n\nhttps://www.paper.example/comments/7/\n"))
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

    def test_the_mail_says_why_it_came_and_how_to_have_no_more(self):
        for kind in Message.Kind:
            tell(to=self.rita, subject="New", text="New.", kind=kind)
            sent = mail.outbox[-1]
            stop = f"https://www.paper.example/me/mails/off/{token(self.rita, kind)}/"
            self.assertEqual(sent.extra_headers["List-Unsubscribe"], f"<{stop}>")
            self.assertEqual(sent.extra_headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
            for words in ("This mail came because", stop, "https://www.paper.example/me/mails/"):
                self.assertIn(words, sent.body)
            wire = message_from_bytes(sent.message().as_bytes(), policy=default)
            self.assertEqual(wire["List-Unsubscribe"].strip(), f"<{stop}>")

    def test_what_is_switched_off_stands_on_the_page_and_is_not_mailed(self):
        choose_mails(person=self.rita, kinds=["reply"])
        tell(to=self.rita, subject="Decided", text="Decided.", kind="decision")
        tell(to=self.rita, subject="A reply", text="A reply.", kind="reply")
        self.assertEqual([sent.subject for sent in mail.outbox], ["A reply"])
        self.assertEqual(self.rita.messages_received.unread().count(), 2)

    @override_settings(TASKS=BY_A_WORKER)
    def test_what_is_switched_off_while_the_mail_waits_is_not_mailed(self):
        message = tell(to=self.rita, subject="Waits", text="Waits.", kind="reply")
        switch_off(person_pk=self.rita.pk, kind=Message.Kind.REPLY)
        mail_task.call(message.pk)
        self.assertEqual(mail.outbox, [])
        message.refresh_from_db()
        self.assertIsNone(message.mailed_at)

    def test_what_looks_like_a_header_or_a_template_stays_text(self):
        nasty = "Hi\r\nBcc: all@mail.example\x00\x1b[2J {{ secret }} {% load x %}\u2028end"
        tell(to=self.rita, subject=nasty, text=nasty.replace("\x00", ""))
        sent = mail.outbox[0]
        self.assertEqual(sent.subject, "Hi Bcc: all@mail.example[2J {{ secret }} {% load x %} end")
        self.assertEqual(sent.recipients(), ["rita@mail.example"])
        self.assertNotIn("\nBcc:", sent.message().as_string().split("\n\n")[0])
        self.assertIn("{{ secret }} {% load x %}", sent.body)

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

    def test_nothing_is_kept_for_an_account_that_nobody_can_sign_in_to(self):
        closed = reader("Closed", is_active=False)
        self.assertIsNone(tell(to=closed, subject="Removed", text="What it said."))
        self.assertFalse(Message.objects.filter(to=closed).exists())
