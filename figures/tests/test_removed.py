"""The line under each thread: what was removed there."""

from collections import Counter

from django.db import connection
from django.test import SimpleTestCase, TestCase
from django.test.utils import CaptureQueriesContext

from comments.delete import delete
from comments.models import Community
from figures import doctor
from figures.removed import in_words
from moderation.decide import decide
from newsroom.tests import cast
from pagecache.models import PageVersion
from pagecache.move import move


class WordsTests(SimpleTestCase):
    def test_it_says_how_many_and_by_which_rules_the_commonest_first(self):
        told = in_words(Counter({"Advertising": 1, "Personal abuse": 9, "NSFW pictures": 2}))
        self.assertEqual(told, "12 comments removed, 9 for personal abuse, 2 for NSFW pictures, 1 for advertising.")

    def test_one_and_all_of_one_rule_read_as_words_do(self):
        self.assertEqual(in_words(Counter({"Abuse": 1})), "1 comment removed, for abuse.")
        self.assertEqual(in_words(Counter({"Abuse": 2})), "2 comments removed, both for abuse.")
        self.assertEqual(in_words(Counter({"Abuse": 3})), "3 comments removed, all for abuse.")

    def test_none_says_nothing_and_a_removal_without_a_rule_is_counted(self):
        self.assertEqual(in_words(Counter()), "")
        self.assertEqual(in_words(Counter({None: 2})), "2 comments removed.")


class LineTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def setUp(self):
        Community.objects.get_or_create(pk=1)

    def removed(self, rule, text="Rude words.", reader=None):
        comment = cast.comment(self.story, reader or self.rita, text)
        decide(comment=comment, moderator=self.mo, action="remove", rule=rule, version_seen=1)
        return comment

    def pages(self):
        return [
            self.client.get(address).content.decode()
            for address in (self.story.get_absolute_url(), f"/comments/on/{self.story.pk}/")
        ]

    def says(self, line):
        for page in self.pages():
            self.assertIn(f'<p class="help">{line}</p>', page)

    def says_nothing(self):
        for page in self.pages():
            self.assertNotIn("removed", page)

    def test_nothing_stands_there_until_something_is_removed(self):
        cast.comment(self.story, self.rita)
        self.says_nothing()

    def test_each_removal_and_each_return_is_told_at_once(self):
        first = self.removed(self.abuse)
        self.says("1 comment removed, for abuse.")
        self.removed(self.abuse)
        self.removed(self.spam)
        self.says("3 comments removed, 2 for abuse, 1 for advertising.")
        decide(comment=first, moderator=self.mo, action="keep", version_seen=2)
        self.says("2 comments removed, 1 for abuse, 1 for advertising.")

    def test_what_was_removed_anew_counts_by_the_last_rule(self):
        comment = self.removed(self.abuse)
        decide(comment=comment, moderator=self.max, action="remove", rule=self.spam, version_seen=2)
        self.says("1 comment removed, for advertising.")

    def test_what_its_author_deleted_is_not_told(self):
        delete(comment=cast.comment(self.story, self.rita), reader=self.rita)
        self.says_nothing()

    def test_a_removal_under_another_story_is_not_told_here(self):
        other = cast.story(self, headline="Other", slug="other")
        decide(
            comment=cast.comment(other, self.rita), moderator=self.mo, action="remove", rule=self.spam, version_seen=1
        )
        self.says_nothing()

    def test_the_paper_can_leave_it_out(self):
        self.removed(self.abuse)
        self.says("1 comment removed, for abuse.")
        Community.objects.update(shows_removals=False)
        move("paper")
        self.says_nothing()

    def test_a_rule_with_markup_in_its_title_is_text(self):
        self.abuse.title = "<b>Abuse</b>"
        self.abuse.save()
        self.removed(self.abuse)
        self.says("1 comment removed, for &lt;b&gt;Abuse&lt;/b&gt;.")

    def test_a_page_without_removals_asks_nothing_and_one_with_them_once(self):
        address = f"/comments/on/{self.story.pk}/"
        cast.comment(self.story, self.rita)
        self.client.get(address)
        before = self.queries(address)
        self.removed(self.abuse)
        self.assertEqual(self.queries(address), before + 1)

    def queries(self, address):
        move(f"thread:{self.story.pk}")
        with CaptureQueriesContext(connection) as asked:
            self.client.get(address)
        return len(asked)

    def test_the_doctor_finds_a_story_whose_pages_do_not_know(self):
        self.removed(self.abuse)
        self.assertEqual(doctor.removals(False)[:2], (0, 0))
        PageVersion.objects.filter(name__startswith="removals:").delete()
        move(f"thread:{self.story.pk}")
        self.says_nothing()
        self.assertEqual(doctor.removals(False)[:2], (1, 0))
        self.assertEqual(doctor.removals(True)[:2], (1, 1))
        self.says("1 comment removed, for abuse.")
        self.assertEqual(doctor.removals(False)[:2], (0, 0))
