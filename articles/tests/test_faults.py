"""What is wrong in the story's form is named on top of it, and leads to its field."""

from django.test import TestCase

from articles.keep import keep
from newsroom.tests import cast

from .test_story_form import ADD, form_data


class FaultsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def setUp(self):
        self.client.force_login(self.ed)

    def test_each_field_is_named_once_and_leads_to_where_it_stands(self):
        photo = cast.photo()
        figures = [(photo.pk, "lead"), (photo.pk, "body")]
        answer = self.client.post(
            ADD,
            form_data(self, figures=figures, headline="", section="", **{"figures-1-photo": "x"}),
        )
        self.assertEqual(answer.status_code, 422)
        self.assertContains(answer, "Not saved: 3 things to put right", status_code=422)
        for line in (
            '<a href="#id_headline">Headline</a>: This field is required.',
            '<a href="#id_section">Section</a>: This field is required.',
            '<a href="#id_figures-1-photo">Photo 2: Photo</a>: The library has no photo with this number.',
        ):
            self.assertContains(answer, line, 1, 422)
        self.assertNotContains(answer, "Please correct", status_code=422)

    def test_so_is_what_is_wrong_with_several_rows(self):
        photo = cast.photo()
        answer = self.client.post(ADD, form_data(self, figures=[(photo.pk, "lead"), (photo.pk, "body")]))
        self.assertContains(answer, '<a href="#figures-group">Photos</a>: This photo stands twice', 1, 422)

    def test_who_goes_on_with_unsaved_text_has_sent_nothing_yet(self):
        fields = [
            ["headline", ""],
            ["figures-TOTAL_FORMS", "1"],
            ["figures-INITIAL_FORMS", "0"],
            ["figures-0-photo", "x"],
        ]
        row = keep(by=self.ed, client="one", fields=[*fields, ["standfirst", "As far as I got."]])
        page = self.client.get(f"{ADD}?unsaved={row.pk}")
        self.assertContains(page, "As far as I got.")
        self.assertNotContains(page, "to put right")
        self.assertNotContains(page, "errorlist")
        self.assertNotContains(page, "Error:")
        self.assertContains(page, 'name="figures-0-photo" value="x"')
