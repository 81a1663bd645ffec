"""Rights when a story is published or scheduled, and when time alone ends them."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.due import next_due
from articles.expire import expire
from articles.models import Figure
from articles.publish import NotReady, problems, publish
from images import renditions
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

    def test_with_archive_it_stays_with_the_story_that_has_shown_it(self):
        story = self.draft(use_until=self.now + DAY)
        publish(article=story, by=self.ed)
        Photo.objects.update(use_until=timezone.now() - timedelta(seconds=1))
        photo = story.figures.get().photo
        self.assertEqual(self.client.get(renditions.address(photo)).status_code, 200)

    def test_a_picture_made_by_a_machine_is_marked(self):
        story = self.draft(source_type="trainedAlgorithmicMedia")
        publish(article=story, by=self.ed)
        self.assertContains(self.client.get(story.get_absolute_url()), "AI-generated image")


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
