"""Finding stories at the desk by their words: everything that was written, for those who may read it."""

from datetime import timedelta
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import gates, spike, withdraw
from articles.changed import photo_changed
from articles.models import Article, Author
from articles.publish import publish, submit
from newsroom.tests import cast
from search import desk_find, desk_index, doctor
from search.models import DeskText

LIST = "/admin/articles/article/"


class DeskSearchTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        eds = Author.objects.create(name="Ed Itor", slug="ed-itor")
        cls.draft = cast.draft(cls, headline="A draft", body="<p>The zeppelin is late.</p>", bylines=[[eds.pk, ""]])
        cls.public = cast.story(cls, headline="In the paper", body="<p>The zeppelin is here.</p>", section=cls.sport)

    def found(self, words, **asked):
        return desk_find.search(words, **asked).numbers

    def on_the_page(self, words, **asked):
        answer = self.client.get(LIST, {"q": words, **asked})
        return [story.headline for story in answer.context["cl"].result_list]

    def test_drafts_and_public_stories_are_found_the_one_saved_last_first(self):
        self.assertEqual(self.found("zeppelin"), [self.public.pk, self.draft.pk])
        cast.save(self.draft, self.ed, at=timezone.now() + timedelta(minutes=1), standfirst="It is late again.")
        self.assertEqual(self.found("Zeppelins"), [self.draft.pk, self.public.pk])

    def test_what_is_written_and_not_released_is_found_at_the_desk_alone(self):
        cast.save(self.public, self.ed, body="<p>The dirigible is here.</p>")
        self.assertEqual(self.found("dirigible"), [self.public.pk])
        self.assertEqual(self.found("zeppelin"), [self.draft.pk])
        for words in ("dirigible", "late"):
            self.assertEqual(self.client.get("/search/", {"q": words}).context["results"].stories, [])
        self.assertContains(self.client.get("/search/", {"q": "zeppelin"}), self.public.get_absolute_url())

    def test_every_word_of_a_story_is_found(self):
        photo = cast.photo(caption="A mooring mast.", credit="Ophelia", alt_text="Seen from below")
        figures = [[photo.pk, "gallery", "", "", "", False]]
        facts = {"kicker": "Skies", "dateline": "LAKEHURST", "tags": ["Airships"], "note_to_editors": "Ask Hindenburg."}
        cast.save(self.draft, self.ed, figures=figures, agency=self.agency.pk, **facts)
        for words in (
            "mooring",
            "ophelia",
            "below",
            "skies",
            "lakehurst",
            "airship",
            "hindenburg",
            "itor",
            "“test agency”",
        ):
            self.assertEqual(self.found(words), [self.draft.pk], words)

    def test_the_new_caption_of_a_photo_is_found(self):
        photo = cast.photo()
        cast.save(self.draft, self.ed, figures=[[photo.pk, "lead", "", "", "", False]])
        photo.caption = "A mooring mast."
        photo.save(update_fields=["caption"])
        photo_changed(photo)
        self.assertEqual(self.found("mooring"), [self.draft.pk])

    def test_the_filters_narrow_what_is_found(self):
        self.assertEqual(self.found("zeppelin", section=self.sport.pk), [self.public.pk])
        self.assertEqual(self.found("zeppelin", state="draft"), [self.draft.pk])
        self.assertEqual(self.found("zeppelin", user=self.nell.pk), [self.public.pk])
        self.assertEqual(self.found("zeppelin", user=self.ed.pk), [self.public.pk, self.draft.pk])
        self.assertEqual(self.found("zeppelin", author=self.author.pk), [self.public.pk])
        self.client.force_login(self.ed)
        self.assertEqual(self.on_the_page("zeppelin", state="published", person=f"u{self.nell.pk}"), ["In the paper"])
        self.assertEqual(self.on_the_page("zeppelin", state="draft", section=self.sport.pk), [])

    def test_a_story_is_found_in_every_state(self):
        submit(article=self.draft, by=self.ed)
        self.assertEqual(self.found("zeppelin", state="review"), [self.draft.pk])
        publish(article=self.draft, by=self.ed, when=timezone.now() + timedelta(hours=1))
        self.assertEqual(len(self.found("zeppelin", state="scheduled")), 2)  # which is public by now the clock says
        withdraw.withdraw(article=self.public, by=self.ed, note="Wrong.")
        self.assertEqual(self.found("zeppelin", state="withdrawn"), [self.public.pk])
        other = cast.draft(self, headline="Another", body="<p>A zeppelin.</p>")
        spike.spike(article=other, by=self.ed)
        gates.hold(article=other, by=self.ed, note="Ask.")
        self.assertEqual(self.found("zeppelin", state="spiked"), [other.pk])

    def test_reporters_find_their_own_and_what_is_public(self):
        nells = cast.draft(self, headline="Nell's", body="<p>A zeppelin.</p>")
        publish(article=self.draft, by=self.ed, when=timezone.now() + timedelta(hours=1))
        self.client.force_login(self.nell)
        self.assertEqual(self.on_the_page("zeppelin"), [nells.headline, "In the paper"])
        self.client.force_login(self.ed)
        self.assertEqual(self.on_the_page("zeppelin"), [nells.headline, "In the paper", "A draft"])

    def test_nobody_else_searches_the_desk(self):
        for person, status in ((self.mo, 403), (self.rita, 302)):
            self.client.force_login(person)
            answer = self.client.get(LIST, {"q": "zeppelin"})
            self.assertEqual(answer.status_code, status)

    def test_it_is_shown_where_the_words_stand(self):
        self.client.force_login(self.ed)
        page = self.client.get(LIST, {"q": "late"})
        self.assertContains(page, "The zeppelin is <mark>late</mark>.")
        cast.save(self.draft, self.ed, body="<p>&lt;script&gt; is late</p>")
        self.assertContains(self.client.get(LIST, {"q": "late"}), "&lt;script&gt; is <mark>late</mark>")

    def test_a_number_or_an_address_leads_to_its_story(self):
        self.client.force_login(self.ed)
        for typed in (str(self.draft.pk), f" https://paper.example{self.draft.get_absolute_url()} "):
            self.assertEqual(self.on_the_page(typed), ["A draft"])
        self.assertEqual(self.on_the_page("9" * 18), [])

    def test_what_cannot_be_looked_for_is_told(self):
        self.client.force_login(self.ed)
        for typed, told in (
            ("…", "There is no word in what you typed"),
            ("-late", "There is no word in what you typed"),
            ('"of the"', "stands in almost every story"),
            (" ".join(f"word{number}" for number in range(21)), "too many words"),
            ("9" * 300, ""),
            ("' OR 1=1 --", ""),
        ):
            with self.subTest(typed):
                answer = self.client.get(LIST, {"q": typed})
                self.assertContains(answer, told)
                self.assertEqual(list(answer.context["cl"].result_list), [])

    def test_each_save_writes_it_once(self):
        with patch("search.desk_index.index", side_effect=desk_index.index) as index:
            cast.save(self.draft, self.ed, standfirst="It is late again.")
            self.assertEqual(index.call_count, 1)
            cast.save(self.public, self.ed, standfirst="It is here again.")
            self.assertEqual(index.call_count, 2)

    def test_what_is_missing_or_old_is_told_and_mended(self):
        DeskText.objects.filter(article=self.draft).delete()
        DeskText.objects.filter(article=self.public).update(version=0)
        self.assertEqual(doctor.desk(fix=False)[:2], (2, 0))
        self.assertEqual(doctor.desk(fix=True)[:2], (2, 2))
        self.assertEqual(doctor.desk(fix=False)[:2], (0, 0))
        DeskText.objects.all().delete()
        call_command("index_stories", verbosity=0)
        self.assertEqual(self.found("zeppelin"), [self.public.pk, self.draft.pk])

    def test_a_story_that_is_deleted_is_found_no_more(self):
        Article.objects.filter(pk=self.draft.pk).delete()
        self.assertEqual(self.found("zeppelin"), [self.public.pk])

    def test_it_asks_the_same_for_many(self):
        self.client.force_login(self.ed)
        asked = []
        for count in (1, 6):
            for number in range(count):
                cast.draft(self, headline=f"Draft {number}", body="<p>A zeppelin.</p>")
            with CaptureQueriesContext(connection) as queries:
                self.client.get(LIST, {"q": "zeppelin"})
            asked.append(len(queries))
        self.assertEqual(asked[0], asked[1])
        self.assertLess(asked[0], 25)
