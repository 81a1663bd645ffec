"""Which spellings of an address lead to one mailbox."""

from django.test import SimpleTestCase, TestCase

from accounts.mailbox import mailbox
from accounts.models import User


class MailboxTests(SimpleTestCase):
    def test_spellings_that_a_provider_takes_for_one_are_one(self):
        for spellings in (
            ("jo.x@gmail.com", "JOX@gmail.com", "jox+news@googlemail.com", "j.o.x+a+b@gmail.com"),
            ("jo@proton.me", "j.o@protonmail.com", "jo+a@pm.me"),
            ("jo@icloud.com", "jo+a@me.com"),
            ("jo@outlook.com", "jo+a@outlook.com"),
        ):
            self.assertEqual(len({mailbox(spelling) for spelling in spellings}), 1, spellings)

    def test_others_are_others(self):
        addresses = [
            "jo@x.example",
            "jo+a@x.example",
            "j.o@x.example",
            "joseph@x.example",
            "j.o@outlook.com",
            "jo@outlook.com",
        ]
        self.assertEqual(len({mailbox(address) for address in addresses}), len(addresses))

    def test_what_is_no_address_has_none(self):
        for text in ("", "jo", "@gmail.com", "+a@gmail.com", "..@gmail.com"):
            self.assertEqual(mailbox(text), "", text)


class StoredTests(TestCase):
    def test_it_moves_with_the_address(self):
        person = User.objects.create_user("Jo.X@gmail.com")
        self.assertEqual(person.mailbox, "jox@gmail.com")
        person.email = "other@paper.example"
        person.save(update_fields=["email"])
        person.refresh_from_db()
        self.assertEqual(person.mailbox, "other@paper.example")
