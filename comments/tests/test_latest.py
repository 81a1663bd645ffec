"""What the script asks that tells of new comments: how many there are, and which came last."""

from django.test import TestCase

from articles.models import Article
from articles.withdraw import withdraw
from moderation.decide import decide
from newsroom.tests import cast
from pagecache.move import move


class LatestTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.address = f"/comments/on/{cls.story.pk}/latest/"

    def told(self):
        answer = self.client.get(self.address).json()
        self.assertEqual(set(answer), {"count", "latest"})
        return answer["count"], answer["latest"]

    def test_it_tells_the_count_and_the_newest_first(self):
        self.assertEqual(self.told(), (0, []))
        one = cast.comment(self.story, self.rita)
        two = cast.comment(self.story, self.ravi, parent=one)
        self.assertEqual(self.told(), (2, [two.pk, one.pk]))

    def test_it_tells_of_what_everybody_may_see_alone(self):
        one = cast.comment(self.story, self.rita)
        decide(comment=one, moderator=self.mo, action="remove", rule=self.spam, version_seen=1)
        Article.objects.filter(pk=self.story.pk).update(comments_mode="premoderated")
        cast.comment(Article.objects.get(pk=self.story.pk), self.rita, "Held.")
        self.assertEqual(self.told(), (0, []))

    def test_fifty_at_most(self):
        pks = [cast.comment(self.story, self.rita, f"No. {number}").pk for number in range(52)]
        self.assertEqual(self.told(), (52, pks[:1:-1]))

    def test_it_is_the_same_for_everybody_and_is_kept_until_somebody_comments(self):
        cast.comment(self.story, self.rita)
        first = self.client.get(self.address)
        self.client.force_login(self.rita)
        with self.assertNumQueries(0):
            again = self.client.get(self.address)
        self.assertEqual(first.content, again.content)
        self.assertIn("public", again.headers["Cache-Control"])
        tag = {"if-none-match": again.headers["ETag"]}
        self.assertEqual(self.client.get(self.address, headers=tag).status_code, 304)
        cast.comment(self.story, self.ravi)
        self.assertEqual(self.client.get(self.address, headers=tag).status_code, 200)

    def test_the_pages_ask_it_where_comments_are_taken(self):
        cast.comment(self.story, self.rita)
        for page in (self.story.get_absolute_url(), f"/comments/on/{self.story.pk}/"):
            self.assertContains(self.client.get(page), f'<new-comments src="{self.address}"')
            self.assertContains(self.client.get(page), 'count="1"')
        Article.objects.filter(pk=self.story.pk).update(comments_mode="closed")
        move(f"story:{self.story.pk}")
        for page in (self.story.get_absolute_url(), f"/comments/on/{self.story.pk}/"):
            self.assertNotContains(self.client.get(page), "new-comments")

    def test_a_story_that_is_not_on_the_site_has_none(self):
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        for number in (self.story.pk, cast.draft(self, slug="draft").pk, 0, 10**30):
            self.assertEqual(self.client.get(f"/comments/on/{number}/latest/").status_code, 404)

    def test_it_takes_no_post(self):
        self.assertEqual(self.client.post(self.address).status_code, 405)
