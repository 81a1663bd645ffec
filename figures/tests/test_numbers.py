"""The moderators' dashboard: its numbers are those of a plain recount."""

from collections import Counter
from datetime import timedelta
from unittest.mock import patch

from django.contrib.auth.models import Permission
from django.db import connection
from django.test import SimpleTestCase, TestCase, override_settings
from django.utils import timezone

from comments.models import Comment, Hit
from figures import count, doctor, numbers
from figures.days import close_days, counts_by_day, open_day, write
from figures.models import Day
from figures.span import Span, midnight
from moderation.decide import decide
from moderation.models import Decision, Report
from moderation.report import report
from moderation.undo import undo
from newsroom.tests import cast
from privacy.erase import erase

DAY = timedelta(days=1)
COMMENTS = """SELECT count(*) FROM (SELECT c.posted_at AS t, a.section_id FROM comments_comment c
    JOIN articles_article a ON a.id = c.article_id) AS all_of_them WHERE """
REPORTS = """SELECT count(*) FROM (SELECT r.reported_at AS t, a.section_id FROM moderation_report r
    JOIN comments_comment c ON c.id = r.comment_id
    JOIN articles_article a ON a.id = c.article_id) AS all_of_them WHERE """


def more(span):
    return [("Appeals", f"3 in {span.days} days")]


class InWordsTests(SimpleTestCase):
    def test_time_is_said_as_people_say_it(self):
        told = {0: "less than a minute", 1: "1 minute", 119: "119 minutes", 120: "2 h", 185: "3 h 5 min"}
        told |= {2880: "2 days", 3000: "2 days 2 h"}
        for minutes, words in told.items():
            self.assertEqual(numbers.in_time(minutes), words)

    def test_median_and_95th_are_of_those_that_were_decided(self):
        waited = Counter({1: 50, 10: 45, 100: 5})
        self.assertEqual([numbers.within(waited, part) for part in (50, 51, 95, 96)], [1, 10, 10, 100])
        self.assertIsNone(numbers.within(Counter(), 50))

    def test_the_rank_is_the_first_at_which_so_many_are(self):
        self.assertEqual([count.rank(number, 50) for number in (1, 2, 3, 20)], [0, 0, 1, 9])
        self.assertEqual([count.rank(number, 95) for number in (1, 2, 20, 100)], [0, 1, 18, 94])


class Numbers(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        # Yesterday: decisions that are dated ahead would be told of later.
        cls.now = (timezone.localtime() - DAY).replace(hour=15, minute=30, second=0, microsecond=0)
        cls.story = cast.story(cls, at=cls.now - 10 * DAY)
        cls.match = cast.story(cls, at=cls.now - 10 * DAY, headline="A match", slug="a-match", section=cls.sport)
        cls.fill()

    @classmethod
    def fill(cls):
        """Some days of comments, reports and decisions, on two sections."""
        for day, hours in ((6, 3), (5, 2), (1, 4), (0, 2)):
            for hour in range(hours):
                at = cls.now - day * DAY - timedelta(hours=hour)
                story = cls.match if hour % 2 else cls.story
                comment = cast.comment(story, cls.rita, f"Said {day} {hour}.", at=at)
                if hour != 1:
                    later = at + timedelta(minutes=4)
                    report(comment=comment, reader=cls.ravi, rule=cls.abuse, text_version=1, at=later)
                if hour < 3 and day:
                    cls.decide(comment, "keep" if hour else "remove", at + timedelta(minutes=10 + hour))
        held = cast.comment(
            cls.story, cls.rita, "See https://a.example https://b.example https://c.example", at=cls.now
        )
        cls.decide(held, "remove", cls.now + timedelta(minutes=2), rule=cls.spam)

    @classmethod
    def decide(cls, comment, action, at, by=None, rule=None):
        rule = (rule or cls.abuse) if action == "remove" else None
        comment.refresh_from_db()
        decision = {"comment": comment, "moderator": by or cls.mo, "action": action, "rule": rule, "at": at}
        return decide(version_seen=comment.version, **decision)

    def span(self, days=7, section=None):
        return Span(days, self.now + timedelta(minutes=20), section)

    def told(self, **span):
        return numbers.numbers(self.span(**span), people=True)

    def sql(self, query, *words):
        with connection.cursor() as cursor:
            cursor.execute(query, words)
            return cursor.fetchall()


class RecountTests(Numbers):
    def test_what_came_in_is_what_a_recount_finds_by_day_and_section(self):
        for section in (None, self.news, self.sport):
            told = self.told(section=section)
            for place, day in enumerate(self.span().edges):
                within = "t >= %s AND t < %s" + (" AND section_id = %s" if section else "")
                words = [day, day + DAY] + ([section.pk] if section else [])
                self.assertEqual(told["comments"].rows[0][place], self.sql(COMMENTS + within, *words)[0][0])
                self.assertEqual(told["trouble"].rows[1][place], self.sql(REPORTS + within, *words)[0][0])

    def test_decisions_by_rule_and_person_are_what_a_recount_finds(self):
        told = self.told()
        recount = "SELECT r.title, count(*) FROM moderation_decision d JOIN moderation_rule r ON r.id = d.rule_id"
        recount += " WHERE d.action = 'remove' GROUP BY r.title"
        self.assertEqual(dict(row[:2] for row in told["rules"]), dict(self.sql(recount)))
        recount = "SELECT u.display_name, count(*) FROM moderation_decision d"
        recount += " JOIN accounts_user u ON u.id = d.moderator_id GROUP BY u.display_name"
        self.assertEqual(dict(row[:2] for row in told["people"]), dict(self.sql(recount)))
        recount = "SELECT count(*) FROM moderation_decision WHERE action = 'hold'"
        self.assertEqual(told["held"], self.sql(recount)[0][0])
        self.assertEqual(told["held"], 1)

    def test_time_to_decision_is_from_the_report_or_else_from_posting(self):
        waited = sorted(
            int((decision.decided_at - since).total_seconds()) // 60
            for decision in Decision.objects.filter(moderator__isnull=False).select_related("comment")
            for since in [min([r.reported_at for r in decision.reports.all()], default=decision.comment.posted_at)]
        )
        counts = sum(counts_by_day(self.span()).values(), Counter())
        self.assertEqual(sorted(numbers.named(counts, "wait").elements()), waited)
        middle = waited[count.rank(len(waited), 50)]
        self.assertEqual(self.told()["median"], numbers.in_time(middle))

    def test_a_second_look_kept_nobody_waiting_but_a_new_report_did(self):
        comment = cast.comment(self.story, self.rita, "Looked at twice.", at=self.now - timedelta(hours=3))
        before = sum(counts_by_day(self.span()).values(), Counter())
        self.decide(comment, "keep", self.now - timedelta(hours=2))
        self.decide(comment, "keep", self.now - timedelta(hours=1))
        report(comment=comment, reader=self.ravi, rule=self.abuse, text_version=1, at=self.now)
        self.decide(comment, "keep", self.now + timedelta(minutes=3))
        new = sum(counts_by_day(self.span()).values(), Counter()) - before
        self.assertEqual(numbers.named(new, "wait"), {60: 1, 3: 1})

    def test_the_hours_of_today_are_what_a_recount_finds(self):
        told = self.told(days=1)
        self.assertEqual(sum(told["comments"].rows[0]), 3)
        self.assertEqual(told["comments"].rows[0][15], 2)
        self.assertEqual(told["comments"].rows[0][14], 1)
        self.assertEqual(told["comments"].labels[15], "15:00")

    def test_what_waits_is_told_with_how_long(self):
        told = self.told()["backlog"]
        waiting = Comment.objects.filter(card__reports__gt=0) | Comment.objects.filter(card__held=True)
        self.assertEqual(told.number, waiting.count())
        self.assertEqual((told.reported, told.held), (told.number, 0))
        ages = sorted(self.span().at - comment.card.since for comment in waiting.select_related("card"))
        self.assertEqual(told.median, ages[count.rank(len(ages), 50)])
        self.assertEqual(told.late, ages[count.rank(len(ages), 95)])


class ReversalTests(Numbers):
    @classmethod
    def fill(cls):
        cls.comment = cast.comment(cls.story, cls.rita, "Turned round.", at=cls.now)

    def turned(self):
        told = self.told()["turned"]
        return told["back"], told["after_all"]

    def at(self, minutes):
        return self.now + timedelta(minutes=minutes)

    def test_putting_back_and_removing_after_all_are_told_apart(self):
        self.decide(self.comment, "remove", self.at(1))
        self.assertEqual(self.turned(), (0, 0))
        self.decide(self.comment, "keep", self.at(2), by=self.max)
        self.assertEqual(self.turned(), (1, 0))
        self.decide(self.comment, "remove", self.at(3))
        self.assertEqual(self.turned(), (1, 1))
        self.assertEqual(self.told()["turned"]["share"], 66.7)

    def test_the_same_again_turns_nothing_round(self):
        self.decide(self.comment, "keep", self.at(1))
        self.decide(self.comment, "settle", self.at(2))
        self.assertEqual(self.turned(), (0, 0))

    def test_what_was_edited_meanwhile_was_not_turned_round(self):
        self.decide(self.comment, "keep", self.at(1))
        Comment.objects.filter(pk=self.comment.pk).update(text="Now rude.", text_version=2)
        self.decide(self.comment, "remove", self.at(2))
        self.assertEqual(self.turned(), (0, 0))

    def test_what_was_taken_back_at_once_never_was(self):
        decision = self.decide(self.comment, "remove", self.at(1))
        with override_settings(UNDO_SECONDS=10):
            undo(decision=decision, moderator=self.mo, at=decision.decided_at + timedelta(seconds=5))
        self.assertEqual(self.told()["decisions"], 0)


class CheckTests(Numbers):
    @classmethod
    def fill(cls):
        for number in range(3):
            comment = cast.comment(cls.story, cls.rita, f"Word {number}.", at=cls.now)
            for because in ("one", "two"):
                Hit.objects.create(comment=comment, check_name="words", outcome="mark", because=because)
            if number < 2:
                cls.decide(comment, "keep" if number else "remove", cls.now)

    def test_a_check_is_as_right_as_people_removed_what_it_found(self):
        self.assertEqual(self.told()["checks"], [("words", 2, 1, 50.0)])


class DayTests(Numbers):
    def test_a_day_is_counted_once_when_it_is_over(self):
        first = self.now.date() - 3 * DAY
        self.assertEqual(close_days(at=self.now, first=first), 3)
        self.assertEqual(close_days(at=self.now, first=first), 0)
        self.assertEqual(Day.objects.count(), 3 * 2)
        self.assertFalse(Day.objects.filter(day=self.now.date()).exists())
        self.assertEqual(close_days(at=self.now + DAY, first=first), 1)

    def test_the_daily_work_goes_back_three_months(self):
        with patch("figures.days.write") as written:
            self.assertEqual(close_days(at=self.now), 90)
        self.assertEqual(written.call_count, 90)

    def test_a_day_is_not_over_in_the_first_minutes_of_the_next(self):
        start = midnight(self.now.date())
        self.assertEqual(open_day(start + timedelta(minutes=4)), self.now.date() - DAY)
        self.assertEqual(open_day(start + timedelta(minutes=6)), self.now.date())

    def test_the_first_to_look_has_the_days_counted(self):
        self.client.force_login(self.mo)
        with patch("figures.views.timezone.now", return_value=self.now):
            self.client.get("/moderation/numbers/?span=7")
        self.assertEqual(Day.objects.values("day").distinct().count(), 6)

    def test_the_doctor_counts_again(self):
        close_days(at=self.now, first=self.now.date() - 2 * DAY)
        self.assertEqual(doctor.days(False)[0], 0)
        day = Day.objects.filter(counts__comments__gt=0).first()
        day.counts["comments"] += 1
        day.save()
        self.assertEqual(doctor.days(False)[:2], (1, 0))
        self.assertEqual(doctor.days(True)[:2], (1, 1))
        self.assertEqual(doctor.days(False)[0], 0)

    def test_what_goes_with_those_who_leave_is_no_fault(self):
        people, comment = (cast.person("kim"), cast.person("lee")), Comment.objects.filter(reports=None).last()
        for minute, person in enumerate(people):
            at = self.now - DAY + timedelta(minutes=minute)
            reported = {"comment": comment, "reader": person, "rule": self.abuse, "text_version": 1}
            Report.objects.create(reported_at=at, decision=comment.decisions.first(), **reported)
        close_days(at=self.now + 2 * DAY, first=self.now.date() - 10 * DAY)
        before = list(Day.objects.order_by("pk").values())
        for person in (self.rita, *people):
            erase(person=person)
        self.assertEqual(doctor.days(True)[:2], (0, 0))
        self.assertEqual(list(Day.objects.order_by("pk").values()), before)

    def test_a_story_that_moved_is_no_fault(self):
        close_days(at=self.now, first=self.now.date() - 2 * DAY)
        type(self.story).objects.filter(pk=self.story.pk).update(section=self.sport)
        self.assertEqual(doctor.days(False)[0], 0)

    def test_writing_a_day_twice_is_once(self):
        write(self.now.date() - DAY)
        before = list(Day.objects.order_by("section").values_list("section", "counts"))
        write(self.now.date() - DAY)
        self.assertEqual(list(Day.objects.order_by("section").values_list("section", "counts")), before)


class PageTests(Numbers):
    @classmethod
    def fill(cls):
        super().fill()
        close_days(at=cls.now)

    def setUp(self):
        self.client.force_login(self.mo)
        at = patch("figures.views.timezone.now", return_value=self.now + timedelta(minutes=20))
        at.start()
        self.addCleanup(at.stop)

    def test_it_says_in_words_what_the_charts_show(self):
        page = self.client.get("/moderation/numbers/")
        self.assertContains(page, "12 comments came in")
        self.assertContains(page, "1 time a comment was held")
        self.assertContains(page, "<svg", 12)
        self.assertContains(page, "The same as a table", 2)
        self.assertNotContains(page, "style=")

    def test_people_are_named_to_those_alone_who_may_see_it(self):
        self.assertNotContains(self.client.get("/moderation/numbers/"), "By person")
        self.mo.user_permissions.add(Permission.objects.get(codename="view_people"))
        self.assertContains(self.client.get("/moderation/numbers/"), "By person")
        self.client.force_login(self.ada)
        self.assertContains(self.client.get("/moderation/numbers/"), "<bdi>Mo</bdi>")

    def test_each_time_and_section_can_be_chosen_and_nonsense_means_the_usual(self):
        for query in (
            "",
            "?span=today",
            "?span=30",
            "?span=90&section=sport",
            "?span=x&section=nowhere",
            "?section=%00",
        ):
            self.assertEqual(self.client.get(f"/moderation/numbers/{query}").status_code, 200, query)
        self.assertContains(self.client.get("/moderation/numbers/?section=sport"), "5 comments came in")

    def test_nothing_at_all_is_said_in_words_too(self):
        quiet = self.now - timedelta(days=200)
        with patch("figures.views.timezone.now", return_value=quiet):
            page = self.client.get("/moderation/numbers/?span=today")
        self.assertContains(page, "No comment came in.")
        self.assertContains(page, "Nothing was decided.")

    @override_settings(FIGURES_MORE=["figures.tests.test_numbers.more"])
    def test_other_rooms_add_their_own(self):
        self.assertContains(self.client.get("/moderation/numbers/"), "3 in 7 days")

    def test_the_number_of_queries_is_the_same_for_any_time(self):
        self.client.get("/moderation/numbers/?span=90")
        for span in ("7", "30", "90"):
            with self.assertNumQueries(26):
                self.client.get(f"/moderation/numbers/?span={span}")
