"""What goes out next: as a list for programs and people, and where something has not gone out."""

import json
from datetime import timedelta
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.doctor import due
from articles.gates import embargo, hold
from articles.late import trouble
from articles.models import Article, Author, ScheduledChange
from articles.publish_due import JOB, publish_due
from articles.schedule import schedule_change
from articles.up_next import up_next
from clock.models import JobRun
from clock.runs import log_run
from images.models import Photo
from newsroom.tests import cast

from .test_schedule import HOUR, Paper

MINUTE = timedelta(minutes=1)
PAGE = "/admin/articles/article/up-next/"


def said(*command, status=0, **options):
    out = StringIO()
    try:
        call_command(*command, stdout=out, **options)
        left = 0
    except SystemExit as end:
        left = end.code
    assert left == status, (left, out.getvalue())
    return out.getvalue()


class UpNext(Paper):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.story = cast.story(cls, headline="Goes out", slug="out", when=cls.now + 3 * HOUR)
        cls.live = cast.story(cls, headline="Public", slug="public", at=cls.now - 24 * HOUR)
        cast.save(cls.live, cls.ed, standfirst="Newer.")
        cls.live.refresh_from_db()
        facts = {"kind": "correction", "text": "It was Tuesday."}
        cls.change = schedule_change(article=cls.live, by=cls.ed, when=cls.now + 2 * HOUR, at=cls.now, **facts)
        cast.save(cls.live, cls.nell, standfirst="Newer still.")
        cls.embargoed = cast.story(cls, headline="Embargoed", slug="embargoed", at=cls.now - HOUR)
        embargo(article=cls.embargoed, by=cls.ed, until=cls.now + HOUR, at=cls.now)
        cast.story(cls, headline="In two days", slug="later", when=cls.now + 48 * HOUR)

    def make_late(self):
        """Let the change be due, and refused for a legal hold."""
        self.live.refresh_from_db()
        hold(article=self.live, by=self.ed, note="A letter.")
        past = timezone.now() - 5 * MINUTE
        ScheduledChange.objects.filter(pk=self.change.pk).update(due_at=past)
        Article.objects.filter(pk=self.live.pk).update(change_at=past)


class CommandTests(UpNext):
    def listed(self, **options):
        return json.loads(said("up_next", json=True, **options))

    def test_programs_get_all_in_order(self):
        found = self.listed()
        self.assertEqual(
            [(line["headline"], line["what"]) for line in found["to_come"]],
            [("Embargoed", "embargo"), ("Public", "change"), ("Goes out", "story")],
        )
        change = found["to_come"][1]
        self.assertEqual((change["version"], change["by"], change["newer_version"]), (2, "Ed", 3))
        self.assertEqual(change["at"], (self.now + 2 * HOUR).isoformat())
        self.assertRegex(change["countdown"], r"in 1 h \d+ min")
        self.assertEqual((change["problems"], change["failed"], found["late"], found["trouble"]), ([], False, [], []))
        self.assertEqual(found["zone"], "Europe/Dublin")

    def test_as_far_ahead_as_asked(self):
        self.assertEqual(len(self.listed(hours=1)["to_come"]), 1)
        self.assertEqual(len(self.listed(hours=72)["to_come"]), 4)
        for hours in (0, -1, 10**9):
            with self.assertRaises(CommandError):
                said("up_next", hours=hours)

    def test_people_read_it(self):
        text = said("up_next")
        self.assertIn("Version 2 by Ed goes out; version 3 does not.", text)
        self.assertIn("UTC), in 2 h", text)
        Article.objects.all().update(status="draft")
        ScheduledChange.objects.all().delete()
        self.assertIn("Nothing goes out by itself.", said("up_next"))

    def test_what_stands_in_the_way_is_judged_at_its_own_time(self):
        photo = cast.photo(use_until=self.now + 2 * HOUR)
        late = cast.story(self, headline="Late", slug="late", lead=photo, when=self.now + HOUR)
        Article.objects.filter(pk=late.pk).update(publish_at=self.now + 3 * HOUR)
        problems = {line["headline"]: line["problems"] for line in self.listed()["to_come"]}
        self.assertIn("may not be used in a new story since", problems["Late"][0])
        self.assertEqual(problems["Goes out"], [])

    def test_what_is_late_comes_first_and_says_why(self):
        self.make_late()
        found = self.listed()
        self.assertEqual(found["late"][0]["problems"], ["The story is under legal hold."])
        publish_due()
        [late] = self.listed()["late"]
        self.assertEqual((late["headline"], late["failed"]), ("Public", True))
        self.assertIn("LATE", said("up_next"))

    # publish_due

    def test_nothing_is_due(self):
        self.assertEqual(said("publish_due"), "Nothing is due.\n")
        nothing = {"ok": True, "dry_run": False, "well": 0, "failed": 0, "items": []}
        self.assertEqual(json.loads(said("publish_due", json=True)), nothing)

    def test_what_is_due_is_done_once(self):
        Article.objects.filter(pk=self.story.pk).update(publish_at=self.now - HOUR)
        tried = json.loads(said("publish_due", json=True, dry_run=True))
        self.assertEqual(tried["items"][0]["outcome"], "due")
        self.assertFalse(JobRun.objects.exists())
        self.assertIn("1 done, 0 failed.", said("publish_due"))
        self.assertEqual(said("publish_due"), "Nothing is due.\n")
        self.assertEqual(self.events(self.story, "go_out"), 1)

    def test_what_failed_is_told_and_so_does_the_exit_status(self):
        self.make_late()
        for _ in range(2):
            found = json.loads(said("publish_due", json=True, dry_run=True, status=1))
            self.assertEqual(found["items"][0]["error"], "The story is under legal hold.")
        self.assertEqual(ScheduledChange.objects.get().error, "")
        for _ in range(2):
            self.assertIn("FAILED", said("publish_due", status=1))
        self.assertFalse(json.loads(said("publish_due", json=True, status=1))["ok"])

    # The heartbeat

    def beat(self, minutes, **facts):
        at = timezone.now() - minutes * MINUTE
        log_run(name=JOB, started_at=at, finished_at=at, **facts)

    def test_nothing_is_wrong(self):
        self.assertEqual(trouble(), [])
        self.beat(9)
        with self.assertNumQueries(1):
            self.assertEqual(trouble(), [])
        self.assertEqual(due(False)[0], 0)

    def test_nobody_has_looked_for_a_while(self):
        self.beat(12)
        self.assertEqual(trouble(), ["Nobody looks at what is due: publish_due ran last 12 min ago."])
        self.assertEqual(due(False)[0], 1)

    def test_something_has_not_gone_out(self):
        self.beat(0)
        self.make_late()
        self.assertEqual(trouble(), ["Something that was due has not gone out."])
        publish_due()
        self.assertEqual(trouble(), ["Something that was due has not gone out."])

    def test_a_story_is_late_after_a_minute(self):
        self.beat(0)
        at = self.now + 3 * HOUR
        JobRun.objects.update(finished_at=at)
        ScheduledChange.objects.all().delete()
        self.embargoed.delete()
        self.assertEqual(trouble(at + MINUTE / 2), [])
        self.assertEqual(trouble(at + MINUTE), ["Something that was due has not gone out."])

    def test_it_never_ran(self):
        self.make_late()
        self.assertIn("publish_due has never run", " ".join(trouble()))

    def test_runs_with_nothing_new_are_one_row(self):
        for minutes in (5, 4, 3):
            self.beat(minutes)
        self.assertEqual(JobRun.objects.count(), 1)
        self.beat(2, failed=1, detail="Public")
        self.beat(1, failed=1, detail="Public")
        self.assertEqual(JobRun.objects.count(), 2)
        self.beat(0, done=1)
        self.beat(0)
        self.assertEqual(JobRun.objects.count(), 4)

    def test_old_rows_go(self):
        self.beat(60 * 24 * 31, done=1)
        self.beat(0, done=1)
        self.assertEqual(JobRun.objects.count(), 1)


class CostTests(Paper):
    def coming(self, number):
        """Let stories and changes go out, each with photos, bylines and topics of its own; what they have differs."""
        for each in range(number):
            photo = cast.photo((60 * each, 9, 60 * number))
            other = Author.objects.create(name=f"Author {number} {each}", slug=f"author-{number}-{each}")
            figures = [[photo.pk, "lead", "", "", "", False]]
            cast.story(self, headline="Goes out", when=self.now + 2 * HOUR, figures=figures)
            live = cast.story(self, headline="Public", at=self.now - 24 * HOUR, tags=[f"Tag {number} {each}"])
            facts = {"tags": [f"New {number} {each}"], "figures": figures, "section": self.sport.pk}
            cast.save(live, self.ed, bylines=[[other.pk, ""]], related=[live.pk - 1], **facts)
            live.refresh_from_db()
            schedule_change(article=live, by=self.ed, when=self.now + HOUR, kind="update", at=self.now)
        Photo.objects.update(single_use=True)

    def test_it_costs_the_same_however_much_goes_out(self):
        asked = []
        for number in (1, 4):
            self.coming(number)
            with CaptureQueriesContext(connection) as queries:
                found = up_next(at=self.now)
            asked.append(len(queries))
        self.assertEqual(len(found.to_come), 10)
        self.assertLess(asked[0], 25)
        self.assertEqual(asked[0], asked[1])

    def test_what_stands_in_the_way_of_a_change_is_told(self):
        self.coming(1)
        photo = Photo.objects.get()
        photo.use_until = self.now
        photo.save(update_fields=["use_until"])
        Author.objects.get(name="Author 1 0").bylines.all().delete()
        Author.objects.get(name="Author 1 0").delete()
        problems = [problem for line in up_next(at=self.now).to_come if line.item.change for problem in line.problems]
        self.assertEqual(problems[0], "The story has neither a byline nor an agency.")
        self.assertIn("may not be used in a new story since", problems[1])
        self.assertIn("“Goes out” has shown it", problems[2])


class PageTests(UpNext):
    def setUp(self):
        self.client.force_login(self.ed)
        self.live.refresh_from_db()
        self.address = reverse("admin:story_schedule_change", args=[self.live.pk])
        self.sent = {"version_seen": self.live.version, "kind": "update", "text": "", "when": "2099-07-01T06:00"}

    def test_it_shows_times_with_zone_and_utc_versions_and_ways(self):
        page = self.client.get(PAGE)
        for words in (
            "Goes out",
            "Embargoed",
            "Public",
            "version 3 does not",
            "It was Tuesday.",
            "Europe/Dublin",
            "UTC",
        ):
            self.assertContains(page, words)
        self.assertNotContains(page, "In two days")
        self.assertContains(page, reverse("admin:story_cancel_change", args=[self.live.pk]))
        self.assertContains(self.client.get(PAGE, {"hours": 72}), "In two days")
        for wrong in ("0", "5", "x", "9" * 30, "²"):
            self.assertNotContains(self.client.get(PAGE, {"hours": wrong}), "In two days")

    def test_what_is_late_is_said_here_and_on_every_page_of_the_desk(self):
        self.assertNotContains(self.client.get("/admin/"), "has not gone out")
        self.make_late()
        publish_due()
        for address in ("/admin/", PAGE, reverse("admin:articles_article_change", args=[self.story.pk])):
            self.assertContains(self.client.get(address), "Something that was due has not gone out.")
        self.assertContains(self.client.get(PAGE), "The story is under legal hold.")
        form = self.client.get(reverse("admin:articles_article_change", args=[self.live.pk]))
        self.assertContains(form, "Version 2 did not go out")

    def test_who_publishes_nothing_is_not_told_and_sees_no_such_page(self):
        self.make_late()
        for person in (self.nell, self.pia):
            self.client.force_login(person)
            self.assertNotContains(self.client.get("/admin/"), "has not gone out")
            self.assertEqual(self.client.get(PAGE).status_code, 403)

    def test_it_only_reads(self):
        self.assertEqual(self.client.post(PAGE).status_code, 405)

    # The pages of the deeds

    def test_a_change_is_scheduled_and_cancelled(self):
        page = self.client.get(self.address)
        self.assertContains(page, "What you set here takes its place.")
        self.assertEqual(page.context["form"]["text"].value(), "It was Tuesday.")
        self.assertEqual(self.client.post(self.address, self.sent).status_code, 302)
        change = ScheduledChange.objects.get(cancelled_at=None)
        self.assertEqual((change.version, change.due_at.isoformat()), (3, "2099-07-01T05:00:00+00:00"))
        self.live.refresh_from_db()
        form = self.client.get(reverse("admin:articles_article_change", args=[self.live.pk]))
        self.assertContains(form, "Version 3 goes out on")
        cancel = reverse("admin:story_cancel_change", args=[self.live.pk])
        self.assertEqual(self.client.get(cancel).status_code, 200)
        for status in (302, 409):
            answer = self.client.post(cancel, {"version_seen": self.live.version, "note": ""})
            self.assertEqual(answer.status_code, status)
        self.assertFalse(ScheduledChange.objects.filter(cancelled_at=None).exists())

    def test_what_is_wrong_is_told_and_what_was_typed_stays(self):
        for changes, words in (
            ({"when": "2020-01-01T10:00"}, "That time has passed."),
            ({"when": "2099-03-29T01:30"}, "There is no 01:30"),
            ({"when": ""}, "required"),
            ({"kind": "correction", "text": ""}, "Say to readers"),
            ({"kind": "gold"}, "gold is not one"),
        ):
            answer = self.client.post(self.address, self.sent | {"text": "Typed."} | changes)
            self.assertContains(answer, words, status_code=422)
            if "text" not in changes:
                self.assertContains(answer, "Typed.", status_code=422)
        self.assertEqual(ScheduledChange.objects.get().version, 2)

    def test_in_the_nights_in_which_clocks_are_put_on_or_back_it_is_asked_and_meant(self):
        for written, which, moment in (
            ("2099-10-25T01:30", "2099-10-25T00:30:00Z", "2099-10-25T00:30:00+00:00"),
            ("2099-10-25T01:30", "2099-10-25T01:30:00Z", "2099-10-25T01:30:00+00:00"),
            ("2099-03-29T01:30", "2099-03-29T01:30:00Z", "2099-03-29T01:30:00+00:00"),
        ):
            self.live.refresh_from_db()
            sent = self.sent | {"version_seen": self.live.version, "when": written}
            self.assertContains(self.client.post(self.address, sent), f'value="{which}"', status_code=422)
            self.assertEqual(self.client.post(self.address, sent | {"when_which": which}).status_code, 302)
            self.assertEqual(ScheduledChange.objects.get(cancelled_at=None).due_at.isoformat(), moment)

    def test_sent_twice_it_is_scheduled_once(self):
        statuses = [self.client.post(self.address, self.sent).status_code for _ in range(2)]
        self.assertEqual(statuses, [302, 409])
        self.assertEqual(ScheduledChange.objects.filter(cancelled_at=None).count(), 1)
