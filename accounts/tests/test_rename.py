"""Giving oneself another name: once in two weeks, seen everywhere, and the old one nobody else's for a while."""

from datetime import timedelta
from unittest import mock

from django.test import TestCase, TransactionTestCase, override_settings
from django.utils import timezone

from accounts.clear import clear
from accounts.models import FormerName, User
from accounts.names import free_name
from accounts.rename import NameTaken, TooSoon, rename
from accounts.skeleton import skeleton
from newsroom.tests import cast
from newsroom.tests.at_once import at_once
from pagecache.models import PageVersion

from .journeys import reader, sign_up

NOW = timezone.now()
TWO_WEEKS = timedelta(days=14)


class RenameTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rita, cls.ravi = reader("Rita"), reader("Ravi")

    def stands(self, person):
        return User.objects.values_list("display_name", "name_skeleton").get(pk=person.pk)

    def test_a_new_account_may_change_it_at_once(self):
        rename(person=self.rita, name="Rita B", at=NOW)
        self.assertEqual(self.stands(self.rita), ("Rita B", skeleton("Rita B")))
        self.assertEqual((self.rita.display_name, self.rita.name_changed_at), ("Rita B", NOW))

    def test_the_next_change_is_two_weeks_away_to_the_second(self):
        rename(person=self.rita, name="Rita B", at=NOW)
        early = NOW + TWO_WEEKS - timedelta(seconds=1)
        with self.assertRaises(TooSoon) as refusal:
            rename(person=self.rita, name="Rita C", at=early)
        again = timezone.localtime(NOW + TWO_WEEKS)
        self.assertIn(f"from {again.day} {again:%B %Y, %H:%M}", str(refusal.exception))
        self.assertEqual(self.stands(self.rita)[0], "Rita B")
        rename(person=self.rita, name="Rita C", at=NOW + TWO_WEEKS)
        self.assertEqual(self.stands(self.rita)[0], "Rita C")

    @override_settings(NAME_CHANGE_DAYS=1)
    def test_how_long_is_a_setting(self):
        rename(person=self.rita, name="Rita B", at=NOW)
        rename(person=self.rita, name="Rita C", at=NOW + timedelta(days=1))

    def test_the_same_name_once_more_is_no_change(self):
        rename(person=self.rita, name="Rita B", at=NOW)
        rename(person=self.rita, name="Rita B", at=NOW + timedelta(minutes=1))
        self.assertEqual(self.rita.name_changed_at, NOW)
        self.assertEqual(FormerName.objects.count(), 1)

    def test_the_desk_may_change_it_at_any_time_and_costs_the_reader_nothing(self):
        rename(person=self.rita, name="Rita B", at=NOW)
        rename(person=self.rita, name="Rita C", by_staff=True, at=NOW)
        self.assertEqual((self.rita.display_name, self.rita.name_changed_at), ("Rita C", NOW))

    def test_the_old_name_is_nobody_elses_for_two_weeks(self):
        rename(person=self.rita, name="Bob", at=NOW)
        with self.assertRaises(NameTaken):
            rename(person=self.ravi, name="Rіta", at=NOW)  # its second letter is not from our alphabet
        self.assertEqual(self.stands(self.ravi), ("Ravi", skeleton("Ravi")))
        self.assertContains(sign_up(self.client, display_name="Rita"), "looks like that one")
        with self.assertRaisesMessage(Exception, "looks like that one"):
            free_name("Rita")
        self.assertEqual(free_name("Rita", person=self.rita), "Rita")
        rename(person=self.ravi, name="Rita", at=NOW + TWO_WEEKS)
        self.assertEqual(self.stands(self.ravi)[0], "Rita")

    def test_what_was_given_up_long_ago_is_forgotten(self):
        rename(person=self.rita, name="Bob", at=NOW)
        clear(at=NOW + TWO_WEEKS - timedelta(seconds=1))
        self.assertEqual(FormerName.objects.count(), 1)
        clear(at=NOW + TWO_WEEKS)
        self.assertEqual(FormerName.objects.count(), 0)

    def test_the_page_says_when_it_can_be_changed_again(self):
        self.client.force_login(self.rita)
        self.assertContains(self.client.get("/me/"), "it stays as it is for 14 days")
        self.client.post("/me/", {"display_name": "Rita B"})
        self.assertContains(self.client.get("/me/"), "You can change it again from")
        answer = self.client.post("/me/", {"display_name": "Rita C"})
        self.assertContains(answer, "You can change it again from", status_code=422)
        self.assertContains(answer, 'value="Rita C"', status_code=422)


class EverywhereTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "Well said.")
        cast.comment(cls.story, cls.ravi, "So it is.", parent=cls.comment)

    def test_the_new_name_stands_in_the_kept_pages_at_once(self):
        address = self.story.get_absolute_url()
        self.assertContains(self.client.get(address), "Rita")
        rename(person=self.rita, name="Marguerite")
        page = self.client.get(address)
        self.assertContains(page, "Marguerite")
        self.assertNotContains(page, "Rita")

    def test_a_name_that_is_refused_moves_nothing(self):
        before = list(PageVersion.objects.order_by("name").values_list())
        with self.assertRaises(NameTaken):
            rename(person=self.rita, name="RAVI")
        self.assertEqual(list(PageVersion.objects.order_by("name").values_list()), before)

    def test_whoever_wrote_under_very_many_stories_moves_the_paper(self):
        cast.comment(cast.story(self, slug="another"), self.rita)
        rename(person=self.rita, name="Marguerite", by_staff=True)
        self.assertFalse(PageVersion.objects.filter(name="paper").exists())
        with mock.patch("comments.moved.MOST", 1):
            rename(person=self.rita, name="Margaret", by_staff=True)
        self.assertTrue(PageVersion.objects.filter(name="paper").exists())

    def test_the_desk_renames_by_the_same_deed(self):
        self.client.force_login(self.ada)
        fields = {"display_name": "Marguerite", "email": self.rita.email, "is_active": "on"}
        answer = self.client.post(f"/admin/accounts/user/{self.rita.pk}/change/", fields)
        self.assertEqual(answer.status_code, 302)
        self.rita.refresh_from_db()
        self.assertEqual(self.rita.name_skeleton, skeleton("Marguerite"))
        self.assertTrue(FormerName.objects.filter(person=self.rita, name_skeleton=skeleton("Rita")).exists())
        self.assertContains(self.client.get(self.story.get_absolute_url()), "Marguerite")


class AtOnceTests(TransactionTestCase):
    def test_of_many_changes_at_once_one_is_made(self):
        rita = reader("Rita")
        answers = at_once([lambda n=n: rename(person=User(pk=rita.pk), name=f"Rita {n}") for n in "ABCDEFGH"])
        self.assertEqual(sum(answer is None for answer in answers), 1, answers)
        self.assertEqual(sum(isinstance(answer, TooSoon) for answer in answers), 7, answers)

    def test_of_people_who_want_the_same_name_at_once_one_gets_it(self):
        people = [reader(f"Person{letter}") for letter in "abcdef"]
        names = ["Nora", "NORA", "Νora", "Nor а", "N0ra", "nora"]
        deeds = [
            lambda person=person, name=name: rename(person=person, name=name)
            for person, name in zip(people, names, strict=True)
        ]
        answers = at_once(deeds)
        self.assertEqual(sum(answer is None for answer in answers), 1, answers)
        self.assertEqual(sum(isinstance(answer, NameTaken) for answer in answers), 5, answers)
        self.assertEqual(User.objects.filter(name_skeleton=skeleton("Nora")).count(), 1)

    def test_a_name_that_is_just_given_up_is_not_taken_in_the_same_moment(self):
        for number in range(5):
            rita, ravi = reader(f"Quay{number}"), reader(f"Ravi{number}")
            at_once(
                [
                    lambda person=rita, n=number: rename(person=person, name=f"Else {n}"),
                    lambda person=ravi, n=number: rename(person=person, name=f"Quay{n}"),
                ]
            )
            self.assertFalse(User.objects.filter(pk=ravi.pk, display_name=f"Quay{number}").exists())
