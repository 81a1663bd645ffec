"""The rules look at what readers post."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from comments.delete import delete
from comments.edit import edit
from comments.models import Hit
from moderation.decide import decide
from newsroom.tests import cast
from pagecache.move import move
from privacy.erase import erase
from privacy.forget import forget
from screening.models import Fingerprint, ScreeningRule, ShadowHit
from screening.put import put

from .rules import at_work, only

LONG = "The harbour wall should have been raised ten years ago, as every fisherman knows."


class PostTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, at=timezone.now() - timedelta(days=100))
        cls.other = cast.story(cls, slug="other", headline="Other")

    def post(self, text, reader=None, story=None, at=None):
        return cast.comment(story or self.story, reader or self.rita, text, at=at)

    def test_a_live_rule_holds_and_says_which_it_was(self):
        rule = at_work(self.una, cites=self.abuse)
        comment = self.post("What a numpty.")
        self.assertEqual(comment.status, "held")
        hit = comment.hits.get()
        self.assertEqual((hit.screening, hit.check_name, hit.outcome, hit.words), (rule.pk, "words", "hold", "numpty"))
        self.assertIn("“Abuse”", comment.why_held[0])

    def test_all_rules_look_and_the_strongest_outcome_counts(self):
        at_work(self.una)
        at_work(self.una, name="Softer", lists="numpty\nplonker", outcome="mark")
        comment = self.post("A NUMPTY AND A PLONKER, THE WHOLE COUNCIL OF THEM")
        self.assertEqual(comment.status, "held")
        self.assertEqual(set(comment.hits.values_list("outcome", flat=True)), {"mark", "hold"})
        self.assertEqual(comment.hits.count(), 3)

    def test_a_change_holds_for_the_next_comment(self):
        rule = at_work(self.una)
        self.assertEqual(self.post("A numpty, he is.").status, "held")
        put(rule=rule, state="draft", by=self.una, version_seen=1)
        self.assertEqual(self.post("Such a numpty.").status, "visible")

    def test_a_rule_that_another_process_put_to_work_holds_too(self):
        rule = at_work(self.una, state="shadow")
        self.assertEqual(self.post("A numpty, he is.").status, "visible")
        ScreeningRule.objects.filter(pk=rule.pk).update(state="live")  # as another process would have
        move("screening")
        self.assertEqual(self.post("Such a numpty.").status, "held")

    def test_a_rule_in_the_shadow_is_seen_by_nobody(self):
        rule = at_work(self.una, state="shadow")
        comment = self.post("What a numpty.")
        self.assertEqual(
            (comment.status, comment.hits.count(), comment.why_held[0][:13]), ("visible", 0, "On this story")
        )
        hit = ShadowHit.objects.get(rule=rule)
        self.assertEqual((hit.comment, hit.words), (comment, "numpty"))
        edit(comment=comment, reader=self.rita, text="What a big numpty.", text_version=1)
        self.assertEqual((comment.hits.count(), ShadowHit.objects.filter(rule=rule).count()), (0, 2))

    def test_the_same_text_elsewhere_or_by_another_is_held(self):
        self.assertEqual(self.post(LONG).status, "visible")
        again = self.post(LONG, self.ravi)
        self.assertIn("Another account posted this text", again.hits.get().because)
        elsewhere = self.post(LONG, story=self.other)
        self.assertTrue(elsewhere.hits.filter(check_name="repeats").exists())

    def test_the_fifth_account_with_nearly_the_same_text_is_held(self):
        readers = [cast.person(f"r{n}") for n in range(5)]
        for number, reader in enumerate(readers):
            text = LONG.replace("ten", ["ten", "10", "tenn", "t3n", "twelve"][number])
            comment = self.post(text, reader)
            self.assertEqual(comment.hits.filter(check_name="near").exists(), number == 4, text)
        self.assertEqual(
            self.post("Something else that is as long as the others, about the weather.").status, "visible"
        )

    def test_a_deleted_comment_is_compared_no_more_and_an_edited_one_anew(self):
        comment = self.post(LONG)
        keys = set(Fingerprint.objects.values_list("key", flat=True))
        self.assertEqual(len(keys), 5)
        edit(comment=comment, reader=self.rita, text="Quite another text, which says nothing of walls.", text_version=1)
        self.assertFalse(keys & set(Fingerprint.objects.values_list("key", flat=True)))
        delete(comment=comment, reader=self.rita)
        self.assertFalse(Fingerprint.objects.exists())

    def test_the_first_comments_wait_until_a_person_kept_them(self):
        only(at_work(self.una, name="First", kind="newcomers", lists="", number=2))
        first, second = self.post("First of all."), self.post("Second.")
        self.assertEqual((first.status, second.status), ("held", "held"))
        decide(comment=first, moderator=self.mo, action="keep", version_seen=1)
        self.assertEqual(self.post("Third.").status, "held")
        decide(comment=second, moderator=self.mo, action="keep", version_seen=1)
        self.assertEqual(self.post("Fourth.").status, "visible")
        self.assertEqual(self.post("Mine.", self.ravi).status, "held")

    def test_who_has_been_here_for_long_is_not_new(self):
        only(rule := at_work(self.una, name="First", kind="newcomers", lists="", number=1))
        put(rule=rule, state="draft", by=self.una, version_seen=1)
        self.post("Long ago.", at=timezone.now() - timedelta(days=31))
        put(rule=rule, state="live", by=self.una, version_seen=1)
        self.assertEqual(self.post("Now.").status, "visible")

    def test_on_a_watched_story_new_commenters_wait(self):
        self.assertEqual(self.post("Well said.").status, "visible")
        type(self.story).objects.filter(pk=self.story.pk).update(comments_risk="watch")
        comment = self.post("Well said, too.")
        self.assertEqual((comment.status, comment.hits.get().check_name), ("held", "risk"))
        self.assertEqual(self.post("Elsewhere.", story=self.other).status, "visible")

    def queries(self, text):
        """Return how many queries the checks and what follows them take."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.post(f"Before “{text}”, so that the rules are known.")
        with CaptureQueriesContext(connection) as captured:
            self.post(text, self.ravi)
        return [
            row["sql"]
            for row in captured
            if "pagecache_pageversion" in row["sql"] and "SELECT" in row["sql"] or "screening_" in row["sql"]
        ]

    def test_a_post_asks_once_and_notes_once(self):
        self.assertEqual(len(self.queries("Short.")), 1)
        self.assertEqual(len(self.queries(LONG)), 2)

    def test_what_was_made_from_texts_goes_with_them(self):
        at_work(self.una, state="shadow")
        self.post("What a numpty the mayor of this town is, and all of the council.")
        self.assertTrue(ShadowHit.objects.exists() and Fingerprint.objects.exists())
        erase(person=self.rita, keep_text=True)
        self.assertFalse(ShadowHit.objects.exists() or Fingerprint.objects.exists())

    def test_it_is_forgotten_in_time(self):
        at_work(self.una, state="shadow")
        self.post("What a numpty the mayor of this town is, and all of the council.")
        forget(at=timezone.now() + timedelta(days=4))
        self.assertFalse(Fingerprint.objects.exists())
        self.assertTrue(ShadowHit.objects.exists())
        forget(at=timezone.now() + timedelta(days=91))
        self.assertFalse(ShadowHit.objects.exists())

    def test_a_hold_by_a_report_notes_nothing_anew(self):
        from comments.hold import hold

        comment = self.post(LONG)
        hold(comment=comment, because="x", check_name="reported")
        self.assertEqual(Fingerprint.objects.count(), 5)
        self.assertEqual(Hit.objects.get().screening, None)
