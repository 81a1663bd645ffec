"""The library's page at the desk: what is shown of each photo, words and filters, in the address."""

from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase
from django.utils import timezone

from articles.admin.library import sheet_of
from articles.models import Article, Author, Figure
from fronts.models import Edition, Front, Slot
from images.models import Photo, Supplier
from images.tests.library import photo_row, photo_rows
from newsroom.tests import cast

LIBRARY = "/admin/images/photo/"
NOW = timezone.now()
DAY = timedelta(days=1)


class LibraryTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def setUp(self):
        self.client.force_login(self.pia)

    def found(self, query=""):
        """Return the numbers that the page shows, in its order."""
        answer = self.client.get(f"{LIBRARY}?{query}")
        self.assertEqual(answer.status_code, 200)
        return [photo.pk for photo, _ in answer.context["sheet"].cards]

    def numbers(self, *photos):
        return [photo.pk for photo in photos]

    def test_a_photo_is_shown_with_its_words_and_its_state(self):
        photo = photo_row(caption="Boats <b>at</b> the pier.", credit="", alt_text="", rights="")
        page = self.client.get(LIBRARY)
        self.assertContains(page, "Boats &lt;b&gt;at&lt;/b&gt; the pier.")
        for words in ("no credit", "no alt text", "rights not set", "not used", f"Photo {photo.pk}"):
            self.assertContains(page, words)
        self.assertContains(page, f'href="{LIBRARY}{photo.pk}/change/')

    def test_the_newest_comes_first_by_upload_or_by_the_day_it_was_taken(self):
        old, late = photo_rows({"taken_at": NOW - 9 * DAY}, {"taken_at": NOW - 90 * DAY})
        undated = photo_row(uploaded_at=NOW - 30 * DAY)
        self.assertEqual(self.found(), self.numbers(late, old, undated))
        self.assertEqual(self.found("order=taken"), self.numbers(old, undated, late))

    def test_words_find_it_and_stay_on_the_page(self):
        ferry, _ = photo_rows({"caption": "The ferry."}, {})
        self.assertEqual(self.found("q=ferr"), [ferry.pk])
        self.assertContains(self.client.get(f"{LIBRARY}?q=ferr"), 'value="ferr"')
        self.assertContains(self.client.get(f"{LIBRARY}?q=zeppelin"), "No photo is like that")

    def test_rights_agency_and_who_uploaded_it(self):
        Supplier.objects.create(name="Harrier")
        harrier, lent, mine = photo_rows(
            {"rights": "agency", "agency": "Harrier"},
            {"rights": "stock", "supplier": "Harrier"},
            {"rights": "", "uploaded_by": self.pia},
        )
        self.assertEqual(self.found("rights=agency"), [harrier.pk])
        self.assertEqual(self.found("agency=Harrier"), self.numbers(lent, harrier))
        self.assertEqual(self.found("agency=Kestrel"), [])
        self.assertEqual(self.found("mine=on"), [mine.pk])

    def test_what_it_lacks(self):
        credit, alt, rights, decorative, _ = photo_rows(
            {"credit": ""}, {"alt_text": ""}, {"rights": ""}, {"alt_text": "", "decorative": True}, {}
        )
        for lack, photo in (("credit", credit), ("alt", alt), ("rights", rights)):
            self.assertEqual(self.found(f"lacks={lack}"), [photo.pk])
        self.assertEqual(self.found("lacks=any"), self.numbers(rights, alt, credit))

    def test_what_runs_out(self):
        over, week, month, open_ended = photo_rows(
            {"use_until": NOW - DAY}, {"use_until": NOW + 5 * DAY}, {"use_until": NOW + 20 * DAY}, {}
        )
        self.assertEqual(self.found("ends=over"), [over.pk])
        self.assertEqual(self.found("ends=7"), [week.pk])
        self.assertEqual(self.found("ends=30"), self.numbers(month, week))
        page = self.client.get(LIBRARY)
        for words in ("time over since", "runs out in 5 days", "runs out in 20 days"):
            self.assertContains(page, words)

    def test_days_of_upload_and_of_the_photo(self):
        old, new = photo_rows({"uploaded_at": NOW - 40 * DAY}, {"taken_at": NOW - 40 * DAY})
        since, until = (f"{timezone.localdate(NOW - days * DAY)}" for days in (41, 40))
        self.assertEqual(self.found(f"since={since}&until={until}"), [old.pk])
        self.assertEqual(self.found(f"by=taken&since={since}&until={until}"), self.numbers(new, old))
        self.assertEqual(self.found(f"by=taken&since={timezone.localdate(NOW)}"), [])

    def test_blocked_and_in_the_bin(self):
        blocked, gone, other = photo_rows({"blocked_at": NOW}, {"deleted_at": NOW}, {})
        self.assertEqual(self.found(), self.numbers(other, blocked))
        self.assertEqual(self.found("state=blocked"), [blocked.pk])
        self.assertEqual(self.found("state=bin"), [gone.pk])

    def test_used_not_used_and_in_a_live_story(self):
        live, draft, portrait, front, past, none = photo_rows(*[{}] * 6)
        story = cast.story(self)
        Figure.objects.create(article=story, photo=live)
        Figure.objects.create(article=cast.draft(self, slug="draft"), photo=draft)
        Author.objects.update(photo=portrait)
        place = Front.objects.create()
        for state, photo, at in (("live", front, NOW), ("past", past, NOW - DAY)):
            edition = Edition.objects.create(front=place, state=state, launched_at=at)
            Slot.objects.create(edition=edition, position=1, article=story, own_photo=photo)
        self.assertEqual(self.found("use=used"), self.numbers(front, portrait, draft, live))
        self.assertEqual(self.found("use=unused"), self.numbers(none, past))
        self.assertEqual(self.found("use=live"), [live.pk])
        Article.objects.filter(pk=story.pk).update(legal_hold=True)
        self.assertEqual(self.found("use=live"), [])

    def test_filters_are_joined_named_and_can_be_taken_away_one_by_one(self):
        photo, _ = photo_rows({"rights": "agency", "credit": ""}, {"rights": "agency"})
        query = "q=boats&rights=agency&lacks=credit"
        self.assertEqual(self.found(query), [photo.pk])
        page = self.client.get(f"{LIBRARY}?{query}")
        self.assertContains(page, f'<a href="{LIBRARY}?q=boats&amp;lacks=credit">Rights: agency')
        self.assertContains(page, f'<a href="{LIBRARY}?q=boats&amp;rights=agency">Lacks: no credit')

    def test_what_is_forged_is_left_out(self):
        photo = photo_row()
        for query in (
            "rights=gold&use=x&ends=-1&lacks=1&state=2&by=3&order=4&page=x",
            "since=0001-01-01&until=9999-12-31",
            "since=yesterday&until=2026-99-99",
            "q=%00boats",
            f"page={'9' * 6}x",
            "agency=" + "x" * 300,
        ):
            self.assertEqual(self.found(query), [photo.pk], query)
        self.assertEqual(self.found(f"page={'9' * 6}"), [])

    def test_htmx_gets_the_part_and_the_back_button_the_page(self):
        photo_row()
        part = self.client.get(f"{LIBRARY}?q=&rights=&page=1", HTTP_HX_REQUEST="true")
        self.assertContains(part, "1 photo")
        self.assertEqual(part["HX-Push-Url"], LIBRARY)
        self.assertNotContains(part, 'role="search"')
        whole = self.client.get(LIBRARY, HTTP_HX_REQUEST="true", HTTP_HX_HISTORY_RESTORE_REQUEST="true")
        self.assertContains(whole, "<html")

    def test_who_may_only_look_is_offered_nothing_else(self):
        photo_row()
        self.client.force_login(self.nell)
        page = self.client.get(LIBRARY)
        self.assertNotContains(page, 'name="photo"')
        self.assertContains(page, "Add photos")

    def test_an_empty_library_says_so(self):
        self.assertContains(self.client.get(LIBRARY), "The library has no photos yet.")


class SheetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cls.photos = photo_rows(*[{}] * 7)

    def sheet(self, **how):
        return sheet_of(Photo.objects.order_by("-pk"), **how)

    def pages(self, **how):
        return [[photo.pk for photo, _ in self.sheet(page=page, **how).cards] for page in (1, 2, 3, 4)]

    def test_the_pages_follow_each_other_without_a_gap_also_beyond_what_is_counted(self):
        numbers = [photo.pk for photo in reversed(self.photos)]
        wanted = [numbers[:3], numbers[3:6], numbers[6:], []]
        self.assertEqual(self.pages(per_page=3), wanted)
        with patch("articles.admin.library.COUNTED", 4):
            self.assertEqual(self.pages(per_page=3), wanted)
            more = [self.sheet(page=page, per_page=3).has_more for page in (1, 2, 3, 4)]
            self.assertEqual(more, [True, True, False, False])
            self.assertEqual(self.sheet(per_page=3).in_words, "More than 4 photos")
        self.assertEqual(self.sheet(per_page=3).in_words, "7 photos")

    def test_the_page_asks_as_much_for_many_photos_as_for_one(self):
        self.client.force_login(self.pia)
        for photos, query, asked in (
            (7, "", 12),
            (57, "", 12),
            (57, "?q=boats&use=unused&rights=staff&order=taken", 13),
        ):
            photo_rows(*[{}] * (photos - Photo.objects.count()))
            with self.assertNumQueries(asked):
                self.client.get(LIBRARY + query)
