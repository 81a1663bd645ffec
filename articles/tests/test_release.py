"""Releasing a change: its kind alone says what readers, feeds and search engines are told."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles import gates
from articles.models import Agency, Article, Correction, Section
from articles.publish import NotReady, publish, unschedule
from articles.release import SayWhatChanged, release
from articles.workflow import Conflict, NotAllowed, WrongState
from newsroom.tests import cast


class ReleaseTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def changed(self, **facts):
        story = cast.story(self, at=timezone.now() - timedelta(days=1))
        cast.save(story, self.ed, **{"headline": "Sea wall to be raised"} | facts)
        story.refresh_from_db()
        return story

    def page(self, story):
        return self.client.get(story.get_absolute_url())

    def test_a_typo_is_silent(self):
        story = self.changed()
        self.assertNotContains(self.page(story), "Sea wall")
        before = self.client.get("/feeds/latest.rss").content.decode()
        release(article=story, by=self.ed, kind="typo")
        self.assertContains(self.page(story), "Sea wall")
        self.assertIsNone(story.updated_at)
        self.assertFalse(Correction.objects.exists())
        after = self.client.get("/feeds/latest.rss").content.decode()
        updated = [text.split("<atom:updated>")[1].split("<")[0] for text in (before, after)]
        self.assertEqual(updated[0], updated[1])

    def test_an_update_moves_the_time_and_needs_no_words(self):
        story, at = self.changed(), timezone.now()
        release(article=story, by=self.ed, kind="update", at=at)
        self.assertEqual((story.updated_at, Correction.objects.count()), (at, 0))

    def test_a_correction_is_told_with_the_two_versions(self):
        story = self.changed()
        release(article=story, by=self.ed, kind="correction", text="It is the sea wall.", shows_change=True)
        notice = Correction.objects.get()
        self.assertEqual((notice.kind, notice.from_version, notice.to_version), ("correction", 1, 2))
        self.assertTrue(notice.shows_change)
        page = self.page(story)
        self.assertContains(page, "It is the sea wall.")
        self.assertContains(page, '"correction"')
        self.assertContains(self.client.get("/corrections/"), "It is the sea wall.")

    def test_what_was_released_and_overtaken_under_a_hold_is_part_of_no_comparison(self):
        story, at = self.changed(), timezone.now()
        gates.hold(article=story, by=self.ed, note="A letter.", at=at)
        for headline in ("Sea wall, as nobody saw it", "Sea wall to be raised in May"):
            cast.save(story, self.ed, headline=headline)
            story.refresh_from_db()
            release(article=story, by=self.ed, kind="correction", text="It is the sea wall.", shows_change=True, at=at)
        gates.lift(article=story, by=self.ed, note="Answered.", at=at)
        for notice in story.corrections.all():
            self.assertEqual((notice.from_version, notice.to_version), (1, story.released))
            page = self.client.get(f"{story.get_absolute_url()}changes/{notice.pk}/")
            self.assertContains(page, "in May")
            self.assertNotContains(page, "nobody saw")
        self.assertIsNone(story.revisions.get(number=3).released_at)

    def test_of_a_story_that_no_reader_has_seen_nothing_is_told(self):
        at = timezone.now()
        story = cast.draft(self, embargo_until=at + timedelta(hours=1))
        publish(article=story, by=self.ed, at=at)
        cast.save(story, self.ed, headline="Sea wall to be raised")
        story.refresh_from_db()
        release(article=story, by=self.ed, at=at)
        self.assertEqual((story.headline, story.updated_at), ("Sea wall to be raised", None))
        self.assertIsNone(story.revisions.get(number=1).released_at)

    def test_a_section_or_an_agency_that_was_deleted_meanwhile(self):
        section, agency = (
            Section.objects.create(name="Old", slug="old"),
            Agency.objects.create(name="A", copyright_name="A"),
        )
        story = self.changed(section=section.pk, agency=agency.pk)
        section.delete()
        agency.delete()
        self.client.force_login(self.ed)
        for page in ("change", "release", "preview", "versions/2", "versions/2/bring-back"):
            self.assertEqual(self.client.get(f"/admin/articles/article/{story.pk}/{page}/").status_code, 200)
        release(article=story, by=self.ed, kind="typo")
        self.assertEqual((story.section, story.agency), (self.news, None))

    def test_what_hurts_or_was_wrong_needs_words_and_a_kind_must_be_chosen(self):
        story = self.changed()
        for kind in ("clarification", "correction", "apology", "", "rumour"):
            with self.subTest(kind=kind), self.assertRaises(SayWhatChanged):
                release(article=story, by=self.ed, kind=kind, text=" ")
        self.assertNotContains(self.page(story), "Sea wall")

    def test_twice_is_refused(self):
        story = self.changed()
        release(article=story, by=self.ed, kind="typo")
        with self.assertRaisesMessage(WrongState, "newest version already"):
            release(article=story, by=self.ed, kind="typo")

    def test_a_reporter_does_not(self):
        with self.assertRaises(NotAllowed):
            release(article=self.changed(), by=self.nell, kind="typo")

    def test_of_two_editors_with_the_same_page_one_releases(self):
        story = self.changed()
        other = Article.objects.get(pk=story.pk)
        release(article=story, by=self.ed, kind="typo")
        other.released = 1
        with self.assertRaises(Conflict):
            release(article=other, by=self.ada, kind="correction", text="Twice.")
        self.assertFalse(Correction.objects.exists())

    def test_what_must_be_there_must_be_there_still(self):
        story = self.changed(standfirst=" ", bylines=[])
        with self.assertRaisesMessage(NotReady, "no standfirst"):
            release(article=story, by=self.ed, kind="typo")

    def test_an_older_version_than_the_newest_may_be_the_one(self):
        story = self.changed()
        cast.save(story, self.ed, headline="Half written")
        story.refresh_from_db()
        release(article=story, by=self.ed, kind="typo", version_number=2)
        self.assertContains(self.page(story), "Sea wall")
        self.assertEqual((story.released, story.latest), (2, 3))

    def test_another_section_and_other_words_in_the_address_leave_one_step_behind(self):
        story = self.changed(section=self.sport.pk, slug="sea-wall")
        old = story.get_absolute_url()
        release(article=story, by=self.ed, kind="typo")
        answer = self.client.get(old)
        self.assertEqual((answer.status_code, answer.url), (301, f"/sport/sea-wall-{story.pk}/"))
        self.assertEqual(self.client.get(answer.url).status_code, 200)

    def test_it_is_asked_at_the_desk_and_what_was_written_comes_back_with_what_is_missing(self):
        story = self.changed()
        self.client.force_login(self.ed)
        address = f"/admin/articles/article/{story.pk}/release/"
        self.assertContains(self.client.get(address), "What kind of change it is")
        data = {"version_seen": story.version, "kind": "correction", "text": " ", "shows_change": "on"}
        self.assertContains(self.client.post(address, data), "in full sentences", status_code=422)
        self.assertEqual(self.client.post(address, data | {"text": "It is the sea wall."}).status_code, 302)
        self.assertContains(self.page(story), "It is the sea wall.")


class PinnedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.when = timezone.now() + timedelta(hours=3)

    def scheduled(self):
        story = cast.story(self, when=self.when)
        cast.save(story, self.ed, headline="Sea wall to be raised")
        story.refresh_from_db()
        return story

    def test_the_version_that_was_scheduled_is_what_goes_out(self):
        story = self.scheduled()
        self.assertEqual(Article.objects.live(self.when).get().headline, "Harbour wall to be raised")
        self.client.force_login(self.ed)
        page = self.client.get(f"/admin/articles/article/{story.pk}/change/")
        self.assertContains(page, "Version 1 goes out")
        self.assertContains(page, "Sea wall to be raised")

    def test_the_newest_takes_its_place_without_a_word_to_readers(self):
        story = self.scheduled()
        self.client.force_login(self.ed)
        address = f"/admin/articles/article/{story.pk}/release/"
        self.assertNotContains(self.client.get(address), "What kind of change it is")
        self.assertEqual(self.client.post(address, {"version_seen": story.version}).status_code, 302)
        live = Article.objects.live(self.when).get()
        self.assertEqual((live.headline, live.updated_at), ("Sea wall to be raised", None))
        self.assertEqual(story.revisions.first().released_at, story.publish_at)

    def test_taken_off_the_schedule_the_desk_goes_on_with_the_newest(self):
        story = self.scheduled()
        unschedule(article=story, by=self.ed)
        story.refresh_from_db()
        self.assertEqual((story.headline, story.released), ("Sea wall to be raised", None))
        self.assertFalse(story.revisions.exclude(released_at=None).exists())
        publish(article=story, by=self.ed)
        self.assertEqual(story.released, 2)
