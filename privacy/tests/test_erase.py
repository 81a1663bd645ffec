from io import StringIO
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase, TransactionTestCase, override_settings

from accounts.models import Message, User
from comments.erase import SENTENCE
from comments.like import like
from comments.models import Comment, Like, Wording
from law.appeal import appeal
from law.leave import ERASED
from law.models import Appeal
from moderation.decide import decide
from moderation.models import Card, Decision, Report
from moderation.report import report
from moderation.withdraw import withdraw
from newsroom.tests import cast
from pagecache.models import PageVersion
from privacy import ledger
from privacy.erase import Refused, Staff, erase
from privacy.former import EMAIL as FORMER
from privacy.former import former_reader

from . import canary


class EraseTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        canary.canary(cls)

    def former(self):
        return User.objects.get(email=FORMER)

    def again(self, comment):
        return Comment.objects.get(pk=comment.pk)

    def test_the_canary_sings_everywhere_before(self):
        self.assertEqual(canary.words_of(canary.in_tables()), set(canary.WORDS))

    def test_nothing_of_them_is_in_any_table(self):
        erase(person=self.zuz)
        self.assertEqual(canary.in_tables(), set())

    def test_with_their_text_kept_only_what_others_can_read_is_left(self):
        erase(person=self.zuz, keep_text=True)
        # A notice to whom they answered may say it too.
        where = {("comments_comment", "text"), ("comments_comment", "html"), ("accounts_message", "text")}
        self.assertEqual(canary.words_of(canary.in_tables()), canary.KEPT)
        self.assertLessEqual({found[1:] for found in canary.in_tables()}, where)
        shown = self.again(self.shown)
        self.assertEqual((shown.status, shown.text, shown.reader), ("visible", "zuzshown", self.former()))
        self.assertEqual(self.again(self.held).status, "held")
        self.assertEqual(self.again(self.removed).text, SENTENCE)

    def test_their_comments_are_deleted_and_the_answers_stand(self):
        erase(person=self.zuz)
        for comment in (self.shown, self.held, self.removed):
            comment = self.again(comment)
            self.assertEqual((comment.status, comment.text, comment.network), ("deleted", SENTENCE, ""))
            self.assertEqual(comment.reader, self.former())
        self.assertEqual(self.again(self.answer).text, "An answer.")
        self.assertFalse(Wording.objects.exists())

    def test_their_likes_are_taken_back_and_counted(self):
        erase(person=self.zuz)
        self.assertEqual(self.again(self.others).likes, 0)
        self.assertFalse(Like.objects.filter(comment=self.others).exists())
        self.assertEqual(self.again(self.shown).likes, 1)

    def test_their_open_report_stays_open_without_words(self):
        erase(person=self.zuz)
        left = Report.objects.open().get(comment=self.others)
        self.assertEqual((left.words, left.reader, left.rule), ("", self.former(), self.spam))

    def test_a_decision_stays_without_text_and_note(self):
        erase(person=self.zuz)
        decision = Decision.objects.get(comment=self.removed)
        self.assertEqual((decision.text, decision.note, decision.rule), (SENTENCE, "", self.abuse))
        self.assertEqual(decision.moderator, self.mo)

    def test_a_message_to_somebody_else_keeps_all_but_the_name(self):
        erase(person=self.zuz, keep_text=True)
        self.assertTrue(Message.objects.filter(to=self.ravi, subject="About Former reader").exists())

    def test_the_conversation_is_shown_anew(self):
        before = PageVersion.objects.get(name=f"thread:{self.story.pk}").number
        erase(person=self.zuz)
        self.assertGreater(PageVersion.objects.get(name=f"thread:{self.story.pk}").number, before)
        page = self.client.get(self.story.get_absolute_url()).content.decode()
        self.assertNotIn("zuz", page.lower())

    def test_the_count_is_true_where_somebody_wrote_in_very_many_conversations(self):
        address, there = f"/comments/on/{self.story.pk}/latest/", Comment.objects.visible().filter(article=self.story)
        self.assertEqual(self.client.get(address).json()["count"], there.count())
        with patch("comments.moved.MOST", 0):
            erase(person=self.zuz)
        self.assertEqual(self.client.get(address).json()["count"], there.count())

    def test_the_kept_text_stands_unsigned_on_the_page(self):
        erase(person=self.zuz, keep_text=True)
        page = self.client.get(self.story.get_absolute_url()).content.decode()
        self.assertIn("zuzshown", page)
        self.assertIn("Former reader", page)
        self.assertNotIn("zuzperson", page.lower())

    def test_nobody_signs_in_as_the_former_reader(self):
        former = former_reader()
        self.assertFalse(former.is_active or former.has_usable_password())
        self.client.post("/account/password/reset/", {"email": former.email})
        self.assertFalse([letter for letter in mail.outbox if "/reset/key/" in letter.body])
        with self.assertRaises(Refused):
            erase(person=former)

    def test_a_second_one_who_leaves_does_not_clash_with_the_first(self):
        ravis = self.again(self.others)
        ritas = cast.comment(self.story, self.rita, "Rita's.")
        Comment.objects.filter(pk=ritas.pk).update(form_key=self.again(self.shown).form_key)
        report(comment=ravis, reader=self.rita, rule=self.abuse, text_version=1, words="Rita reports")
        like(comment=ravis, reader=self.rita)
        erase(person=self.zuz)
        erase(person=self.rita)
        self.assertEqual(self.former().comments.count(), 4)
        self.assertEqual(Report.objects.open().filter(comment=ravis).count(), 1)
        self.assertEqual(self.again(self.others).likes, 0)

    def both_report(self):
        comment = cast.comment(self.story, self.mo, "Words that two readers mind.")
        facts = {"comment": comment, "rule": self.abuse, "text_version": 1}
        return comment, [report(reader=reader, **facts) for reader in (self.rita, self.ravi)]

    def test_two_who_appealed_about_one_text_leave_and_their_appeals_stand_without_words(self):
        comment, reports = self.both_report()
        decide(comment=comment, moderator=self.max, action="keep", version_seen=comment.version)
        for one, reader in zip(reports, (self.rita, self.ravi), strict=True):
            appeal(against=one, words="Read it again.", person=reader)
        erase(person=self.rita)
        erase(person=self.ravi)
        waiting = Appeal.objects.open().filter(comment=comment)
        self.assertEqual({one.words for one in waiting}, {ERASED})
        self.client.force_login(self.una)
        for one in waiting:
            self.assertContains(self.client.get(f"/moderation/appeals/{one.reference}/"), "A reader who reported")
        comment.refresh_from_db()
        decide(comment=comment, moderator=self.una, action="keep", version_seen=comment.version)
        self.assertEqual(Appeal.objects.filter(comment=comment, outcome="upheld").count(), 2)
        self.assertEqual(Report.objects.get(comment=comment).reader, self.former())

    def test_the_card_of_what_they_reported_counts_what_is_left(self):
        comment, _ = self.both_report()
        self.assertEqual(Card.objects.get(comment=comment).reports, 2)
        erase(person=self.rita)
        erase(person=self.ravi)
        self.assertEqual(Report.objects.open().filter(comment=comment).count(), 1)
        self.assertEqual(Card.objects.get(comment=comment).reports, 1)

    def test_of_two_reports_on_one_text_the_open_one_stays(self):
        comment, (first, _) = self.both_report()
        withdraw(report=first, reader=self.rita)
        erase(person=self.rita)
        erase(person=self.ravi)
        self.assertEqual(Report.objects.open().filter(comment=comment).count(), 1)

    def test_staff_are_refused(self):
        for person in (self.ed, self.mo, self.ada):
            with self.assertRaises(Staff):
                erase(person=person)
        self.assertFalse(ledger.read())

    def test_twice_is_once(self):
        erase(person=self.zuz)
        erase(person=User(pk=self.zuz.pk, email=canary.EMAIL))
        self.assertEqual(len(ledger.path().read_text().splitlines()), 1)

    def test_a_name_that_is_a_word_does_not_take_others_tasks_along(self):
        from django_tasks_db.models import DBTaskResult

        User.objects.filter(pk=self.zuz.pk).update(display_name="args")
        DBTaskResult.objects.filter(args_kwargs__icontains="zuz").delete()
        waiting = DBTaskResult.objects.create(
            status="READY", args_kwargs={"args": [5], "kwargs": {}}, task_path="x", backend_name="default",
            run_after=self.zuz.date_joined, exception_class_path="", traceback="",
        )  # fmt: skip
        erase(person=User.objects.get(pk=self.zuz.pk))
        self.assertTrue(DBTaskResult.objects.filter(pk=waiting.pk).exists())


class CommandTests(TransactionTestCase):
    def setUp(self):
        cast.people(self)
        cast.paper(self)
        self.story = cast.story(self)
        canary.canary(self)

    def run_it(self, *words):
        out = StringIO()
        call_command("erase_reader", *words, stdout=out, stderr=out)
        return out.getvalue()

    def site_folder(self):
        """Return the folder in which the database is, if it is a file."""
        name = connection.settings_dict["NAME"]
        return Path(name).parent if connection.vendor == "sqlite" else Path(settings.DATA_DIR)

    def test_nothing_of_them_is_in_any_table_or_file(self):
        letters = Path(settings.DATA_DIR) / "mail"
        letters.mkdir()
        (letters / "1.log").write_text(f"To: {canary.EMAIL}\n\nHello.\n" + "-" * 79 + "\n")
        (letters / "2.log").write_text("To: rita@paper.example\n\nHello.\n" + "-" * 79 + "\n")
        with override_settings(DATA_DIR=self.site_folder(), EMAIL_FILE_PATH=letters):
            if connection.vendor == "sqlite":
                self.assertEqual(canary.words_of(canary.in_files()) & {"zuzshown"}, {"zuzshown"})
            self.run_it(canary.EMAIL.upper())
            self.assertEqual(canary.in_tables(), set())
            self.assertEqual(canary.in_files(), set())
            ledger.path().unlink()
        self.assertEqual([path.name for path in letters.iterdir()], ["2.log"])

    def test_with_keep_text_their_words_stand_unsigned(self):
        self.run_it(canary.EMAIL, "--keep-text", "--no-sweep")
        self.assertEqual(canary.words_of(canary.in_tables()), canary.KEPT)

    def test_who_is_not_known_is_told_and_nothing_is_done(self):
        with self.assertRaisesMessage(CommandError, "Nobody has an account"):
            self.run_it("nobody@paper.example")
        self.run_it(canary.EMAIL)
        with self.assertRaisesMessage(CommandError, "Nobody has an account"):
            self.run_it(canary.EMAIL)

    def test_staff_are_refused(self):
        with self.assertRaisesMessage(CommandError, "staff"):
            self.run_it(self.mo.email)
