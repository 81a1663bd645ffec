"""Caution phrases in comments."""

from django.test import TestCase

from caution.write import write
from comments.edit import edit
from comments.models import Comment
from newsroom.tests import cast


class CarefulTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        facts = {"by": cls.una, "note": "A minor: never name him."}
        cls.held = write(phrase="Seán Kempton", **facts)
        cls.marked = write(phrase="12 High Street", in_comments="mark", **facts)
        write(phrase="the harbour trial", in_comments="", **facts)

    def hits(self, text):
        comment = cast.comment(self.story, self.rita, text)
        return comment, [(hit.check_name, hit.outcome, hit.words, hit.note) for hit in comment.hits.all()]

    def test_a_comment_with_one_waits_and_the_moderator_is_told_why(self):
        comment, hits = self.hits("It was sean kempton, everybody knows.")
        self.assertEqual(comment.status, Comment.Status.HELD)
        self.assertEqual(hits, [("caution", "hold", "sean kempton", "A minor: never name him.")])
        self.client.force_login(self.mo)
        self.assertContains(self.client.get("/moderation/"), "A minor: never name him.")

    def test_its_author_is_told_that_it_waits_and_not_why(self):
        self.hits("It was Seán Kempton.")
        self.client.force_login(self.rita)
        page = self.client.get("/comments/mine/")
        self.assertContains(page, "words of which the paper is careful")
        self.assertNotContains(page, "A minor")

    def test_a_disguise_does_not_hide_it(self):
        for text in ("It was S\u0435\u0430n K\u0435mpton", "S.e.a.n K.e.m.p.t.o.n did it", "se\u00adan kemp\u200bton"):
            self.assertEqual(self.hits(text)[0].status, Comment.Status.HELD, ascii(text))

    def test_one_may_mark_the_comment_alone_or_not_be_looked_for(self):
        comment, hits = self.hits("He lives at 12 High Street.")
        self.assertEqual((comment.status, hits[0][1]), (Comment.Status.VISIBLE, "mark"))
        self.assertEqual(self.hits("I was at the harbour trial.")[1], [])

    def test_what_is_taken_off_the_list_is_looked_for_no_more(self):
        self.hits("It was Seán Kempton.")
        write(row=self.held, by=self.una, is_on=False)
        self.assertEqual(self.hits("I said that it was Seán Kempton.")[1], [])

    def test_a_phrase_that_cannot_be_looked_for_in_comments_keeps_no_other_from_it(self):
        write(phrase="a\u00adb " * 6 + "x" * 60, by=self.una, note="Odd.")
        self.assertEqual(self.hits("It was Seán Kempton.")[0].status, Comment.Status.HELD)

    def test_an_edit_is_looked_at_too(self):
        comment, _ = self.hits("I know who it was.")
        edit(comment=comment, reader=self.rita, text_version=1, text="It was Seán Kempton.")
        comment.refresh_from_db()
        self.assertEqual(comment.status, Comment.Status.HELD)
