"""Several at once, in threads with connections of their own, on the database that is configured."""

import uuid

from django.test import TransactionTestCase

from accounts.models import Message
from errors.answer import answer
from errors.models import ErrorReport
from errors.refusals import Answered
from errors.report import report
from newsroom.tests.at_once import at_once

from .scene import WORDS, scene, told


class AtOnceTests(TransactionTestCase):
    def setUp(self):
        scene(self)

    def test_one_form_sent_many_times_is_one_report(self):
        key = uuid.uuid4()
        answers = at_once([lambda: report(article=self.story, words=WORDS, form_key=key) for _ in range(4)])
        self.assertEqual({each.pk for each in answers}, {ErrorReport.objects.get().pk})

    def test_of_editors_who_answer_the_same_at_once_one_does(self):
        one, two, three = (told(self.story, reader=self.rita, words=words) for words in "abc")

        def answering(by, *reports):
            numbers = [each.pk for each in reports]
            return lambda: answer(
                article=self.story, reports=numbers, by=by, outcome="corrected", words=by.display_name
            )

        answers = at_once([answering(self.ed, one, two), answering(self.ada, two, three)])
        self.assertEqual(sorted(type(each) for each in answers if not isinstance(each, int)), [Answered], answers)
        self.assertEqual(ErrorReport.objects.answered().count(), 2)
        self.assertEqual(ErrorReport.objects.answered().values("answered_by").distinct().count(), 1)
        self.assertEqual(Message.objects.count(), 2)
