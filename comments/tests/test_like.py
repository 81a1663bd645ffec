"""Liking a comment: the deed, and its page."""

from django.test import Client, TestCase

from articles.models import Article
from comments.delete import delete
from comments.like import OwnComment, like, unlike
from comments.models import Comment, Like
from comments.post import Gone, NotAllowed
from moderation.decide import decide
from newsroom.tests import cast
from pagecache.models import PageVersion

BY_SCRIPT = {"HTTP_HX_REQUEST": "true"}


class LikeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "Words of Rita’s.")
        cls.own, cls.address = f"/c/{cls.comment.pk}/", f"/c/{cls.comment.pk}/like/"

    def setUp(self):
        self.client.force_login(self.ravi)

    def likes(self, number):
        """Assert that the count, and the rows that it counts, are so many."""
        likes = Comment.objects.get(pk=self.comment.pk).likes
        self.assertEqual((likes, Like.objects.filter(comment=self.comment).count()), (number, number))

    def page_version(self):
        return PageVersion.objects.get(name=f"thread:{self.story.pk}").number

    def refused(self, kind, reader=None):
        with self.assertRaises(kind):
            like(comment=self.comment, reader=reader or self.ravi)
        self.likes(0)

    def remove(self):
        decide(comment=self.comment, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)

    # The deed

    def test_a_like_is_counted_and_can_be_taken_back(self):
        versions = [self.page_version()]
        for deed, number in ((like, 1), (unlike, 0), (like, 1)):
            deed(comment=self.comment, reader=self.ravi)
            self.likes(number)
            versions.append(self.page_version())
        self.assertEqual(versions, sorted(set(versions)))

    def test_twice_is_once(self):
        like(comment=self.comment, reader=self.ravi)
        before = self.page_version()
        like(comment=self.comment, reader=self.ravi)
        self.likes(1)
        self.assertEqual(self.page_version(), before)
        unlike(comment=self.comment, reader=self.ravi)
        unlike(comment=self.comment, reader=self.ravi)
        unlike(comment=self.comment, reader=self.nell)
        self.likes(0)

    def test_each_reader_has_one(self):
        for reader in (self.ravi, self.nell, self.mo):
            like(comment=self.comment, reader=reader)
        self.likes(3)

    def test_nobody_likes_their_own(self):
        self.refused(OwnComment, self.rita)

    def test_what_is_not_on_the_site_is_not_liked(self):
        Article.objects.update(legal_hold=True)
        self.refused(Gone)
        Article.objects.update(legal_hold=False)
        self.remove()
        self.refused(Gone)
        self.comment = cast.comment(self.story, self.rita)
        delete(comment=self.comment, reader=self.rita)
        self.refused(Gone)
        self.comment = cast.comment(cast.story(self, comments_mode="premoderated"), self.rita)
        self.refused(Gone)

    def test_a_blocked_account_likes_nothing(self):
        type(self.ravi).objects.filter(pk=self.ravi.pk).update(is_active=False)
        self.refused(NotAllowed)

    def test_a_like_of_what_was_removed_can_be_taken_back(self):
        like(comment=self.comment, reader=self.ravi)
        self.remove()
        unlike(comment=self.comment, reader=self.ravi)
        self.likes(0)

    # The page

    def test_without_scripts_it_takes_a_page_with_a_button(self):
        page = self.client.get(self.address)
        self.assertContains(page, "Words of Rita’s.")
        self.assertContains(page, 'value="like">Like it')
        self.assertRedirects(self.client.post(self.address, {"want": "like"}), self.own)
        self.client.post(self.address, {"want": "like"})
        self.likes(1)
        self.assertContains(self.client.get(self.address), 'value="unlike">Take your like back')
        self.client.post(self.address, {"want": "unlike"})
        self.likes(0)

    def test_the_thread_shows_the_number(self):
        self.client.post(self.address, {"want": "like"})
        self.assertContains(self.client.get(self.story.get_absolute_url()), f'{self.address}"><i>Like: </i>1</a>')

    def test_a_script_is_told_how_things_stand(self):
        self.assertEqual(
            self.client.post(self.address, {"want": "like"}, **BY_SCRIPT).json(), {"likes": 1, "mine": True}
        )
        self.assertEqual(
            self.client.post(self.address, {"want": "unlike"}, **BY_SCRIPT).json(), {"likes": 0, "mine": False}
        )

    def test_who_is_not_signed_in_is_asked_to_and_brought_back(self):
        self.client.logout()
        login = f"/account/login/?next={self.address}"
        self.assertRedirects(self.client.get(self.address), login)
        self.assertRedirects(self.client.post(self.address, {"want": "like"}), login)
        response = self.client.post(self.address, {"want": "like"}, **BY_SCRIPT)
        self.assertIn("/account/login/?next=", response.headers["HX-Redirect"])
        self.likes(0)

    def test_ones_own_is_answered_with_the_reason(self):
        self.client.force_login(self.rita)
        self.assertContains(self.client.post(self.address, {"want": "like"}), "your own comment", status_code=403)
        self.assertContains(self.client.get(self.address), "your own comment", status_code=403)

    def test_what_is_gone_is_said_to_be_gone_and_not_shown(self):
        self.remove()
        for response in (self.client.get(self.address), self.client.post(self.address, {"want": "like"})):
            self.assertContains(response, "not on the site any more", status_code=410)
            self.assertNotContains(response, "Words of Rita’s.", status_code=410)

    def test_what_was_never_there_is_not_there(self):
        held = cast.comment(cast.story(self, comments_mode="premoderated"), self.rita)
        for number in (held.pk, 10**6, 10**30):
            self.assertEqual(self.client.post(f"/c/{number}/like/", {"want": "like"}).status_code, 404)

    def test_another_word_is_an_error_and_changes_nothing(self):
        for forged in ({}, {"want": ""}, {"want": "love"}, {"want": "like\0"}):
            self.assertContains(self.client.post(self.address, forged), "Please press the button", status_code=422)
        self.likes(0)

    def test_a_forged_form_is_refused(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.ravi)
        self.assertEqual(client.post(self.address, {"want": "like"}).status_code, 403)
        self.likes(0)

    def test_other_methods_are_refused(self):
        self.assertEqual(self.client.put(self.address).status_code, 405)
