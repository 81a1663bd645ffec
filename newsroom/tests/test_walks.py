"""The first five walks of docs/walks.md, one after the other, through the pages alone."""

from django.test import TestCase

from articles.models import Article
from comments.models import Comment
from moderation.models import Decision, Report

from . import cast


class WalksTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo()

    def write_story(self):
        self.client.force_login(self.ed)
        inline = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0"}
        data = {
            "headline": "Ferry back in service",
            "standfirst": "The first boat left at seven.",
            "body": f'<p>It is back.</p><figure data-photo="{self.photo.pk}"></figure><h2>Times</h2><p>Daily.</p>',
            "section": self.news.pk,
            "tags": "Ferries, harbour",
            "lead_in_words": 3,
            "comments_mode": "open",
            "_continue": "1",
            **{f"figures-{name}": value for name, value in (inline | {"TOTAL_FORMS": "0"}).items()},
            **{f"related-{name}": value for name, value in (inline | {"TOTAL_FORMS": "0"}).items()},
            **{f"opening_hours-{name}": value for name, value in (inline | {"TOTAL_FORMS": "0"}).items()},
            **{f"bylines-{name}": value for name, value in inline.items()},
            "bylines-0-author": self.author.pk,
            "bylines-0-position": 0,
        }
        response = self.client.post("/admin/articles/article/add/", data)
        self.assertEqual(response.status_code, 302, getattr(response, "context_data", {}).get("errors"))
        return Article.objects.get(headline="Ferry back in service")

    def test_a_story_is_written_published_read_commented_reported_and_decided(self):
        story = self.write_story()
        address = story.get_absolute_url()
        self.client.logout()
        self.assertEqual(self.client.get(address).status_code, 404)

        self.client.force_login(self.ed)
        page = f"/admin/articles/article/{story.pk}/publish/"
        self.assertContains(self.client.get(page), "Publish")
        self.assertRedirects(
            self.client.post(page, {"version_seen": story.version}), f"/admin/articles/article/{story.pk}/change/"
        )
        self.client.logout()
        self.assertContains(self.client.get(address), "Two boats at the pier.")

        self.client.force_login(self.rita)
        form = self.client.get(f"/comments/on/{story.pk}/new/").context["form"]
        self.client.post(f"/comments/on/{story.pk}/new/", {"text": "About time!", "form_key": form["form_key"].value()})
        comment = Comment.objects.get()
        self.client.logout()
        self.assertContains(self.client.get(address), "About time!")

        self.client.force_login(self.ravi)
        answer = self.client.post(f"/c/{comment.pk}/report/", {"rule": "abuse", "words": "Rude.", "text_version": 1})
        report = Report.objects.get()
        self.assertRedirects(answer, report.get_absolute_url())

        self.client.force_login(self.mo)
        queue = self.client.get("/moderation/")
        self.assertContains(queue, "About time!")
        self.assertContains(queue, "Rude.")
        prefix = f"c{comment.pk}-"
        self.client.post(
            f"/moderation/comments/{comment.pk}/",
            {f"{prefix}action": "remove", f"{prefix}rule": "abuse", f"{prefix}version_seen": comment.version},
        )
        self.assertEqual(Decision.objects.get().action, "remove")
        self.client.logout()
        self.assertNotContains(self.client.get(address), "About time!")

        self.client.force_login(self.ravi)
        self.assertContains(self.client.get(report.get_absolute_url()), "The comment was removed")
        self.assertContains(self.client.get("/me/messages/"), report.reference)
        self.client.force_login(self.rita)
        self.assertContains(self.client.get(f"/c/{comment.pk}/"), "Attacks on people are not welcome.")
        self.assertContains(self.client.get("/me/messages/"), "Your comment was removed")
