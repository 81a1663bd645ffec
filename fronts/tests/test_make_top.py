"""One click to the top of a front."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from fronts.arrange import NotAllowed
from fronts.make_top import NotPublic, make_top
from fronts.models import Edition, Slot
from newsroom.tests import cast

from .arranging import draft, front_of, launched


class MakeTopTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.a, cls.b, cls.c = (cast.story(cls, headline=name, slug=name.lower()) for name in ("A", "B", "C"))

    def held(self, state="live", section=None):
        slots = Slot.objects.filter(edition__front__section=section, edition__state=state)
        return [slot.article.headline for slot in slots.select_related("article")]

    def test_the_story_leads_at_once_and_the_others_move_down(self):
        launched(self, self.a, (self.b, {"size": "small"}))
        top = make_top(article=self.c, by=self.ed)
        self.assertEqual(self.held(), ["C", "A", "B"])
        self.assertIn("C", top.note)

    def test_a_front_that_nobody_arranged_is_led_by_it(self):
        make_top(article=self.a, by=self.ed)
        self.assertEqual(self.held(), ["A"])
        self.assertContains(self.client.get("/"), "lead-story")

    def test_a_story_that_is_there_keeps_its_words_and_loses_a_time_that_is_over(self):
        over = timezone.now() - timedelta(hours=1)
        launched(self, self.a, (self.b, {"own_headline": "Bee", "until": over}))
        make_top(article=self.b, by=self.ed)
        self.assertEqual(self.held(), ["B", "A"])
        slot = Slot.objects.live().get(article=self.b)
        self.assertEqual((slot.headline, slot.until), ("Bee", None))

    def test_twice_is_once(self):
        first = make_top(article=self.a, by=self.ed)
        self.assertEqual(make_top(article=self.a, by=self.ada), first)
        self.assertEqual(Edition.objects.count(), 1)

    def test_a_draft_gets_it_too_so_that_its_launch_takes_nothing_down(self):
        draft(self, self.a, self.b)
        seen = front_of().version
        make_top(article=self.c, by=self.ed)
        self.assertEqual(self.held("draft"), ["C", "A", "B"])
        self.assertGreater(front_of().version, seen, "whoever arranges it is told")

    def test_the_top_of_a_section_is_its_own(self):
        make_top(article=self.a, by=self.ed, section=self.news)
        self.assertEqual((self.held(section=self.news), self.held()), (["A"], []))

    def test_what_readers_cannot_see_is_refused(self):
        soon = timezone.now() + timedelta(hours=1)
        for story in (cast.draft(self, slug="d"), cast.story(self, slug="s", when=soon)):
            with self.subTest(story.status), self.assertRaises(NotPublic):
                make_top(article=story, by=self.ed)
        self.assertFalse(Edition.objects.exists())

    def test_only_those_who_may_arrange_make_a_top(self):
        with self.assertRaises(NotAllowed):
            make_top(article=self.a, by=self.nell)


class MakeTopPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def setUp(self):
        self.client.force_login(self.ed)
        self.address = f"/admin/fronts/front/top/{self.story.pk}/"
        self.at_the_desk = f"/admin/articles/article/{self.story.pk}/change/"

    def test_one_click_at_the_storys_page_and_a_way_back(self):
        self.assertContains(self.client.get(self.at_the_desk), f'action="{self.address}"')
        page = self.client.post(self.address, {"place": "paper"}, follow=True)
        self.assertRedirects(page, self.at_the_desk)
        self.assertContains(
            page, f'<a href="/admin/fronts/front/{front_of().pk}/history/">Undo this in the history</a>'
        )
        self.assertContains(page, ">Top story</span>")
        self.assertContains(page, ">Make top of News</button>")

    def test_the_section_has_a_button_of_its_own(self):
        self.client.post(self.address, {"place": "section"})
        self.assertEqual(Edition.objects.get().front, front_of(self.news))

    def test_asking_does_nothing(self):
        self.assertContains(self.client.get(self.address), "Make top story")
        self.assertFalse(Edition.objects.exists())

    def test_a_story_that_is_not_public_has_no_button_and_is_refused_in_words(self):
        draft = cast.draft(self, slug="a-draft")
        self.assertNotContains(self.client.get(f"/admin/articles/article/{draft.pk}/change/"), "Make top story")
        page = self.client.post(f"/admin/fronts/front/top/{draft.pk}/")
        self.assertContains(page, "Publish it first", status_code=422)

    def test_who_may_not_has_no_button_and_no_page(self):
        for person in (self.nell, self.pia):
            self.client.force_login(person)
            self.assertNotContains(self.client.get(self.at_the_desk), "Make top story")
            self.assertEqual(self.client.post(self.address).status_code, 403)
        self.assertFalse(Edition.objects.exists())

    def test_an_unknown_story_is_not_there(self):
        self.assertEqual(self.client.post("/admin/fronts/front/top/999999/").status_code, 404)
