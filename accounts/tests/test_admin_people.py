from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client, TestCase, TransactionTestCase

from accounts.models import User

from .journeys import reader, sign_in


class PeopleAtTheDeskTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = reader("Ada", is_staff=True)
        cls.ada.user_permissions.set(Permission.objects.filter(content_type__model="user"))
        cls.root = reader("Root", is_staff=True, is_superuser=True)
        cls.rita = reader("Rita")

    def setUp(self):
        self.client.force_login(self.ada)

    def change(self, person, **fields):
        fields = {"display_name": person.display_name, "email": person.email, "is_active": "on"} | fields
        return self.client.post(f"/admin/accounts/user/{person.pk}/change/", fields)

    def test_a_person_is_added_by_the_rules_of_sign_up(self):
        fields = {
            "email": "New@Mail.Example",
            "display_name": "rITA",
            "password1": "x y z gulls",
            "password2": "x y z gulls",
        }
        answer = self.client.post("/admin/accounts/user/add/", fields)
        self.assertContains(answer, "Somebody else here already uses that name.")
        self.client.post("/admin/accounts/user/add/", fields | {"display_name": " New  Person "})
        self.assertEqual(User.objects.get(email="new@mail.example").display_name, "New Person")

    def test_a_name_is_corrected(self):
        self.assertEqual(self.change(self.rita, display_name="Rita B").status_code, 302)
        self.rita.refresh_from_db()
        self.assertEqual(self.rita.display_name, "Rita B")

    def test_a_corrected_address_has_to_be_confirmed_and_the_old_one_opens_nothing(self):
        self.change(self.rita, email="Rita.B@mail.example")
        self.client.logout()
        self.assertFalse(EmailAddress.objects.filter(user=self.rita).exists())
        self.assertEqual(sign_in(self.client, "rita@mail.example").status_code, 200)
        self.assertRedirects(sign_in(self.client, "rita.b@mail.example"), "/account/confirm-email/")

    def test_nobody_makes_themselves_a_superuser(self):
        self.change(self.ada, is_staff="on", is_superuser="on")
        self.ada.refresh_from_db()
        self.assertFalse(self.ada.is_superuser)

    def test_a_superusers_account_is_out_of_reach_of_others(self):
        self.assertEqual(self.change(self.root, email="mine@mail.example").status_code, 403)
        self.assertEqual(self.client.get(f"/admin/accounts/user/{self.root.pk}/password/").status_code, 403)
        self.assertEqual(self.client.get(f"/admin/accounts/user/{self.root.pk}/delete/").status_code, 403)
        self.client.force_login(self.root)
        self.assertEqual(self.change(self.root, is_staff="on", is_superuser="on").status_code, 302)


class AtOnceTests(TransactionTestCase):
    def test_of_several_who_give_one_name_at_once_one_does_and_the_others_are_told(self):
        root = reader("Root", is_staff=True, is_superuser=True)
        people = [reader(f"Rita {letter}".replace(" ", "")) for letter in "abcd"]
        start = Barrier(len(people))

        def give(person):
            client = Client()
            client.force_login(root)
            fields = {"display_name": "Marya", "email": person.email, "is_active": "on"}
            start.wait(timeout=30)
            try:
                return client.post(f"/admin/accounts/user/{person.pk}/change/", fields)
            finally:
                connection.close()

        with ThreadPoolExecutor(len(people)) as pool:
            answers = list(pool.map(give, people))
        self.assertEqual(sorted(answer.status_code for answer in answers), [200, 200, 200, 302])
        for answer in answers:
            if answer.status_code == 200:
                self.assertContains(answer, "Somebody else here already uses that name.")
        self.assertEqual(User.objects.filter(display_name="Marya").count(), 1)
