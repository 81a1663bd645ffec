"""Following a conversation, or the replies to a comment."""

from django.test import TestCase

from articles.models import Article
from moderation.decide import decide
from newsroom.tests import cast
from readers.follow import Gone, follow_comment, follow_story, unfollow
from readers.models import Follow


class FollowTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.ravi, "Well <b>said</b>.")
        cls.at_story, cls.at_comment = f"/readers/follow/story/{cls.story.pk}/", f"/c/{cls.comment.pk}/follow/"

    def setUp(self):
        self.client.force_login(self.rita)

    def followed(self, reader=None):
        rows = Follow.objects.filter(reader=reader or self.rita)
        return {row.article or row.comment for row in rows}

    def test_the_ways_there_stand_on_the_story_and_on_the_comment(self):
        self.assertContains(self.client.get(self.story.get_absolute_url()), f'href="{self.at_story}"')
        self.assertContains(self.client.get(f"/c/{self.comment.pk}/"), f'href="{self.at_comment}"')

    def test_a_story_by_its_button(self):
        self.assertContains(self.client.get(self.at_story), "Follow this conversation")
        self.assertEqual(self.followed(), set())
        answer = self.client.post(self.at_story, follow=True)
        self.assertRedirects(answer, "/me/follows/")
        self.assertContains(answer, self.story.headline)
        self.assertEqual((self.followed(), self.followed(self.ravi)), ({self.story}, set()))
        self.assertContains(self.client.get(self.at_story), "Follow no more")

    def test_a_comment_by_its_button(self):
        self.assertContains(self.client.get(self.at_comment), "Well &lt;b&gt;said&lt;/b&gt;.")
        self.assertContains(self.client.post(self.at_comment, follow=True), "A comment by <bdi>Ravi</bdi>")
        self.assertEqual(self.followed(), {self.comment})

    def test_twice_is_once_and_so_is_to_stop(self):
        for address in (self.at_story, self.at_comment):
            for _ in range(2):
                self.assertRedirects(self.client.post(address), "/me/follows/")
        self.assertEqual(Follow.objects.count(), 2)
        for address in (self.at_story, self.at_comment):
            for _ in range(2):
                self.assertRedirects(self.client.post(address, {"stop": "1"}), "/me/follows/")
        self.assertEqual(self.followed(), set())

    def test_it_is_undone_from_the_list_by_the_one_who_follows_alone(self):
        mine = follow_story(reader=self.rita, article=self.story)
        theirs = follow_story(reader=self.ravi, article=self.story)
        self.client.post("/me/follows/", {"follow": theirs.pk})
        self.assertEqual(Follow.objects.count(), 2)
        for _ in range(2):
            self.assertRedirects(self.client.post("/me/follows/", {"follow": mine.pk}), "/me/follows/")
        self.assertEqual((self.followed(), self.followed(self.ravi)), (set(), {self.story}))

    def test_a_form_that_is_none_is_told_so(self):
        for sent in ({}, {"follow": "x"}, {"follow": "9" * 40}, {"follow": "²"}):
            self.assertContains(self.client.post("/me/follows/", sent), "Nothing was changed", status_code=422)

    def test_what_is_not_on_the_site_cannot_be_followed(self):
        draft = cast.draft(self, slug="draft")
        decide(comment=self.comment, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        for address in (f"/readers/follow/story/{draft.pk}/", self.at_comment, "/c/999999/follow/"):
            self.assertEqual(self.client.get(address).status_code, 404)
            self.assertEqual(self.client.post(address).status_code, 404)
        self.assertRaises(Gone, follow_story, reader=self.rita, article=draft)
        self.assertRaises(Gone, follow_comment, reader=self.rita, comment=self.comment)

    def test_the_list_says_what_has_gone_and_lets_go_of_it(self):
        follow_story(reader=self.rita, article=self.story)
        follow_comment(reader=self.rita, comment=self.comment)
        Article.objects.filter(pk=self.story.pk).update(legal_hold=True)
        page = self.client.get("/me/follows/")
        self.assertNotContains(page, self.story.headline)
        self.assertContains(page, "A story that is not on the site")
        self.assertContains(page, "A comment that is not on the site")
        unfollow(reader=self.rita, article=self.story)
        self.assertEqual(self.followed(), {self.comment})

    def test_a_stranger_signs_in_first_and_comes_back(self):
        self.client.logout()
        for address in (self.at_story, self.at_comment, "/me/follows/"):
            self.assertRedirects(self.client.get(address), f"/account/login/?next={address}")
            self.assertEqual(self.client.post(address).status_code, 302)
        self.assertFalse(Follow.objects.exists())

    def test_only_the_methods_they_know(self):
        for address in (self.at_story, self.at_comment, "/me/follows/"):
            self.assertEqual(self.client.put(address).status_code, 405)
