"""Who has a story open at the desk."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import EditSession
from articles.presence import be_here, leave, others
from newsroom.tests import cast

ONE, OTHER = "6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c11", "6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c12"
NOON = timezone.now()


class PresenceTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.draft(cls)

    def be_here(self, user, client, seconds=0, **facts):
        be_here(article=self.story, user=user, client=client, at=NOON + timedelta(seconds=seconds), **facts)

    def others(self, client, seconds=0):
        found = others(article=self.story, client=client, at=NOON + timedelta(seconds=seconds))
        return [(session.user, session.has_typed) for session in found]

    def test_each_window_sees_the_others_the_same_persons_too(self):
        self.be_here(self.nell, ONE)
        self.be_here(self.nell, OTHER, has_typed=True)
        self.be_here(self.ed, "ed's")
        self.assertEqual(self.others(ONE), [(self.nell, True), (self.ed, False)])
        self.assertEqual(self.others("ed's"), [(self.nell, False), (self.nell, True)])

    def test_who_is_not_heard_of_for_a_minute_has_left(self):
        self.be_here(self.nell, ONE)
        self.assertEqual(len(self.others(OTHER, 59)), 1)
        self.assertEqual(self.others(OTHER, 60), [])
        self.be_here(self.nell, ONE, 50)
        self.assertEqual(len(self.others(OTHER, 60)), 1)

    def test_who_closes_the_window_has_left_at_once(self):
        self.be_here(self.nell, ONE)
        leave(article=self.story, user=self.nell, client=ONE)
        leave(article=self.story, user=self.nell, client=ONE)
        self.assertEqual(self.others(OTHER), [])

    def test_who_comes_again_is_one_row_and_a_newcomer_sweeps_out_who_has_left(self):
        self.be_here(self.nell, ONE)
        self.be_here(self.nell, ONE, 30, base=2, has_typed=True)
        self.assertEqual(EditSession.objects.values_list("base", "has_typed").get(), (2, True))
        self.be_here(self.ed, OTHER, 100)
        self.assertEqual(EditSession.objects.get().user, self.ed)

    def test_a_window_of_somebody_elses_cannot_be_taken(self):
        self.be_here(self.nell, ONE)
        self.be_here(self.ed, ONE)
        leave(article=self.story, user=self.ed, client=ONE)
        self.assertEqual(self.others(OTHER), [(self.nell, False)])

    def test_asking_often_writes_now_and_then(self):
        self.be_here(self.nell, ONE)
        with self.assertNumQueries(3):  # one question, in a savepoint
            self.be_here(self.nell, ONE, 2)
