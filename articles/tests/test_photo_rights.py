"""Rights when a story is published or scheduled, and when time alone ends them."""

from datetime import timedelta

from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from articles import version
from articles.block import block
from articles.caption import caption
from articles.due import next_due
from articles.expire import expire
from articles.models import Article, Figure
from articles.publish import NotReady, problems, publish
from images import renditions
from images.delete import InBin
from images.models import Photo
from newsroom.tests import cast
from search.models import StoryText

DAY = timedelta(days=1)


class RightsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now()

    def draft(self, slug="with-photo", **facts):
        story = cast.draft(self, slug=slug)
        photo = facts.pop("photo", None) or cast.photo(**facts)
        Figure.objects.create(article=story, photo=photo, place=Figure.Place.LEAD)
        return story

    def test_without_a_caption_it_is_published_and_the_credit_stands_there(self):
        story = self.draft(caption="")
        publish(article=story, by=self.ed)
        self.assertContains(self.client.get(story.get_absolute_url()), '<span class="credit">Pia / The Test</span>')

    def test_without_credit_rights_or_alt_decision_it_is_not(self):
        for missing in ({"credit": ""}, {"rights": ""}, {"alt_text": ""}):
            with self.subTest(missing), self.assertRaises(NotReady):
                publish(article=self.draft(slug=f"no-{next(iter(missing))}", photo=made(**missing)), by=self.ed)

    def test_decorative_here_is_a_decision(self):
        story = self.draft(alt_text="")
        story.figures.update(decorative=True)
        self.assertEqual(problems(story), [])

    def test_a_schedule_is_judged_at_the_time_at_which_it_goes_out(self):
        story = self.draft(use_until=self.now + 14 * DAY)
        with self.assertRaises(NotReady):
            publish(article=story, by=self.ed, when=self.now + 15 * DAY)
        publish(article=story, by=self.ed, when=self.now + 13 * DAY)

    def test_a_photo_that_may_be_used_by_then_is_no_hindrance(self):
        story = self.draft(use_from=self.now + DAY)
        with self.assertRaises(NotReady):
            publish(article=story, by=self.ed)
        publish(article=story, by=self.ed, when=self.now + 2 * DAY)

    def test_an_embargo_is_the_time_at_which_it_goes_out(self):
        story = self.draft(use_until=self.now + 2 * DAY)
        story.embargo_until = self.now + 3 * DAY
        with self.assertRaises(NotReady):
            publish(article=story, by=self.ed)

    def test_a_photo_for_one_story_stands_in_one(self):
        photo = cast.photo(single_use=True)
        publish(article=self.draft(photo=photo), by=self.ed)
        with self.assertRaisesMessage(NotReady, "one story only"):
            publish(article=self.draft(slug="another", photo=photo), by=self.ed)

    def test_without_archive_it_goes_when_its_time_is_over_and_the_story_stays(self):
        story = self.draft(no_archive=True, use_until=self.now + DAY)
        publish(article=story, by=self.ed)
        photo = story.figures.get().photo
        address = renditions.address(photo)
        self.assertContains(self.client.get(story.get_absolute_url()), renditions.folder(photo))
        self.assertEqual(next_due(self.now), self.now + DAY)
        Photo.objects.update(use_until=timezone.now() - timedelta(seconds=1))
        self.client.force_login(self.ed)  # past the page cache
        response = self.client.get(f"/admin/articles/article/{story.pk}/preview/")
        self.assertNotContains(response, renditions.folder(photo))
        self.client.logout()
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_the_night_after_its_caption_is_found_no_more(self):
        story = self.draft(no_archive=True, use_until=self.now + DAY, caption="A heron at the weir.")
        publish(article=story, by=self.ed)
        Photo.objects.update(use_until=timezone.now() - timedelta(seconds=1))
        self.assertTrue(StoryText.objects.filter(body__contains="heron").exists())
        self.assertEqual((expire(), expire()), (1, 1))
        self.assertFalse(StoryText.objects.filter(body__contains="heron").exists())
        self.assertEqual(expire(self.now + 9 * DAY), 0)

    def test_the_night_after_it_came_its_caption_is_found(self):
        story = self.draft(use_from=self.now + DAY, caption="A heron at the weir.")
        publish(article=story, by=self.ed, when=self.now + 2 * DAY)
        self.assertFalse(StoryText.objects.filter(body__contains="heron").exists())
        Photo.objects.update(use_from=timezone.now() - timedelta(seconds=1))
        self.assertEqual(expire(), 1)
        self.assertTrue(StoryText.objects.filter(body__contains="heron").exists())

    def test_with_archive_it_stays_with_the_story_that_has_shown_it(self):
        story = self.draft(use_until=self.now + DAY)
        publish(article=story, by=self.ed, at=self.now - DAY)
        Photo.objects.update(use_until=timezone.now() - timedelta(seconds=1))
        photo = story.figures.get().photo
        self.assertEqual(self.client.get(renditions.address(photo)).status_code, 200)
        self.assertContains(self.client.get(story.get_absolute_url()), renditions.folder(photo))

    def test_no_story_goes_out_with_a_photo_whose_time_was_shortened_meanwhile(self):
        story = self.draft(use_until=self.now + 2 * DAY, caption="A heron at the weir.")
        publish(article=story, by=self.ed, at=self.now - DAY, when=self.now - timedelta(hours=1))
        photo = story.figures.get().photo
        photo.use_until = self.now - timedelta(hours=2)
        caption(photo=photo, by=self.pia)
        for page in (story.get_absolute_url(), "/", "/feeds/full/latest.rss", f"/api/stories/{story.pk}/"):
            answer = self.client.get(page)
            self.assertEqual(answer.status_code, 200, page)
            self.assertNotContains(answer, renditions.folder(photo), msg_prefix=page)
            self.assertNotContains(answer, "heron", msg_prefix=page)
        self.assertEqual(self.client.get(renditions.address(photo)).status_code, 404)
        self.assertFalse(StoryText.objects.filter(body__contains="heron").exists())
        self.assertFalse(photo.uses.filter(until=None).exists())

    def test_nor_when_an_embargo_is_later_than_its_time(self):
        story = self.draft(use_until=self.now + DAY)
        publish(article=story, by=self.ed)
        self.assertEqual(len(Article.objects.for_page().get().figures.all()), 1)
        Article.objects.update(embargo_until=self.now + 2 * DAY)
        self.assertEqual(len(Article.objects.for_page().get().figures.all()), 0)

    def test_a_photo_that_was_taken_out_of_the_text_is_public_no_more(self):
        photo = cast.photo(caption="A heron at the weir.")
        story = cast.story(self, body=f'<p>Text.</p><figure data-photo="{photo.pk}"></figure>')
        address = renditions.address(photo)
        self.assertEqual(self.client.get(address).status_code, 200)
        cast.change(story, self.ed, body="<p>Text.</p>", figures=[])
        self.assertEqual(self.client.get(address).status_code, 404)
        self.assertFalse(StoryText.objects.filter(body__contains="heron").exists())
        Photo.objects.update(rights="")
        self.assertEqual(problems(story), [])

    def test_a_picture_made_by_a_machine_is_marked(self):
        story = self.draft(source_type="trainedAlgorithmicMedia")
        publish(article=story, by=self.ed)
        self.assertContains(self.client.get(story.get_absolute_url()), "AI-generated image")


class PublicStoryTests(TestCase):
    """What is released in a story that is public is public at once."""

    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now()
        cls.shown = cast.photo("navy", use_until=cls.now + DAY)
        cls.story = cast.story(cls, lead=cls.shown)

    def save(self, story=None, figures=(), **facts):
        story = Article.objects.get(pk=(story or self.story).pk)
        before = version.newest(story)["figures"]
        cast.change(story, self.ed, kicker=f"Change {story.latest}", figures=[*before, *figures], **facts)

    def attach(self, **facts):
        self.save(figures=[gallery(cast.photo("red", **facts))])

    def test_no_photo_comes_in_with_which_it_could_not_be_published(self):
        for facts in ({"rights": ""}, {"credit": ""}, {"alt_text": ""}, {"use_until": self.now - DAY}):
            with self.subTest(facts), self.assertRaises(NotReady), transaction.atomic():
                self.attach(**facts)
        self.attach()

    def test_none_by_way_of_the_text(self):
        photo = cast.photo("red", rights="")
        with self.assertRaisesMessage(NotReady, "by what right"):
            self.save(body=f'<p>Text.</p><figure data-photo="{photo.pk}"></figure>')

    def test_none_that_is_blocked_and_none_that_another_story_has_for_its_one_use(self):
        for photo in (cast.photo("red"), cast.photo("green", single_use=True)):
            cast.story(self, slug=f"other-{photo.pk}", lead=photo)
        block(
            photo=Photo.objects.get(single_use=False, figures__article__slug__startswith="other"),
            by=self.pia,
            reason="Kill.",
        )
        for photo in Photo.objects.exclude(pk=self.shown.pk):
            with self.subTest(photo=photo), self.assertRaises(NotReady), transaction.atomic():
                self.save(figures=[gallery(photo)])

    def test_a_scheduled_story_is_as_a_public_one_at_its_own_time(self):
        later = cast.story(self, slug="later", when=self.now + 3 * DAY)
        with self.assertRaisesMessage(NotReady, "may not be used in a new story"):
            self.save(later, figures=[gallery(self.shown)])

    def test_a_photo_that_comes_later_may_be_put_in_beforehand(self):
        self.attach(use_from=self.now + DAY)

    def test_what_it_shows_already_stays_whatever_became_of_its_rights(self):
        Photo.objects.update(use_until=self.now - DAY, rights="", credit="")
        self.save()
        block(photo=self.shown, by=self.pia, reason="Kill.")
        self.save()

    def test_the_credit_that_it_has_here_is_not_taken_away(self):
        own = [[self.shown.pk, "lead", "", "Pia", "", False]]
        cast.change(self.story, self.ed, figures=own)
        Photo.objects.update(credit="")
        self.save()
        with self.assertRaisesMessage(NotReady, "no credit"):
            cast.change(self.story, self.ed, figures=[[self.shown.pk, "lead", "", "", "", False]])

    def test_a_draft_may_have_anything_but_what_is_in_the_bin(self):
        draft = cast.draft(self, slug="draft")
        photo = cast.photo("red", rights="", credit="")
        cast.save(
            draft, self.ed, figures=[gallery(photo)], body=f'<p>Text.</p><figure data-photo="{photo.pk}"></figure>'
        )
        Photo.objects.filter(pk=photo.pk).update(deleted_at=self.now)
        with self.assertRaisesMessage(InBin, "in the bin"):
            cast.save(draft, self.ed, kicker="Birds")


def gallery(photo):
    return [photo.pk, "gallery", "", "", "", False]


def made(**facts):
    return cast.photo({"credit": "red", "rights": "green", "alt_text": "teal"}[next(iter(facts))], **facts)


class GalleryTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def test_it_stands_under_the_text_in_its_order_with_captions_and_credits(self):
        story = cast.draft(self)
        for position, colour in enumerate(("red", "green", "teal")):
            photo = cast.photo(colour, caption=f"The {colour} boat.", credit=f"{colour} / The Test")
            Figure.objects.create(article=story, photo=photo, place=Figure.Place.GALLERY, position=9 - position)
        publish(article=story, by=self.ed)
        page = self.client.get(story.get_absolute_url()).content.decode()
        found = [page.index(f"The {colour} boat.") for colour in ("teal", "green", "red")]
        self.assertEqual(found, sorted(found))
        self.assertGreater(found[0], page.index("will be raised."))
        self.assertIn('<span class="credit">teal / The Test</span>', page)
        feed = self.client.get("/feeds/full/latest.rss").content.decode()
        self.assertIn("The teal boat.", feed)

    def test_a_story_without_one_has_no_heading_for_it(self):
        story = cast.story(self)
        self.assertNotContains(self.client.get(story.get_absolute_url()), "In pictures")
