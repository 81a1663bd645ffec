"""Which appeal stands on which story."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from newsroom.tests import cast
from support.models import Campaign


class AppealTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.match = cast.story(cls, section=cls.sport, headline="Rovers win", slug="rovers-win")

    def campaign(self, name, **facts):
        sections_in, sections_out = facts.pop("sections_in", []), facts.pop("sections_out", [])
        campaign = Campaign.objects.create(
            name=name,
            heading=f"Appeal {name}",
            lead_line="Please.",
            body="Help.",
            button_label="Give",
            button_url="https://example.org/",
            **facts,
        )
        campaign.sections_in.set(sections_in)
        campaign.sections_out.set(sections_out)
        return campaign

    def shown(self, story, name):
        return f"Appeal {name}" in self.client.get(story.get_absolute_url()).content.decode()

    def test_without_sections_it_stands_everywhere(self):
        self.campaign("wide")
        self.assertTrue(self.shown(self.story, "wide"))
        self.assertTrue(self.shown(self.match, "wide"))

    def test_sections_in_and_out(self):
        self.campaign("in", sections_in=[self.sport])
        self.campaign("out", sections_out=[self.sport], place="end")
        self.assertFalse(self.shown(self.story, "in"))
        self.assertTrue(self.shown(self.match, "in"))
        self.assertTrue(self.shown(self.story, "out"))
        self.assertFalse(self.shown(self.match, "out"))

    def test_it_begins_and_ends_by_itself(self):
        now = timezone.now()
        self.campaign("over", from_time=now - timedelta(days=2), until=now - timedelta(seconds=1))
        self.campaign("coming", from_time=now + timedelta(hours=1))
        self.assertFalse(self.shown(self.story, "over"))
        self.assertFalse(self.shown(self.story, "coming"))

    def test_where_two_could_stand_the_heavier_does(self):
        self.campaign("light", weight=1)
        self.campaign("heavy", weight=5)
        self.assertTrue(self.shown(self.story, "heavy"))
        self.assertFalse(self.shown(self.story, "light"))

    def test_one_above_and_one_after(self):
        self.campaign("above")
        self.campaign("after", place="end")
        self.assertTrue(self.shown(self.story, "above"))
        self.assertTrue(self.shown(self.story, "after"))

    def test_it_cannot_end_before_it_begins(self):
        now = timezone.now()
        with self.assertRaises(IntegrityError), transaction.atomic():
            self.campaign("mad", from_time=now, until=now - timedelta(hours=1))

    def test_its_button_leads_to_the_web_alone(self):
        with self.assertRaises(ValidationError):
            Campaign(
                name="x", heading="x", lead_line="x", body="x", button_label="x", button_url="javascript:alert(1)"
            ).full_clean()

    def test_the_administrator_edits_it_at_the_desk(self):
        self.client.force_login(self.ada)
        answer = self.client.post(
            "/admin/support/campaign/add/",
            {
                "name": "desk",
                "heading": "Appeal desk",
                "lead_line": "Please.",
                "body": "Help.",
                "button_label": "Give",
                "button_url": "https://example.org/",
                "place": "top",
                "from_time": "2026-01-01T00:00",
                "weight": 0,
            },
        )
        self.assertEqual(answer.status_code, 302)
        self.assertTrue(self.shown(self.story, "desk"))
