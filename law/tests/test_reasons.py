"""Statements of reasons: for every restriction, as the author is told it, and as the Commission takes it."""

import json
import re
from datetime import timedelta
from unittest import mock

from django.conf import settings
from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.models import Message
from articles.models import Article
from law.appeal import instead_of
from law.categories import LAWS, PREFIX, RULES, of_rule
from law.doctor import statements as statements_missing
from law.export import as_v2, batches
from law.models import LawTerms, Statement
from law.reasons import state
from law.yearly_form import lines
from moderation.decide_many import decide_many
from moderation.follow import tell_of
from moderation.models import Rule
from newsroom.tests import cast

from .scene import LATER, decided, noticed, reported, scene

LINKS = "See https://a.example https://b.example https://c.example"


class ReasonsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)

    # Every path that ends in not being seen

    def test_a_removal(self):
        decision = decided(self.comment, "remove", by=self.mo, rule=self.abuse, note="Play the ball.")
        statement = decision.statement
        self.assertEqual(
            (statement.person, statement.restriction, statement.decided_by), (self.rita, "removed", self.mo)
        )
        self.assertEqual((statement.source, statement.automated, statement.law), ("own", "not", ""))
        self.assertEqual(statement.ground, "Abuse")
        self.assertIn("Play the ball.", statement.explanation)
        self.assertIn("you can appeal until", statement.redress)
        message = Message.objects.get(to=self.rita)
        self.assertIn(statement.get_absolute_url(), message.text)

    def test_a_hold_and_an_offer_to_change_it(self):
        hold = decided(self.comment, "hold", by=self.mo)
        asked = decided(self.comment, "ask", by=self.mo, rule=self.abuse)
        self.assertEqual((hold.statement.restriction, asked.statement.restriction), ("held", "asked"))
        self.assertIsNotNone(asked.statement.until)

    def test_a_check_that_holds(self):
        statement = cast.comment(self.story, self.rita, LINKS).statements.get()
        self.assertEqual((statement.restriction, statement.automated), ("held", "fully"))
        self.assertTrue(statement.found_by_program)
        self.assertFalse(Message.objects.exists())  # the answer to the form says it

    def test_a_report_that_hides(self):
        Article.objects.filter(pk=self.story.pk).update(comments_mode="reported")
        reported(self.comment, self.ravi, self.abuse, words="Ravi says so.")
        statement = Statement.objects.get(comment=self.comment)
        self.assertEqual(
            (statement.source, statement.automated, statement.found_by_program), ("report", "fully", False)
        )
        message = Message.objects.get(to=self.rita)
        self.assertEqual(message.address, statement.get_absolute_url())
        self.assertNotIn("Ravi", message.text + statement.facts + statement.explanation)

    def test_what_is_read_first_on_every_story_of_its_kind_is_no_restriction(self):
        Article.objects.filter(pk=self.story.pk).update(comments_mode="premoderated")
        held = cast.comment(Article.objects.get(pk=self.story.pk), self.rita, "Patient words.")
        self.assertFalse(held.statements.exists())
        self.assertEqual(decided(held, "remove", by=self.mo, rule=self.abuse).statement.restriction, "removed")

    def test_what_changes_nothing_for_the_author_has_none(self):
        decided(self.comment, "keep", by=self.mo)
        decided(self.comment, "pass", by=self.mo, passed_to="editor")
        self.assertFalse(Statement.objects.exists())

    def test_a_removal_by_another_rule_is_stated_anew_and_alone_in_force(self):
        first = decided(self.comment, "remove", by=self.mo, rule=self.spam).statement
        decided(self.comment, "remove", by=self.max, rule=self.spam)
        self.assertEqual(Statement.objects.count(), 1)
        second = decided(self.comment, "remove", by=self.max, rule=self.abuse).statement
        self.assertEqual((second.ground, second.decided_by), ("Abuse", self.max))
        self.assertEqual(instead_of(first), second)
        told = Message.objects.filter(to=self.rita).latest("pk")
        self.assertIn(second.get_absolute_url(), told.text)
        offered = decided(self.comment, "ask", by=self.mo, rule=self.abuse).statement
        self.assertEqual((offered.restriction, instead_of(second)), ("asked", offered))

    def test_a_notice_is_told_of_but_not_who_sent_it(self):
        noticed(self.comment)
        legal = Rule.objects.create(code="legal", title="Defamation", text="Accuse nobody of crimes.")
        statement = decided(self.comment, "remove", by=self.mo, rule=legal).statement
        self.assertEqual((statement.source, statement.law), ("notice", "defamation"))
        self.assertIn("a notice that says it is illegal", statement.facts)
        self.assertNotIn("Ned", statement.facts + statement.explanation)

    # The lawyer's switches

    def test_advertising_in_bulk_needs_none_from_the_second_on_unless_the_terms_say_so(self):
        buy = [cast.comment(self.story, self.ravi, f"Buy {name}!") for name in ("this", "that", "them", "those")]
        decide_many(chosen={buy[0].pk: 1}, moderator=self.mo, action="remove", rule=self.spam)
        self.assertEqual(Statement.objects.count(), 1)  # one is not many
        decided(buy[1], "remove", by=self.mo, rule=self.spam)
        self.assertEqual(Statement.objects.count(), 2)
        rest = [cast.comment(self.story, self.ravi, f"Buy {number}!") for number in range(3)]
        decide_many(chosen={one.pk: 1 for one in rest}, moderator=self.mo, action="remove", rule=self.spam)
        self.assertEqual(
            list(Statement.objects.filter(comment__in=rest).values_list("comment", flat=True)), [rest[0].pk]
        )
        self.assertEqual(statements_missing(False)[0], 0)
        LawTerms.objects.create(pk=1, statements="all")
        decide_many(chosen={one.pk: 1 for one in buy[2:]}, moderator=self.mo, action="remove", rule=self.spam)
        self.assertEqual(Statement.objects.filter(comment__in=buy).count(), 4)

    def test_none_or_only_for_what_ends(self):
        terms = LawTerms.objects.create(pk=1, statements="ends")
        held = cast.comment(self.story, self.rita, LINKS)
        self.assertFalse(Statement.objects.exists())
        decided(held, "remove", by=self.mo, rule=self.abuse)
        self.assertEqual(Statement.objects.count(), 1)
        terms.statements = "none"
        terms.save()
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        self.assertEqual(Statement.objects.count(), 1)

    def test_where_the_site_is_no_platform_the_way_is_another(self):
        LawTerms.objects.create(pk=1, platform=False)
        self.assertNotIn("appeal", decided(self.comment, "remove", by=self.mo, rule=self.abuse).statement.redress)

    def test_a_statement_is_never_changed(self):
        statement = decided(self.comment, "remove", by=self.mo, rule=self.abuse).statement
        with self.assertRaises(TypeError):
            statement.save()

    @LATER
    def test_it_stands_at_the_time_of_the_restriction(self):
        decision = decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        self.assertEqual(decision.statement.made_at, decision.decided_at)

    # What the Commission takes

    def exported(self):
        rows = Statement.objects.select_related("comment", "rule")
        return [as_v2(statement) for statement in rows]

    def test_every_statement_has_what_the_interface_asks_for(self):
        Article.objects.filter(pk=self.story.pk).update(comments_mode="reported")
        noticed(self.comment)
        decided(self.comment, "remove", by=self.mo, rule=self.abuse, note="Dear Rita, play the ball.")
        cast.comment(self.story, self.ravi, LINKS)
        state(person=self.rita, restriction="suspended", decided_by=self.mo, rule=self.abuse)
        state(person=self.rita, restriction="banned", decided_by=self.mo, is_illegal=True, law="hatred")
        for told in self.exported():
            self.assertTrue({"decision_visibility", "decision_account"} & set(told))
            for name in ("decision_facts", "content_type", "category", "territorial_scope", "content_date"):
                self.assertTrue(told[name])
            self.assertRegex(told["puid"], r"^[A-Za-z0-9_-]{1,500}$")
            self.assertRegex(told["application_date"], r"^\d{4}-\d\d-\d\d$")
            self.assertIn(told["category"], {line.code for line in lines()})
            kind = "illegal" if told["decision_ground"] == "DECISION_GROUND_ILLEGAL_CONTENT" else "incompatible"
            self.assertTrue([name for name in told if re.match(f"{kind}_content_.*ground", name)])
            self.assertTrue(told[f"{kind}_content_explanation"])
            self.assertIn(told["automated_detection"], ("Yes", "No"))

    def test_nothing_in_it_is_about_a_person(self):
        noticed(self.comment)
        decided(self.comment, "remove", by=self.mo, rule=self.abuse, note="Dear Rita, play the ball.")
        whole = json.dumps(self.exported())
        for words in ("Rita", "Mo ", "Ned", "bribe", "play the ball", "@"):
            self.assertNotIn(words, whole)

    def test_a_hundred_go_at_once(self):
        for _ in range(101):
            state(person=self.rita, restriction="suspended", rule=self.abuse)
        self.assertEqual([len(some["statements"]) for some in batches(Statement.objects.all())], [100, 1])

    def test_every_law_and_rule_has_a_category_of_the_commission(self):
        self.assertEqual(next(iter(LAWS)), "defamation")
        places = {(line.category, line.keyword) for line in lines()}
        for kind in [*LAWS.values(), *RULES.values(), of_rule("a rule of tomorrow")]:
            self.assertIn((kind.category, kind.keyword), places)
        self.assertEqual(sum(line.code.startswith(PREFIX) for line in lines()), 17)

    @LATER
    def test_of_many_that_are_removed_in_one_go_each_has_its_own_and_one_message_leads_to_them_all(self):
        comments = [self.comment, cast.comment(self.story, self.rita, "And another.")]
        facts = {"moderator": self.mo, "action": "remove", "rule": self.abuse}
        made = decide_many(chosen={comment.pk: 1 for comment in comments}, **facts)
        late = timezone.now() + timedelta(seconds=12)
        with mock.patch("django.utils.timezone.now", return_value=late):
            for one in made:
                tell_of.call(one.decision.pk)
        message = Message.objects.get(to=self.rita)
        self.assertEqual(Statement.objects.count(), 2)
        for statement in Statement.objects.all():
            self.assertIn(settings.SITE_URL + statement.get_absolute_url(), message.text)

    @override_settings(AFTER_DECISION=[])
    def test_without_this_room_a_decision_is_as_it_was(self):
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        self.assertFalse(Statement.objects.exists())
