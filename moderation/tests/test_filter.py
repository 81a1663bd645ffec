"""Narrowing the queue; keeping a filter; the sections that somebody looks after."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from moderation.models import Beat, Card, View
from moderation.report import report
from newsroom.tests import cast


class FilterTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.game = cast.story(cls, section=cls.sport, headline="Late goal")
        cls.first = cls.reported(cls.story, cls.rita, "The pier is a disgrace and you know it.", cls.abuse)
        cls.second = cls.reported(cls.game, cls.nell, "Das ist nicht der Ball, und das ist auch kein Spiel.", cls.spam)

    @classmethod
    def reported(cls, story, author, text, rule):
        comment = cast.comment(story, author, text)
        report(comment=comment, reader=cls.ravi, rule=rule, text_version=1)
        return comment

    def setUp(self):
        self.client.force_login(self.mo)

    def shown(self, query):
        page = self.client.get(f"/moderation/?{query}")
        return {card["comment"].pk for card in page.context["cards"]}

    def test_each_filter_shows_its_own(self):
        first, second = {self.first.pk}, {self.second.pk}
        Card.objects.filter(comment=self.first).update(since=timezone.now() - timedelta(hours=30))
        for query, expected in (
            (f"story={self.story.pk}", first),
            (f"section={self.sport.pk}", second),
            (f"author={self.nell.pk}", second),
            ("author=nell", second),
            ("author=nobody+of+that+name", set()),
            (f"story=https://paper.example{self.story.get_absolute_url()}%23comments", first),
            ("story=somewhere", set()),
            ("rule=abuse", first),
            ("rule=abus", set()),
            ("language=de", second),
            ("language=en", first),
            ("waits=24", first),
            ("words=disgrace+pier", first),
            ("words=disgrace+ball", set()),
            (f"section={self.sport.pk}&rule=abuse", set()),
            ("show=all&words=disgrace", first),
            (f"show=all&section={self.sport.pk}", second),
            ("mine=on", set()),
        ):
            with self.subTest(query):
                self.assertEqual(self.shown(query), expected)

    def test_what_is_narrowed_is_said_and_the_tabs_keep_it(self):
        page = self.client.get("/moderation/?rule=abuse")
        self.assertContains(page, "Shown: rule “abuse”")
        self.assertContains(page, "?show=held&amp;rule=abuse")

    def test_the_filters_page_comes_filled_in(self):
        page = self.client.get(f"/moderation/filters/?rule=abuse&story={self.story.pk}")
        self.assertContains(page, '<option value="abuse" selected>')
        self.assertContains(page, f'name="story" maxlength="400" value="{self.story.pk}"')

    def test_a_view_is_kept_under_its_name_and_dropped(self):
        self.client.post("/moderation/views/", {"name": "Abuse in sport", "query": "rule=abuse&evil=1&show=reported"})
        view = View.objects.get()
        self.assertEqual((view.moderator, view.query), (self.mo, "show=reported&rule=abuse"))
        self.assertContains(self.client.get("/moderation/filters/"), "?show=reported&amp;rule=abuse")
        self.client.post("/moderation/views/", {"name": "Abuse in sport", "query": "rule=spam"})
        self.assertEqual(View.objects.get().query, "rule=spam")
        self.client.force_login(self.max)
        self.client.post("/moderation/views/", {"drop": view.pk})
        self.assertTrue(View.objects.exists())
        self.client.force_login(self.mo)
        self.client.post("/moderation/views/", {"drop": view.pk})
        self.assertFalse(View.objects.exists())

    def test_a_view_without_a_name_is_asked_for_one(self):
        page = self.client.post("/moderation/views/", {"name": "", "query": "rule=spam"})
        self.assertContains(page, "Please give the view a name.", status_code=422)
        self.assertContains(page, 'value="rule=spam"', status_code=422)
        self.assertEqual(self.client.post("/moderation/views/", {"drop": "x"}).status_code, 400)

    def test_a_view_whose_words_take_too_much_room_is_refused_in_words(self):
        page = self.client.post("/moderation/views/", {"name": "Faces", "query": "words=" + "\N{GRINNING FACE}" * 90})
        self.assertContains(page, "too many to keep", status_code=422)

    def test_who_was_given_a_section_sees_it_alone_and_counts_it_alone(self):
        Beat.objects.create(moderator=self.mo, section=self.sport)
        self.assertEqual(self.shown(""), {self.second.pk})
        self.assertEqual(self.shown("show=all"), {self.second.pk})
        self.assertContains(self.client.get("/moderation/"), '<b data-count="reported">1</b>')
        self.client.force_login(self.max)
        self.assertEqual(self.shown(""), {self.first.pk, self.second.pk})
