"""The search page: what it shows, what it says to odd questions, what it lets others keep."""

from datetime import timedelta
from urllib.parse import urlencode

from django.test import TestCase
from django.utils import timezone
from django.utils.html import escape

from newsroom.tests import cast


class PageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now()
        each = [
            {"headline": f"Harbour {day:02}", "slug": f"harbour-{day}", "at": cls.now - timedelta(days=day)}
            for day in range(23)
        ]
        cast.stories(cls, each)
        cls.first = cast.story(cls, headline="Ferry <b>first</b>", slug="ferry", section=cls.sport, kicker="Sea")

    def ask(self, **values):
        return self.client.get("/search/?" + urlencode(values))

    def headlines(self, page):
        return [story.article.headline for story in page.context["results"].stories]

    def test_without_a_question_there_is_the_form_and_how_to_use_it(self):
        page = self.client.get("/search/")
        self.assertContains(page, 'name="q"')
        self.assertContains(page, "cost of living")
        self.assertNotContains(page, "errors")

    def test_what_is_found_is_marked_and_escaped(self):
        page = self.ask(q="ferry first")
        self.assertContains(page, "<mark>Ferry</mark> &lt;b&gt;<mark>first</mark>&lt;/b&gt;")
        self.assertContains(page, self.first.get_absolute_url())
        self.assertContains(page, "1 story")
        self.assertContains(page, 'value="ferry first"')
        self.assertContains(page, "<title>“ferry first” – Search – The Test</title>", html=True)

    def test_what_was_typed_is_escaped_wherever_it_stands(self):
        typed = "\"><script>alert(1)</script>'"
        page = self.ask(q=typed, section=typed, author=typed, since=typed, until=typed, order=typed, before=typed)
        self.assertNotContains(page, "<script>alert")
        self.assertContains(page, f'value="{escape(typed)}"', count=5)

    def test_the_next_page_keeps_the_question_and_every_story_is_there_once(self):
        page = self.ask(q="harbour", section="news", author="nell", order="")
        self.assertContains(page, "23 stories")
        self.assertContains(page, 'rel="next"')
        found = self.headlines(page)
        page = self.client.get("/search/" + page.context["links"]["next"])
        self.assertContains(page, "Older stories")
        self.assertContains(page, '<option value="news" selected>')
        found += self.headlines(page)
        self.assertEqual(found, [f"Harbour {number:02}" for number in range(23)])
        self.assertEqual(page.context["links"]["next"], "")

    def test_the_order_can_be_changed_and_stays(self):
        page = self.ask(q="harbour spring", order="best")
        self.assertContains(page, "<strong>Best match first</strong>", html=True)
        self.assertContains(page, '<input type="hidden" name="order" value="best">', html=True)
        again = self.client.get("/search/" + page.context["links"]["next"])
        self.assertFalse(set(self.headlines(page)) & set(self.headlines(again)))
        self.assertContains(
            self.client.get("/search/" + page.context["links"]["newest"]), "<strong>Newest first</strong>"
        )

    def test_days_are_whole_days_in_the_papers_own_time(self):
        day = timezone.localdate(self.now) - timedelta(days=2)
        for typed in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}", f"{day:%d %B %Y}"):
            page = self.ask(q="harbour", since=typed, until=typed)
            self.assertEqual(self.headlines(page), ["Harbour 02"], typed)
            self.assertContains(page, f'type="date" name="since" id="since" value="{day.isoformat()}"')

    def test_a_wrong_date_is_told_and_stays_as_it_was_typed(self):
        for typed in ("31.02.2026", "soon", "2026", "1.1.10000", "\x00", "٣"):
            page = self.ask(q="harbour", since=typed, until="2026-01-01")
            self.assertContains(page, "This is not a date. Please write it like 31.12.2026.")
            self.assertContains(page, f'type="text" name="since" id="since" value="{typed}" aria-invalid="true"')
            self.assertContains(page, 'type="date" name="until" id="until" value="2026-01-01"')
        self.assertContains(self.ask(q="harbour", until="0001-01-01"), "Please give a year from 1700 on.")
        self.assertContains(self.ask(q="harbour", until="9999-12-31"), "Please give a year before 2200.")

    def test_an_end_before_the_beginning_is_told(self):
        page = self.ask(q="harbour", since="2026-02-01", until="2026-01-01")
        self.assertContains(page, "This is before the first day.")

    def test_an_unknown_section_or_author_is_told(self):
        self.assertContains(self.ask(q="harbour", section="opera"), "The paper has no such section.")
        for name in ("opera", "byrne opera", "🚢", "-"):
            self.assertContains(self.ask(q="harbour", author=name), "Nobody of that name writes in the paper.")

    def test_an_author_is_found_by_part_of_the_name_or_by_address(self):
        for name in ("Byrne", "nell  BYRNE", "nell-byrne", "Býrne"):
            self.assertContains(self.ask(q="harbour", author=name), "24 stories", msg_prefix=name)

    def test_nothing_found_helps(self):
        page = self.ask(q="zeppelin", section="news")
        self.assertContains(page, "No stories found")
        self.assertContains(page, 'href="?q=zeppelin"')
        self.assertContains(page, self.first.get_absolute_url())
        self.assertNotContains(self.ask(q="zeppelin"), "Look in every section")

    def test_no_question_is_an_error(self):
        odd = ["", " ", '"', "''", "AND", "NOT", "a OR", "NEAR(a b, 2)", "*", "^a", "headline:a", "{a b}:c", "-a", "--"]
        odd += ["\x00", "a\x00b", "x" * 10_000, "a " * 5_000, '"' * 99, "(((", "\\", "%", "_", "🚢🇮🇪👩‍👩‍👧", "\u202e"]
        odd += ["'; DROP TABLE articles_article; --", "a:*", "!a & b | c <-> d", "''' \\'", "ÉÍÓÚ", "한국어", "नमस्ते"]
        odd += ["a\n\tb", "1e999", "ﬁ½Ⅻ", " ".join("abcdefghijklmnopqrstuvwxyz" * 3), "-a " * 60 + "b"]
        for typed in odd:
            for more in ({}, {"order": "best"}, {"before": "5"}):
                with self.subTest(typed=typed[:40], more=more):
                    self.assertEqual(self.ask(q=typed, **more).status_code, 200)
        self.assertEqual(self.client.get("/search/?q=%ff%fe&section=%00&before=%00").status_code, 200)
        self.assertEqual(self.client.get("/search/?q=a&q=b&since=&until=").status_code, 200)

    def test_what_is_wrong_with_the_words_is_told(self):
        self.assertContains(self.ask(q="  "), "Please type a word to search for.")
        self.assertContains(self.ask(q="?!"), "There is no word in what you typed.")
        self.assertContains(self.ask(q=" ".join("abcdefghijklmnopqrstu")), "please use at most 20.")
        self.assertContains(self.ask(q="-harbour"), "A minus only takes stories away")
        self.assertContains(self.ask(q='harbour "of the"'), "“of the” has only words that stand in almost every story.")
        self.assertContains(self.ask(q="x" * 10_000), "please use at most 200 characters. You typed 10,000.")

    def test_a_place_that_is_none_is_the_beginning(self):
        for before in ("x", "", "9" * 30, "-", "9" * 19, "-" + "9" * 19, "1.5", "٣x"):
            self.assertEqual(len(self.headlines(self.ask(q="harbour", before=before))), 20, before)
        for page in ("x", "0", "-1", "51", "9" * 30):
            self.assertEqual(len(self.headlines(self.ask(q="harbour", order="best", page=page))), 20, page)
        self.assertContains(self.ask(q="harbour", order="best", page="50"), "No stories found")

    def test_the_page_is_the_same_for_everyone_and_may_be_kept_for_seconds(self):
        page = self.ask(q="harbour")
        self.assertEqual(page["Cache-Control"], "public, max-age=0, s-maxage=2, stale-while-revalidate=2")
        self.assertNotIn("Cookie", page.get("Vary", ""))
        self.assertFalse(page.cookies)
        self.client.force_login(self.rita)
        self.assertEqual(self.ask(q="harbour").content, page.content)

    def test_search_engines_are_told_to_stay_away(self):
        self.assertContains(self.ask(q="harbour"), '<meta name="robots" content="noindex">')

    def test_nothing_can_be_sent_to_it(self):
        self.assertEqual(self.client.post("/search/", {"q": "harbour"}).status_code, 405)
        self.assertEqual(self.client.head("/search/?q=harbour").status_code, 200)
