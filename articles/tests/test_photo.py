"""The address of a rendition."""

from django.test import TestCase

from images import renditions
from images.models import Photo
from newsroom.tests import cast


class PhotoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo()
        cls.story = cast.story(cls, lead=cls.photo)

    def test_an_earlier_name_leads_to_the_one_it_has_now(self):
        earlier = renditions.address(self.photo, "16x9", 320)
        self.assertEqual(self.client.get(earlier).status_code, 200)
        Photo.objects.filter(pk=self.photo.pk).update(credit="Pia / Another")
        self.photo.refresh_from_db()
        answer = self.client.get(earlier)
        self.assertRedirects(answer, renditions.address(self.photo, "16x9", 320))
        self.assertEqual(answer.headers["Cache-Control"], "private, no-store")
        made_up = earlier.replace("16x9-320", "16x9-480")[:-5] + "0.jpg"
        self.assertEqual(self.client.get(made_up).status_code, 404)
