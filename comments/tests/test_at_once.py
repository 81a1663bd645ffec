"""Editing, deleting and liking at once, in threads with connections of their own."""

from django.test import TransactionTestCase

from comments.delete import delete
from comments.edit import Changed, edit
from comments.like import like, unlike
from comments.models import Comment, Like, Wording
from comments.post import Gone
from moderation.decide import AlreadyDecided, decide
from moderation.models import Decision
from newsroom.tests import cast
from newsroom.tests.at_once import at_once


class AtOnceTests(TransactionTestCase):
    def setUp(self):
        cast.people(self)
        cast.paper(self)
        self.story = cast.story(self)
        self.comment = cast.comment(self.story, self.rita, "First words.")

    def now(self):
        return Comment.objects.get(pk=self.comment.pk)

    def editing(self, text):
        return lambda: edit(comment=self.now(), reader=self.rita, text=text, text_version=1)

    def removing(self):
        return decide(comment=self.now(), moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)

    def test_the_same_edit_ten_times_is_one(self):
        answers = at_once([self.editing("Second words.")] * 10)
        self.assertEqual({getattr(answer, "text", answer) for answer in answers}, {"Second words."})
        self.assertEqual((self.now().text_version, Wording.objects.count()), (2, 1))

    def test_of_windows_that_differ_one_is_stored_and_the_others_are_told(self):
        answers = at_once([self.editing(f"Words of window {number}.") for number in range(5)])
        self.assertEqual(sum(isinstance(answer, Changed) for answer in answers), 4)
        self.assertEqual((self.now().text_version, Wording.objects.count()), (2, 1))

    def test_an_edit_beside_a_removal_never_brings_it_back(self):
        for _ in range(5):
            self.comment = cast.comment(self.story, self.rita, "First words.")
            edited, removed = at_once([self.editing("Second words."), self.removing])
            self.assertIsInstance(edited, Comment | Gone)
            self.assertIsInstance(removed, Decision | AlreadyDecided)
            self.assertNotEqual(isinstance(edited, Comment), isinstance(removed, Decision))
            self.assertEqual(self.now().is_visible, isinstance(edited, Comment))

    def test_a_deletion_beside_a_removal_and_an_edit_leaves_nothing_on_the_site(self):
        for _ in range(5):
            self.comment = cast.comment(self.story, self.rita, "First words.")
            deleting = lambda: delete(comment=self.now(), reader=self.rita)  # noqa: E731
            answers = at_once([deleting, self.removing, self.editing("Second words."), deleting])
            for answer in answers:
                self.assertIsInstance(answer, Comment | Decision | Gone | AlreadyDecided)
            self.assertFalse(self.now().is_visible)

    def test_likes_are_counted_exactly(self):
        people = [self.ravi, self.nell, self.ed, self.mo]
        deeds = [
            (lambda deed=deed, who=who: deed(comment=self.comment, reader=who))
            for who in people
            for deed in (like, like, unlike)
        ]
        self.assertEqual(at_once(deeds), [None] * len(deeds))
        self.assertEqual(self.now().likes, Like.objects.count())
        at_once([lambda: like(comment=self.comment, reader=self.ravi)] * 10)
        self.assertEqual(self.now().likes, Like.objects.count())
        self.assertEqual(Like.objects.filter(reader=self.ravi).count(), 1)
