"""The page on which a moderator decides about one comment."""

import re

from django.contrib.auth.models import Group
from django.test import Client, TestCase

from articles.models import Article
from comments.models import Comment
from moderation.decide import decide
from moderation.models import Decision
from moderation.report import report
from newsroom.tests import cast

BY_SCRIPT = {"HTTP_HX_REQUEST": "true"}


class DecidePageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "Reported words.")
        report(comment=cls.comment, reader=cls.ravi, rule=cls.abuse, words="Look.", text_version=1)
        cls.address = f"/moderation/comments/{cls.comment.pk}/"

    def setUp(self):
        self.client.force_login(self.mo)

    def send(self, action="remove", client=None, address=None, **fields):
        extra = {name: fields.pop(name) for name in list(fields) if name.startswith("HTTP_")}
        fields = {"action": action, "version_seen": 1} | ({"rule": "abuse"} if action == "remove" else {}) | fields
        data = {f"c{self.comment.pk}-{name}": value for name, value in fields.items()}
        return (client or self.client).post(address or self.address, data, **extra)

    def nothing_decided(self):
        self.assertFalse(Decision.objects.exists())
        self.assertTrue(Comment.objects.get(pk=self.comment.pk).is_visible)

    def leads_back(self, response):
        """To the queue, which tells what was done."""
        self.assertRedirects(response, f"/moderation/?done={Decision.objects.latest('pk').pk}")

    def test_removing_leads_back_to_the_queue(self):
        self.leads_back(self.send(note="Play the ball."))
        decision = Decision.objects.get()
        self.assertEqual((decision.action, decision.rule, decision.note), ("remove", self.abuse, "Play the ball."))
        self.assertEqual(decision.moderator, self.mo)
        self.assertContains(self.client.get("/moderation/"), "Nothing waits.")

    def test_keeping_needs_one_press(self):
        self.leads_back(self.send("keep"))
        self.assertEqual(Decision.objects.get().action, "keep")

    def test_enter_in_the_choice_of_a_rule_can_not_keep_the_comment(self):
        """The browser presses the first button of the form, and where that is disabled none."""
        for address in ("/moderation/", f"{self.address}?do=remove"):
            form = re.search(
                r'<form[^>]* class="cards".*?</form>', self.client.get(address).content.decode(), re.DOTALL
            )
            self.assertEqual(re.search(r"<button[^>]*>", form[0])[0], "<button disabled hidden>")

    def test_the_filter_in_which_the_moderator_works_stays(self):
        data = {f"c{self.comment.pk}-action": "keep", f"c{self.comment.pk}-version_seen": 1, "back": "show=reported"}
        response = self.client.post(self.address, data)
        self.assertRedirects(response, f"/moderation/?show=reported&done={Decision.objects.get().pk}")

    def test_no_other_page_is_led_to(self):
        for forged in ("\r\nSet-Cookie: a=b", "x" * 5000):
            data = {f"c{self.comment.pk}-action": "keep", f"c{self.comment.pk}-version_seen": 1, "back": forged}
            self.assertTrue(self.client.post(self.address, data).headers["Location"].startswith("/moderation/?"))

    def test_a_script_gets_the_parts_alone(self):
        card = self.client.get(self.address, **BY_SCRIPT)
        self.assertContains(card, "Reported words.")
        self.assertNotContains(card, "<html")
        response = self.send(**BY_SCRIPT)
        self.assertContains(response, "was removed: Abuse")
        self.assertNotContains(response, "<html")

    def test_a_decided_comment_can_be_looked_at_again_and_put_back(self):
        self.send()
        page = self.client.get(self.address)
        self.assertContains(page, "Removed by <bdi>Mo</bdi>")
        self.assertContains(page, "Put back")
        self.send("keep", version_seen=2)
        self.assertTrue(Comment.objects.get(pk=self.comment.pk).is_visible)

    def test_bad_input_is_answered_in_the_page_and_kept(self):
        for fields, says in (
            ({"rule": ""}, "Choose the rule that the comment breaks"),
            ({"rule": "nonsense"}, "Please choose one of the guidelines below."),
            ({"rule": "a\x00"}, "Please choose one of the guidelines below."),
            ({"note": "x" * 1001}, "there is room for 1,000"),
            ({"note": "a\u202eb"}, "invisible control characters"),
            ({"action": ""}, "Please press one of the buttons."),
            ({"action": "burn"}, "Please press one of the buttons."),
            ({"version_seen": ""}, "Something was missing. Please send it again."),
            ({"version_seen": "x"}, "Something was missing. Please send it again."),
        ):
            for extra in ({}, BY_SCRIPT):
                with self.subTest(fields=ascii(fields)[:40], extra=extra):
                    fields = {"note": "My own note."} | fields
                    response = self.send(**fields, **extra)
                    self.assertContains(response, says, status_code=422)
                    kept = fields["note"].replace("\u202e", "")
                    self.assertContains(response, f"\n{kept}</textarea>", status_code=422)
                    self.assertContains(response, f'name="c{self.comment.pk}-version_seen" value="1"', status_code=422)
        self.assertContains(self.client.post(self.address, {}), "Please press one of the buttons.", status_code=422)
        self.nothing_decided()

    def test_forged_fields_change_nothing(self):
        self.send(moderator=self.max.pk, comment=1, text="x", before="held", status="visible", decided_at="2001-01-01")
        decision = Decision.objects.get()
        self.assertEqual((decision.moderator, decision.comment, decision.before), (self.mo, self.comment, "visible"))
        self.assertEqual((decision.text, decision.decided_at.year > 2001), ("Reported words.", True))

    def test_the_second_of_two_sees_whose_decision_stands_and_keeps_the_note(self):
        other = Client()
        other.force_login(self.max)
        self.send("keep", client=other)
        for extra in ({}, BY_SCRIPT):
            response = self.send(note="My own note.", **extra)
            self.assertContains(response, "Max kept this comment before you", status_code=409)
            self.assertContains(response, "My own note.", status_code=409)
            self.assertContains(response, 'value="abuse" checked', status_code=409)
            self.assertContains(response, "Kept by <bdi>Max</bdi>", status_code=409)
        self.assertEqual(Decision.objects.count(), 1)
        version = re.search(r'version_seen" value="(\d+)"', response.content.decode())[1]
        self.send(version_seen=version)
        self.assertEqual(Comment.objects.get(pk=self.comment.pk).status, "removed")

    def test_the_same_form_twice_is_one_decision_and_no_conflict(self):
        self.leads_back(self.send())
        self.leads_back(self.send())
        self.assertEqual(Decision.objects.count(), 1)

    def test_an_edited_comment_is_shown_again_first(self):
        Comment.objects.filter(pk=self.comment.pk).update(text="Milder words.", text_version=2, version=2)
        response = self.send(note="My own note.")
        self.assertContains(response, "was edited since you saw it", status_code=409)
        self.assertContains(response, "Milder words.", status_code=409)
        self.assertContains(response, "My own note.", status_code=409)
        self.nothing_decided()

    def test_ones_own_comment_is_decided_by_another(self):
        own = cast.comment(cast.story(self, comments_mode="premoderated"), self.mo)
        response = self.client.post(
            f"/moderation/comments/{own.pk}/", {f"c{own.pk}-action": "keep", f"c{own.pk}-version_seen": 1}
        )
        self.assertContains(response, "another moderator decides about it", status_code=403)
        self.assertEqual(Comment.objects.get(pk=own.pk).status, "held")

    def test_who_reported_ones_own_comment_and_what_was_noted_is_not_ones_own_to_know(self):
        own = cast.comment(self.story, self.mo, "As I said.")
        report(comment=own, reader=self.ravi, rule=self.abuse, text_version=1, words="He always does.")
        decide(comment=own, moderator=self.max, action="pass", passed_to="editor", version_seen=1, note="Not again.")
        for address in (f"/moderation/comments/{own.pk}/", f"/moderation/?show=all&author={self.mo.pk}"):
            page = self.client.get(address)
            self.assertContains(page, "1 report")
            for words in ("Ravi", "He always does.", "Not again."):
                self.assertNotContains(page, words)

    def test_a_moderator_who_lost_the_role_has_no_next_deed(self):
        self.mo.groups.remove(Group.objects.get(name="Moderator"))
        self.assertEqual(self.send().status_code, 403)
        self.assertEqual(self.client.get("/moderation/").status_code, 403)
        self.nothing_decided()

    def test_readers_and_reporters_decide_nothing(self):
        for person in (self.rita, self.ravi, self.ed, self.nell):
            self.client.force_login(person)
            self.assertEqual(self.send("keep").status_code, 403)
        self.nothing_decided()

    def test_the_note_is_kept_over_the_sign_in(self):
        self.client.logout()
        for extra in ({}, BY_SCRIPT):
            to_sign_in = self.send(note="Kept over all that.", rule="spam", **extra)
        self.nothing_decided()
        address = to_sign_in.headers["HX-Redirect"]
        self.client.post(address, {"login": self.mo.email, "password": cast.PASSWORD})
        page = self.client.get(self.address)
        self.assertContains(page, "Kept over all that.")
        self.assertContains(page, 'value="spam" checked')
        self.assertContains(page, '<div class="panel">')

    def test_a_form_from_elsewhere_is_refused_and_the_note_shown(self):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.mo)
        self.assertContains(self.send(client=strict, note="My own note."), "My own note.", status_code=403)
        self.nothing_decided()

    def test_what_never_was_is_not_there(self):
        for number in (0, 10**6, 10**30):
            self.assertEqual(self.client.get(f"/moderation/comments/{number}/").status_code, 404)
            self.assertEqual(self.send(address=f"/moderation/comments/{number}/").status_code, 404)

    def test_other_methods_are_refused(self):
        for method in ("put", "patch", "delete"):
            self.assertEqual(getattr(self.client, method)(self.address).status_code, 405)

    def test_comments_of_a_story_that_was_never_read_are_still_decided(self):
        Article.objects.filter(pk=self.story.pk).update(legal_hold=True)
        self.leads_back(self.send())
