"""The demo edition: it loads, once, into an empty site, and never in production."""

import re
import socket
from io import StringIO
from unittest import mock

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, TestCase, override_settings
from django.utils import timezone

from accounts.models import Message, User
from accounts.tell import mail as mail_task
from articles import version
from articles.models import Article, ArticleEvent, Correction, Policy, PreviewLink, ScheduledChange, Section, Unsaved
from articles.models.record import TO_COME
from articles.sanitise import story_html
from comments.models import Comment, Like
from errors.models import ErrorReport
from images.models import Photo
from moderation import queue
from moderation.models import Decision, Report
from newsroom.demo import PASSWORD, edition, read, ready
from newsroom.roles import make_groups

from . import cast

QUEUED = override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
BIG = "cars-to-leave-custom-house-quay"


def load_demo():
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def all_rows():
    """Return every row of every table."""
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in apps.get_models()}


@QUEUED
class LoadedDemoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_groups(Group, Permission)  # a test that empties the database takes away what the migration made
        cls.told = load_demo()
        cls.big = Article.objects.get(slug=BIG)

    def test_loading_twice_changes_nothing(self):
        before = all_rows()
        self.assertIn("nothing was changed", load_demo())
        self.assertEqual(all_rows(), before)

    def test_what_visitors_of_the_demo_change_stays_changed(self):
        self.big.headline, self.big.slug = "Another headline", "another-slug"
        self.big.save()
        Section.objects.filter(slug="sport").update(slug="games")
        Article.objects.create(headline="A visitor's story", slug="visitor", section=self.big.section)
        before = all_rows()
        load_demo()
        self.assertEqual(all_rows(), before)

    def test_each_story_is_in_the_state_that_its_file_says(self):
        states = {status: Article.objects.filter(status=status).count() for status in Article.Status}
        expected = {"draft": 2, "review": 1, "changes": 1, "approved": 1, "scheduled": 1}
        expected |= {"published": 22, "withdrawn": 1, "spiked": 1}
        self.assertEqual(states, dict.fromkeys(Article.Status, 0) | expected)
        self.assertEqual(Article.objects.live().count(), 22)
        self.assertEqual(Correction.objects.count(), 3)

    def test_nothing_of_it_lies_in_the_future_but_the_scheduled_story(self):
        now = timezone.now()
        self.assertFalse(Comment.objects.filter(posted_at__gt=now).exists())
        self.assertFalse(Report.objects.filter(reported_at__gt=now).exists())
        self.assertFalse(Decision.objects.filter(decided_at__gt=now).exists())
        self.assertFalse(ArticleEvent.objects.filter(at__gt=now).exists())
        self.assertEqual(Article.objects.filter(publish_at__gt=now).count(), 1)

    def test_every_photo_has_its_words(self):
        self.assertEqual(Photo.objects.count(), len(read("photos.toml")["photos"]))
        for photo in Photo.objects.all():
            self.assertTrue(photo.caption and photo.credit and photo.has_alt_decision, photo)

    def test_the_most_discussed_story_shows_the_first_of_its_200_comments_and_the_picks(self):
        page = self.client.get(self.big.get_absolute_url())
        self.assertContains(page, "(200)")
        self.assertEqual(page.content.count(b'"><h3>'), 50)
        self.assertNotContains(page, "Dry Floors")
        self.assertContains(page, 'id="picks"')
        self.assertEqual(Comment.objects.exclude(picked_at=None).count(), 2)

    def test_its_most_liked_comment_comes_first_where_likes_are_asked_for(self):
        page = self.client.get(f"/comments/on/{self.big.pk}/?order=liked").content.decode()
        thread = page.partition('<div class="thread">')[2]
        likes = [int(number) for number in re.findall(r"<i>Like: </i>(\d+)<", thread)]
        self.assertEqual(likes[0], 24)
        self.assertEqual(likes, sorted(likes, reverse=True))
        self.assertEqual(sum(likes), Like.objects.count())
        self.assertFalse(Like.objects.filter(liked_at__gt=timezone.now()).exists())

    def test_every_public_page_answers(self):
        addresses = ["/", *(story.get_absolute_url() for story in Article.objects.live())]
        addresses += [row.get_absolute_url() for model in (Section, Policy) for row in model.objects.all()]
        for address in addresses:
            self.assertEqual(self.client.get(address).status_code, 200, address)
        withdrawn = Article.objects.get(status="withdrawn")
        self.assertContains(self.client.get(withdrawn.get_absolute_url()), "exercise", status_code=410)

    def test_the_policies_come_through_the_sanitiser_unchanged(self):
        for policy in Policy.objects.all():
            self.assertEqual(story_html(policy.body), policy.body)

    def test_the_moderators_have_something_to_do(self):
        wanted = {"reported": 6, "held": 6, "legal": 1, "appeals": 1}
        self.assertLessEqual(wanted.items(), queue.counts().items())
        held = Comment.objects.held().exclude(article__comments_mode="premoderated")
        self.assertTrue(all(comment.hits.filter(outcome="hold").exists() for comment in held))

    def test_the_desk_has_a_change_to_come_errors_a_preview_link_and_unsaved_text(self):
        now = timezone.now()
        change = ScheduledChange.objects.get(TO_COME)
        self.assertTrue(change.article.has_unreleased and change.due_at > now)
        self.assertEqual((ErrorReport.objects.open().count(), ErrorReport.objects.answered().count()), (2, 1))
        self.assertEqual(ErrorReport.objects.answered().get().version, 1)
        self.assertFalse(ErrorReport.objects.filter(arrived_at__gt=now).exists())
        self.assertEqual(self.client.get(PreviewLink.objects.get().get_absolute_url()).status_code, 200)
        typed = Unsaved.objects.select_related("article", "by").get()
        self.client.force_login(typed.by)
        address = f"/admin/articles/article/{typed.article_id}/change/"
        form = self.client.get(f"{address}?unsaved={typed.pk}").context["adminform"].form
        self.assertIn("on the roof of the", form["body"].value())
        self.assertEqual(form["headline"].value(), typed.article.headline)
        self.assertEqual(self.client.post(address, dict(typed.fields)).status_code, 302)
        facts = version.newest(typed.article)
        typed.article.refresh_from_db()
        self.assertEqual(version.newest(typed.article) | {"body": facts["body"]}, facts)

    def test_everybody_can_sign_in_with_the_one_password(self):
        self.assertEqual(User.objects.values("password").distinct().count(), 1)
        self.assertTrue(User.objects.first().check_password(PASSWORD))
        verified = EmailAddress.objects.filter(verified=True, primary=True)
        self.assertEqual(verified.count(), User.objects.count())
        self.client.post("/account/login/", {"login": "bernard.loughrane@example.org", "password": PASSWORD})
        self.assertEqual(self.client.get("/moderation/").status_code, 200)

    def test_each_role_is_printed_with_somebody_who_has_it(self):
        for role in cast.STAFF.values():
            line = next(line for line in self.told.splitlines() if line.strip().startswith(role))
            person = User.objects.get(email=line.replace(role, "").split()[0])
            self.assertTrue(person.is_staff and person.groups.filter(name=role).exists(), line)
        self.assertIn(PASSWORD, self.told)
        self.assertIn("http://127.0.0.1:8000/moderation/", self.told)

    def test_no_mail_goes_out_about_the_past(self):
        self.assertGreater(Message.objects.count(), 0)
        for message in Message.objects.all():
            mail_task.call(message.pk)
        self.assertEqual(mail.outbox, [])


@QUEUED
class RefusedDemoTests(TestCase):
    def test_it_is_refused_on_a_site_with_stories_of_its_own(self):
        section = Section.objects.create(name="Local", slug="local")
        Article.objects.create(headline="Ours", slug="ours", section=section)
        with self.assertRaisesMessage(CommandError, "stories or sections of its own"):
            load_demo()
        self.assertEqual(Section.objects.count(), 1)

    def test_it_is_refused_where_an_account_has_an_address_of_the_demo(self):
        User.objects.create_user("admin@example.org", "a password of their own", display_name="Somebody")
        with self.assertRaisesMessage(CommandError, "admin@example.org"):
            load_demo()
        self.assertTrue(User.objects.get().check_password("a password of their own"))

    @override_settings(PRODUCTION=True)
    def test_it_is_refused_in_production(self):
        with self.assertRaisesMessage(CommandError, "not in production"):
            load_demo()
        self.assertFalse(User.objects.exists())

    def test_when_it_dies_nothing_is_half_loaded(self):
        before = all_rows()
        with (
            mock.patch.object(edition, "load_threads", side_effect=RuntimeError),
            self.assertRaises(RuntimeError),
        ):
            load_demo()
        self.assertEqual(all_rows(), before)


class ReadyTests(SimpleTestCase):
    """What `make demo` asks before it installs anything."""

    def test_a_port_that_is_taken_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = str(server.getsockname()[1])
            self.assertIn(f"Port {port} on this machine is taken", ready.trouble(port))
        self.assertIsNone(ready.trouble(port))

    def test_a_port_that_is_no_number_is_refused(self):
        for port in ("harbour", "99999"):
            with self.assertRaisesRegex(SystemExit, "must be a number"):
                ready.trouble(port)

    def test_an_old_python_is_told_so(self):
        with mock.patch.object(ready.sys, "version_info", (3, 10, 4)):
            self.assertIn("3.11 or newer", ready.trouble(None))
