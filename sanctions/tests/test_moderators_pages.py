"""The pages about people: for moderators alone."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from moderation.decide import decide
from sanctions.models import Note, Sanction
from sanctions.note import note

from .cast import act, say, status, town

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


class ModeratorsPagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        town(cls)
        cls.comment = say(cls, "Rude words.")
        decide(comment=cls.comment, moderator=cls.max, action="remove", rule=cls.abuse, version_seen=1)
        cls.address = f"/moderation/people/{cls.rita.pk}/"

    def setUp(self):
        self.client.force_login(self.mo)

    def send(self, kind="warn", **fields):
        fields = {"rule": "abuse", "seen": 0, "note": "Play the ball.", "for_staff": "Third time."} | fields
        return self.client.post(f"{self.address}sanction/{kind}/", fields)

    # Found

    def test_people_are_found_by_name_in_whatever_letters(self):
        for words in ("rit", "RITA", "r1ta"):
            self.assertContains(self.client.get("/moderation/people/", {"q": words}), self.address)
        for words in ("zzz", "%", "z\0z", "x" * 4000, HOSTILE):
            page = self.client.get("/moderation/people/", {"q": words})
            self.assertContains(page, "Nobody.")
            self.assertNotContains(page, "<script>alert")

    def test_those_about_whom_something_stands_are_listed(self):
        self.assertContains(self.client.get("/moderation/people/"), "Nobody at present.")
        act(self, "suspend", until=timezone.now() + timedelta(hours=1))
        act(self, "ban", reader=self.ravi, at=timezone.now() - timedelta(days=1))
        page = self.client.get("/moderation/people/")
        self.assertContains(page, "suspended")
        self.assertContains(page, f"/moderation/people/{self.ravi.pk}/")

    # One person

    def test_the_page_has_record_decisions_sanctions_notes_and_the_next_step(self):
        act(self, "premod", note="To her.", for_staff="To us.")
        note(person=self.rita, by=self.max, text="She called twice.")
        page = self.client.get(self.address)
        for words in (
            "1: 0 on the site, 0 waiting, 1 removed",
            "Abuse 1",
            "Rude words.",
            "To her.",
            "To us.",
            "She called twice.",
            "No comment of theirs was removed since they were last dealt with.",
        ):
            self.assertContains(page, words)
        self.assertNotContains(page, "@")  # no e-mail address of anybody

    def test_it_suggests_a_step_in_words(self):
        page = self.client.get(self.address)
        self.assertContains(page, "1 comment of theirs was removed in the last 90 days")
        self.assertContains(page, "The usual next step: warn them.")

    def test_hostile_words_are_words(self):
        note(person=self.rita, by=self.mo, text=HOSTILE)
        act(self, "premod", note=HOSTILE, for_staff=HOSTILE)
        User.objects.filter(pk=self.rita.pk).update(display_name=HOSTILE[:60])
        made = Sanction.objects.get()
        addresses = (
            self.address,
            f"/moderation/sanctions/{made.pk}/",
            f"{self.address}sanction/ban/",
            "/moderation/people/",
        )
        for address in addresses:
            self.client.force_login(self.ada)
            self.assertNotContains(self.client.get(address), "<script>alert")
            self.assertNotContains(self.client.get(address), "<img src=x")

    def test_of_staff_it_says_so_and_offers_nothing(self):
        page = self.client.get(f"/moderation/people/{self.nell.pk}/")
        self.assertContains(page, "an account of the staff")
        self.assertNotContains(page, "/sanction/")

    def test_it_costs_the_same_however_much_there_is(self):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                self.client.get(self.address)
            return len(asked)

        note(person=self.rita, by=self.mo, text="Hm.")
        act(self, "premod")
        few = queries()
        for number in range(8):
            note(person=self.rita, by=self.max, text=f"Hm {number}.")
            comment = say(self, f"More {number}.")
            decide(comment=comment, moderator=self.max, action="remove", rule=self.spam, version_seen=1)
        act(self, "ban", seen=1)
        self.assertEqual(queries(), few)
        self.assertLessEqual(few, 24)

    def test_a_note_is_added_and_an_empty_one_is_not(self):
        self.assertRedirects(self.client.post(self.address, {"text": "She called."}), self.address)
        self.assertContains(self.client.get(self.address), "She called.")
        page = self.client.post(self.address, {"text": " "})
        self.assertContains(page, "Please write something first.", status_code=422)
        self.assertEqual(Note.objects.count(), 1)

    def test_what_is_noted_of_oneself_is_for_colleagues_alone(self):
        note(person=self.max, by=self.mo, text="He calls too often.")
        warned = act(self, "warn", by=self.mo, for_staff="Be patient.")
        self.client.force_login(self.max)
        self.assertRedirects(self.client.get(f"/moderation/people/{self.max.pk}/"), "/me/standing/")
        self.rita.groups.add(Group.objects.get(name="Moderator"))
        self.client.force_login(self.rita)
        page = self.client.post(f"/moderation/sanctions/{warned.pk}/", {"deed": "lift"}, follow=True)
        self.assertRedirects(page, "/me/standing/")
        self.assertNotContains(page, "Be patient.")

    def test_who_is_not_signed_in_finds_their_note_again(self):
        self.client.logout()
        answer = self.client.post(self.address, {"text": "She called."})
        self.assertRedirects(answer, f"/account/login/?next={self.address}")
        self.client.session.save()
        session = self.client.session
        self.assertEqual(session["typed"][self.address], {"text": "She called."})

    # Doing something

    def test_what_it_will_do_is_told_before_and_what_was_chosen_is_done(self):
        say(self, "Another.")
        page = self.client.get(f"{self.address}sanction/suspend/")
        for words in ("1 of their comments stays visible, 0 wait.", "Of the last 24 hours: 1", "Rude words."):
            self.assertContains(page, words)
        removal = self.comment.decisions.get()
        answer = self.send("suspend", length="week", remove_hours="24", decision=removal.pk)
        made = Sanction.objects.get()
        self.assertRedirects(answer, f"/moderation/sanctions/{made.pk}/")
        self.assertEqual((made.kind, made.by, made.rule, made.decision), ("suspend", self.mo, self.abuse, removal))
        self.assertEqual(made.until - made.since, timedelta(days=7))
        self.assertContains(self.client.get(answer.url), "1 was removed with it. Nothing is left to do.")

    def test_a_last_day_is_to_its_end_on_the_papers_clock(self):
        day = timezone.localdate() + timedelta(days=3)
        self.assertRedirects(self.send("premod", length="date", last_day=str(day)), self.address)
        until = timezone.localtime(Sanction.objects.get().until)
        self.assertEqual((until.date(), until.hour, until.minute), (day, 23, 59))

    def test_a_number_that_nobody_has_seen_does_no_harm(self):
        self.assertRedirects(self.send("warn", seen=2**31 - 1), self.address)
        self.assertRedirects(self.send("premod", seen=1, length="week"), self.address)
        self.assertEqual([*self.rita.sanctions.order_by("number").values_list("number", flat=True)], [1, 2])

    def test_what_is_missing_or_wrong_is_said_and_what_was_typed_is_kept(self):
        cases = [
            ("warn", {"rule": ""}, "Say by which rule"),
            ("warn", {"rule": "nonsense"}, "Please choose one of the guidelines"),
            ("suspend", {}, "Please choose for how long."),
            ("suspend", {"length": "good"}, "Please choose for how long."),
            ("suspend", {"length": "date"}, "Please choose the day."),
            ("suspend", {"length": "date", "last_day": "soon"}, "Please give the day"),
            ("warn", {"remove_hours": "9"}, "Please choose which comments go too."),
            ("warn", {"decision": "999"}, "Please choose one of the decisions"),
            ("warn", {"note": "x" * 1001}, "Please shorten it"),
            ("warn", {"seen": ""}, "Please send it again"),
            ("warn", {"seen": "9" * 30}, "Please send it again"),
        ]
        for kind, fields, words in cases:
            with self.subTest(kind=kind, **fields):
                page = self.send(kind, **fields)
                self.assertContains(page, words, status_code=422)
                self.assertContains(page, "Third time.", status_code=422)
        page = self.send("suspend", length="date", last_day="2020-01-01")
        self.assertContains(page, "That time is over already", status_code=409)
        self.assertEqual(Sanction.objects.count(), 0)

    def test_a_decision_about_somebody_else_cannot_be_cited(self):
        other = say(self, "Hm.", reader=self.ravi)
        made = decide(comment=other, moderator=self.max, action="remove", rule=self.abuse, version_seen=1)
        self.assertEqual(self.send(decision=made.pk).status_code, 422)

    def test_who_was_slower_gets_409_with_who_did_what_and_their_words(self):
        act(self, "premod", by=self.max)
        page = self.send("warn")
        self.assertContains(page, "Max did something about this reader before you (read first", status_code=409)
        self.assertContains(page, "Play the ball.", status_code=409)
        self.assertContains(page, 'name="seen" value="1"', status_code=409)
        self.assertRedirects(self.send("warn", seen=1), self.address)

    def test_what_a_moderator_may_not_give_has_no_form(self):
        page = self.client.get(f"{self.address}sanction/ban/")
        self.assertContains(page, "ask the moderators’ editor", status_code=403)
        self.assertNotContains(page, "<textarea", status_code=403)
        self.assertEqual(self.send("ban").status_code, 403)
        self.assertEqual(self.send("suspend", length="month").status_code, 403)
        self.client.force_login(self.ada)
        self.assertRedirects(self.send("ban"), self.address)

    def test_there_is_no_other_kind_and_no_other_person(self):
        self.assertEqual(self.client.get(f"{self.address}sanction/flog/").status_code, 404)
        self.assertEqual(self.client.get("/moderation/people/999999/").status_code, 404)
        self.assertEqual(self.client.get("/moderation/people/999999/sanction/warn/").status_code, 404)
        self.assertEqual(self.client.get("/moderation/sanctions/999999/").status_code, 404)

    def test_nobody_else_gets_in(self):
        made = act(self, "warn")
        for person in (self.rita, self.ed, self.nell):
            self.client.force_login(person)
            addresses = (self.address, f"{self.address}sanction/warn/", f"/moderation/sanctions/{made.pk}/")
            for address in addresses:
                self.assertEqual(self.client.get(address).status_code, 403)
                self.assertEqual(self.client.post(address, {"text": "Hm."}).status_code, 403)
        self.assertFalse(Note.objects.exists())

    # Lifting

    def test_it_is_lifted_and_what_went_with_it_put_back(self):
        other = say(self, "Another.")
        made = act(self, "suspend", by=self.mo, until=timezone.now() + timedelta(days=1), remove_hours=24)
        self.assertEqual(status(other), "removed")
        address = f"/moderation/sanctions/{made.pk}/"
        self.assertContains(self.client.get(address), "Put back what was removed with it")
        fields = {"deed": "lift", "because": "A mistake.", "put_back": "on"}
        self.assertRedirects(self.client.post(address, fields), address)
        self.assertEqual(status(other), "visible")
        page = self.client.get(address)
        self.assertContains(page, "1 of them put back")
        self.assertContains(page, "A mistake.")

    def test_a_moderator_sees_a_ban_and_cannot_lift_it(self):
        made = act(self, "ban")
        address = f"/moderation/sanctions/{made.pk}/"
        self.assertContains(self.client.get(address), "ask the moderators’ editor")
        self.assertEqual(self.client.post(address, {"deed": "lift"}).status_code, 403)
        self.assertEqual(self.client.post(address, {"deed": "go-on"}).status_code, 403)
        self.assertIsNone(Sanction.objects.get().lifted_at)

    def test_lifting_what_another_lifted_is_409_and_says_who(self):
        made = act(self, "premod")
        address = f"/moderation/sanctions/{made.pk}/"
        self.client.post(address, {"deed": "lift"})
        self.client.force_login(self.max)
        page = self.client.post(address, {"deed": "lift", "because": "My words."})
        self.assertContains(page, "Mo lifted this before you", status_code=409)
