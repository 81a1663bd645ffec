"""A time is typed on the paper's clock, also in the night in which that is put on or back."""

import os
import time
from datetime import UTC, datetime
from unittest import mock

from django import forms
from django.http import QueryDict
from django.test import SimpleTestCase, override_settings

from clock.field import Moment
from clock.zone import countdown, day_and_time, in_zone, readings


class Form(forms.Form):
    when = Moment(required=False)


def sent(when, which=None):
    data = QueryDict(mutable=True)
    data["when"] = when
    if which:
        data["when_which"] = which
    return Form(data)


def utc(*facts):
    return datetime(*facts, tzinfo=UTC)


class FieldTests(SimpleTestCase):
    def meant(self, when, which=None):
        form = sent(when, which)
        self.assertTrue(form.is_valid(), form.errors)
        return form.cleaned_data["when"]

    def refusal(self, when, which=None):
        form = sent(when, which)
        self.assertFalse(form.is_valid())
        self.assertIn(f'value="{when}"', str(form["when"]))  # what was typed stands there
        return form.errors["when"][0]

    def test_a_time_is_on_the_papers_clock(self):
        self.assertEqual(self.meant("2026-07-01T06:00"), utc(2026, 7, 1, 5))
        self.assertEqual(self.meant("2026-01-01T06:00"), utc(2026, 1, 1, 6))
        self.assertEqual(self.meant("2026-07-01 06:00:30"), utc(2026, 7, 1, 5, 0, 30))
        self.assertIsNone(self.meant(""))

    def test_a_zone_that_is_typed_holds(self):
        self.assertEqual(self.meant("2026-10-25T01:30+01:00"), utc(2026, 10, 25, 0, 30))
        self.assertEqual(self.meant("2026-10-25T01:30Z"), utc(2026, 10, 25, 1, 30))

    def test_the_zone_and_utc_stand_beside_it(self):
        page = str(Form(initial={"when": utc(2026, 7, 1, 5)})["when"])
        self.assertIn('value="2026-07-01T06:00"', page)
        self.assertIn("Europe/Dublin", page)
        self.assertIn("Wednesday 1 July 2026, 06:00 IST (05:00 UTC)", page)
        self.assertNotIn("radio", page)
        self.assertRegex(str(Form()["when"]), r"Europe/Dublin<span data-told>, where it is now .* UTC\)</span>")

    def test_the_hour_that_is_left_out_is_refused_with_the_times_around_it(self):
        self.assertEqual(
            self.refusal("2026-03-29T01:30"),
            "There is no 01:30 on Sunday 29 March 2026: clocks go from 01:00 straight to 02:00. "
            "Please choose 00:30 GMT or 02:30 IST, or type another time.",
        )
        page = str(sent("2026-03-29T01:30")["when"])
        self.assertIn('value="2026-03-29T00:30:00Z"', page)
        self.assertIn('value="2026-03-29T01:30:00Z"', page)
        self.assertIn("<legend>Instead of 01:30</legend>", page)

    def test_one_of_the_times_around_it_can_be_chosen(self):
        self.assertEqual(self.meant("2026-03-29T01:30", "2026-03-29T00:30:00Z"), utc(2026, 3, 29, 0, 30))
        self.assertEqual(self.meant("2026-03-29T01:30", "2026-03-29T01:30:00Z"), utc(2026, 3, 29, 1, 30))

    def test_of_the_hour_that_comes_twice_it_asks_which(self):
        self.assertEqual(
            self.refusal("2026-10-25T01:30"),
            "01:30 comes twice on Sunday 25 October 2026: clocks go back from 02:00 to 01:00. "
            "Please choose which you mean, 01:30 IST or 01:30 GMT.",
        )
        page = str(sent("2026-10-25T01:30")["when"])
        self.assertIn("<legend>Which 01:30?</legend>", page)
        self.assertIn("01:30 IST (00:30 UTC)", page)
        self.assertIn("01:30 GMT (01:30 UTC)", page)
        self.assertNotIn("checked", page)

    def test_what_is_chosen_counts_and_stays_chosen(self):
        for key, moment in (("00:30", utc(2026, 10, 25, 0, 30)), ("01:30", utc(2026, 10, 25, 1, 30))):
            which = f"2026-10-25T{key}:00Z"
            self.assertEqual(self.meant("2026-10-25T01:30", which), moment)
            self.assertIn(f'value="{which}" checked', str(sent("2026-10-25T01:30", which)["when"]))

    def test_a_choice_for_another_time_does_not_count(self):
        self.refusal("2026-10-25T01:31", "2026-10-25T00:30:00Z")
        self.assertEqual(self.meant("2026-10-25T03:00", "2026-10-25T00:30:00Z"), utc(2026, 10, 25, 3))

    def test_the_minutes_at_the_edges(self):
        for written, moment in (
            ("2026-03-29T00:59", utc(2026, 3, 29, 0, 59)),
            ("2026-03-29T02:00", utc(2026, 3, 29, 1)),
            ("2026-10-25T00:59", utc(2026, 10, 24, 23, 59)),
            ("2026-10-25T02:00", utc(2026, 10, 25, 2)),
        ):
            self.assertEqual(self.meant(written), moment)
        for written in ("2026-03-29T01:00", "2026-03-29T01:59", "2026-10-25T01:00", "2026-10-25T01:59"):
            self.refusal(written)

    def test_leap_day_and_the_end_of_the_year(self):
        self.assertEqual(self.meant("2028-02-29T12:00"), utc(2028, 2, 29, 12))
        self.assertEqual(self.meant("2026-12-31T23:59"), utc(2026, 12, 31, 23, 59))
        self.assertIn("Please give the day", self.refusal("2026-02-29T12:00"))

    def test_nonsense_is_told_and_kept(self):
        for typed in ("tomorrow", "2026-13-01T10:00", "06:00", "2026-06-31T10:00", "\x00", "9" * 40):
            self.assertFalse(sent(typed).is_valid(), typed)
            str(sent(typed)["when"])
        for typed in ("0001-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00+14:00"):
            self.assertIn("year", self.refusal(typed))

    def test_what_nobody_touched_is_not_changed(self):
        for moment in (utc(2026, 10, 25, 1, 30, 7), utc(2026, 10, 25, 0, 30), utc(2026, 7, 1, 5)):
            shown = Form(initial={"when": moment})["when"]
            text = shown.field.widget.format_value(shown.value())
            which = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
            if moment.month == 10:
                self.assertIn(f'value="{which}" checked', str(shown))
            form = Form(QueryDict(f"when={text}&when_which={which}"), initial={"when": moment})
            self.assertTrue(form.is_valid())
            self.assertEqual(form.cleaned_data["when"], moment)
            self.assertEqual(form.changed_data, [])

    def test_an_error_leads_to_the_field(self):
        page = str(sent("2026-10-25T01:30")["when"])
        self.assertIn('aria-invalid="true"', page)
        self.assertIn('aria-describedby="id_when_error id_when_zone"', page)


class OtherZonesTests(SimpleTestCase):
    @override_settings(TIME_ZONE="UTC")
    def test_a_paper_on_utc_has_every_hour_once(self):
        for written in ("2026-03-29T01:30", "2026-10-25T01:30"):
            form = sent(written)
            self.assertTrue(form.is_valid())
            self.assertEqual(form.cleaned_data["when"].isoformat(), f"{written}:00+00:00")
        self.assertRegex(str(Form()["when"]), r"UTC<span data-told>, where it is now (\d\d:\d\d) UTC \(\1 UTC\)")

    @override_settings(TIME_ZONE="Pacific/Kiritimati")
    def test_a_paper_fourteen_hours_before_utc(self):
        form = sent("2026-01-01T06:00")
        self.assertTrue(form.is_valid())
        self.assertEqual(form.cleaned_data["when"], utc(2025, 12, 31, 16))
        self.assertEqual(in_zone(utc(2025, 12, 31, 16)), "06:00 +14 (31 December, 16:00 UTC)")

    @override_settings(TIME_ZONE="Australia/Lord_Howe")
    def test_a_clock_that_is_put_back_by_half_an_hour(self):
        form = sent("2026-04-05T01:45")
        self.assertFalse(form.is_valid())
        self.assertIn("back from 02:00 to 01:30", form.errors["when"][0])
        self.assertEqual(len(readings(datetime(2026, 4, 5, 1, 15))), 1)

    @override_settings(TIME_ZONE="Pacific/Apia")
    def test_a_day_that_was_left_out(self):
        form = sent("2011-12-30T10:00")
        self.assertFalse(form.is_valid())
        self.assertIn("Please choose", form.errors["when"][0])

    def test_the_zone_of_the_machine_does_not_matter(self):
        self.addCleanup(time.tzset)
        for zone in ("UTC", "Pacific/Kiritimati", "America/New_York"):
            with mock.patch.dict(os.environ, TZ=zone):
                time.tzset()
                form = sent("2026-07-01T06:00")
                self.assertTrue(form.is_valid())
                self.assertEqual(form.cleaned_data["when"], utc(2026, 7, 1, 5))
                self.assertFalse(sent("2026-10-25T01:30").is_valid())
                self.assertEqual(day_and_time(utc(2026, 7, 1, 5)), "Wednesday 1 July 2026, 06:00 IST (05:00 UTC)")


class CountdownTests(SimpleTestCase):
    def test_how_long_it_is(self):
        now = utc(2026, 7, 1, 12)
        for moment, words in (
            (utc(2026, 7, 1, 15, 10), "in 3 h 10 min"),
            (utc(2026, 7, 1, 14), "in 2 h"),
            (utc(2026, 7, 1, 12, 9, 59), "in 9 min"),
            (utc(2026, 7, 1, 12, 0, 20), "in less than a minute"),
            (utc(2026, 7, 2, 12, 30), "in 1 day"),
            (utc(2026, 7, 3, 15), "in 2 days 3 h"),
            (utc(2026, 7, 1, 11, 55), "5 min ago"),
        ):
            self.assertEqual(countdown(moment, now), words)
