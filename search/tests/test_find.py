"""What is found, in which order, and what is shown of it; on both databases alike."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.utils import timezone

from articles.models import Article, Author, Byline
from articles.withdraw import withdraw
from newsroom.tests import cast
from search import find, postgresql
from search.find import NothingAsked, search
from search.models import StoryText


def headlines(words, **how):
    return [story.article.headline for story in search(words, **how).stories]


class FindTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now()
        cls.ferry = cls.story("Ferry returns", "<p>The ferry from Dún Ruán sails again.</p>", days=3)
        cls.flood = cls.story("Streets under water", "<p>Floods reached the ferry port and St Anne’s Quay.</p>", days=2)
        cls.match = cls.story(
            "Rovers win",
            "<p>The cost of living is high. So is the cost: ferries were full.</p>",
            days=1,
            section=cls.sport,
        )

    @classmethod
    def story(cls, headline, body, days=0, **facts):
        return cast.story(cls, headline=headline, body=body, at=cls.now - timedelta(days=days), **facts)

    def test_newest_first(self):
        self.assertEqual(headlines("ferry"), ["Rovers win", "Streets under water", "Ferry returns"])

    def test_best_first_puts_headlines_first(self):
        self.assertEqual(headlines("ferry", best=True)[0], "Ferry returns")

    def test_every_word_must_be_there(self):
        self.assertEqual(headlines("ferry quay"), ["Streets under water"])
        self.assertEqual(headlines("ferry zeppelin"), [])

    def test_headline_standfirst_and_text_are_searched_together(self):
        self.assertEqual(headlines("streets floods spring"), ["Streets under water"])

    def test_accents_are_found_without_them_and_with_them(self):
        for typed in ("dun ruan", "DÚN RUÁN", "Du\u0301n", '"dún ruan"'):
            self.assertEqual(headlines(typed), ["Ferry returns"], typed)

    def test_singular_finds_plural_and_the_other_way_round(self):
        self.assertEqual(headlines("flood"), ["Streets under water"])
        self.assertEqual(headlines("ferries"), ["Rovers win", "Streets under water", "Ferry returns"])

    def test_words_in_quotes_stand_side_by_side(self):
        self.assertEqual(headlines('"cost of living"'), ["Rovers win"])
        self.assertEqual(headlines('"living cost"'), [])
        self.assertEqual(headlines('"returns work"'), [], "a headline and a standfirst are not one sentence")

    def test_what_is_written_as_one_stands_side_by_side(self):
        self.assertEqual(headlines("St-Anne's"), ["Streets under water"])

    def test_a_minus_keeps_stories_out(self):
        self.assertEqual(headlines("ferry -flood"), ["Rovers win", "Ferry returns"])
        self.assertEqual(headlines('ferry -"cost of living"'), ["Streets under water", "Ferry returns"])
        self.assertEqual(headlines('"ferry port" -rovers'), ["Streets under water"])

    def test_operators_and_facts_of_the_index_are_words_like_others(self):
        for typed in ("ferry NEAR quay", "ferry OR zeppelin", f"section{self.news.pk}", "facts", "month", "ferr*"):
            self.assertEqual(headlines(typed), [], typed)
        self.assertEqual(len(headlines("ferry*")), 3)

    def test_without_a_word_nothing_is_asked(self):
        for typed in ("", '"', "-ferry", "🚢", "\x00", "^*:", '"of the"'):
            with self.assertRaises(NothingAsked, msg=typed):
                search(typed)

    def test_by_section(self):
        self.assertEqual(headlines("ferry", section=self.sport), ["Rovers win"])

    def test_by_author(self):
        other = Author.objects.create(name="Tom Roe", slug="tom-roe")
        story = cast.draft(self, headline="Ferry tales")
        Byline.objects.create(article=story, author=other, position=1)
        cast.publish(article=story, by=self.ed)
        self.assertEqual(headlines("ferry", authors=[other.pk]), ["Ferry tales"])
        self.assertEqual(len(headlines("ferry", authors=[other.pk, self.author.pk])), 4)

    def test_by_time(self):
        day = timedelta(days=1)
        self.assertEqual(headlines("ferry", since=self.flood.publish_at), ["Rovers win", "Streets under water"])
        self.assertEqual(headlines("ferry", until=self.flood.publish_at), ["Ferry returns"])
        self.assertEqual(headlines("ferry", since=self.now - 10 * day, until=self.now - 9 * day), [])

    def test_old_and_very_old_stories_are_found(self):
        """PostgreSQL asks month by month at first: nothing may fall between them."""
        for days in (29, 61, 93, 365, 500, 3000, 40_000):
            self.story(f"Zeppelin {days}", "<p>A zeppelin was seen.</p>", days=days)
        expected = [f"Zeppelin {days}" for days in (29, 61, 93, 365, 500, 3000, 40_000)]
        self.assertEqual(headlines("zeppelin"), expected)
        self.assertEqual(headlines("zeppelin", since=self.now - timedelta(days=400)), expected[:4])
        self.assertEqual(headlines("zeppelin", until=self.now - timedelta(days=400)), expected[4:])


class PagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now()
        each = [
            {
                "headline": f"Harbour {number:02}",
                "slug": f"harbour-{number}",
                "at": cls.now - timedelta(days=number // 2),  # two at each time
            }
            for number in range(45)
        ]
        cast.stories(cls, each)

    def test_every_story_once_newest_first_over_all_pages(self):
        expected = list(Article.objects.live().order_by("-publish_at", "-pk").values_list("headline", flat=True))
        results = search("harbour")
        found = [story.article.headline for story in results.stories]
        self.assertEqual((results.count, results.count_is_all, len(found)), (45, True, find.PER_PAGE))
        while results.before is not None:
            results = search("harbour", before=results.before)
            found += [story.article.headline for story in results.stories]
        self.assertEqual(found, expected)

    def test_every_story_once_best_first_over_all_pages(self):
        found, page = [], 1
        while page:
            results = search("harbour", best=True, page=page)
            found += [story.article.headline for story in results.stories]
            page = results.page
        self.assertEqual(len(found), 45)
        self.assertEqual(len(set(found)), 45)

    def test_no_more_is_counted_than_is_said(self):
        counted, find.COUNTED = find.COUNTED, 30
        self.addCleanup(setattr, find, "COUNTED", counted)
        results = search("harbour")
        self.assertEqual((results.count, results.count_is_all), (30, False))
        self.assertIsNone(search("harbour", best=True, page=2).page)

    def test_a_page_costs_the_same_whatever_is_found(self):
        counting = 3 if connection.vendor == "postgresql" else 1  # PostgreSQL is asked the newest months first
        before = search("harbour").before
        for words, how, queries in (
            ("harbour", {}, counting + 2),
            ("harbour", {"best": True}, counting + 3),
            ("harbour", {"before": before}, 1 + 2),
            ("zeppelin", {}, counting),
            ("zeppelin", {"best": True}, counting),
        ):
            with self.subTest(words=words, how=how), self.assertNumQueries(queries):
                search(words, **how)


class LiveTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def test_a_draft_is_not_found(self):
        cast.draft(self)
        self.assertEqual(search("harbour").count, 0)

    def test_a_scheduled_story_is_found_when_its_time_has_come_and_not_before(self):
        at = timezone.now() + timedelta(hours=2)
        cast.story(self, when=at)
        for moment, count in ((None, 0), (at - timedelta(seconds=1), 0), (at, 1)):
            results = search("harbour", at=moment)
            self.assertEqual((results.count, len(results.stories)), (count, count), moment)

    def test_an_embargo_holds_it_back(self):
        over = timezone.now() + timedelta(hours=2)
        cast.story(self, embargo_until=over)
        for moment, count in ((None, 0), (over - timedelta(seconds=1), 0), (over, 1)):
            results = search("harbour", at=moment)
            self.assertEqual((results.count, len(results.stories)), (count, count), moment)

    def test_a_withdrawn_story_is_gone_and_its_text_with_it(self):
        story = cast.story(self)
        withdraw(article=story, by=self.ed, note="It was wrong.")
        self.assertEqual(search("harbour").count, 0)
        self.assertFalse(StoryText.objects.exists())

    def test_what_is_not_live_is_not_shown_whatever_the_index_says(self):
        story = cast.story(self)
        Article.objects.filter(pk=story.pk).update(legal_hold=True)
        self.assertEqual(search("harbour").stories, [])


class ManyTests(TestCase):
    def test_words_side_by_side_are_found_behind_many_that_have_them_apart(self):
        """PostgreSQL looks for them some stories at a time."""
        cast.people(self)
        cast.paper(self)
        now, checked = timezone.now(), postgresql.CHECKED
        self.addCleanup(setattr, postgresql, "CHECKED", checked)
        postgresql.CHECKED = 2
        for number in range(9):
            together = "salt and pepper" if number % 4 == 0 else "pepper and then salt"
            cast.story(self, headline=f"{number}", body=f"<p>{together}</p>", at=now - timedelta(days=number))
        self.assertEqual(headlines('"salt and pepper"'), ["0", "4", "8"])
        self.assertEqual(headlines('pepper -"then salt"'), ["0", "4", "8"])
