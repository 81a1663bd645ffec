"""A story before it is public: at the desk, as a card, and by a secret link for people without an account."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.block import block
from articles.models import Article, PreviewLink, SectionLimit
from articles.preview import NoSuchVersion, TooLong, find, make, revoke
from articles.thin import thin
from articles.workflow import NotAllowed
from images import renditions
from newsroom.tests import cast

NOW = timezone.now()


class PreviewTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo, cls.inside, cls.other = cast.photo(), cast.photo("maroon"), cast.photo("teal")
        cls.story = cast.draft(
            cls,
            headline="Wall to rise",
            body=f'<p>The first words.</p><figure data-photo="{cls.inside.pk}"></figure>',
            figures=[[cls.photo.pk, "lead", "", "", "", False]],
        )
        cast.save(cls.story, cls.ed, headline="Wall will rise")
        cls.story.refresh_from_db()
        cls.link = make(article=cls.story, by=cls.ed)
        cls.address = cls.link.get_absolute_url()
        cls.desk = f"/admin/articles/article/{cls.story.pk}/preview/"

    def photo_address(self, photo, link=None):
        name = renditions.name(photo, "full", 320, "webp")
        return f"{(link or self.link).get_absolute_url()}photos/{renditions.folder(photo)}/{name}"

    def change(self, **facts):
        Article.objects.filter(pk=self.story.pk).update(**facts)

    # The deeds

    def test_a_link_is_for_three_days_and_has_a_word_that_nobody_guesses(self):
        self.assertAlmostEqual(self.link.expires_at - self.link.made_at, timedelta(days=3))
        others = [make(article=self.story, by=self.nell, version=1, days=30) for _ in range(3)]
        self.assertEqual(len({link.word for link in [self.link, *others]}), 4)
        self.assertGreaterEqual(len(self.link.word) * 6, 128)

    def test_what_cannot_be_made_is_refused(self):
        for facts, error in (
            ({"days": 31}, TooLong),
            ({"days": 0}, TooLong),
            ({"version": 99}, NoSuchVersion),
            ({"by": self.mo}, NotAllowed),
            ({"by": self.pia}, NotAllowed),
            ({"by": self.rita}, NotAllowed),
        ):
            with self.subTest(facts), self.assertRaises(error):
                make(**{"article": self.story, "by": self.ed} | facts)

    def test_a_link_is_closed_once_and_by_those_who_may_show_the_story(self):
        with self.assertRaises(NotAllowed):
            revoke(link=self.link, by=self.pia)
        self.assertEqual([revoke(link=self.link, by=self.nell), revoke(link=self.link, by=self.ed)], [True, False])

    # What the link shows

    def test_it_shows_the_newest_version_to_anybody_and_nothing_keeps_it(self):
        page = self.client.get(self.address)
        self.assertContains(page, '<h1 id="headline">Wall will rise</h1>')
        self.assertContains(page, "Not public. Please do not pass it on.")
        self.assertContains(page, '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">')
        self.assertEqual(page.headers["X-Robots-Tag"], "noindex, nofollow, noarchive")
        self.assertEqual(page.headers["Cache-Control"], "private, no-store")
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertFalse(page.cookies)
        for absent in ("/admin/", "data-read", "/errors/on/", "Leave a comment", 'rel="canonical"'):
            self.assertNotContains(page, absent)
        cast.save(self.story, self.ed, headline="Wall rises")
        self.assertContains(self.client.get(self.address), "Wall rises")

    def test_a_pinned_one_shows_its_version_and_no_later_one(self):
        link = make(article=self.story, by=self.ed, version=1)
        cast.save(self.story, self.ed, headline="Wall rises")
        page = self.client.get(link.get_absolute_url())
        self.assertContains(page, "Wall to rise")
        self.assertContains(page, "This is version 1.")

    def test_it_counts_how_often_it_was_opened_and_nothing_else(self):
        with self.assertNumQueries(19):
            self.client.get(self.address)
        self.client.get(self.address)
        self.client.head(self.address)
        self.link.refresh_from_db()
        self.assertEqual(self.link.opened, 2)
        self.assertIsNotNone(self.link.last_opened_at)

    def test_the_embargo_stands_on_top(self):
        self.change(embargo_until=timezone.now() + timedelta(days=1))
        self.assertContains(self.client.get(self.address), "Not public. Embargoed until")
        self.assertContains(self.client.get(f"{self.address}card/"), "Not public. Embargoed until")

    def test_of_a_public_story_it_says_so(self):
        story = cast.story(self, headline="Out", slug="out")
        cast.save(story, self.ed, headline="Out soon anew")
        page = self.client.get(make(article=story, by=self.ed).get_absolute_url())
        self.assertContains(page, "Out soon anew")
        self.assertContains(page, "The story itself is public, and may read otherwise there.")

    def test_as_a_card_and_in_a_feed_it_is_as_it_will_be(self):
        page = self.client.get(f"{self.address}card/")
        for words in (
            "At the top of a front",
            "In a list",
            "Where somebody shares it",
            "In a feed",
            "The first words.",
        ):
            self.assertContains(page, words)
        self.assertContains(page, "Wall will rise")
        self.assertContains(page, f"{self.address}photos/")
        self.assertNotContains(page, 'srcset="/photos/')
        self.link.refresh_from_db()
        self.assertEqual(self.link.opened, 0)

    # Its photos

    def test_its_photos_are_there_without_being_public(self):
        self.assertContains(self.client.get(self.address), f"{self.address}photos/{renditions.folder(self.photo)}/")
        for photo in (self.photo, self.inside):
            answer = self.client.get(self.photo_address(photo))
            self.assertEqual((answer.status_code, answer.headers["Cache-Control"]), (200, "private, no-store"))
            self.assertTrue(b"".join(answer))
            known = self.client.get(self.photo_address(photo), headers={"if-none-match": answer.headers["ETag"]})
            self.assertEqual(known.status_code, 304)
            self.assertEqual(self.client.get(renditions.address(photo)).status_code, 404)
        for address in (
            self.photo_address(self.other),
            f"{self.photo_address(self.photo)}x",
            f"{self.address}photos/x/y",
        ):
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_a_photo_that_was_blocked_stands_nowhere(self):
        block(photo=self.photo, by=self.ed, reason="The agency’s kill.")
        self.assertEqual(self.client.get(self.photo_address(self.photo)).status_code, 404)
        for address in (self.address, f"{self.address}card/"):
            self.assertNotContains(self.client.get(address), renditions.folder(self.photo))

    # What closes it

    def closed(self):
        """Tell whether nothing is found at any of its addresses, whatever the browser had of it."""
        addresses = [self.address, f"{self.address}card/", self.photo_address(self.photo)]
        answers = [self.client.get(address) for address in addresses]
        answers += [self.client.get(address, headers={"if-none-match": "*"}) for address in addresses]
        answers.append(self.client.head(self.address))
        told = any(b"first words" in b"".join(answer) or b"Wall" in b"".join(answer) for answer in answers)
        return not told and {answer.status_code for answer in answers} == {404}

    def test_it_opens_until_it_is_over_or_closed(self):
        self.assertFalse(self.closed())
        self.assertIsNotNone(find(self.link.word, self.link.expires_at - timedelta(seconds=1)))
        self.assertIsNone(find(self.link.word, self.link.expires_at))
        revoke(link=self.link, by=self.ed)
        self.assertTrue(self.closed())

    def test_it_closes_with_the_right_of_whoever_made_it(self):
        SectionLimit.objects.create(user=self.ed, section=self.sport)
        Article.objects.filter(pk=self.story.pk).update(created_by=self.nell)
        self.assertTrue(self.closed())
        SectionLimit.objects.all().delete()
        self.assertFalse(self.closed())
        for facts in ({"is_active": False}, {"is_staff": False}):
            type(self.ed).objects.filter(pk=self.ed.pk).update(is_active=True, is_staff=True)
            type(self.ed).objects.filter(pk=self.ed.pk).update(**facts)
            self.assertTrue(self.closed(), facts)
        PreviewLink.objects.update(made_by=None)
        self.assertTrue(self.closed())

    def test_it_is_shut_while_the_story_is_held_withdrawn_or_spiked(self):
        for facts in ({"legal_hold": True}, {"status": "withdrawn"}, {"status": "spiked", "status_before": "draft"}):
            self.change(legal_hold=False, status="draft")
            self.assertFalse(self.closed())
            self.change(**facts)
            self.assertTrue(self.closed(), facts)

    def test_it_is_shut_where_its_version_is_not_there_any_more_and_thinning_leaves_it(self):
        link = make(article=self.story, by=self.ed, version=1)
        cast.save(self.story, self.ed, headline="Third")
        self.story.revisions.update(saved_at=timezone.now() - timedelta(days=90))
        pinned = make(article=self.story, by=self.ed, version=2)
        thin()
        self.assertEqual(self.client.get(pinned.get_absolute_url()).status_code, 200)
        self.story.revisions.filter(number=1).delete()
        self.assertEqual(self.client.get(link.get_absolute_url()).status_code, 404)

    def test_a_word_that_was_not_made_here_opens_nothing(self):
        nothing = self.client.get("/preview/nothing/")
        self.assertEqual(nothing.status_code, 404)
        for word in ("x" * 22, self.link.word.swapcase(), self.link.word[:-1], self.link.word + "a", "%00"):
            self.assertEqual(self.client.get(f"/preview/{word}/").status_code, 404)
        self.assertEqual(self.client.post(self.address).status_code, 405)

    # At the desk

    def test_links_are_made_copied_and_closed_at_the_desk(self):
        self.client.force_login(self.ed)
        sent = self.client.post(f"{self.desk}links/", {"version": "1", "days": "7", "for_whom": "The harbour board"})
        made = PreviewLink.objects.get(for_whom="The harbour board")
        self.assertRedirects(sent, f"{self.desk}links/#link-{made.pk}")
        self.assertEqual((made.version, made.expires_at - made.made_at), (1, timedelta(days=7)))
        page = self.client.get(f"{self.desk}links/")
        self.assertContains(page, f'value="http://127.0.0.1:8000{made.get_absolute_url()}"')
        for said in ("The link is closed.", "The link was closed already."):
            self.assertContains(self.client.post(f"{self.desk}links/{made.pk}/close/", follow=True), said)
        self.assertNotContains(self.client.get(f"{self.desk}links/"), made.get_absolute_url())

    def test_bad_input_is_answered_and_kept(self):
        self.client.force_login(self.ed)
        for fields in ({"days": "31"}, {"days": ""}, {"version": "99"}, {"version": "x"}, {"for_whom": "x" * 121}):
            fields = {"days": "3", "version": "", "for_whom": "The board"} | fields
            with self.subTest(fields):
                answer = self.client.post(f"{self.desk}links/", fields)
                self.assertContains(answer, f'value="{fields["for_whom"]}"', status_code=422)
        self.assertEqual(PreviewLink.objects.count(), 1)

    def test_who_may_not_show_the_story_makes_and_closes_none(self):
        other = make(article=cast.draft(self, headline="Other", slug="other"), by=self.ed)
        for person, status in ((self.nell, 200), (self.pia, 403), (self.mo, 404)):
            self.client.force_login(person)
            self.assertEqual(self.client.get(f"{self.desk}links/").status_code, status, person)
        self.assertEqual(self.client.post(f"{self.desk}links/{self.link.pk}/close/").status_code, 404)
        self.client.force_login(self.pia)
        self.assertEqual(self.client.post(f"{self.desk}links/{self.link.pk}/close/").status_code, 403)
        self.client.force_login(self.ed)
        self.assertEqual(self.client.post(f"{self.desk}links/{other.pk}/close/").status_code, 404)
        self.assertEqual(self.client.get(f"{self.desk}links/{self.link.pk}/close/").status_code, 405)
        self.assertEqual(PreviewLink.objects.filter(revoked_at=None).count(), 2)

    def test_at_the_desk_the_card_shows_the_newest_version_of_a_public_story(self):
        story = cast.story(self, headline="Out", slug="out")
        cast.save(story, self.ed, headline="Out soon anew")
        self.client.force_login(self.ed)
        page = self.client.get(f"/admin/articles/article/{story.pk}/preview/card/")
        self.assertContains(page, "Out soon anew")
        self.assertContains(page, "Show it to somebody")

    def test_a_story_that_has_next_to_nothing_is_shown_too(self):
        bare = cast.draft(self, headline="", slug="", standfirst="", body="", bylines=[])
        link = make(article=bare, by=self.ed)
        for address in (link.get_absolute_url(), f"{link.get_absolute_url()}card/"):
            self.assertEqual(self.client.get(address).status_code, 200)
