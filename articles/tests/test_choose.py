"""The sheet from which forms choose photos, and the fields that take a photo's number."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Author, Figure
from fronts.models import Front
from images.models import Supplier
from images.tests.library import photo_row, photo_rows
from newsroom.tests import cast

from .test_story_form import ADD, form_data

SHEET = "/admin/articles/article/photos/"


class SheetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def setUp(self):
        self.client.force_login(self.nell)

    def numbers(self, query=""):
        return [photo.pk for photo, _ in self.client.get(f"{SHEET}?{query}").context["cards"]]

    def test_each_photo_is_shown_with_what_is_wrong_with_it(self):
        photo = photo_row(caption="Boats.", credit="", blocked_at=timezone.now(), use_until=timezone.now())
        sheet = self.client.get(SHEET)
        self.assertContains(sheet, f'data-number="{photo.pk}"')
        for words in ("Boats.", "no credit yet", "blocked", "time over since"):
            self.assertContains(sheet, words)

    def test_it_has_the_librarys_words_and_filters(self):
        Supplier.objects.create(name="Harrier")
        harrier, ferry, gone = photo_rows({"agency": "Harrier"}, {"caption": "Ferry"}, {"deleted_at": timezone.now()})
        self.assertEqual(self.numbers(), [ferry.pk, harrier.pk])
        self.assertEqual(self.numbers("q=ferr"), [ferry.pk])
        self.assertEqual(self.numbers("agency=Harrier"), [harrier.pk])
        self.assertEqual(self.numbers("agency=Harrier&q=ferry"), [])
        self.assertContains(self.client.get(SHEET), '<option value="Harrier">')

    def test_one_by_its_number_whatever_its_state(self):
        photo, gone = photo_rows({}, {"deleted_at": timezone.now()})
        self.assertEqual(self.numbers(f"number={photo.pk}"), [photo.pk])
        self.assertContains(self.client.get(f"{SHEET}?number={gone.pk}"), "in the bin")
        self.assertEqual(self.numbers("number=999999"), [])
        self.assertEqual(self.numbers(f"number={'9' * 19}"), [photo.pk])

    def test_there_is_more_after_twenty_four(self):
        photos = photo_rows(*[{}] * 26)
        self.assertContains(self.client.get(SHEET), 'data-more="page=2"')
        self.assertEqual(self.numbers("page=2"), [photos[1].pk, photos[0].pk])
        self.assertNotContains(self.client.get(f"{SHEET}?page=2"), "data-more")

    def test_it_asks_as_much_for_many_photos_as_for_one(self):
        for count in (1, 23):
            photo_rows(*[{}] * count)
            with self.assertNumQueries(12):
                self.client.get(f"{SHEET}?q=boats&use=unused")


class FieldTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo, cls.gone = photo_rows({"caption": "Boats."}, {"deleted_at": timezone.now()})

    def setUp(self):
        self.client.force_login(self.ada)

    def test_without_scripts_the_story_form_has_a_number_and_a_link_to_the_library(self):
        story = cast.draft(self)
        Figure.objects.create(article=story, photo=self.photo)
        page = self.client.get(f"/admin/articles/article/{story.pk}/change/")
        self.assertContains(page, f'<input type="number" name="figures-0-photo" value="{self.photo.pk}"')
        self.assertContains(page, '<a class="desk-button quiet-button" href="/admin/images/photo/"')
        self.assertContains(page, "<photo-sheet")
        self.assertContains(page, "<span>Boats.</span>")

    def test_the_story_form_asks_as_much_for_many_photos_as_for_one(self):
        story, asked = cast.draft(self), []
        self.client.get(f"/admin/articles/article/{story.pk}/change/")  # what a process keeps is asked for once
        for photos in (1, 9):
            for photo in photo_rows(*[{}] * photos):
                Figure.objects.create(article=story, photo=photo)
            with CaptureQueriesContext(connection) as queries:
                self.client.get(f"/admin/articles/article/{story.pk}/change/")
            asked.append(len(queries))
        self.assertEqual(asked[0], asked[1])

    def test_a_photo_in_the_bin_or_that_is_not_there_is_refused_in_words(self):
        for number in (self.gone.pk, 999_999):
            answer = self.client.post(ADD, form_data(self, figures=[(number, "lead")]))
            self.assertContains(answer, "The library has no photo with this number.", status_code=422)
            self.assertContains(answer, f'value="{number}"', status_code=422)

    def test_a_number_that_no_photo_can_have_is_refused(self):
        for number in ("9" * 30, "-1", "x", "1.5"):
            self.assertEqual(
                self.client.post(ADD, form_data(self, figures=[(number, "lead")])).status_code, 422, number
            )

    def test_an_authors_portrait_is_chosen_likewise(self):
        address = f"/admin/articles/author/{self.author.pk}/change/"
        self.assertContains(self.client.get(address), "<photo-sheet")
        data = {"name": "Nell Byrne", "slug": "nell-byrne", "photo": self.photo.pk}
        self.client.post(address, data)
        self.assertEqual(Author.objects.get().photo, self.photo)
        answer = self.client.post(address, data | {"photo": self.gone.pk})
        self.assertContains(answer, "The library has no photo with this number.", status_code=answer.status_code)
        self.assertEqual(Author.objects.get().photo, self.photo)

    def test_a_front_offers_the_sheet_and_takes_no_photo_from_the_bin(self):
        front, story = Front.objects.create(), cast.story(self)
        address = f"/admin/fronts/front/{front.pk}/"
        self.assertContains(self.client.get(address), "<photo-sheet")
        data = {
            "version_seen": 0,
            "save": 1,
            "slots-TOTAL_FORMS": 1,
            "slots-INITIAL_FORMS": 0,
            "slots-0-article_id": story.pk,
        }
        answer = self.client.post(address, data | {"slots-0-own_photo_id": self.gone.pk})
        self.assertContains(answer, f"The library has no photo {self.gone.pk}.", status_code=422)
        self.assertEqual(self.client.post(address, data | {"slots-0-own_photo_id": self.photo.pk}).status_code, 302)
        self.assertContains(self.client.get(address), "<span>Boats.</span>")
