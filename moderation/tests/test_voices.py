"""What reports are worth."""

from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from moderation import voices
from moderation.decide import decide
from moderation.models import Card
from moderation.report import TooMany, report
from newsroom.tests import cast


class VoicesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.clean = cast.comment(cls.story, cls.rita, "The pier is open again.")
        cls.bad = cast.comment(cls.story, cls.nell, "You are all fools.")

    def crowd(self, number, joined):
        return User.objects.bulk_create(
            User(email=f"crowd{n}@x.example", display_name=f"Crowd {n}", date_joined=joined) for n in range(number)
        )

    def report(self, comment, reader, network=""):
        return report(comment=comment, reader=reader, rule=self.abuse, text_version=1, network=network)

    def with_record(self, reader, right, wrong):
        for number in range(right + wrong):
            comment = cast.comment(self.story, self.nell, f"No. {number}")
            self.report(comment, reader)
            comment.refresh_from_db()
            action, rule = ("remove", self.abuse) if number < right else ("keep", None)
            decide(comment=comment, moderator=self.mo, action=action, rule=rule, version_seen=comment.version)

    def test_fifty_fresh_accounts_hide_nothing_and_stand_below_three_who_are_trusted(self):
        now = timezone.now()
        Article.objects.update(comments_mode="reported")
        for number, one in enumerate(self.crowd(50, now)):
            self.report(self.clean, one, network=f"network{number}")
        Article.objects.update(comments_mode="open")
        for reader in (self.ravi, self.max, self.ed):
            self.report(self.bad, reader)
        self.clean.refresh_from_db()
        self.assertTrue(self.clean.is_visible)
        crowd, trusted = (Card.objects.get(comment=comment) for comment in (self.clean, self.bad))
        self.assertEqual(crowd.reports, 50)
        self.assertLess(crowd.risk, trusted.risk)
        self.assertIn("50 reports, about 1 independent voice", dict(crowd.parts))

    def test_a_card_shows_some_reports_of_a_crowd_and_those_in_words_first(self):
        crowd = self.crowd(20, timezone.now())
        for reader in crowd:
            words = "Look at the third line." if reader is crowd[0] else ""
            report(comment=self.clean, reader=reader, rule=self.abuse, text_version=1, words=words)
        self.client.force_login(self.mo)
        page = self.client.get("/moderation/")
        [card] = page.context["cards"]
        self.assertEqual(card["open"][0][0].words, "Look at the third line.")
        self.assertEqual((len(card["open"]), card["more_reports"]), (12, 8))
        self.assertEqual(card["reports"], "20 reports, about 1 independent voice")
        self.assertContains(page, "And 8 more.")

    def test_one_reader_of_usual_standing_hides_it_where_the_story_says_so(self):
        Article.objects.update(comments_mode="reported")
        self.report(self.clean, self.ravi)
        self.clean.refresh_from_db()
        self.assertEqual(self.clean.status, "held")

    @override_settings(REPORT_BUDGETS=[])
    def test_who_was_right_weighs_more_than_who_was_wrong_and_nobody_nothing(self):
        """18 of 20 against 0 of 20 is ten to one; told here of fewer."""
        self.with_record(self.ravi, right=0, wrong=9)
        self.with_record(self.max, right=9, wrong=1)
        wrong, right = (voices.weight_of(reader, at=timezone.now())[0] for reader in (self.ravi, self.max))
        self.assertGreaterEqual(right / wrong, 5)
        self.assertGreater(wrong, 0)

    def test_one_network_is_one_voice(self):
        old = timezone.now() - timedelta(days=100)
        for one in self.crowd(5, old):
            self.report(self.bad, one, network="same")
        self.assertIn("5 reports, about 1 independent voice", dict(Card.objects.get(comment=self.bad).parts))

    def test_a_day_has_so_many_reports_and_the_worse_the_record_the_fewer(self):
        self.with_record(self.ravi, right=0, wrong=8)
        with self.assertRaises(TooMany):
            self.report(self.clean, self.ravi)
        later = timezone.now() + timedelta(days=2)
        report(comment=self.clean, reader=self.ravi, rule=self.abuse, text_version=1, at=later)
