"""Too many comments in a short while, and the same one again."""

import uuid
from datetime import timedelta

from django.db import connection
from django.test import SimpleTestCase, TestCase, TransactionTestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from comments.delete import delete
from comments.edit import edit
from comments.models import Comment
from comments.post import post
from comments.screen import SaidAlready, TooFast, old_keys, text_key
from newsroom.tests import cast
from newsroom.tests.at_once import at_once

NOW = timezone.now()
LONG = "The ferry was late again on Tuesday, and nobody at the office would say why."
READERS = [("reader", 3, 120), ("reader", 6, 3600)]


class Posting:
    def post(self, text="Well said.", **facts):
        facts = {"article": self.story, "reader": self.rita, "form_key": uuid.uuid4(), "at": NOW} | facts
        return post(text=text, **facts)

    def give(self):
        cast.people(self)
        cast.paper(self)
        self.story, self.other = cast.story(self), cast.story(self, slug="another")
        for story in (self.story, self.other):
            type(story).objects.filter(pk=story.pk).update(publish_at=NOW - timedelta(days=3))
        User.objects.update(date_joined=NOW - timedelta(days=100))
        for name in ("rita", "ravi"):
            getattr(self, name).refresh_from_db()


class TextKeyTests(SimpleTestCase):
    def test_it_is_the_same_for_the_same_words(self):
        self.assertEqual(text_key(LONG), text_key(LONG.upper().replace(" ", "\n") + "!!"))
        self.assertNotEqual(text_key(LONG), text_key(LONG + " Why?"))
        self.assertRegex(text_key(LONG), r"^[0-9a-f]{16}$")

    def test_short_texts_have_none(self):
        for text in ("I agree", "👏" * 200, "!" * 500, "Thank you, well said, all of it"):
            self.assertEqual(text_key(text), "", text)


@override_settings(COMMENT_RATES=READERS)
class RatesTests(Posting, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.give(cls)

    def fails(self, **facts):
        count = Comment.objects.count()
        with self.assertRaises(TooFast) as refusal:
            self.post(**facts)
        self.assertEqual(Comment.objects.count(), count)
        return refusal.exception

    def test_the_fourth_in_two_minutes_is_refused_and_told_when_it_may_come(self):
        for seconds in (0, 10, 20):
            self.post(at=NOW + timedelta(seconds=seconds))
        refusal = self.fails(at=NOW + timedelta(seconds=30))
        self.assertEqual(refusal.seconds, 90)
        self.assertIn("in 90 seconds", str(refusal))
        self.fails(at=NOW + timedelta(seconds=119.5))
        self.post(at=NOW + timedelta(seconds=120))
        self.fails(at=NOW + timedelta(seconds=120))

    def test_the_longest_wait_of_all_rates_is_told(self):
        for minute in range(6):
            self.post(at=NOW + timedelta(minutes=minute))
        refusal = self.fails(at=NOW + timedelta(minutes=8))
        self.assertEqual(refusal.seconds, 52 * 60)
        self.assertIn("from ", str(refusal))

    def test_a_new_account_has_half(self):
        User.objects.filter(pk=self.rita.pk).update(date_joined=NOW - timedelta(hours=23))
        self.rita.refresh_from_db()
        self.post()
        self.fails()
        self.post(at=NOW + timedelta(hours=1))  # the first day is over

    def test_others_are_not_counted(self):
        for _ in range(3):
            self.post(reader=self.ravi)
        self.post()

    def test_what_was_deleted_counts(self):
        for _ in range(3):
            delete(comment=self.post(), reader=self.rita)
        self.fails()

    def test_the_same_form_once_more_is_answered_with_its_comment(self):
        key = uuid.uuid4()
        first = self.post(form_key=key)
        self.post(), self.post()
        self.assertEqual(self.post(form_key=key), first)

    def test_what_came_long_after_is_not_counted_before_it(self):
        for _ in range(3):
            self.post(at=NOW + timedelta(hours=2))
        self.post()

    @override_settings(COMMENT_RATES=[("network", 3, 600)])
    def test_a_network_has_a_rate_of_its_own(self):
        for reader in (self.rita, self.ravi, self.nell):
            self.post(reader=reader, network="a" * 32)
        self.assertIn("your network", str(self.fails(reader=self.ed, network="a" * 32)))
        self.post(reader=self.ed, network="b" * 32)
        self.post(reader=self.ed)  # what came over no network: a command, the demo

    @override_settings(COMMENT_RATES=[])
    def test_none_are_counted_where_none_are_set(self):
        for _ in range(40):
            self.post()

    @override_settings(COMMENT_RATES=[*READERS, ("network", 60, 600)])
    def test_all_that_is_asked_at_the_door_is_one_query_that_reads_indexes(self):
        User.objects.filter(pk=self.rita.pk).update(date_joined=NOW)
        self.post(LONG, network="a" * 32)  # after which Django knows what it asks
        with CaptureQueriesContext(connection) as asked:
            self.post(LONG + " Really.", network="a" * 32, at=NOW + timedelta(hours=2))
        door = [query["sql"] for query in asked if "subquery2" in query["sql"]]
        self.assertEqual(len(door), 1)
        self.assertLessEqual(len(asked), 16, [query["sql"][:90] for query in asked])
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN QUERY PLAN " + door[0])
                plan = " ".join(row[3] for row in cursor)
            for name in ("comment_by_reader", "comment_by_network", "comment_by_text"):
                self.assertIn(name, plan)


class SaidAlreadyTests(Posting, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.give(cls)

    def test_the_same_reader_on_the_same_story_is_refused_and_shown_the_first(self):
        first = self.post(LONG)
        with self.assertRaises(SaidAlready) as refusal:
            self.post(LONG.upper(), at=NOW + timedelta(hours=23))
        self.assertEqual(refusal.exception.comment, first)
        self.post(LONG, at=NOW + timedelta(hours=25))

    def test_short_words_may_be_said_again(self):
        self.assertNotEqual(self.post("I agree!"), self.post("I agree!"))

    def test_what_its_author_deleted_may_be_said_again(self):
        delete(comment=self.post(LONG), reader=self.rita)
        self.assertTrue(self.post(LONG).is_visible)

    def test_on_another_story_or_by_another_it_waits(self):
        self.post(LONG)
        for facts in ({"article": self.other}, {"reader": self.ravi}):
            comment = self.post(LONG + "!", **facts)
            self.assertEqual(comment.status, "held")
            self.assertEqual([hit.check_name for hit in comment.hits.all()], ["repeats"])

    def test_who_edits_their_own_words_repeats_nobody(self):
        comment = self.post(LONG)
        edited = edit(comment=comment, reader=self.rita, text=LONG + "!", text_version=1, at=NOW)
        self.assertTrue(edited.is_visible)

    def test_what_was_edited_into_the_same_text_waits_and_is_known_by_it(self):
        self.post(LONG)
        theirs = self.post("Something else.", reader=self.ravi)
        edited = edit(comment=theirs, reader=self.ravi, text=LONG, text_version=1, at=NOW)
        self.assertEqual((edited.status, edited.text_key), ("held", text_key(LONG)))

    def test_after_a_day_the_key_may_be_forgotten(self):
        self.post(LONG)
        self.post("I agree.")
        self.assertEqual(old_keys(NOW + timedelta(hours=24)).count(), 0)
        self.assertEqual(old_keys(NOW + timedelta(hours=24, seconds=1)).count(), 1)


class PageTests(Posting, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.give(cls)
        cls.address = f"/comments/on/{cls.story.pk}/new/"

    def send(self, text=LONG, **headers):
        return self.client.post(self.address, {"text": text, "form_key": uuid.uuid4()}, headers=headers)

    @override_settings(COMMENT_RATES=[("reader", 1, 120)])
    def test_too_fast_is_429_with_the_time_and_the_text_kept(self):
        self.client.force_login(self.rita)
        self.assertEqual(self.send().status_code, 302)
        for headers in ({}, {"HX-Request": "true"}):
            answer = self.send("And another thing: <this>.", **headers)
            self.assertContains(answer, "And another thing: &lt;this&gt;.</textarea>", status_code=429)
            self.assertContains(answer, "Your text is still here.", status_code=429)
            self.assertIn(int(answer.headers["Retry-After"]), range(100, 121))

    def test_a_reply_that_comes_too_fast_stays_a_reply(self):
        comment = self.post()
        self.client.force_login(self.ravi)
        self.post("A first one.", reader=self.ravi, at=timezone.now())
        with self.settings(COMMENT_RATES=[("reader", 1, 120)]):
            form = {"text": "To you.", "form_key": uuid.uuid4()}
            answer = self.client.post(f"/c/{comment.pk}/reply/", form)
        self.assertContains(answer, f'action="/c/{comment.pk}/reply/"', status_code=429)

    def test_what_was_said_already_is_409_with_a_link_to_it_and_the_text_kept(self):
        self.client.force_login(self.rita)
        self.send()
        answer = self.send()
        self.assertContains(answer, "You have said this already", status_code=409)
        self.assertContains(answer, f'href="{Comment.objects.get().get_absolute_url()}"', status_code=409)
        self.assertContains(answer, f"{LONG}</textarea>", status_code=409)

    @override_settings(COMMENT_RATES=[("network", 1, 600)])
    def test_many_accounts_of_one_network_are_one_crowd(self):
        for reader, address, status in (
            (self.rita, "192.0.2.1", 302),
            (self.ravi, "192.0.2.200", 429),
            (self.ravi, "198.51.100.1", 302),
        ):
            self.client.force_login(reader)
            form = {"text": f"Said by {reader}.", "form_key": uuid.uuid4()}
            answer = self.client.post(self.address, form, REMOTE_ADDR=address, headers={"X-Forwarded-For": "8.8.8.8"})
            self.assertEqual(answer.status_code, status)


@override_settings(COMMENT_RATES=READERS)
class AtOnceTests(Posting, TransactionTestCase):
    def setUp(self):
        self.give()

    def test_of_twenty_at_once_three_are_taken(self):
        answers = at_once([lambda: self.post(at=timezone.now())] * 20)
        self.assertEqual(sum(isinstance(answer, Comment) for answer in answers), 3, answers)
        self.assertEqual(sum(isinstance(answer, TooFast) for answer in answers), 17, answers)

    @override_settings(COMMENT_RATES=[])
    def test_of_the_same_text_ten_times_at_once_one_is_taken(self):
        answers = at_once([lambda: self.post(LONG)] * 10)
        self.assertEqual(sum(isinstance(answer, Comment) for answer in answers), 1, answers)
        self.assertEqual(sum(isinstance(answer, SaidAlready) for answer in answers), 9, answers)
