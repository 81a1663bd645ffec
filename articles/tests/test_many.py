"""Editing many photos at once: asked, shown beforehand, done one by one, each with its fate."""

from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase
from django.utils import timezone

from articles.caption import caption
from articles.caption_many import added, caption_many, rehearse
from images.models import Photo
from images.tests.library import photo_rows
from newsroom.tests import cast

MANY = "/admin/images/photo/many/"
NOW = timezone.now()


def seen(*photos):
    return {photo.pk: photo.version for photo in photos}


class DeedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.one, cls.two = photo_rows({"keywords": "Ferry\nQuay"}, {"credit": "Pia / Harrier"})

    def fates(self, values, photos=None):
        found = caption_many(seen=photos or seen(self.one, self.two), values=values, by=self.pia)
        return [(fate.kind, fate.changes) for fate in found]

    def test_each_photo_is_captioned_with_its_own_record(self):
        self.assertEqual(self.fates({"credit": "Pia / Harrier"}), [("done", ["credit"]), ("same", [])])
        self.one.refresh_from_db()
        self.assertEqual((self.one.credit, self.one.version), ("Pia / Harrier", 2))
        event = self.one.events.get()
        self.assertEqual((event.by, event.changes["credit"]), (self.pia, ["Pia / The Test", "Pia / Harrier"]))
        self.assertFalse(self.two.events.exists())
        self.assertEqual(Photo.objects.search("harrier").count(), 2)

    def test_lines_are_added_once_whatever_their_capitals(self):
        self.fates({"keywords": "ferry\n Pier \n\nPier"})
        self.assertEqual(Photo.objects.get(pk=self.one.pk).keywords, "Ferry\nQuay\nPier")
        self.assertEqual(Photo.objects.get(pk=self.two.pk).keywords, "ferry\nPier")
        self.assertEqual(added("a\n\n", "B\r\nb\r\nA"), "a\nB")

    def test_it_reaches_the_stories_that_show_the_photos(self):
        photo = cast.photo()
        story = cast.story(self, lead=photo)
        self.assertNotContains(self.client.get(story.get_absolute_url()), "Harrier")
        self.fates({"credit": "Pia / Harrier"}, seen(photo))
        self.assertContains(self.client.get(story.get_absolute_url()), "Pia / Harrier")

    def test_of_one_that_somebody_changed_meanwhile_nothing_is_lost(self):
        then = seen(self.one, self.two)
        self.one.city = "Howth"
        caption(photo=self.one, by=self.ed)
        found = caption_many(seen=then, values={"city": "Dublin"}, by=self.pia)
        self.assertEqual([fate.kind for fate in found], ["overtaken", "done"])
        self.assertEqual(Photo.objects.get(pk=self.one.pk).city, "Howth")

    def test_what_the_database_would_refuse_is_told_in_words_and_hinders_no_other(self):
        Photo.objects.filter(pk=self.two.pk).update(use_until=NOW)
        found = caption_many(seen=seen(self.one, self.two), values={"no_archive": True}, by=self.pia)
        self.assertEqual([fate.kind for fate in found], ["refused", "done"])
        self.assertIn("needs the day until which it may be used", found[0].why)

    def test_a_list_without_room_is_refused(self):
        Photo.objects.filter(pk=self.one.pk).update(keywords="x" * 3999)
        found = caption_many(seen=seen(self.one), values={"keywords": "Pier"}, by=self.pia)
        self.assertIn("longer than 4,000 characters", found[0].why)

    def test_what_is_not_there_any_more_and_what_is_asked_twice(self):
        self.assertEqual(self.fates({"city": "Howth"}, {999_999: 1}), [("gone", [])])
        self.assertEqual(self.fates({"city": "Howth"}, seen(self.one)), [("done", ["city"])])
        self.assertEqual(self.fates({"city": "Howth"}, {self.one.pk: 2}), [("same", [])])

    def test_to_rehearse_saves_nothing(self):
        found = rehearse(seen=seen(self.one, self.two), values={"credit": "Pia / Harrier"})
        self.assertEqual([(fate.kind, fate.changes) for fate in found], [("done", ["credit"]), ("same", [])])
        self.one.refresh_from_db()
        self.assertEqual(self.one.credit, "Pia / The Test")


class PageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.one, cls.two, cls.other = photo_rows({"caption": "Ferry."}, {"caption": "Ferries."}, {"caption": "A gull."})

    def setUp(self):
        self.client.force_login(self.pia)

    def data(self, *photos, **fields):
        return {"photos": " ".join(f"{photo.pk}.{photo.version}" for photo in photos), **fields}

    def test_those_ticked_or_all_that_were_found_are_asked_about(self):
        page = self.client.get(f"{MANY}?which=chosen&photo={self.one.pk}&photo={self.other.pk}&photo=x")
        self.assertContains(page, "Edit 2 photos")
        self.assertContains(page, f'value="{self.other.pk}.1 {self.one.pk}.1"')
        library = self.client.get("/admin/images/photo/?q=ferr")
        self.assertContains(library, '<input type="hidden" name="filter" value="q=ferr">')
        self.assertContains(library, "Edit all 2 found")
        page = self.client.get(f"{MANY}?which=all&filter=q%3Dferr")
        self.assertContains(page, f'value="{self.two.pk}.1 {self.one.pk}.1"')

    def test_no_more_than_so_many_at_once(self):
        with patch("articles.admin.library_many.MOST", 2):
            self.assertContains(self.client.get(f"{MANY}?which=all"), "Edit 2 photos")
        with patch("articles.admin.library.MOST", 2):
            self.assertContains(self.client.get("/admin/images/photo/"), "Edit the first 2 found")

    def test_nothing_ticked_leads_back_in_words(self):
        answer = self.client.get(f"{MANY}?which=chosen", follow=True)
        self.assertContains(answer, "Tick the photos first")

    def test_what_would_change_is_shown_before_it_is_done(self):
        lead = cast.photo()
        story = cast.story(self, lead=lead)
        Photo.objects.filter(pk=self.two.pk).update(credit="Pia / Harrier")
        data = self.data(self.one, self.two, lead, credit="Pia / Harrier", rights="agency", keywords="Pier\nQuay")
        page = self.client.post(MANY, data)
        self.assertContains(page, "3 of 3 photos would change")
        self.assertContains(page, '<th scope="row">Credit</th><td>Pia / Harrier</td><td>2</td>')
        self.assertContains(page, "<td>agency: under the paper’s contract</td><td>3</td>")
        self.assertContains(page, "<td>Pier, Quay</td><td>3</td>")
        self.assertContains(page, story.headline)
        self.assertEqual(Photo.objects.filter(rights="agency").count(), 0)
        done = self.client.post(MANY, data | {"do": 1})
        self.assertContains(done, "<b>3</b> changed")
        self.assertEqual(Photo.objects.filter(rights="agency", credit="Pia / Harrier").count(), 3)

    def test_the_form_comes_back_as_it_was_filled(self):
        page = self.client.post(MANY, self.data(self.one, city="Howth", again=1))
        self.assertContains(page, 'value="Howth"')
        self.assertContains(page, "See what would change")

    def test_what_cannot_be_is_refused_in_words_and_kept(self):
        later = f"{NOW + timedelta(days=9):%Y-%m-%dT%H:%M}"
        for fields, words in (
            ({}, "Fill in what is to be changed"),
            ({"credit": "x" * 201}, "at most 200 characters"),
            ({"rights": "gold"}, "not one of the available choices"),
            ({"use_from": later, "use_until": "2020-01-01T00:00"}, "ends before it begins"),
            ({"use_until": "soon"}, "give the day and the time"),
            ({"city": "a\0b"}, "Null characters"),
        ):
            typed = {"country": "Ireland"} | fields if fields else {}
            answer = self.client.post(MANY, self.data(self.one, **typed))
            self.assertContains(answer, words, status_code=422)
            self.assertEqual(answer.context["form"]["country"].value(), typed.get("country"))
        answer = self.client.post(MANY, {"photos": "x 1.y", "city": "Howth"})
        self.assertContains(answer, "No photo is chosen", status_code=422)
        self.assertEqual(self.client.post(MANY, {"photos": f"{'9' * 18}.{'9' * 9}", "city": "a"}).status_code, 200)

    def test_who_was_overtaken_is_told_and_looks_again(self):
        data = self.data(self.one, self.two, city="Dublin", do=1)
        self.one.city = "Howth"
        caption(photo=self.one, by=self.ed)
        answer = self.client.post(MANY, data)
        self.assertContains(answer, "<b>1</b> changed by somebody else meanwhile", status_code=409)
        self.assertContains(answer, f'value="{self.one.pk}.2"', status_code=409)
        self.client.post(MANY, {"photos": f"{self.one.pk}.2", "city": "Dublin", "do": 1})
        self.assertEqual(Photo.objects.get(pk=self.one.pk).city, "Dublin")

    def test_with_what_was_refused_the_form_can_be_filled_again(self):
        answer = self.client.post(MANY, self.data(self.one, no_archive="yes", do=1))
        self.assertContains(answer, "<b>1</b> refused")
        self.assertContains(answer, f'value="{self.one.pk}.1"')
        self.assertContains(answer, "Back to the form with it")

    def test_twice_changes_nothing_more(self):
        data = self.data(self.one, city="Dublin", do=1)
        self.client.post(MANY, data)
        self.client.post(MANY, data)
        self.assertEqual(self.one.events.count(), 1)

    def test_an_hour_from_the_form_is_on_the_papers_clock(self):
        self.client.post(MANY, self.data(self.one, use_until="2031-07-01T12:00", no_archive="yes", do=1))
        photo = Photo.objects.get(pk=self.one.pk)
        self.assertEqual((photo.use_until.hour, photo.no_archive, photo.single_use), (11, True, False))
        self.client.post(MANY, self.data(photo, no_archive="no", do=1))
        self.assertFalse(Photo.objects.get(pk=self.one.pk).no_archive)

    def test_who_may_not_change_photos_may_not_here(self):
        self.client.force_login(self.nell)
        self.assertEqual(self.client.post(MANY, self.data(self.one, city="Howth", do=1)).status_code, 403)
        self.assertEqual(Photo.objects.get(pk=self.one.pk).city, "")

    def test_the_pages_ask_as_much_for_many_photos_as_for_one(self):
        for count in (1, 30):
            photos = photo_rows(*[{}] * count)
            with self.assertNumQueries(7):
                self.client.post(MANY, self.data(*photos, city="Howth"))
