from datetime import timedelta
from io import StringIO

from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from accounts.clear import clear
from accounts.models import User

from .journeys import reader


class ClearTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        long_ago = timezone.now() - timedelta(days=8)
        reader("Never", verified=False, date_joined=long_ago)
        reader("Fresh", verified=False)
        reader("Proven", date_joined=long_ago)
        reader("Inside", verified=False, date_joined=long_ago, last_login=long_ago)
        reader("Staff", verified=False, date_joined=long_ago, is_staff=True)
        two = reader("Two", date_joined=long_ago)
        EmailAddress.objects.create(user=two, email="other@mail.example")
        User.objects.create_user("archive@mail.example", display_name="From the archive", date_joined=long_ago)

    def names(self):
        return set(User.objects.values_list("display_name", flat=True))

    def test_only_who_never_confirmed_within_a_week_is_forgotten(self):
        self.assertEqual(clear(), 1)
        self.assertEqual(self.names(), {"Fresh", "Proven", "Inside", "Staff", "Two", "From the archive"})
        self.assertEqual(clear(), 0)

    def test_a_week_later_the_fresh_one_goes_too(self):
        self.assertEqual(clear(at=timezone.now() + timedelta(days=8)), 2)
        self.assertNotIn("Fresh", self.names())

    def test_the_command_says_how_many(self):
        said = StringIO()
        call_command("clear_unconfirmed", stdout=said)
        self.assertEqual(said.getvalue(), "1 deleted.\n")
