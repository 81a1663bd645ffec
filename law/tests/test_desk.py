"""The moderators' pages of notices and appeals; the lawyer's of evidence and terms; the doctor's look."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from django.test import TestCase
from django.utils import timezone

from comments.models import Comment
from law import doctor
from law.addresses import state_address
from law.appeal import appeal
from law.models import Appeal, LawTerms, Notice
from moderation.models import Card
from newsroom.tests import cast

from .scene import again, decided, noticed, reported, scene


class DeskTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)
        cls.notice = noticed(cls.comment)

    def setUp(self):
        self.client.force_login(self.mo)

    def appealed(self):
        decided(self.comment, "keep", by=self.max)
        return appeal(against=Notice.objects.get(pk=self.notice.pk), words="Read it again.")

    # Notices

    def test_the_list_has_a_clock_and_filters(self):
        page = self.client.get("/moderation/notices/")
        self.assertContains(page, self.notice.reference)
        self.assertContains(page, "left")
        Notice.objects.update(due_at=timezone.now() - timedelta(hours=3))
        self.assertContains(self.client.get("/moderation/notices/"), "Overdue for 3\xa0hours")
        self.assertNotContains(self.client.get("/moderation/notices/?show=decided"), self.notice.reference)
        decided(self.comment, "keep", by=self.mo)
        self.assertContains(self.client.get("/moderation/notices/?show=decided"), "The comment stays")
        self.assertEqual(self.client.get("/moderation/notices/?show=nonsense&page=x").status_code, 200)

    def test_a_list_of_many_takes_as_many_queries_as_one_of_few(self):
        for number in range(6):
            noticed(
                cast.comment(self.story, self.rita, f"Words, {number}."), network=str(number), email=f"{number}@a.ie"
            )
        with self.assertNumQueries(8):  # session, person, permissions (2), late, count, masthead, rows
            self.client.get("/moderation/notices/")

    def test_one_notice_shows_who_sent_it_and_the_way_to_the_card(self):
        page = self.client.get(f"/moderation/notices/{self.notice.reference}/")
        for words in ("Ned Nolan", "ned@example.org", f"/moderation/comments/{self.comment.pk}/", "He took a bribe."):
            self.assertContains(page, words)

    def test_a_moderator_learns_nothing_about_notices_on_their_own_comments(self):
        own = cast.comment(self.story, self.mo, "My own words.")
        notice = noticed(own)
        self.assertNotContains(self.client.get("/moderation/notices/"), notice.reference)
        self.assertEqual(self.client.get(f"/moderation/notices/{notice.reference}/").status_code, 404)
        evidence = f"/moderation/comments/{cast.comment(self.story, self.law, 'The lawyer’s own.').pk}/evidence/"
        self.client.force_login(self.law)
        self.assertEqual(self.client.post(evidence, {"do": "take"}).status_code, 404)

    def test_hostile_text_is_text_on_every_page(self):
        bad = "<script>alert(1)</script>{{ 7|add:7 }}"
        facts = {"name": bad, "why": bad, "provision": bad, "email": "bad@example.org"}
        notice = noticed(cast.comment(self.story, self.rita, "Other words."), **facts)
        decided(notice.comment, "keep", by=self.max)
        made = appeal(against=Notice.objects.get(pk=notice.pk), words=bad)
        for address in (
            f"/moderation/notices/{notice.reference}/",
            f"/moderation/appeals/{made.reference}/",
            state_address(notice),
            state_address(notice) + "appeal/",
        ):
            page = self.client.get(address)
            self.assertNotContains(page, "<script>alert")
            self.assertContains(page, "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}")

    def test_what_was_plain_is_recorded_on_its_page(self):
        address = f"/moderation/notices/{self.notice.reference}/"
        self.assertEqual(self.client.post(address, {"found": "unfounded"}).status_code, 409)
        self.assertEqual(self.client.post(address, {"found": "burn"}).status_code, 422)
        decided(self.comment, "keep", by=self.mo)
        self.assertContains(self.client.get(address), "manifestly unfounded")
        self.assertEqual(self.client.post(address, {"found": "unfounded"}).status_code, 302)
        self.assertEqual(Notice.objects.get().found, "unfounded")

    # Appeals

    def test_an_appeal_is_answered_on_its_page(self):
        made = self.appealed()
        self.assertContains(self.client.get("/moderation/appeals/"), made.reference)
        address = f"/moderation/appeals/{made.reference}/"
        self.assertContains(self.client.get(address), "Read it again.")
        seen = again(self.comment).version
        form = {"outcome": "reversed", "words": "It accuses him.", "version_seen": seen}
        self.assertContains(self.client.post(address, form), "Say which rule", status_code=409)
        self.assertContains(self.client.post(address, form | {"words": ""}), "give your reasons", status_code=422)
        for missing in ({}, {"version_seen": "x"}):
            sent = {name: value for name, value in form.items() if name != "version_seen"} | missing
            page = self.client.post(address, sent | {"rule": "abuse"})
            self.assertContains(page, "Something was missing", status_code=422)
            self.assertContains(page, "It accuses him.", status_code=422)
        stale = self.client.post(address, form | {"rule": "abuse", "version_seen": seen - 1})
        self.assertContains(stale, "It accuses him.", status_code=409)
        self.assertEqual(self.client.post(address, form | {"rule": "abuse"}).status_code, 302)
        self.assertEqual(again(self.comment).status, "removed")
        page = self.client.get("/moderation/appeals/?show=decided")
        self.assertContains(page, "Of 1 decided appeals 1 reversed the first decision.")

    def says(self, made):
        page = self.client.get(f"/moderation/appeals/{made.reference}/").content.decode()
        return re.findall(r'name="outcome".*?</b>(.*?)</span>', page)

    def test_what_each_answer_does_is_said_truly(self):
        held = cast.comment(self.story, self.rita, "See https://a.example https://b.example https://c.example")
        made = appeal(against=held.statements.get(), words="They are mine.", person=self.rita)
        self.assertIn("You decide now: the comment is removed", self.says(made)[1])
        form = {"outcome": "upheld", "words": "No.", "rule": "abuse", "version_seen": held.version}
        self.client.post(f"/moderation/appeals/{made.reference}/", form)
        self.assertEqual(again(held).status, "removed")
        asked = cast.comment(self.story, self.rita, "Rather rude words.")
        decided(asked, "ask", by=self.max, rule=self.abuse)
        made = appeal(against=asked.statements.get(), words="They are not.", person=self.rita)
        self.assertIn("may still change it", self.says(made)[1])
        decided(self.comment, "remove", by=self.max, rule=self.abuse)
        made = appeal(against=self.comment.statements.get(), words="It is true.", person=self.rita)
        self.assertEqual(
            self.says(made), ["The comment goes back to its place, with its replies.", "The comment stays removed."]
        )
        Comment.objects.filter(pk=self.comment.pk).update(status="deleted")
        self.assertIn("stays deleted", self.says(made)[0])

    def test_the_first_decider_sees_it_and_cannot_answer(self):
        made = self.appealed()
        self.client.force_login(self.max)
        address = f"/moderation/appeals/{made.reference}/"
        page = self.client.get(address)
        self.assertContains(page, "another person decides about it")
        self.assertNotContains(page, "<textarea")
        form = {"outcome": "upheld", "words": "No.", "version_seen": again(self.comment).version}
        self.assertEqual(self.client.post(address, form).status_code, 403)
        self.assertIsNone(Appeal.objects.get().decided_at)

    def test_on_the_queues_own_page_too(self):
        made = self.appealed()
        self.client.force_login(self.max)
        pk, version = self.comment.pk, again(self.comment).version
        form = {f"c{pk}-action": "keep", f"c{pk}-version_seen": version}
        self.assertEqual(self.client.post(f"/moderation/comments/{pk}/", form).status_code, 403)
        made.refresh_from_db()
        self.assertIsNone(made.decided_at)

    # What readers have

    def test_an_author_finds_the_reasons_and_appeals(self):
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        statement = self.comment.statements.get()
        self.client.force_login(self.rita)
        for address in (f"/c/{self.comment.pk}/", "/comments/mine/", "/law/statements/"):
            self.assertContains(self.client.get(address), statement.get_absolute_url())
        page = self.client.get(statement.get_absolute_url())
        for words in (statement.reference, "Attacks on people", "A person decided.", "free of charge"):
            self.assertContains(page, words)
        address = statement.get_absolute_url() + "appeal/"
        self.assertEqual(self.client.post(address, {"words": "I quoted."}).status_code, 302)
        self.assertContains(self.client.get(address), "It has reached us")
        self.client.force_login(self.ravi)
        for one in (statement.get_absolute_url(), address):
            self.assertEqual(self.client.get(one).status_code, 404)
            self.assertIn(self.client.post(one, {"words": "x"}).status_code, (404, 405))

    def test_signed_out_the_words_are_kept_while_signing_in(self):
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        address = self.comment.statements.get().get_absolute_url() + "appeal/"
        self.client.logout()
        self.assertIn("/account/login/", self.client.post(address, {"words": "I quoted the court."}).url)
        self.assertEqual(self.client.session["typed"][address], {"words": "I quoted the court."})
        for kind in (address, "/law/reports/R-XYZ/appeal/"):
            self.client.post(kind, {"words": "x" * 100_000})
            self.assertLess(len(self.client.session["typed"][kind]["words"]), 20_000)

    def test_a_reporter_finds_the_way_on_the_page_of_the_report(self):
        report = reported(self.comment, self.ravi, self.abuse)
        decided(self.comment, "keep", by=self.mo)
        self.client.force_login(self.ravi)
        address = f"/law/reports/{report.reference}/appeal/"
        self.assertContains(self.client.get(report.get_absolute_url()), address)
        self.client.post(address, {"words": "Again, please."})
        self.assertContains(self.client.get(report.get_absolute_url()), "what became of your appeal")

    # The lawyer

    def test_the_lawyer_holds_lets_go_and_takes_evidence(self):
        address = f"/moderation/comments/{self.comment.pk}/evidence/"
        self.assertEqual(self.client.get(address).status_code, 403)
        self.client.force_login(self.law)
        self.assertContains(self.client.post(address, {"do": "hold"}), "for which claim", status_code=422)
        self.client.post(address, {"do": "hold", "because": "N. v. the paper"})
        self.assertContains(self.client.get(address), "N. v. the paper")
        self.assertContains(self.client.post(address, {"do": "hold", "because": "x"}), "held already", status_code=409)
        taken = self.client.post(address, {"do": "take"})
        self.assertIn("manifest.json", ZipFile(BytesIO(taken.content)).namelist())
        self.client.post(address, {"do": "lift"})
        self.assertFalse(self.comment.evidence_holds.filter(lifted_at=None).exists())

    def test_the_lawyer_may_choose_the_terms_and_moderators_may_not(self):
        self.client.force_login(self.law)
        form = {
            "statements": "all",
            "notice_hours": 12,
            "appeal_hours": 100,
            "appeal_days": 200,
            "misuse_number": 3,
            "misuse_share": 50,
            "misuse_days": 180,
            "suspend_days": 30,
        }
        self.assertEqual(self.client.post("/admin/law/lawterms/add/", form).status_code, 302)
        terms = LawTerms.objects.get()
        self.assertEqual((terms.platform, terms.notice_hours), (False, 12))
        self.client.force_login(self.mo)
        self.assertEqual(self.client.get("/admin/law/lawterms/1/change/").status_code, 403)

    def test_the_lawyer_decides_what_was_passed_on_to_them(self):
        decided(self.comment, "pass", by=self.mo, passed_to="legal")
        self.assertEqual(decided(self.comment, "keep", by=self.law).moderator, self.law)

    # The doctor

    def test_the_doctor_finds_what_is_overdue_and_mends_cards(self):
        self.assertEqual((doctor.cards(False)[0], doctor.overdue(False)[0]), (0, 0))
        Card.objects.filter(comment=self.comment).update(legal=False)
        Notice.objects.update(due_at=timezone.now() - timedelta(hours=1))
        self.assertEqual(doctor.overdue(False)[0], 1)
        self.assertEqual(doctor.cards(True)[:2], (1, 1))
        self.assertTrue(Card.objects.get(comment=self.comment).legal)

    def test_the_doctor_finds_a_removal_without_a_statement(self):
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        self.assertEqual(doctor.statements(False)[0], 0)
        other = cast.comment(self.story, self.rita, "Other words.")
        decision = decided(other, "remove", by=self.mo, rule=self.abuse)
        decision.statement.delete()
        self.assertEqual(doctor.statements(False)[0], 1)
