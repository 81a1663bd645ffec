"""The log of decisions, which the database itself keeps from being changed."""

from django.db import DatabaseError, connection, transaction
from django.test import TestCase

from comments.erase import SENTENCE
from moderation import seal
from moderation.decide import decide
from moderation.models import Decision
from newsroom.tests import cast
from privacy.former import EMAIL, former_reader


class SealTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        comment = cast.comment(cast.story(cls), cls.rita)
        cls.decision = decide(
            comment=comment, moderator=cls.mo, action="remove", rule=cls.abuse, note="No.", version_seen=1
        )

    def refused(self, sql, *values):
        with self.assertRaisesMessage(DatabaseError, seal.REFUSAL), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)

    def test_no_row_is_deleted(self):
        self.refused("DELETE FROM moderation_decision")
        self.refused("DELETE FROM moderation_decision WHERE id = %s", self.decision.pk)
        with self.assertRaises(DatabaseError), transaction.atomic():
            Decision.objects.all()._raw_delete(using="default")

    def test_no_column_is_changed(self):
        values = {"action": "keep", "rule_id": self.spam.pk, "decided_at": "2020-01-01", "version": 7, "before": "held"}
        for column, value in values.items():
            self.refused(f"UPDATE moderation_decision SET {column} = %s", value)  # noqa: S608
        self.refused("UPDATE moderation_decision SET text = %s", "I never said that.")
        self.refused("UPDATE moderation_decision SET note = %s", "Well done.")
        self.refused("UPDATE moderation_decision SET moderator_id = %s", self.max.pk)

    def test_what_erasing_a_person_takes_can_be_taken(self):
        rows = Decision.objects.filter(pk=self.decision.pk)
        rows.update(text=SENTENCE, note="", moderator=former_reader())
        self.assertEqual(list(rows.values_list("text", "note", "moderator__email")), [(SENTENCE, "", EMAIL)])

    def test_the_seal_and_privacy_mean_the_same_account(self):
        self.assertEqual(seal.FORMER, EMAIL)

    def test_the_doctor_puts_a_lost_seal_on_again(self):
        from moderation.doctor import sealed

        self.assertEqual(sealed(False)[0], 0)
        seal.unseal(connection)
        self.assertEqual(sealed(False)[:2], (1, 0))
        self.assertEqual(sealed(True)[:2], (1, 1))
        self.refused("DELETE FROM moderation_decision")
