"""A reader's page, as others see it."""

from django.test import TestCase

from articles.models import Article
from moderation.decide import decide
from newsroom.tests import cast
from readers.mute import mute


class ProfilePageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "The wall is <b>high</b> enough.")
        cls.address = f"/readers/{cls.rita.pk}/"

    def show(self, about="", comments=True):
        self.rita.about, self.rita.shows_comments = about, comments
        self.rita.save()

    def test_who_chose_nothing_shows_a_name_alone(self):
        page = self.client.get(self.address)
        self.assertContains(page, "<h1><bdi>Rita</bdi></h1>")
        self.assertContains(page, 'name="robots" content="noindex"')
        for private in ("enough", "rita@paper.example", "Comments</h2>", "2026"):
            self.assertNotContains(page, private)

    def test_what_they_chose_stands_there_as_text(self):
        self.show("I row.\nI <i>write</i>.")
        page = self.client.get(self.address)
        self.assertContains(page, "I row.\nI &lt;i&gt;write&lt;/i&gt;.")
        self.assertContains(page, "The wall is &lt;b&gt;high&lt;/b&gt; enough.")
        self.assertContains(page, self.story.get_absolute_url())
        self.assertContains(page, self.comment.get_absolute_url())

    def test_only_what_everyone_can_see_is_among_their_comments(self):
        self.show()
        Article.objects.filter(pk=self.story.pk).update(comments_mode="premoderated")
        cast.comment(self.story, self.rita, "This one waits.")
        off = cast.story(self, slug="off")
        cast.comment(off, self.rita, "This story is gone.")
        Article.objects.filter(pk=off.pk).update(legal_hold=True)
        page = self.client.get(self.address)
        self.assertContains(page, "enough")
        self.assertNotContains(page, "waits")
        self.assertNotContains(page, "is gone")
        decide(comment=self.comment, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        self.show("Still here.")
        page = self.client.get(self.address)
        self.assertNotContains(page, "enough")
        self.assertContains(page, "None at present.")

    def test_their_comments_come_twenty_to_a_page_each_once(self):
        self.show()
        for number in range(44):
            cast.comment(self.story, self.rita, f"Number {number}.")
        seen, address = [], self.address
        while address:
            page = self.client.get(address)
            self.assertLessEqual(len(page.context["comments"]), 20)
            seen += [comment.pk for comment in page.context["comments"]]
            address = page.context["more"] and f"{self.address}?before={page.context['more']}"
        self.assertEqual(seen, sorted(seen, reverse=True))
        self.assertEqual(len(set(seen)), 45)

    def test_a_page_takes_few_queries_however_much_they_wrote(self):
        self.show()
        for number in range(25):
            cast.comment(self.story, self.rita, f"Number {number}.")
        self.client.get(self.address)
        with self.assertNumQueries(4):  # the masthead with its sections, the banner, the reader, their comments
            self.client.get(self.address)

    def test_who_muted_them_opens_their_comments_on_demand(self):
        self.show()
        self.client.force_login(self.ravi)
        self.assertNotContains(self.client.get(self.address), "<details>")
        mute(reader=self.ravi, person=self.rita)
        self.assertContains(self.client.get(self.address), "<details><summary>Show their comments</summary>")

    def test_who_is_not_active_unknown_or_silent_has_no_page(self):
        self.assertEqual(self.client.get(f"/readers/{self.ravi.pk}/").status_code, 404)
        self.assertEqual(self.client.get("/readers/999999/").status_code, 404)
        self.rita.is_active = False
        self.rita.save()
        self.assertEqual(self.client.get(self.address).status_code, 404)

    def test_words_about_oneself_make_a_page_too(self):
        self.ravi.about = "I read."
        self.ravi.save()
        self.assertContains(self.client.get(f"/readers/{self.ravi.pk}/"), "I read.")

    def test_a_place_that_is_none_is_no_error(self):
        self.show()
        for before in ("x", "-1", "9" * 30, "²"):
            self.assertEqual(self.client.get(self.address, {"before": before}).status_code, 200)

    def test_everyone_is_shown_the_way_that_is_theirs(self):
        self.assertContains(self.client.get(self.address), "/mute/")
        self.client.force_login(self.rita)
        page = self.client.get(self.address)
        self.assertContains(page, "/me/profile/")
        self.assertNotContains(page, "/mute/")

    def test_only_the_methods_it_knows(self):
        self.assertEqual(self.client.post(self.address).status_code, 405)
