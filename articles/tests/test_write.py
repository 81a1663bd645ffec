"""Saving: a version each time, and rows that readers see only when it is released."""

from datetime import timedelta

from django.test import TestCase, TransactionTestCase, override_settings
from django.utils import timezone

from articles import gates, version, write
from articles.models import Article, Tagged
from articles.publish import publish
from articles.write import Overtaken
from newsroom.tests import cast
from newsroom.tests.at_once import at_once
from pagecache.models import PageVersion

TOLD = []


def told(article):
    TOLD.append(article.pk)


class WriteTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo()

    def save(self, story, **facts):
        revision = cast.save(story, self.ed, **facts)
        story.refresh_from_db()
        return revision

    def test_a_draft_moves_with_each_save_and_each_is_kept(self):
        story = cast.draft(self)
        self.save(story, headline="Second", tags=["Harbour"], figures=[[self.photo.pk, "lead", "Here.", "", "", False]])
        self.assertEqual((story.headline, story.latest, story.released), ("Second", 2, None))
        self.assertEqual([tag.name for tag in story.topics], ["Harbour"])
        self.assertEqual(story.lead.caption, "Here.")
        first, second = story.revisions.order_by("number")
        self.assertEqual((first.facts["headline"], first.base), ("Harbour wall to be raised", None))
        self.assertEqual((second.facts["figures"][0][0], second.base), (self.photo.pk, 1))

    def test_the_facts_of_the_rows_are_those_that_were_put_there(self):
        story = cast.draft(self, tags=["Harbour", "Piers"], related=[cast.story(self, slug="other").pk], kicker="Port")
        self.save(story, figures=[[self.photo.pk, "gallery", "A", "B", "C", False]], bylines=[[self.author.pk, "text"]])
        self.assertEqual(version.facts(story), story.revisions.first().facts)
        laid_over = version.as_of(story, story.revisions.last().facts)
        self.assertEqual(list(laid_over.figures.all()), [])
        self.assertEqual([byline.role for byline in laid_over.bylines.all()], [""])
        self.assertEqual([byline.role for byline in story.bylines.all()], ["text"])

    def test_what_is_laid_over_takes_as_many_queries_however_much_there_is(self):
        story = cast.draft(self, tags=["Harbour"])
        photos = [cast.photo(colour) for colour in ("red", "green", "teal")]
        facts = version.facts(story) | {
            "figures": [[photo.pk, "gallery", "", "", "", False] for photo in photos],
            "tags": ["A", "B", "C"],  # which are none yet: perhaps they were renamed, which is asked too
        }
        with self.assertNumQueries(5):
            laid_over = version.as_of(story, facts)
            self.assertEqual(len(laid_over.standing_figures()), 3)

    def test_what_readers_see_stays_and_no_page_moves(self):
        story = cast.story(self, tags=["Harbour"])
        before = list(PageVersion.objects.order_by("name").values_list("name", "number"))
        revision = self.save(story, headline="Second", tags=["Piers"], bylines=[], body="<p>Other.</p>")
        self.assertEqual((story.headline, story.released, story.latest), ("Harbour wall to be raised", 1, 2))
        self.assertEqual([tag.name for tag in story.tags.all()], ["Harbour"])
        self.assertEqual(story.bylines.count(), 1)
        self.assertIsNone(revision.released_at)
        self.assertTrue(story.has_unreleased)
        self.assertEqual(list(PageVersion.objects.order_by("name").values_list("name", "number")), before)
        self.assertEqual(version.newest(story)["headline"], "Second")

    def test_what_closes_comments_works_at_once_and_releases_nothing(self):
        story = cast.story(self)
        self.save(story, headline="Second", comments_mode="closed")
        self.assertEqual((story.headline, story.comments_mode), ("Harbour wall to be raised", "closed"))
        only = cast.story(self, slug="only")
        self.save(only, court_case=True)
        self.assertTrue(only.court_case)
        self.assertFalse(only.has_unreleased)
        self.assertEqual(only.revisions.get(number=2).released_at, only.revisions.get(number=1).released_at)

    def test_under_a_hold_it_does_not_forget_what_readers_saw(self):
        story = cast.story(self)
        seen_at = story.revisions.get().released_at
        gates.hold(article=story, by=self.ed, note="A letter.")
        self.save(story, court_case=True)
        self.assertEqual({row.released_at for row in story.revisions.all()}, {seen_at})

    def test_of_a_story_to_come_only_the_version_that_goes_out_has_its_time(self):
        story = cast.story(self, when=timezone.now() + timedelta(hours=1))
        self.save(story, court_case=True)
        self.assertEqual([row.released_at for row in story.revisions.all()], [story.publish_at, None])

    def test_the_same_again_makes_no_version(self):
        story = cast.draft(self)
        self.assertEqual(self.save(story).number, 1)
        self.assertEqual((story.latest, story.version, story.events.count()), (1, 1, 1))

    def test_who_saves_over_what_they_have_not_seen_is_told_who_it_was(self):
        story = cast.draft(self)
        self.save(story, headline="Second")
        with self.assertRaises(Overtaken) as overtaken:
            cast.save(story, self.nell, base=1, headline="Third")
        self.assertEqual(overtaken.exception.newest.number, 2)
        self.assertIn("Ed saved this story", str(overtaken.exception))
        story.refresh_from_db()
        self.assertEqual((story.headline, story.revisions.count()), ("Second", 2))

    def test_a_deed_meanwhile_is_no_reason_to_refuse_a_text(self):
        """Nobody else wrote: that the story was sent in, or went out, leaves the words as they were."""
        story = cast.draft(self)
        stale = Article.objects.get(pk=story.pk)
        publish(article=story, by=self.ed)
        facts = version.facts(stale) | {"headline": "Second"}
        write.save(article=stale, facts=facts, by=self.nell, base=1)
        story.refresh_from_db()
        self.assertEqual((story.headline, story.latest, story.released), ("Harbour wall to be raised", 2, 1))

    @override_settings(AFTER_SAVE=["articles.tests.test_write.told"])
    def test_what_follows_a_save_follows_each_released_or_not(self):
        TOLD.clear()
        story = cast.story(self)
        self.save(story, headline="Second")
        self.assertEqual(TOLD, [story.pk, story.pk])

    def test_a_topic_that_was_there_keeps_the_storys_time(self):
        story = cast.story(self)
        cast.change(story, self.ed, tags=["Harbour"])
        self.assertEqual(Tagged.objects.get(content_object=story).publish_at, story.publish_at)


class AtOnceTests(TransactionTestCase):
    def test_of_many_who_save_at_once_one_does_and_each_other_is_told(self):
        cast.people(self)
        cast.paper(self)
        story = cast.draft(self)
        for turn in range(3):
            base = Article.objects.get(pk=story.pk).latest
            facts = version.newest(story)

            def saved(number, base=base, facts=facts, turn=turn):
                words = facts | {"headline": f"{turn} by {number}"}
                return lambda: write.save(article=story, facts=words, by=self.ed, base=base) and None

            answers = at_once([saved(number) for number in range(4)])
            self.assertEqual(
                sorted(type(answer) is Overtaken for answer in answers), [False, True, True, True], answers
            )
        story = Article.objects.get(pk=story.pk)
        self.assertEqual((story.latest, story.revisions.count()), (4, 4))
        self.assertEqual(story.headline, story.revisions.first().facts["headline"])
