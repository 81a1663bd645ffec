"""The door at which a reading is counted: it tells nothing and asks for nothing."""

from unittest.mock import patch

from django.conf import settings
from django.test import Client, TestCase, override_settings

from newsroom.tests import cast
from reading.count import Readings
from reading.models import ReadCount

OURS = {"sec-fetch-site": "same-origin"}


class ReadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.draft = cast.draft(cls)

    def setUp(self):
        self.readings = Readings()
        patcher = patch("reading.views.readings", self.readings)
        patcher.start()
        self.addCleanup(patcher.stop)

    def read(self, pk=None, client=None, **headers):
        return (client or self.client).post(f"/reading/{pk or self.story.pk}/", headers=headers)

    def counted(self):
        self.readings.write()
        return sum(ReadCount.objects.values_list("number", flat=True))

    def test_a_page_of_ours_is_counted(self):
        answer = self.read(**OURS)
        self.assertEqual((answer.status_code, answer.content), (204, b""))
        self.assertEqual(self.counted(), 1)

    def test_an_older_browser_says_by_its_origin_where_it_is(self):
        self.read(origin=settings.SITE_URL)
        self.assertEqual(self.counted(), 1)
        self.read(origin="http://testserver")
        self.assertEqual(self.counted(), 1)  # the same address in the same minute

    def test_other_sites_and_programs_are_not_counted_and_are_not_told(self):
        for headers in (
            {},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "none"},
            {"sec-fetch-site": "cross-site", "origin": settings.SITE_URL},
            {"origin": "https://elsewhere.example"},
            {"origin": "null"},
        ):
            with self.subTest(headers):
                self.assertEqual(self.read(**headers).status_code, 204)
        self.assertEqual(self.counted(), 0)

    def test_the_answer_does_not_tell_which_stories_there_are(self):
        public = self.read(**OURS)
        for pk in (self.draft.pk, 99999999, 2**63, 2**70, 0):
            answer = self.read(pk, **OURS)
            self.assertEqual((answer.status_code, answer.headers), (204, public.headers))
        self.assertEqual(self.counted(), 1)

    def test_no_cookie_is_set_or_asked_for(self):
        self.client.force_login(self.rita)
        strict = Client(enforce_csrf_checks=True)
        for client in (self.client, strict):
            answer = self.read(client=client, **OURS)
            self.assertEqual(answer.status_code, 204)
            self.assertFalse(answer.cookies)
            self.assertIn("no-store", answer.headers["Cache-Control"])

    def test_it_asks_nothing_of_the_database_for_most_readings(self):
        with self.assertNumQueries(0):
            self.read(**OURS)

    def test_only_a_post(self):
        self.assertEqual(self.client.get(f"/reading/{self.story.pk}/").status_code, 405)

    def test_without_an_address_nothing_is_counted(self):
        self.client.post(f"/reading/{self.story.pk}/", headers=OURS, REMOTE_ADDR="")
        self.assertEqual(self.counted(), 0)

    @override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
    def test_behind_a_proxy_each_reader_has_an_address_of_their_own(self):
        for address in ("203.0.113.1", "203.0.113.2", "203.0.113.1"):
            self.read(**OURS, **{"x-forwarded-for": f"1.1.1.1, {address}"})
        self.assertEqual(self.counted(), 2)

    def test_a_story_says_where_it_is_counted_and_a_preview_does_not(self):
        hook = f'data-read="/reading/{self.story.pk}/"'
        self.assertContains(self.client.get(self.story.get_absolute_url()), hook)
        self.client.force_login(self.ed)
        self.assertNotContains(self.client.get(f"/admin/articles/article/{self.story.pk}/preview/"), "data-read")
