"""The pages of the moderators' editor."""

from django.test import TestCase

from newsroom.tests import cast
from screening.models import Rehearsal, ScreeningRule

from .rules import at_work, draft

SCRIPT = "<script>alert(1)</script>"


class PagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def setUp(self):
        self.client.force_login(self.una)

    def facts(self, **facts):
        return {"name": "House words", "kind": "words", "lists": "numpty", "outcome": "hold"} | facts

    def test_only_the_moderators_editor_and_the_administrator_come_in(self):
        rule = draft(self.una)
        for person, wanted in ((self.mo, 403), (self.ed, 403), (self.rita, 403), (self.ada, 200), (self.una, 200)):
            self.client.force_login(person)
            self.assertEqual(self.client.get("/moderation/rules/").status_code, wanted)
            self.assertEqual(self.client.get(rule.get_absolute_url()).status_code, wanted)
        self.client.force_login(self.una)
        self.assertEqual(self.client.get("/moderation/").status_code, 200)

    def test_a_rule_is_written_and_shown(self):
        answer = self.client.post("/moderation/rules/new/", self.facts(cites="abuse"))
        rule = ScreeningRule.objects.get(name="House words")
        self.assertRedirects(answer, rule.get_absolute_url())
        self.assertEqual((rule.cites, rule.state), (self.abuse, "draft"))
        self.assertContains(self.client.get("/moderation/rules/"), "House words")

    def test_what_is_wrong_is_told_and_what_was_typed_stays(self):
        for facts, words in (
            ({"name": ""}, "Give the rule a name"),
            ({"kind": ""}, "Choose what the rule looks for"),
            ({"kind": "regex"}, "Choose one of the kinds"),
            ({"lists": ""}, "Write what it looks for"),
            ({"lists": "numpty\n" + "y" * 200}, "longer than 100"),
            ({"number": "many"}, "Write a number"),
            ({"number": "-3"}, "Write a number"),
            ({"cites": "no-such-rule"}, "Choose one of the published rules"),
            ({"cites": "a\0b"}, "Choose one of the published rules"),
            ({"name": "many LINKS"}, "Another rule has this name"),
            ({"version_seen": "x"}, ""),
        ):
            with self.subTest(facts):
                answer = self.client.post("/moderation/rules/new/", self.facts(**facts))
                self.assertContains(answer, words, status_code=422)
                if "lists" not in facts:
                    self.assertContains(answer, "numpty", status_code=422)
        self.assertFalse(ScreeningRule.objects.filter(name="House words").exists())

    def test_of_two_who_write_at_once_one_is_told_and_keeps_what_they_typed(self):
        rule = draft(self.una)
        one = self.facts(lists="plonker", version_seen=1)
        self.assertEqual(self.client.post(rule.get_absolute_url(), one).status_code, 302)
        answer = self.client.post(rule.get_absolute_url(), self.facts(lists="wazzock", version_seen=1))
        self.assertContains(answer, "Somebody has changed this rule", status_code=409)
        self.assertContains(answer, "wazzock", status_code=409)
        self.assertContains(answer, 'name="version_seen" value="2"', status_code=409)

    def test_a_rule_is_rehearsed_and_goes_live(self):
        cast.comment(self.story, self.rita, f"What a numpty {SCRIPT}")
        rule = draft(self.una)
        page = f"/moderation/rules/{rule.pk}/state/"
        self.assertContains(self.client.get(page), "cannot go live yet")
        refused = self.client.post(page, {"state": "live", "version_seen": 1})
        self.assertContains(refused, "Rehearse the rule as it is now", status_code=409)
        answer = self.client.post(f"/moderation/rules/{rule.pk}/rehearse/", {"days": 90}, follow=True)
        self.assertContains(answer, "Would have held 1 of 1 comments")
        self.assertNotContains(answer, SCRIPT)
        self.assertContains(self.client.get(page), "Would have held 1 of 1")
        self.assertRedirects(self.client.post(page, {"state": "live", "version_seen": 1}), rule.get_absolute_url())
        rule.refresh_from_db()
        self.assertEqual(rule.state, "live")

    def test_the_page_of_a_rule_has_its_rehearsals_and_its_history(self):
        rule = at_work(self.una)
        page = self.client.get(rule.get_absolute_url())
        self.assertContains(page, "Would have held none of 0 comments")
        self.assertContains(page, "wording 1")
        self.assertContains(page, "Una")

    def test_wrong_states_and_days_are_told(self):
        rule = draft(self.una)
        for state in ("", "armed"):
            answer = self.client.post(f"/moderation/rules/{rule.pk}/state/", {"state": state, "version_seen": 1})
            self.assertContains(answer, "press one of the buttons", status_code=422)
        for days in ("", "0", "1e3", "9999"):
            answer = self.client.post(f"/moderation/rules/{rule.pk}/rehearse/", {"days": days})
            self.assertContains(answer, "from 1 to 730", status_code=422)
        self.assertFalse(Rehearsal.objects.exists())

    def test_a_text_is_tried_out_on_all_rules_or_one_in_any_state(self):
        rule = draft(self.una)
        answer = self.client.post("/moderation/rules/try/", {"text": f"A nump\u200bty with a@mail.example {SCRIPT}"})
        self.assertContains(answer, "House words")
        self.assertContains(answer, "Personal data")
        self.assertNotContains(answer, SCRIPT)
        one = self.client.post(f"/moderation/rules/try/?rule={rule.pk}", {"text": "a@mail.example"})
        self.assertContains(one, "The rule finds nothing")
        self.assertContains(self.client.post("/moderation/rules/try/", {}), "Paste a text", status_code=422)
        self.assertEqual(self.client.get("/moderation/rules/try/?rule=9999999").status_code, 404)
        self.assertEqual(self.client.get("/moderation/rules/try/?rule=x").status_code, 200)

    def test_the_list_of_rules_takes_few_queries_whatever_their_number(self):
        self.client.get("/moderation/rules/")
        with self.assertNumQueries(7):
            self.client.get("/moderation/rules/")
        for number in range(5):
            at_work(self.una, name=f"Rule {number}")
        with self.assertNumQueries(7):
            self.client.get("/moderation/rules/")
