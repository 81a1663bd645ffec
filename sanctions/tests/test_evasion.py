"""Who comes back with another spelling of the same mailbox is read first; nobody is ever banned by it."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.skeleton import skeleton
from comments.models import Comment, Hit
from newsroom.tests import cast
from privacy.erase import erase
from privacy.forget import forget
from sanctions.alike import alike
from sanctions.lift import lift
from sanctions.models import Note, Sanction
from sanctions.note import note
from sanctions.standing import SAME_MAILBOX

from .cast import act, say, status, town


def reader(email, name, joined=None):
    user = User.objects.create_user(email, display_name=name, name_skeleton=skeleton(name))
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    if joined:
        User.objects.filter(pk=user.pk).update(date_joined=joined)
        user.date_joined = joined
    return user


class EvasionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        town(cls)
        cls.gina = reader("gina.moore@gmail.com", "Gina M", timezone.now() - timedelta(days=300))
        cls.ban = act(cls, "ban", reader=cls.gina)

    def test_comments_from_the_same_mailbox_wait_and_say_why(self):
        for number, email in enumerate(
            ("ginamoore@gmail.com", "gina.moore+new@gmail.com", "g.inamoore@googlemail.com")
        ):
            comment = say(self, f"Hello {number}.", reader=reader(email, f"Newcomer {number * 11}"))
            self.assertEqual(status(comment), "held")
            self.assertEqual(Hit.objects.get(comment=comment).because, SAME_MAILBOX)
        self.assertEqual(Sanction.objects.count(), 1)

    def test_strangers_with_addresses_that_begin_alike_are_left_alone(self):
        act(self, "ban", reader=reader("jo@x.example", "Jo"))
        emails = ("joseph@x.example", "jo+a@x.example", "j.o@x.example", "j.o@gmail.com", "jo@x.example.org")
        for number, email in enumerate(emails):
            comment = say(self, f"Hello {number}.", reader=reader(email, f"Stranger {number * 11}"))
            self.assertEqual(status(comment), "visible", email)

    def test_a_ban_that_was_lifted_holds_nobody(self):
        lift(sanction=self.ban, by=self.ada)
        self.assertEqual(status(say(self, reader=reader("ginamoore@gmail.com", "Anew"))), "visible")

    def test_a_suspension_holds_nobody_else(self):
        facts = {"until": timezone.now() + timedelta(days=1)}
        act(self, "suspend", reader=reader("sam.s@gmail.com", "Sam Sands"), **facts)
        self.assertEqual(status(say(self, reader=reader("sams@gmail.com", "Anew"))), "visible")

    def test_another_address_of_the_banned_account_does_not_free_the_mailbox(self):
        self.gina.email = "elsewhere@paper.example"
        self.gina.save()
        self.gina.emailaddress_set.update(email=self.gina.email)
        self.assertEqual(status(say(self, reader=reader("gina.moore@gmail.com", "Anew"))), "held")

    def test_it_holds_after_the_secret_was_changed_too(self):
        from django.conf import settings

        with override_settings(SECRET_KEY="another" * 9, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):  # noqa: S106
            self.assertEqual(status(say(self, reader=reader("ginamoore@gmail.com", "Anew"))), "held")

    def test_who_erases_a_banned_account_leaves_a_hash_for_90_days_and_nothing_else(self):
        note(person=self.gina, by=self.mo, text="Gina again.")
        act(self, "premod", reader=self.gina, seen=1, note="Dear Gina.", for_staff="Gina.")
        erase(person=self.gina)
        self.assertFalse(Note.objects.exists())
        for row in Sanction.objects.all():
            self.assertEqual((row.note, row.for_staff, row.number), ("", "", None))
            self.assertNotEqual(row.reader_id, self.gina.pk)
        again = reader("ginamoore@gmail.com", "Anew")
        now = timezone.now()
        self.assertEqual(status(say(self, "Back.", reader=again, at=now + timedelta(days=89))), "held")
        self.assertEqual(status(say(self, "Much later.", reader=again, at=now + timedelta(days=91))), "visible")
        forget(at=now + timedelta(days=91))
        self.assertFalse(Sanction.objects.exclude(mailbox="").exists())

    def test_who_was_not_banned_leaves_no_hash(self):
        lift(sanction=self.ban, by=self.ada)
        erase(person=self.gina)
        self.assertFalse(Sanction.objects.exclude(mailbox="").exists())


class AlikeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        town(cls)
        cls.gina = reader("gina.moore@gmail.com", "Gullwatcher", timezone.now() - timedelta(days=300))

    def setUp(self):
        self.now = timezone.now()

    def reasons(self, other, at=None):
        return next((one.reasons for one in alike(other, at=at or self.now) if one.person == self.gina), [])

    def test_of_ten_ways_to_come_back_nine_and_more_are_told(self):
        ways = [
            ("ginamoore@gmail.com", "Dots"),
            ("gina.moore+b@gmail.com", "Plus"),
            ("GinaMoore@googlemail.com", "Another host"),
            ("a1@paper.example", "Gullwatcher2"),
            ("a2@paper.example", "Gu11watcher99"),
            ("a3@paper.example", "Gullwаtcherr"),  # with a Cyrillic а, and a letter too many
            ("a4@paper.example", "Gullwatchre"),
            ("a5@paper.example", "Gul watcher"),
        ]
        found = [bool(self.reasons(reader(email, name))) for email, name in ways]
        for name, facts in (("By network", {"network": "n" * 32}), ("By text", {})):
            other = reader(f"{name[3:]}@paper.example", name)
            text = "The very same words, long enough to tell that they are the same."
            say(self, text, reader=self.gina, at=self.now, **facts)
            say(self, text if not facts else "Others.", reader=other, at=self.now, **facts)
            Comment.objects.filter(reader=self.gina).update(text_key="" if facts else "k" * 16)
            found.append(bool(self.reasons(other)))
        self.assertGreaterEqual(sum(found), 9, found)

    def test_strangers_are_not_told(self):
        for email, name in (
            ("gina@gmail.com", "Watcher"),
            ("b@paper.example", "Gull"),
            ("c@paper.example", "Bullcatcher"),
        ):
            self.assertEqual(self.reasons(reader(email, name)), [])

    def test_a_network_is_told_with_how_many_share_it_and_forgotten(self):
        other = reader("d@paper.example", "Somebody")
        for number, who in enumerate((self.gina, other, self.ravi)):
            say(self, f"No. {number}.", reader=who, network="n" * 32)
        self.assertEqual(self.reasons(other), ["Same network within 30 days, which 3 accounts share"])
        self.assertEqual(self.reasons(other, at=self.now + timedelta(days=31)), [])

    def test_joining_right_after_a_ban_is_told_with_another_reason_alone(self):
        act(self, "ban", reader=self.gina, at=self.now - timedelta(hours=3))
        stranger, other = reader("e@paper.example", "Somebody"), reader("f@paper.example", "Gullwatcher3")
        self.assertEqual(self.reasons(stranger), [])
        self.assertEqual(
            self.reasons(other),
            ["The name looks nearly the same", "One joined right after the other was banned", "Banned"],
        )

    def test_a_name_that_was_given_up_is_told(self):
        from accounts.rename import rename

        rename(person=self.gina, name="Quite Another")
        self.assertEqual(
            self.reasons(reader("g@paper.example", "Gullwatcher7")),
            ["Had a name until lately that looks the same, or nearly"],
        )

    def test_it_costs_a_fixed_number_of_queries(self):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                found.append(len(alike(self.gina, at=self.now)))
            return len(asked)

        found = []
        cast.person("gullwatcher1")
        few = queries()
        for number in range(2, 14):
            cast.person(f"gullwatcher{number}")
        self.assertEqual(queries(), few)
        self.assertEqual(found, [1, 10])
