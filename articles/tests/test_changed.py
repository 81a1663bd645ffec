"""What is purged from the caches in front of the site when a story changes: each photo that readers saw with it."""

from unittest.mock import patch

from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from articles.changed import changed
from articles.models import Article
from articles.release import release
from articles.withdraw import unpublish, withdraw
from images import renditions
from newsroom.tests import cast


class PurgedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.lead, cls.inside = cast.photo(), cast.photo("maroon")
        cls.figures = [[cls.lead.pk, "lead", "", "", "", False], [cls.inside.pk, "gallery", "", "", "", False]]
        cls.story = cast.story(cls, figures=cls.figures)

    def again(self):
        return Article.objects.get(pk=self.story.pk)

    def purged(self, deed):
        """Return the photos that the deed purged."""
        with override_settings(PURGE="varnish"), patch("pagecache.purge.purge") as purge:
            deed()
        names = {name for call in purge.enqueue.call_args_list for name in call.args[0]}
        return {photo for photo in (self.lead, self.inside) if f"photo:{renditions.folder(photo)}" in names}

    def test_a_photo_that_a_release_takes_out_is_purged_with_those_that_stay(self):
        cast.save(self.story, self.ed, figures=self.figures[:1])
        self.assertEqual(
            self.purged(lambda: release(article=self.again(), by=self.ed, kind="typo")), {self.lead, self.inside}
        )

    def test_so_is_one_whose_place_in_the_text_goes(self):
        inside = f'<p>The wall.</p><figure data-photo="{self.inside.pk}"></figure>'
        cast.change(self.story, self.ed, body=inside, figures=[[self.inside.pk, "body", "", "", "", False]])
        cast.save(self.story, self.ed, body="<p>The wall.</p>", figures=[])
        self.assertEqual(self.purged(lambda: release(article=self.again(), by=self.ed, kind="typo")), {self.inside})

    def test_what_was_taken_out_before_is_not_purged_again(self):
        cast.change(self.story, self.ed, figures=self.figures[:1])
        self.assertEqual(self.purged(lambda: cast.change(self.story, self.ed, kicker="Harbour")), {self.lead})

    def test_all_are_when_a_story_is_withdrawn(self):
        self.assertEqual(
            self.purged(lambda: withdraw(article=self.again(), by=self.ed, note="Wrong.")), {self.lead, self.inside}
        )

    def test_a_save_while_it_is_off_takes_out_what_was_purged_when_it_went(self):
        self.assertEqual(
            self.purged(lambda: unpublish(article=self.again(), by=self.ed, note="Why.")), {self.lead, self.inside}
        )
        self.assertEqual(self.purged(lambda: cast.save(self.again(), self.ed, figures=[])), set())

    def test_a_draft_purges_nothing(self):
        draft = cast.draft(self, figures=self.figures)
        self.assertEqual(self.purged(lambda: cast.save(draft, self.ed, figures=[])), set())

    def test_it_costs_one_query_however_many_photos_there_are(self):
        def cost():
            with CaptureQueriesContext(connection) as asked:
                self.purged(lambda: changed(self.again()))
            return len(asked)

        cast.change(self.story, self.ed, figures=self.figures[:1])
        one = cost()
        cast.change(self.story, self.ed, figures=self.figures)
        self.assertEqual(cost(), one)
