"""The texts that search reads stay in step with the stories, whatever is done with them."""

import threading
from datetime import UTC, datetime, timedelta
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, connections
from django.test import SimpleTestCase, TestCase, TransactionTestCase
from django.utils import timezone

from articles.caption import caption
from articles.gates import hold, lift
from articles.models import Article
from articles.publish import publish, unschedule
from articles.withdraw import unpublish, withdraw
from newsroom.tests import cast
from search.find import search
from search.index import index
from search.models import StoryText
from search.place import first_at, is_place, last_at, month_of, months_back, number_in, place_of, time_of
from search.plain import fold


class InStepTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def count(self, words):
        return search(words).count

    def save(self, story, **changes):
        cast.change(story, self.ed, **changes)

    def test_the_settings_name_it(self):
        self.assertIn("search.index.story_changed", settings.AFTER_STORY_CHANGE)

    def test_an_edit_takes_the_old_words_out_and_the_new_ones_in(self):
        story = cast.story(self, body="<p>A zeppelin.</p>")
        self.save(story, headline="Pier", body="<p>An airship.</p>", standfirst="Soon.", section=self.sport.pk)
        self.assertEqual([self.count(word) for word in ("zeppelin", "harbour", "spring")], [0, 0, 0])
        self.assertEqual([self.count(word) for word in ("airship", "pier", "soon")], [1, 1, 1])
        self.assertEqual(search("airship", section=self.sport).count, 1)
        self.assertEqual(search("airship", section=self.news).count, 0)

    def test_a_legal_hold_takes_it_out_until_it_is_lifted(self):
        story = cast.story(self)
        hold(article=story, by=self.ed, note="A letter came.")
        self.assertFalse(StoryText.objects.exists())
        lift(article=story, by=self.ed)
        self.assertEqual(self.count("harbour"), 1)

    def test_what_is_published_again_stands_at_its_new_time(self):
        story = cast.story(self, at=timezone.now() - timedelta(days=5))
        unpublish(article=story, by=self.ed, note="Wrong.")
        publish(article=story, by=self.ed)
        self.assertEqual(search("harbour", since=timezone.now() - timedelta(days=1)).count, 1)
        self.assertEqual(StoryText.objects.count(), 1)

    def test_what_is_taken_off_the_schedule_is_out(self):
        story = cast.story(self, when=timezone.now() + timedelta(days=1))
        self.assertTrue(StoryText.objects.exists())
        unschedule(article=story, by=self.ed)
        self.assertFalse(StoryText.objects.exists())

    def test_captions_are_searched_and_follow_the_picture_desk(self):
        photo = cast.photo()
        story = cast.story(self, lead=photo)
        self.assertEqual(self.count("boats"), 1)
        photo.caption = "A trawler at the quay."
        caption(photo=photo)
        self.assertEqual([self.count("boats"), self.count("trawler")], [0, 1])
        self.save(story, figures=[[photo.pk, "lead", "A dinghy.", "", "", False]])
        self.assertEqual([self.count("trawler"), self.count("dinghy")], [0, 1])

    def test_a_deleted_story_leaves_nothing(self):
        story = cast.story(self)
        other = cast.story(self, slug="other")
        Article.objects.filter(pk=story.pk).delete()
        self.assertEqual([found.article.pk for found in search("harbour").stories], [other.pk])
        self.assertEqual(self.count("harbour"), 1)

    def test_a_deed_that_fails_leaves_the_index_as_it_was(self):
        story = cast.story(self)
        with self.assertRaises(IntegrityError):
            withdraw(article=story, by=self.ed, note=None)  # the database refuses: a withdrawal says why
        self.assertEqual(self.count("harbour"), 1)

    def test_writing_the_same_twice_changes_nothing(self):
        story = cast.story(self)
        before = StoryText.objects.values().get()
        self.assertEqual(index([story.pk]), 1)
        self.assertEqual(StoryText.objects.values().get(), before)
        self.assertEqual(self.count("harbour"), 1)

    def test_odd_texts_are_no_harm(self):
        for headline in ("'; DROP TABLE x; --", "\\' :* & | ! <->", "🚢 ﬁ Ⅻ ½ İıßẞ", "a" * 200, "1e5 1.5e-3 -7"):
            story = cast.story(self, headline=headline, body="<p>It &amp; 'that' \\ : " + "long" * 3000 + "</p>")
            self.assertEqual(StoryText.objects.get(article=story).headline, headline)
        self.assertEqual(self.count("drop"), 1)
        self.assertEqual(self.count("1e5"), 1)

    def test_a_text_of_very_many_words_is_cut(self):
        story = cast.draft(self, body="<p>" + " ".join(f"w{number}" for number in range(40_000)) + "</p>")
        publish(article=story, by=self.ed)
        self.assertEqual([self.count("w1"), self.count("w39999")], [1, 0])


class CommandTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        for number in range(3):
            cast.story(cls, slug=f"story-{number}")

    def test_it_fills_an_empty_index_and_takes_out_what_may_not_be_seen(self):
        gone = Article.objects.first()
        StoryText.objects.exclude(article=gone).delete()
        Article.objects.filter(pk=gone.pk).update(status=Article.Status.DRAFT)
        said = StringIO()
        call_command("index_stories", stdout=said)
        self.assertEqual(said.getvalue(), "Search reads 2 stories.\nThe desk’s search reads 3 stories.\n")
        self.assertEqual(search("harbour").count, 2)

    def test_twice_is_as_good_as_once(self):
        call_command("index_stories", verbosity=0)
        before = list(StoryText.objects.order_by("pk").values())
        call_command("index_stories", verbosity=0)
        self.assertEqual(list(StoryText.objects.order_by("pk").values()), before)
        self.assertEqual(search("harbour").count, 3)


class AtOnceTests(TransactionTestCase):
    def test_of_two_changes_at_once_the_later_one_stands(self):
        """The picture desk's caption is written while an editor saves: neither takes the other's words away."""
        cast.people(self)
        cast.paper(self)
        photo = cast.photo()
        story = cast.story(self, lead=photo)
        failed = []

        def at_once(deed):
            try:
                for _ in range(5):
                    deed()
            except Exception as error:  # noqa: BLE001
                failed.append(error)
            finally:
                connections.close_all()

        def captioned():
            photo.caption = "A trawler at the quay."
            caption(photo=photo)

        def saved():
            cast.change(Article.objects.get(pk=story.pk), self.ed, headline="A zeppelin was seen")

        threads = [threading.Thread(target=at_once, args=[deed]) for deed in (captioned, saved)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertFalse(failed)
        self.assertEqual([search(word).count for word in ("trawler", "zeppelin", "boats")], [1, 1, 0])


class PlaceTests(SimpleTestCase):
    def test_places_are_in_order_of_time_and_then_of_number(self):
        time = datetime(2026, 11, 22, 12, 0, 0, 900_000, tzinfo=UTC)
        places = [place_of(time - timedelta(days=400), 9), place_of(time, 1), place_of(time, 2)]
        self.assertEqual(places, sorted(places))
        self.assertEqual([number_in(place) for place in places], [9, 1, 2])
        self.assertEqual(time_of(places[1]), time.replace(microsecond=0))
        self.assertTrue(first_at(time) <= places[1] <= last_at(time))

    def test_any_time_has_a_place(self):
        for year in (1, 1066, 1850, 1969, 1970, 2242, 9999):
            place = place_of(datetime(year, 6, 1, tzinfo=UTC), 7)
            self.assertTrue(is_place(place))
            self.assertEqual(number_in(place), 7)
            self.assertTrue(month_of(place).startswith("month"))
        self.assertFalse(is_place(2**63 - 1) and is_place(2**63))

    def test_the_months_go_back_without_a_gap(self):
        months = months_back(place_of(datetime(2026, 2, 3, tzinfo=UTC), 1))
        (february, at_february), (january, at_january), (december, at_december) = (next(months) for _ in range(3))
        self.assertEqual([february, january, december], ["month202602", "month202601", "month202512"])
        self.assertEqual(month_of(at_february - 1), january)
        self.assertEqual(month_of(at_january - 1), december)
        self.assertEqual(month_of(at_december), december)


class SameOnBothTests(TestCase):
    def test_accents_are_folded_alike(self):
        """SQLite folds by its own table, PostgreSQL gets what Python folded: Europe's letters are found either way."""
        cast.people(self)
        cast.paper(self)
        letters = "áàâäãåāăąçćčĉďéèêëēėęěĝğģĥíìîïĩīįĵķĺļľñńņňóòôöõōőŕŗřśŝşšţťúùûüũūŭůűųŵẁẃẅýỳŷÿźżžấệốứ"
        cast.story(self, body=f"<p>{' '.join('q' + letter + 'q' for letter in letters)}</p>")
        for letter in letters:
            for typed in (f"q{letter}q", f"Q{letter.upper()}Q", fold(f"q{letter}q")):
                self.assertEqual(search(typed).count, 1, typed)

    def test_the_index_is_whole(self):
        if connection.vendor != "sqlite":
            self.skipTest("FTS5 checks itself")
        cast.people(self)
        cast.paper(self)
        story = cast.story(self)
        index([story.pk])
        cast.story(self, slug="gone")
        Article.objects.filter(slug="gone").delete()
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")
