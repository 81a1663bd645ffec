"""The story page."""

from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from articles.correct import correct
from articles.models import Article
from articles.withdraw import withdraw
from newsroom.tests import cast
from pagecache.move import move
from pagecache.pages import parts
from support.models import Campaign


class ArticlePageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.lead = cast.photo()
        cls.other = cast.photo("maroon", caption="The wall in 1911.", credit="County Archive", alt_text="A wall")
        Campaign.objects.create(
            name="autumn",
            heading="Stand by us",
            lead_line="Readers pay for this paper.",
            body="First paragraph.\n\nSecond paragraph.",
            button_label="Give",
            button_url="https://example.org/give",
        )
        cls.story = cast.story(
            cls,
            lead=cls.lead,
            agency=cls.agency,
            body=f'<p>North harbour wall will rise.</p><figure data-photo="{cls.other.pk}"></figure>'
            "<h2>‘A long wait’</h2><p>“At last,” said B-52 – quietly.</p>",
        )
        cls.story.tags.add("Harbour")
        cls.address = cls.story.get_absolute_url()
        cls.comment = cast.comment(cls.story, cls.rita, "Not before time.")

    def page(self):
        return self.client.get(self.address)

    def test_the_parts_stand_in_their_order(self):
        html = self.page().content.decode().partition("<main")[2]
        parts = [
            'aria-label="Breadcrumb"',
            "Stand by us",
            "Readers pay for this paper.",
            "First paragraph.",
            "Second paragraph.",
            "Two boats at the pier.",
            "Pia / The Test",
            '<h1 id="headline">Harbour wall to be raised</h1>',
            '<p class="standfirst">Work begins in spring.</p>',
            "Nell Byrne",
            '<span class="lead-in">North harbour wall</span> will rise.',
            "The wall in 1911.",
            "County Archive",
            "<h2>‘A long wait’</h2>",
            "“At last,” said B-52 – quietly.",
            f"© TA {timezone.localtime().year}",
            ">Harbour</a>",
            "Your Voice",
            "Readers’ comments",
            "(1)",
            "/policies/comments/",
            "Leave a comment",
            "Not before time.",
            f"/c/{self.comment.pk}/reply/",
            f"/c/{self.comment.pk}/report/",
        ]
        places = [html.find(part) for part in parts]
        self.assertNotIn(-1, places, parts[places.index(-1)] if -1 in places else "")
        self.assertEqual(places, sorted(places))

    def test_times_carry_their_zone(self):
        at = timezone.datetime(2026, 7, 1, 8, 30, tzinfo=timezone.get_default_timezone())
        Article.objects.filter(pk=self.story.pk).update(first_published_at=at, publish_at=at)
        self.assertContains(
            self.page(), '<time datetime="2026-07-01T07:30:00Z">1 July 2026, 08:30 IST</time>', html=True
        )

    def test_the_page_is_the_same_bytes_for_everyone(self):
        anonymous = self.page()
        self.client.force_login(self.rita)
        self.client.cookies["theme"] = "dark"
        signed_in = self.page()
        self.assertEqual(anonymous.content, signed_in.content)
        for response in (anonymous, signed_in):
            self.assertFalse(response.cookies)
            self.assertNotIn("Cookie", response.headers.get("Vary", ""))
            self.assertNotContains(response, "csrfmiddlewaretoken")
            self.assertEqual(
                response.headers["Cache-Control"],
                "public, max-age=0, s-maxage=2, stale-while-revalidate=2, stale-if-error=86400",
            )

    def test_a_page_that_did_not_change_is_304(self):
        etag = self.page().headers["ETag"]
        address = self.story.get_absolute_url()
        self.assertEqual(self.client.get(address, headers={"if-none-match": etag}).status_code, 304)
        cast.comment(self.story, self.ravi, "Something new.")
        self.assertEqual(self.client.get(address, headers={"if-none-match": etag}).status_code, 200)

    @override_settings(PAGES_DUE=[])
    def test_as_many_queries_whatever_the_number_of_comments(self):
        with self.assertNumQueries(10):
            self.page()
        for number in range(30):
            cast.comment(self.story, self.ravi, f"Comment {number}.", parent=self.comment)
        with self.assertNumQueries(1):  # the thread: all else on the page still stands
            self.assertContains(self.page(), "(31)")
        parts.clear()
        move(f"thread:{self.story.pk}")
        with self.assertNumQueries(10):
            self.assertContains(self.page(), "(31)")

    def test_no_appeal_on_a_sensitive_story(self):
        Article.objects.filter(pk=self.story.pk).update(sensitive=True)
        self.assertNotContains(self.page(), "Stand by us")

    def test_a_correction_stands_with_its_story_and_moves_the_updated_time(self):
        correct(article=self.story, by=self.ed, kind="correction", text="The wall is 2 m high, not 3 m.")
        self.assertContains(self.page(), "The wall is 2 m high, not 3 m.")
        self.assertContains(self.page(), "Updated")

    def test_an_old_slug_or_section_leads_to_the_address_in_one_hop(self):
        for address in (f"/sport/harbour-wall-{self.story.pk}/", f"/news/wall-{self.story.pk}/"):
            self.assertRedirects(self.client.get(address), self.story.get_absolute_url(), status_code=301)

    def test_closed_comments_say_why_and_offer_no_form(self):
        Article.objects.filter(pk=self.story.pk).update(
            comments_mode="closed", comments_closed_reason="The case is before the court."
        )
        page = self.page()
        self.assertContains(page, "The case is before the court.")
        self.assertNotContains(page, "Leave a comment")
        self.assertNotContains(page, "/reply/")

    def test_a_withdrawn_story_says_so(self):
        withdraw(article=self.story, by=self.ed, note="We could not stand over it.")
        page = self.page()
        self.assertContains(page, "We could not stand over it.", status_code=410)
        self.assertNotContains(page, "Harbour wall to be raised", status_code=410)

    def test_a_story_withdrawn_before_its_time_was_never_there(self):
        later = cast.story(self, headline="Later", slug="later", when=timezone.now() + timedelta(days=1))
        withdraw(article=later, by=self.ed, note="Better not.")
        self.assertEqual(self.client.get(later.get_absolute_url()).status_code, 404)

    def test_wrong_method(self):
        self.assertEqual(self.client.post(self.story.get_absolute_url()).status_code, 405)


class NotPublicTests(TestCase):
    """What is not live is not there, at any door."""

    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        later = timezone.now() + timedelta(hours=1)
        photo = cast.photo
        cls.hidden = {
            "draft": cast.draft(cls, headline="Canary draft"),
            "scheduled": cast.story(cls, headline="Canary scheduled", when=later, lead=photo("navy")),
            "embargoed": cast.story(cls, headline="Canary embargoed", embargo_until=later, lead=photo("olive")),
            "held": cast.story(cls, headline="Canary held", lead=photo("teal")),
        }
        Article.objects.filter(pk=cls.hidden["held"].pk).update(legal_hold=True)
        for story in cls.hidden.values():
            story.tags.add("Secret plan")
        cls.open = cast.story(cls, headline="Open story")

    def test_its_address_is_404(self):
        for story in self.hidden.values():
            for slug in (story.slug, "anything"):
                self.assertEqual(self.client.get(f"/news/{slug}-{story.pk}/").status_code, 404)
                self.assertEqual(self.client.get(f"/sport/{slug}-{story.pk}/").status_code, 404)

    def test_no_list_names_it(self):
        for address in ("/", "/news/", "/authors/nell-byrne/", f"/news/?before={self.open.pk}"):
            page = self.client.get(address)
            self.assertEqual(page.status_code, 200)
            self.assertNotContains(page, "Canary")

    def test_a_tag_that_only_hidden_stories_carry_is_404(self):
        self.assertEqual(self.client.get("/tags/secret-plan/").status_code, 404)

    def test_a_hidden_story_is_no_place_to_begin_a_list_from(self):
        for story in self.hidden.values():
            self.assertEqual(self.client.get(f"/news/?before={story.pk}").status_code, 404)

    def test_no_comment_door_is_open(self):
        self.client.force_login(self.rita)
        for story in self.hidden.values():
            for address in (f"/comments/on/{story.pk}/", f"/comments/on/{story.pk}/new/"):
                self.assertEqual(self.client.get(address).status_code, 404)
            answer = self.client.post(f"/comments/on/{story.pk}/new/", {"text": "Hello?", "form_key": "x"})
            self.assertEqual(answer.status_code, 404)

    def test_its_photo_is_404_to_the_public_and_shown_at_the_desk(self):
        from images import renditions

        for story in self.hidden.values():
            for figure in story.figures.all():
                address = renditions.address(figure.photo, "full", 320)
                self.client.logout()
                self.assertEqual(self.client.get(address).status_code, 404)
                self.client.force_login(self.ed)
                response = self.client.get(address)
                self.assertEqual(response.status_code, 200)
                self.assertIn("no-store", response.headers["Cache-Control"])

    def test_a_scheduled_story_is_live_because_its_time_has_come(self):
        story = self.hidden["scheduled"]
        self.assertFalse(Article.objects.live().filter(pk=story.pk).exists())
        self.assertTrue(Article.objects.live(story.publish_at).filter(pk=story.pk).exists())
        Article.objects.filter(pk=story.pk).update(publish_at=timezone.now())
        self.assertContains(self.client.get(story.get_absolute_url()), "Canary scheduled")

    def test_an_embargo_ends_by_itself(self):
        story = self.hidden["embargoed"]
        self.assertTrue(Article.objects.live(story.embargo_until).filter(pk=story.pk).exists())
