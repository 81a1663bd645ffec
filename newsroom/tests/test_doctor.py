import json
from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.models import Message, User
from accounts.tell import tell
from comments.like import like
from comments.models import Comment
from images.models import Photo
from moderation.decide import decide
from moderation.models import Decision
from moderation.report import report
from newsroom.demo import PASSWORD
from pagecache.models import PageVersion
from search.models import StoryText

from . import cast


class DoctorTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, lead=cast.photo())
        cls.first = cast.comment(cls.story, cls.rita, "First.")
        cls.answer = cast.comment(cls.story, cls.ravi, "Answer.", parent=cls.first)
        cls.deeper = cast.comment(cls.story, cls.rita, "Deeper.", parent=cls.answer)
        like(comment=cls.first, reader=cls.ravi)

    def look(self, *words):
        """Return the exit status and what was found: name → (found, fixed)."""
        out, status = StringIO(), 0
        try:
            call_command("doctor", "--json", *words, stdout=out)
        except SystemExit as ended:
            status = ended.code
        told = json.loads(out.getvalue())
        self.assertEqual(told["ok"], status == 0)
        self.assertTrue(all(check["message"] for check in told["checks"] if check["found"]))
        return status, {check["name"]: (check["found"], check["fixed"]) for check in told["checks"] if check["found"]}

    def mends(self, name, number):
        """It is found, mended, and then good."""
        before = PageVersion.objects.get(name=f"thread:{self.story.pk}").number
        self.assertEqual(self.look(), (1, {name: (number, 0)}))
        self.assertEqual(self.look("--fix"), (0, {name: (number, number)}))
        self.assertEqual(self.look(), (0, {}))
        return PageVersion.objects.get(name=f"thread:{self.story.pk}").number > before

    def finds(self, *names):
        """It is found, and nothing is mended."""
        for words in ((), ("--fix",)):
            status, found = self.look(*words)
            self.assertEqual((status, set(found)), (1, set(names)))

    def test_a_good_paper_is_good(self):
        self.assertEqual(self.look(), (0, {}))

    def test_it_speaks_to_people_line_by_line(self):
        Comment.objects.filter(pk=self.first.pk).update(likes=7)
        out = StringIO()
        with self.assertRaises(SystemExit):
            call_command("doctor", stdout=out)
        self.assertIn("WRONG  comments.likes: 1 comments", out.getvalue())
        self.assertIn("good   comments.places", out.getvalue())

    def test_wrong_likes_are_counted_anew(self):
        Comment.objects.filter(pk=self.first.pk).update(likes=7)
        Comment.objects.filter(pk=self.answer.pk).update(likes=1)
        self.assertTrue(self.mends("comments.likes", 2))
        self.assertEqual(Comment.objects.get(pk=self.first.pk).likes, 1)

    def test_a_branch_that_stands_elsewhere_is_put_back(self):
        right = list(Comment.objects.order_by("pk").values_list("path", "top"))
        Comment.objects.filter(pk=self.first.pk).update(path="zzzzzzz", top=99)
        Comment.objects.filter(pk=self.deeper.pk).update(top=5)
        self.assertTrue(self.mends("comments.places", 2))
        self.assertEqual(list(Comment.objects.order_by("pk").values_list("path", "top")), right)

    def test_two_comments_in_one_place(self):
        Comment.objects.filter(pk=self.deeper.pk).update(path=self.answer.path)
        self.assertEqual(self.look()[1], {"comments.places": (1, 0), "comments.counts": (1, 0)})
        self.assertEqual(self.look("--fix")[0], 0)

    def test_a_reply_on_another_story(self):
        other = cast.story(self, slug="other", headline="Other")
        Comment.objects.filter(pk=self.answer.pk).update(article=other)
        self.finds("comments.orphans")

    def test_comments_on_a_story_that_was_never_public(self):
        Comment.objects.filter(pk=self.deeper.pk).update(article=cast.draft(self, slug="draft"), parent=None)
        self.look("--fix")
        self.finds("comments.stories")

    def test_a_removed_comment_that_can_be_seen(self):
        facts = {"moderator": self.mo, "rule": self.abuse, "action": Decision.Action.REMOVE}
        decide(comment=self.deeper, version_seen=self.deeper.version, **facts)
        self.assertEqual(self.look(), (0, {}))
        Comment.objects.filter(pk=self.deeper.pk).update(status="visible")
        self.finds("moderation.decisions")

    def test_a_report_that_stayed_open_on_what_was_removed(self):
        made = report(comment=self.deeper, reader=self.ravi, rule=self.abuse, text_version=1)
        facts = {"moderator": self.mo, "rule": self.abuse, "action": Decision.Action.REMOVE}
        decide(comment=self.deeper, version_seen=self.deeper.version, **facts)
        made.refresh_from_db()
        type(made).objects.filter(pk=made.pk).update(decision=None)
        status, found = self.look("--fix")  # it has a card from now on: a moderator has to look
        self.assertEqual((status, set(found)), (1, {"moderation.reports", "moderation.cards"}))
        self.finds("moderation.reports")

    def test_a_mail_that_has_waited_for_a_day(self):
        old = timezone.now() - timedelta(days=2)
        message = tell(to=self.rita, subject="x", text="x")
        Message.objects.filter(pk=message.pk).update(told_at=old, mailed_at=None)
        self.finds("accounts.mails")
        User.objects.filter(pk=self.rita.pk).update(mails_off=["decision"])
        self.assertEqual(self.look(), (0, {}))

    def test_a_story_that_search_does_not_know(self):
        StoryText.objects.all().delete()
        self.assertFalse(self.mends("search.stories", 1))

    def test_a_photo_without_its_file(self):
        Photo.objects.update(file="originals/gone.jpg")
        self.finds("images.files")

    def test_a_photo_whose_renditions_could_not_be_made(self):
        Photo.objects.update(not_made="The store did not answer.")
        self.assertFalse(self.mends("images.renditions", 1))

    @override_settings(PRODUCTION=True, SITE_URL="https://paper.example", EMAIL_BACKEND="x.smtp.EmailBackend")
    def test_a_public_site_with_the_demos_password(self):
        self.assertEqual(self.look(), (0, {}))
        User.objects.create_user("admin@example.org", PASSWORD, display_name="Demo", is_staff=True)
        self.finds("newsroom.known_passwords")

    @override_settings(PRODUCTION=True, DEBUG=True, SITE_URL="http://127.0.0.1")
    def test_settings_that_are_not_fit_for_a_public_site(self):
        self.finds("newsroom.settings_fit")
