"""The moderators' queue."""

import re
from datetime import timedelta
from unittest.mock import patch

from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.changed import changed
from articles.withdraw import withdraw
from comments.models import Comment
from moderation import queue
from moderation.decide import decide
from moderation.models import Card
from moderation.report import report
from newsroom.tests import cast


class QueueTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.waiting = cast.story(cls, comments_mode="premoderated", headline="Inquest opens")

    def setUp(self):
        self.client.force_login(self.mo)

    def held(self, text="Held words.", reader=None):
        return cast.comment(self.waiting, reader or self.rita, text)

    def reported(self, text="Reported words.", by=None, words="", **facts):
        comment = cast.comment(self.story, self.rita, text, **facts)
        for reader in by or [self.ravi]:
            report(comment=comment, reader=reader, rule=self.abuse, words=words, text_version=1)
        return comment

    def order(self, address="/moderation/"):
        return [card["comment"].text for card in self.client.get(address).context["cards"]]

    def test_it_holds_what_is_held_or_reported_and_nothing_else(self):
        cast.comment(self.story, self.rita, "Quiet words.")
        decide(comment=self.reported("Decided words."), moderator=self.mo, action="keep", version_seen=1)
        self.reported("Reported words.")
        self.held("Held words.")
        self.assertEqual(self.order(), ["Reported words.", "Held words."])
        self.assertEqual(self.order("/moderation/?show=reported"), ["Reported words."])
        self.assertEqual(self.order("/moderation/?show=held"), ["Held words."])
        self.assertEqual(self.order("/moderation/?show=new"), ["Quiet words."])
        self.assertEqual({kind: n for kind, n in queue.counts().items() if n}, {"reported": 1, "held": 1, "new": 1})

    def test_what_was_passed_on_waits_for_those_who_decide_it(self):
        comment = self.reported()
        decide(comment=comment, moderator=self.max, action="pass", passed_to="legal", version_seen=1)
        self.assertEqual(self.order(), [])
        page = self.client.get("/moderation/?show=legal")
        self.assertContains(page, "It was passed on to the lawyer, who decides about it.")
        self.assertNotContains(page, "formaction")
        self.client.force_login(self.ada)
        self.assertEqual(self.order(), ["Reported words."])
        self.assertContains(self.client.get("/moderation/"), "formaction")

    def test_nobody_reads_who_reported_their_own_comment(self):
        comment = cast.comment(self.story, self.mo, "My own words.")
        report(comment=comment, reader=self.ravi, rule=self.abuse, words="He is rude.", text_version=1)
        page = self.client.get("/moderation/")
        self.assertContains(page, "My own words.")
        for told in ("He is rude.", "Ravi"):
            self.assertNotContains(page, told)

    def test_it_waits_from_when_it_was_reported_and_not_from_when_it_came(self):
        at = timezone.now() - timedelta(hours=20)
        comment = cast.comment(self.story, self.rita, "Old words.")
        Comment.objects.filter(pk=comment.pk).update(posted_at=at)
        Card.objects.filter(pk=comment.pk).update(posted_at=at, since=at)
        report(comment=comment, reader=self.ravi, rule=self.abuse, text_version=1)
        since = Card.objects.get(comment=comment).since
        self.assertGreater(since, at + timedelta(hours=19))
        report(comment=comment, reader=self.ed, rule=self.abuse, text_version=1)
        self.assertEqual(Card.objects.get(comment=comment).since, since)

    def test_a_new_comment_is_ordered_by_what_its_author_did_before(self):
        for number in range(6):
            comment = cast.comment(self.story, self.rita, f"No. {number}.")
            decide(comment=comment, moderator=self.mo, action="remove", rule=self.spam, version_seen=1)
        card = Card.objects.get(comment=cast.comment(self.story, self.rita, "Again."))
        self.assertIn(["Of the author’s last 6 comments 6 were removed", 40], card.parts)

    def test_a_card_follows_its_story_to_another_section(self):
        comment = self.reported()
        self.story.section = self.sport
        self.story.save()
        changed(self.story)
        self.assertEqual(Card.objects.get(comment=comment).section, self.sport)

    def test_forged_places_are_left_out(self):
        self.reported()
        for after in ("--5~3", "5~", "~3", "5~3~1", "x~y", "9" * 30 + "~1", "-~1"):
            self.assertEqual(self.client.get("/moderation/", {"after": after}).status_code, 200, after)

    def test_what_is_removed_is_not_said_to_be_narrowed_by_what_only_waits(self):
        page = self.client.get("/moderation/?show=removed&rule=spam&language=en&waits=5&mine=on&words=boat")
        self.assertContains(page, "Shown: “boat”.")
        self.assertNotContains(page, "Take the next")

    def test_a_card_shows_all_that_a_decision_needs(self):
        decide(
            comment=cast.comment(self.story, self.rita),
            moderator=self.max,
            action="remove",
            rule=self.spam,
            version_seen=1,
        )
        parent = cast.comment(self.story, self.nell, "Words before.")
        text = "WORDS IN CAPITALS AS IF THAT WERE AN ARGUMENT"
        comment = self.reported(text, [self.ravi], "Too <loud>.", parent=parent)
        page = self.client.get("/moderation/")
        for shown in (
            self.story.headline,
            self.story.get_absolute_url(),
            "Words before.",
            comment.text,
            "<bdi>Rita</bdi>",
            "2 comments, 1 removed",
            "1 report<",
            "Abuse",
            "Too &lt;loud&gt;.",
            "<bdi>Ravi</bdi>",
            "It is nearly all in capitals.",
        ):
            self.assertContains(page, shown)

    def test_a_card_shows_the_words_that_a_check_found(self):
        self.held("https://a.example https://b.example https://c.example/<x>")
        self.assertContains(self.client.get("/moderation/"), '<code dir="auto">https://a.example</code>')

    def test_an_earlier_decision_is_shown(self):
        comment = self.reported()
        decide(comment=comment, moderator=self.max, action="keep", version_seen=1)
        report(comment=comment, reader=self.nell, rule=self.spam, text_version=1)
        page = self.client.get("/moderation/")
        self.assertContains(page, "Kept by <bdi>Max</bdi>")
        self.assertContains(page, "1 report<")

    def test_many_reports_are_one_card(self):
        self.reported(by=[self.ravi, self.nell, self.ed])
        self.assertEqual(self.order(), ["Reported words."])
        self.assertContains(self.client.get("/moderation/"), "3 reports<")

    def test_a_held_comment_of_a_withdrawn_story_still_waits(self):
        self.held()
        withdraw(article=self.waiting, by=self.ed, note="It was wrong.")
        self.assertContains(self.client.get("/moderation/"), "Story not on the site")

    def test_a_report_on_a_removed_comment_would_not_be_lost(self):
        comment = self.reported()
        Comment.objects.filter(pk=comment.pk).update(status="removed")
        self.assertEqual(self.order(), ["Reported words."])

    def test_ones_own_comment_is_shown_without_the_buttons(self):
        self.held(reader=self.mo)
        page = self.client.get("/moderation/")
        self.assertContains(page, "another moderator decides about it")
        self.assertNotContains(page, 'formaction="/moderation/comments/')

    def all_pages(self, address):
        """Return the texts of the cards of all pages, two on each."""
        seen = []
        with patch.object(queue, "PAGE", 2):
            while address:
                page = self.client.get(address)
                seen += [card["comment"].text for card in page.context["cards"]]
                more = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
                address = more and more[1].replace("&amp;", "&")
        return seen

    def test_it_comes_in_pages_in_each_order(self):
        for number in range(5):
            self.held(f"No. {number}.")
        Card.objects.filter(comment__text__in=["No. 2.", "No. 4."]).update(risk=90)
        numbers = {"risk": "24013", "oldest": "01234", "newest": "43210"}
        for order, expected in numbers.items():
            seen = self.all_pages(f"/moderation/?show=held&order={order}")
            self.assertEqual(seen, [f"No. {number}." for number in expected])
        for show in ("all", "removed"):
            Comment.objects.update(status="removed")
            self.assertEqual(self.all_pages(f"/moderation/?show={show}"), [f"No. {number}." for number in "43210"])

    def test_forged_parameters_do_no_harm(self):
        self.held()
        far, numbers = "9" * 40, "9" * 18
        forged_ones = f"show=x show=%00 after=x after={far} after=%00 show=held&after=-1 after=9~x after={numbers}~1 "
        forged_ones += f"order=oldest&after={numbers}~1 story=-1 section=x author={far} waits=0 language=xx words=%00 "
        forged_ones += f"rule=a%20b done=x done={far} order=zz mine=x show=all&after={far} show=all&words=%00"
        for forged in ["?" + each for each in forged_ones.split()]:
            self.assertEqual(self.client.get("/moderation/" + forged).status_code, 200, forged)

    def test_nothing_waiting_is_said(self):
        self.assertContains(self.client.get("/moderation/"), "Nothing waits.")

    @override_settings(REPORT_BUDGETS=[])
    def test_the_number_of_queries_does_not_grow(self):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                self.assertEqual(self.client.get("/moderation/").status_code, 200)
            return len(asked)

        def fill(number, readers):
            parent = cast.comment(self.story, self.nell)
            comment = self.reported(f"LOOK AT ALL OF THIS NONSENSE, WILL YOU: {number}", readers, parent=parent)
            decide(comment=comment, moderator=self.mo, action="keep", version_seen=1)
            report(comment=comment, reader=self.max, rule=self.spam, text_version=1)
            self.held(f"https://a.example https://b.example https://c.example/{number}")

        fill(0, [self.ravi])
        few = queries()
        for number in range(1, 13):
            fill(number, [self.ravi, self.nell, self.ed])
        self.assertEqual(queries(), few)

    def test_it_is_for_moderators_alone(self):
        comment = self.held()
        for address in ("/moderation/", f"/moderation/comments/{comment.pk}/"):
            for person in (self.rita, self.nell, self.ed, self.pia):
                self.client.force_login(person)
                self.assertEqual(self.client.get(address).status_code, 403)
            for person in (self.mo, self.ada):
                self.client.force_login(person)
                self.assertEqual(self.client.get(address).status_code, 200)
            self.client.logout()
            self.assertRedirects(self.client.get(address), f"/account/login/?next={address}")

    def test_it_takes_no_post(self):
        self.assertEqual(self.client.post("/moderation/").status_code, 405)
