import json
import tempfile
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from accounts.models import User
from comments.load import Refused, load
from comments.models import Comment
from comments.thread import head_of
from newsroom.tests import cast
from pagecache.models import PageVersion


def line(id, text="Words.", parent=None, author="Ana", posted_at="2024-05-01T10:00:00Z", **more):
    return json.dumps({"id": id, "author": author, "parent": parent, "posted_at": posted_at, "text": text} | more)


class LoadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def load(self, *lines):
        return load(article=self.story, lines=lines)

    def comment(self, text):
        return Comment.objects.get(text=text)

    def why(self, *lines):
        return dict(self.load(*lines).wrong)

    def test_comments_stand_where_they_belong(self):
        # A child before its parent, and a time that is earlier than the parent's.
        self.load(
            line("c", "Third", parent="b", posted_at="2024-05-01T08:00:00Z"),
            line("a", "First"),
            line("b", "Second", parent="a", posted_at="2024-05-01T11:00:00+02:00"),
            line(4, "Fourth", posted_at="2024-05-02T10:00:00Z"),
        )
        thread = list(self.story.comments.thread().values_list("text", flat=True))
        self.assertEqual(thread, ["First", "Second", "Third", "Fourth"])
        first, third = self.comment("First"), self.comment("Third")
        self.assertEqual((third.top, third.path[:7], third.parent.text), (first.pk, first.path, "Second"))
        self.assertEqual(self.comment("Second").posted_at, datetime(2024, 5, 1, 9, tzinfo=UTC))
        self.assertEqual(head_of(self.story.pk).count, 4)
        self.assertContains(self.client.get(self.story.get_absolute_url()), "Fourth")

    def test_twice_is_once_and_a_second_file_may_answer_the_first(self):
        self.assertEqual(self.load(line(1, "One"), line(2, "Two", parent=1))[:2], (2, 0))
        self.assertEqual(self.load(line(1, "One"), line(2, "Two", parent=1))[:2], (0, 2))
        self.assertEqual(self.load(line(3, "Three", parent=2))[:2], (1, 0))
        self.assertEqual(self.comment("Three").parent.text, "Two")
        self.assertEqual(Comment.objects.count(), 3)

    def test_the_same_id_on_another_story_is_another_comment(self):
        other = cast.story(self, slug="other", headline="Other")
        self.load(line(1))
        self.assertEqual(load(article=other, lines=[line(1)]).added, 1)

    def test_one_account_for_each_name_that_nobody_can_sign_in_to(self):
        self.load(line(1, author="Ana"), line(2, author="Ana"), line(3, author="Rita"), line(4, author="Аna"))
        names = set(User.objects.filter(email__endswith="@imported.invalid").values_list("display_name", flat=True))
        self.assertEqual(len(names), 3)
        self.assertIn("Rita 2", names)  # Rita reads here
        for user in User.objects.filter(email__endswith="@imported.invalid"):
            self.assertFalse(user.is_active or user.has_usable_password())

    def test_names_that_could_not_be_chosen_here_are_made_fit(self):
        self.load(*(line(n, author=name) for n, name in enumerate(["\u202eevil", "!", "?", "x" * 150, "ab\tc"], 1)))
        names = User.objects.filter(email__endswith="@imported.invalid").values_list("display_name", flat=True)
        self.assertEqual(set(names), {"evil", "Reader", "Reader 2", "x" * 60, "ab c"})

    def test_markup_is_text_and_links_are_ours(self):
        self.load(line(1, "<script>alert(1)</script> https://paper.example/x"))
        html = Comment.objects.get().html
        self.assertNotIn("<script", html)
        self.assertIn('rel="ugc nofollow noopener"', html)

    def test_what_cannot_be_taken_is_told_with_its_line(self):
        tomorrow = (timezone.now() + timedelta(days=1)).isoformat()
        wrong = self.why(
            line(1),
            "",
            "not JSON",
            "[1]",
            line(None),
            line(5, author=" "),
            line(6, text="  "),
            line(7, text=None),
            line(8, text="x" * 2001),
            line(9, posted_at="yesterday"),
            line(10, posted_at=tomorrow),
            line(11, parent="nowhere"),
            line(12, parent=6),
            line(1, "Again"),
            line(14, parent=15),
            line(15, parent=14),
            line(16, text=["a"]),
            line({}, "x"),
            line(18, posted_at="0001-01-01T00:00:00+14:00"),
            "[" * 5000,
            "\udcff",
        )
        self.assertEqual(sorted(wrong), list(range(3, 22)))
        for number, words in {
            3: "not JSON", 4: "JSON object", 5: "“id”", 6: "“author”", 7: "empty", 8: "“text” is missing",
            9: "2,001 characters", 10: "no time", 11: "not come yet", 12: "in no line", 13: "in no line",
            14: "line 1 has the same id", 15: "parent", 17: "not a text", 18: "neither",
        }.items():  # fmt: skip
            self.assertIn(words, wrong[number])
        self.assertEqual(Comment.objects.count(), 1)

    def test_a_time_without_a_zone_is_on_the_papers_clock(self):
        self.load(line(1, "Summer", posted_at="2024-07-01 12:00:00"), line(2, "Day", posted_at="2024-01-05"))
        self.assertEqual(self.comment("Summer").posted_at, datetime(2024, 7, 1, 11, tzinfo=UTC))
        self.assertEqual(self.comment("Day").posted_at, datetime(2024, 1, 5, tzinfo=UTC))

    def test_deep_answers_stand_beside_each_other(self):
        self.load(*(line(n, f"Depth {n}", parent=n - 1 if n > 1 else None) for n in range(1, 13)))
        self.assertLessEqual(
            {len(path) for path in Comment.objects.values_list("path", flat=True)}, set(range(7, 57, 7))
        )
        texts = list(self.story.comments.thread().values_list("text", flat=True))
        self.assertEqual(texts, [f"Depth {n}" for n in range(1, 13)])

    def test_hundreds_in_batches_and_the_page_is_shown_anew(self):
        lines = [line(n, f"Number {n}", parent=n // 3 or None, author=f"Author {n % 50}") for n in range(1, 1301)]
        self.assertEqual(load(article=self.story, lines=reversed(lines)).added, 1300)
        self.assertEqual(head_of(self.story.pk).count, 1300)
        self.assertEqual(self.story.comments.values("path").distinct().count(), 1300)
        self.assertTrue(PageVersion.objects.filter(name=f"thread:{self.story.pk}").exists())

    def test_a_story_that_was_never_public_takes_none(self):
        with self.assertRaises(Refused):
            load(article=cast.draft(self, slug="draft"), lines=[line(1)])


class CommandTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def run_it(self, content, story="harbour-wall"):
        out, err = StringIO(), StringIO()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "comments.jsonl"
            file.write_bytes(content)
            try:
                call_command("import_comments", str(file), story=story, stdout=out, stderr=err)
            finally:
                self.told = out.getvalue() + err.getvalue()

    def test_it_brings_them_in(self):
        self.run_it(f"{line(1)}\n{line(2, parent=1)}\n".encode(), story=f"harbour-wall-{self.story.pk}")
        self.assertIn("2 comments brought in", self.told)

    def test_bad_lines_are_named_and_the_rest_is_taken(self):
        with self.assertRaisesMessage(CommandError, "1 lines were not taken"):
            self.run_it(line(1).encode() + b"\r\n\xff\n" + line(3).encode())
        self.assertIn("Line 2", self.told)
        self.assertEqual(Comment.objects.count(), 2)

    def test_a_story_or_a_file_that_is_not_there_is_told(self):
        with self.assertRaisesMessage(CommandError, "There is no story"):
            self.run_it(b"", story="nothing")
        with self.assertRaisesMessage(CommandError, "cannot be read"):
            call_command("import_comments", "/nowhere/x.jsonl", story="harbour-wall")

    def test_two_stories_of_one_name_are_told_apart_by_number(self):
        cast.story(self)
        with self.assertRaisesMessage(CommandError, "Several stories"):
            self.run_it(line(1).encode())
