"""The story's page when nothing of it is kept: with all that can stand on it, it takes twelve queries at most."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.correct import correct
from articles.models import Related
from comments.like import like
from comments.models import Community, OpeningHours
from comments.pick import pick
from comments.tests.conversation import Conversation
from fronts.banner import put_up
from newsroom.tests import cast
from pagecache.pages import pages, parts
from support.models import Campaign

VERSIONS = 1  # asked for by hand, where no test counts it (pagecache/versions.py)
MOST = 12 - VERSIONS


@override_settings(PAGES_DUE=[])  # asked once for all pages, when a time has come
class ColdPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.other = cast.photo("maroon", caption="The wall in 1911.")
        body = f'<p>The wall will rise.</p><figure data-photo="{cls.other.pk}"></figure>'
        cls.story = cast.story(cls, lead=cast.photo(), agency=cls.agency, body=body)
        picked, by_topic = cast.story(cls, headline="Picked by an editor"), cast.story(cls, headline="Of one topic")
        for story in (cls.story, picked, by_topic):
            story.tags.add("Harbour", "Storms")
        Related.objects.create(article=cls.story, to=picked)
        correct(article=cls.story, by=cls.ed, kind="correction", text="The wall is 2 m high, not 3 m.")
        for place in Campaign.Place.values:
            words = {"heading": f"Stand by us, {place}", "lead_line": "Readers pay.", "body": "So it is."}
            Campaign.objects.create(
                name=place, place=place, button_label="Give", button_url="https://example.org/", **words
            )
        put_up(text="The bridge is closed", until=timezone.now() + timedelta(hours=1), by=cls.ed, article=picked)
        Community.objects.create(pk=1, close_after_days=30)
        for owner in ({}, {"section": cls.news}, {"article": cls.story}):
            OpeningHours.objects.bulk_create(
                OpeningHours(day=d, opens="00:00", closes="00:00", **owner) for d in range(7)
            )
        cls.talk()

    @classmethod
    def talk(cls):
        comments = [cast.comment(cls.story, person, f"{person} says so.") for person in (cls.nell, cls.mo, cls.rita)]
        for comment in comments:
            like(comment=comment, reader=cls.ravi)
            pick(comment=comment)
        talk = Conversation(cls.story, [cls.rita, cls.ravi])
        for number in range(200):
            talk.say(f"No. {number}", talk.made[-1] if number % 3 else None)
        talk.store()

    def cold(self, address):
        self.client.get(address)  # what a process asks once, as the site's content types
        pages.clear()
        parts.clear()
        with CaptureQueriesContext(connection) as asked:
            page = self.client.get(address)
        self.assertLessEqual(len(asked), MOST, "\n".join(query["sql"][:200] for query in asked))
        return page

    def test_the_storys_page_with_all_that_can_stand_on_it(self):
        page = self.cold(self.story.get_absolute_url())
        shown = ["The wall in 1911.", "The wall is 2 m high", "Stand by us, top", "Stand by us, end", ">Storms</a>"]
        shown += ["The bridge is closed", "Picked by an editor", "(203)", "<b>Author of this story</b>"]
        shown += ["<b>Moderator</b>", 'class="pick"', 'id="picks"', "<i>Like: </i>1", "Leave a comment", "No. 46"]
        for words in shown:
            self.assertContains(page, words)

    def test_the_first_page_of_its_conversation(self):
        for order in ("oldest", "newest", "liked"):
            page = self.cold(f"/comments/on/{self.story.pk}/?order={order}")
            self.assertContains(page, 'id="picks"')
            self.assertContains(page, "(203)")
