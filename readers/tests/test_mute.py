"""Muting a commenter."""

from django.test import TestCase

from moderation.decide import decide
from newsroom.tests import cast
from readers.models import Mute
from readers.mute import Refused, mute, unmute


class MuteTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.loud = cast.comment(cls.story, cls.ravi, "LOUD words.")
        cls.calm = cast.comment(cls.story, cls.mo, "Calm words.")

    def setUp(self):
        self.client.force_login(self.rita)

    def muted(self, reader=None):
        return set(Mute.objects.filter(reader=reader or self.rita).values_list("muted__display_name", flat=True))

    def test_from_a_comments_page_by_its_button(self):
        self.assertContains(self.client.get(f"/c/{self.loud.pk}/"), f"/c/{self.loud.pk}/mute/")
        address = f"/c/{self.loud.pk}/mute/"
        self.assertContains(self.client.get(address), "Mute <bdi>Ravi</bdi>")
        self.assertEqual(self.muted(), set())
        answer = self.client.post(address, follow=True)
        self.assertRedirects(answer, "/me/mutes/")
        self.assertContains(answer, "You will not read Ravi any more.")
        self.assertEqual(self.muted(), {"Ravi"})
        self.assertEqual(self.muted(self.ed), set())

    def test_from_a_persons_page_staff_too(self):
        address = f"/readers/{self.mo.pk}/mute/"
        self.assertContains(self.client.get(address), "Mute <bdi>Mo</bdi>")
        self.client.post(address)
        self.assertEqual(self.muted(), {"Mo"})
        self.assertContains(self.client.get(f"/readers/{self.mo.pk}/"), "You have muted")

    def test_twice_is_once(self):
        for _ in range(2):
            self.assertRedirects(self.client.post(f"/c/{self.loud.pk}/mute/"), "/me/mutes/")
        self.assertEqual(Mute.objects.count(), 1)

    def test_nobody_mutes_themself(self):
        own = cast.comment(self.story, self.rita)
        for address in (f"/c/{own.pk}/mute/", f"/readers/{self.rita.pk}/mute/"):
            for answer in (self.client.get(address), self.client.post(address)):
                self.assertContains(answer, "These are your own comments.", status_code=403)
        self.assertRaises(Refused, mute, reader=self.rita, person=self.rita)
        self.assertEqual(self.muted(), set())

    def test_it_is_undone_from_the_list(self):
        mute(reader=self.rita, person=self.ravi)
        mute(reader=self.ed, person=self.ravi)
        self.assertContains(self.client.get("/me/mutes/"), "<bdi>Ravi</bdi>")
        answer = self.client.post("/me/mutes/", {"person": self.ravi.pk}, follow=True)
        self.assertContains(answer, "You can read them again.")
        self.assertEqual((self.muted(), self.muted(self.ed)), (set(), {"Ravi"}))
        unmute(reader=self.rita, person_pk=self.ravi.pk)  # twice is once

    def test_a_form_that_is_none_is_told_so(self):
        for sent in ({}, {"person": "x"}, {"person": "-1"}, {"person": "9" * 40}, {"person": "²"}):
            answer = self.client.post("/me/mutes/", sent)
            self.assertContains(answer, "Nothing was changed", status_code=422)

    def test_what_cannot_be_seen_leads_to_nobody(self):
        decide(comment=self.loud, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        for address in (f"/c/{self.loud.pk}/mute/", f"/readers/{self.ravi.pk}/mute/", "/c/999999/mute/"):
            self.assertEqual(self.client.get(address).status_code, 404)
            self.assertEqual(self.client.post(address).status_code, 404)

    def test_a_stranger_signs_in_first_and_comes_back(self):
        self.client.logout()
        for address in (f"/c/{self.loud.pk}/mute/", f"/readers/{self.ravi.pk}/mute/", "/me/mutes/"):
            self.assertRedirects(self.client.get(address), f"/account/login/?next={address}")
            self.assertEqual(self.client.post(address).status_code, 302)
        self.assertFalse(Mute.objects.exists())

    def test_only_the_methods_it_knows(self):
        for address in (f"/c/{self.loud.pk}/mute/", f"/readers/{self.ravi.pk}/mute/", "/me/mutes/"):
            self.assertEqual(self.client.put(address).status_code, 405)

    def test_the_list_is_read_in_pages(self):
        people = [cast.person(f"reader{number}") for number in range(52)]
        Mute.objects.bulk_create(Mute(reader=self.rita, muted=person) for person in people)
        page = self.client.get("/me/mutes/")
        self.assertEqual(len(page.context["mutes"]), 50)
        page = self.client.get("/me/mutes/", {"before": page.context["more"]})
        self.assertEqual((len(page.context["mutes"]), page.context["more"]), (2, None))
