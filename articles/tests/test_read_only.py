"""The page of a story for who may read it there, and not write on it."""

from django.test import TestCase

from articles.publish import approve, submit
from newsroom.tests import cast


class ReadOnlyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.lou = cast.person("lou", "Lawyer")
        lead, inside = cast.photo(), cast.photo("maroon", caption="The wall in March.", credit="Pia")
        cls.story = cast.story(cls, lead=lead)
        figures = [[lead.pk, "lead", "", "", "", False], [inside.pk, "body", "The wall today.", "", "", False]]
        body = f'<p>Nobody sees this yet.</p><figure data-photo="{inside.pk}"></figure>'
        cast.save(cls.story, cls.ed, body=body, figures=figures, tags=["Harbour", "Walls"], note_to_editors="Call him.")

    def page(self, who, story=None):
        self.client.force_login(who)
        return self.client.get(f"/admin/articles/article/{(story or self.story).pk}/change/")

    def test_the_lawyer_reads_the_newest_version_with_its_photos(self):
        page = self.page(self.lou)
        self.assertContains(page, "You can read this story here, and not change it.")
        self.assertContains(page, '<p><span class="lead-in">Nobody sees this</span> yet.</p>')
        self.assertContains(page, '<span class="caption">Two boats at the pier.</span>')
        self.assertContains(page, '<span class="caption">The wall today.</span> <span class="credit">Pia</span>')
        self.assertContains(page, "<dd>Harbour, Walls</dd>")
        self.assertContains(page, "<dd>Call him.</dd>")
        for absent in ("submit-row", "story-keep", "&lt;p&gt;", 'name="base"', "#id_"):
            self.assertNotContains(page, absent)

    def test_so_does_its_author_once_it_is_approved(self):
        draft = cast.draft(self, headline="Nell's own")
        self.assertContains(self.page(self.nell, draft), "<save-bar")
        submit(article=draft, by=self.nell)
        approve(article=draft, by=self.ed)
        page = self.page(self.nell, draft)
        self.assertContains(page, "not change it")
        self.assertNotContains(page, "submit-row")
