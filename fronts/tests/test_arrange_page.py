"""The page on which a front is arranged, without scripts."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.withdraw import withdraw
from fronts.arrange import MOST
from fronts.models import Edition, Slot
from newsroom.tests import cast

from .arranging import draft, front_of, launched

FIELDS = ("article_id", "size", "own_kicker", "own_headline", "own_standfirst", "own_photo_id", "until")


class ArrangePageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.a, cls.b, cls.c = (cast.story(cls, headline=f"Story {name}", slug=name) for name in "abc")
        cls.front = front_of()
        cls.address = f"/admin/fronts/front/{cls.front.pk}/"

    def setUp(self):
        self.client.force_login(self.ed)

    def send(self, *rows, version=None, **pressed):
        """Send the form with a row for each story, or for each (story, {field: value})."""
        data = {"version_seen": front_of().version if version is None else version, **pressed}
        data |= {"slots-TOTAL_FORMS": len(rows), "slots-INITIAL_FORMS": len(rows)}
        for number, row in enumerate(rows):
            story, facts = row if isinstance(row, tuple) else (row, {})
            facts = dict.fromkeys(FIELDS, "") | {"article_id": getattr(story, "pk", story)} | facts
            data |= {f"slots-{number}-{name}": value for name, value in facts.items()}
        return self.client.post(self.address, data)

    def held(self, state="draft"):
        slots = Slot.objects.filter(edition__front=self.front, edition__state=state)
        return [slot.article.headline[-1] for slot in slots.select_related("article")]

    def test_each_button_saves_the_whole_form_and_goes_on(self):
        cases = [
            ({"save": "1"}, "ab", self.address),
            ({"add": self.c.pk}, "abc", f"{self.address}#slot-{self.c.pk}"),
            ({"move": "up-1"}, "ba", f"{self.address}#slot-{self.b.pk}"),
            ({"move": "up-0"}, "ab", f"{self.address}#slot-{self.a.pk}"),
            ({"move": "down-0"}, "ba", f"{self.address}#slot-{self.a.pk}"),
            ({"move": "top-1"}, "ba", f"{self.address}#slot-{self.b.pk}"),
            ({"slots-0-DELETE": "on"}, "b", self.address),
            ({"preview": "1"}, "ab", f"{self.address}preview/"),
            ({"find": "1", "q": "harbour & wall"}, "ab", f"{self.address}?q=harbour+%26+wall#add"),
        ]
        for pressed, expected, goes_to in cases:
            with self.subTest(pressed):
                Edition.objects.all().delete()
                answer = self.send(self.a, (self.b, {"own_headline": "Bee"}), **pressed)
                self.assertRedirects(answer, goes_to, fetch_redirect_response=False)
                self.assertEqual("".join(self.held()), expected)
                self.assertEqual(Slot.objects.get(article=self.b).headline, "Bee")

    def test_launch_puts_live_what_is_on_the_screen(self):
        answer = self.send(self.b, self.a, launch="1")
        self.assertRedirects(answer, self.address)
        self.assertEqual((self.held("live"), self.held()), (["b", "a"], []))

    def test_launch_puts_live_a_draft_that_was_saved_before(self):
        draft(self, self.b)
        self.send(self.b, launch="1")
        self.assertEqual((self.held("live"), self.held()), (["b"], []))

    def test_launching_what_is_live_already_says_so(self):
        launched(self, self.a)
        self.assertContains(self.send(self.a, launch="1"), "Nothing was changed", status_code=422)
        self.assertEqual(Edition.objects.count(), 1)

    def test_every_field_is_kept(self):
        until, photo = timezone.localtime() + timedelta(days=1), cast.photo()
        own = {
            "size": "small",
            "own_kicker": "Now",
            "own_headline": "Ay & <b>",
            "own_standfirst": "Look.",
            "own_photo_id": photo.pk,
            "until": f"{until:%Y-%m-%dT%H:%M}",
        }
        self.send((self.a, own), save="1")
        slot = Slot.objects.get()
        self.assertEqual(
            {name: slot.facts[name] for name in own if name != "until"}, {n: own[n] for n in own if n != "until"}
        )
        self.assertEqual(slot.until, until.replace(second=0, microsecond=0))
        page = self.client.get(self.address)
        self.assertContains(page, 'value="Ay &amp; &lt;b&gt;"')
        self.assertContains(page, own["until"])

    def test_the_form_shows_the_draft_or_else_what_is_live(self):
        launched(self, self.a, self.b)
        page = self.client.get(self.address)
        self.assertEqual([slot.article for _, slot, _ in page.context["rows"]], [self.a, self.b])
        self.assertContains(page, "As it is live")
        draft(self, self.c)
        page = self.client.get(self.address)
        self.assertEqual([slot.article for _, slot, _ in page.context["rows"]], [self.c])
        self.assertContains(page, "Discard the draft")

    def test_of_two_at_once_the_second_is_told_and_loses_nothing(self):
        seen = front_of().version
        draft(self, self.a)
        self.client.force_login(self.ada)
        page = self.send((self.b, {"own_headline": "Typed by Ada"}), version=seen, save="1")
        self.assertContains(page, "Ed saved a draft of this front", status_code=409)
        self.assertContains(page, 'value="Typed by Ada"', status_code=409)
        self.assertContains(page, "As it stands now", status_code=409)
        self.assertEqual(self.held(), ["a"])
        again = front_of().version
        self.assertContains(page, f'name="version_seen" value="{again}"', status_code=409)
        self.send((self.b, {"own_headline": "Typed by Ada"}), version=again, save="1")
        self.assertEqual(self.held(), ["b"])

    def test_what_is_wrong_is_said_beside_its_slot_and_nothing_is_saved(self):
        plain = cast.photo("teal", credit="")
        cases = [
            ([(self.a, {"until": "soon"})], "give the day and the time"),
            ([(self.a, {"size": "huge"})], "Select a valid choice"),
            ([(self.a, {"own_headline": "x" * 201})], "at most 200 characters"),
            ([(self.a, {"own_headline": "a\0b"})], "Null characters"),
            ([(self.a, {"own_photo_id": "999999"})], "The library has no photo 999999."),
            ([(self.a, {"own_photo_id": plain.pk})], "has no credit yet"),
            ([(self.a, {"own_photo_id": 2**63})], "less than or equal to"),
            ([self.a, self.b, self.a], "This story is here twice: it stands in place 1 too."),
            ([999999], "This story has been deleted."),
            (["x"], "Enter a whole number"),
            ([2**63], "less than or equal to"),
            ([self.a] * (MOST + 1), f"room for {MOST} stories"),
        ]
        for rows, words in cases:
            with self.subTest(words):
                self.assertContains(self.send(*rows, save="1"), words, status_code=422)
        self.assertFalse(Edition.objects.exists())

    def test_a_slot_that_stands_in_the_way_can_be_removed(self):
        self.assertRedirects(self.send(self.a, 999999, **{"slots-1-DELETE": "on"}), self.address)
        self.send(self.a, self.b, (self.a, {"until": "soon"}), **{"slots-2-DELETE": "on"})
        self.assertEqual(self.held(), ["a", "b"])

    def test_odd_posts_do_no_harm(self):
        version = front_of().version
        for data in (
            {},
            {"version_seen": version},
            {"version_seen": "x", "slots-TOTAL_FORMS": 0, "slots-INITIAL_FORMS": 0},
            {"version_seen": version, "slots-TOTAL_FORMS": "9" * 20, "slots-INITIAL_FORMS": 0},
            {"version_seen": version, "slots-TOTAL_FORMS": 1, "slots-INITIAL_FORMS": 0},
        ):
            with self.subTest(data):
                self.assertEqual(self.client.post(self.address, data).status_code, 422)
        for pressed in ({"move": "sideways-1"}, {"add": "999999"}, {"add": "x"}, {"add": 2**63}):
            with self.subTest(pressed):
                self.assertEqual(self.send(self.a, **pressed).status_code, 422)
        self.assertFalse(Edition.objects.exists())
        self.assertEqual(self.send(self.a, move="down-77").status_code, 302)

    def test_a_story_is_added_once(self):
        self.assertContains(self.send(self.a, add=self.a.pk), "is on the front already", status_code=422)

    def test_each_slot_is_warned_of_as_it_stands(self):
        soon = timezone.now() + timedelta(minutes=30)
        embargoed = cast.story(self, slug="e", embargo_until=timezone.now() + timedelta(hours=2))
        launched(self, (self.a, {"until": soon}), self.b, embargoed, cast.draft(self, slug="d"))
        withdraw(article=self.b, by=self.ed, note="It was wrong.")
        page = self.client.get(self.address)
        for words in ("Expires soon", "Withdrawn", "Embargoed", "Not yet published"):
            with self.subTest(words):
                self.assertContains(page, words)

    def test_stories_are_found_by_their_words_their_number_or_their_address(self):
        cast.draft(self, headline="The wall is up", slug="wall")
        for words, found in (
            ("wall up", ["The wall is up"]),
            (self.a.get_absolute_url(), ["Story a"]),
            (f"http://127.0.0.1:8000{self.b.get_absolute_url()}", ["Story b"]),
            (str(self.c.pk), ["Story c"]),
            ("nothing like it", []),
            ("", ["Story c", "Story b", "Story a"]),
            ("9" * 40, []),
        ):
            with self.subTest(words):
                page = self.client.get(self.address, {"q": words})
                self.assertEqual([story.headline for story, _ in page.context["found"]], found)

    def test_the_cost_of_the_page_does_not_grow_with_the_slots(self):
        launched(self, self.a)
        with self.assertNumQueries(17):
            self.client.get(self.address)
        launched(self, self.a, self.b, self.c)
        with self.assertNumQueries(17):
            self.client.get(self.address)

    def test_who_may_not_arrange_gets_no_page(self):
        for person in (self.nell, self.pia, self.mo):
            self.client.force_login(person)
            self.assertEqual(self.client.get(self.address).status_code, 403)
            self.assertEqual(self.send(self.a, launch="1").status_code, 403)
        self.client.force_login(self.rita)
        self.assertIn("/admin/login/", self.send(self.a, launch="1").url)
        self.assertFalse(Edition.objects.exists())

    def test_an_unknown_front_is_not_there(self):
        self.assertEqual(self.client.get("/admin/fronts/front/999999/").status_code, 404)
