"""The archive by day, in the time zone of the paper."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Article
from articles.withdraw import withdraw
from newsroom.tests import cast


class ArchiveTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        # In Dublin the clocks went forward on 29 March 2026 at 01:00 UTC and back on 25 October at 01:00 UTC.
        for headline, at in {
            "Old year": datetime(2024, 12, 31, 23, 59, tzinfo=UTC),
            "Before summer time": datetime(2026, 3, 28, 23, 59, 59, tzinfo=UTC),
            "Short day begins": datetime(2026, 3, 29, 0, 0, tzinfo=UTC),
            "Short day ends": datetime(2026, 3, 29, 22, 59, 59, tzinfo=UTC),
            "After the short day": datetime(2026, 3, 29, 23, 0, tzinfo=UTC),
            "Long day begins": datetime(2026, 10, 24, 23, 0, tzinfo=UTC),
            "Long day ends": datetime(2026, 10, 25, 23, 59, 59, 999999, tzinfo=UTC),
        }.items():
            cast.story(cls, headline=headline, at=at)

    def headlines(self, address):
        return [story.headline for story in self.client.get(address).context["page"].rows]

    def test_a_day_is_23_or_25_hours_long_when_the_clocks_change(self):
        self.assertEqual(self.headlines("/archive/2026/03/28/"), ["Before summer time"])
        self.assertEqual(self.headlines("/archive/2026/03/29/"), ["Short day ends", "Short day begins"])
        self.assertEqual(self.headlines("/archive/2026/03/30/"), ["After the short day"])
        self.assertEqual(self.headlines("/archive/2026/10/25/"), ["Long day ends", "Long day begins"])

    def test_a_day_leads_to_the_nearest_days_with_stories(self):
        page = self.client.get("/archive/2026/03/30/")
        self.assertContains(page, 'href="/archive/2026/03/29/">← Sunday, 29 March 2026')
        self.assertContains(page, 'href="/archive/2026/10/25/">Sunday, 25 October 2026 →')
        self.assertContains(page, "<h1>Monday, 30 March 2026</h1>")
        self.assertContains(page, 'href="/archive/2026/03/">March</a>')

    def test_a_day_without_stories_says_so_and_leads_on(self):
        page = self.client.get("/archive/2026/05/01/")
        for part in ("No stories on this day.", "noindex", "/archive/2026/03/30/", "/archive/2026/10/25/"):
            self.assertContains(page, part)

    def test_months_and_days_carry_their_numbers(self):
        year = self.client.get("/archive/2026/")
        self.assertContains(year, '<a href="/archive/2026/03/">March</a> <span>4 stories</span>')
        self.assertContains(year, "May <span>none</span>")
        self.assertNotContains(year, "November")
        month = self.client.get("/archive/2026/03/")
        self.assertContains(month, '<a href="/archive/2026/03/28/">Saturday, 28 March</a> <span>1 story</span>')
        self.assertContains(month, '<a href="/archive/2026/03/29/">Sunday, 29 March</a> <span>2 stories</span>')
        self.assertContains(month, 'rel="prev" href="/archive/2026/02/"')
        self.assertContains(month, 'rel="next" href="/archive/2026/04/"')

    def test_the_archive_leads_to_every_month(self):
        page = self.client.get("/archive/")
        for part in ("/archive/2024/12/", "/archive/2025/06/", "/archive/2026/10/", "/archive/2025/"):
            self.assertContains(page, f'href="{part}"')
        for part in ("/archive/2024/11/", "/archive/2026/11/"):
            self.assertNotContains(page, part)

    def test_a_year_in_between_without_stories_is_there_too(self):
        self.assertContains(self.client.get("/archive/2025/"), "June <span>none</span>")
        self.assertEqual(self.client.get("/archive/2025/06/").status_code, 200)

    def test_what_is_no_day_of_the_paper_is_not_there(self):
        tomorrow = timezone.localdate() + timedelta(days=1)
        for address in (
            f"/archive/{tomorrow:%Y/%m/%d}/",
            "/archive/2024/12/30/",  # the day before the first story
            "/archive/2026/10/26/",
            "/archive/2026/02/30/",
            "/archive/2026/13/",
            "/archive/2026/00/",
            "/archive/2026/03/00/",
            "/archive/2026/3/",  # one address for each month
            "/archive/2023/",
            "/archive/2027/",
            "/archive/0000/",
            "/archive/0000/01/01/",
            "/archive/9999/12/31/",
            "/archive/9999/12/",
            "/archive/2024/11/",
            "/archive/2026/11/",
            "/archive/2026/03/29/?before=99999999",
        ):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_only_what_the_public_may_see_counts(self):
        for headline in ("Long day begins", "Long day ends"):
            withdraw(article=Article.objects.get(headline=headline), by=self.ed, note="Wrong.")
        cast.story(self, headline="Later", when=timezone.now() + timedelta(days=400))
        self.assertEqual(self.client.get("/archive/2026/10/25/").status_code, 404)
        self.assertEqual(self.client.get("/archive/2026/10/").status_code, 404)
        self.assertNotContains(self.client.get("/archive/"), "/archive/2026/10/")
        self.assertNotContains(self.client.get("/archive/"), f"/archive/{timezone.now().year + 1}/")

    def test_a_long_day_has_pages(self):
        for number in range(25):
            at = datetime(2026, 4, 1, 12, number, tzinfo=UTC)
            cast.story(self, headline=f"Story {number}", at=at)
        first = self.client.get("/archive/2026/04/01/").context["page"]
        page = self.client.get(f"/archive/2026/04/01/?before={first.older}")
        rest = [story.headline for story in page.context["page"].rows]
        self.assertEqual(rest, [f"Story {number}" for number in (4, 3, 2, 1, 0)])
        self.assertContains(page, f'<link rel="prev" href="{settings.SITE_URL}/archive/2026/04/01/">')

    @override_settings(PAGES_DUE=[])
    def test_the_cost_is_the_same_for_any_number_of_stories(self):
        for address, queries in {
            "/archive/": 4,
            "/archive/2026/": 5,
            "/archive/2026/03/": 5,
            "/archive/2026/03/29/": 7,
        }.items():
            with self.subTest(address), self.assertNumQueries(queries):
                self.client.get(address)

    @override_settings(TIME_ZONE="Pacific/Kiritimati")
    def test_the_day_is_that_of_the_papers_own_zone(self):
        timezone.get_default_timezone.cache_clear()
        self.addCleanup(timezone.get_default_timezone.cache_clear)
        self.assertEqual(self.headlines("/archive/2026/03/29/"), ["Short day begins", "Before summer time"])


class EmptyArchiveTests(TestCase):
    def test_before_the_first_story_there_is_nothing_but_a_word(self):
        self.assertContains(self.client.get("/archive/"), "Nothing is published yet.")
        for address in ("/archive/2026/", "/archive/2026/11/", "/archive/2026/11/22/"):
            self.assertEqual(self.client.get(address).status_code, 404)
