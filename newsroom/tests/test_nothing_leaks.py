"""What a photo's file says of place and camera is in nothing that the public gets; whose it is, in each rendition."""

from django.conf import settings
from django.test import TestCase
from django.utils import timezone

from images import renditions
from images.tests.pictures import OwnMedia, sent
from images.tests.planted import originals
from images.upload import upload
from newsroom.tests import cast

SAID = {
    "creator": "Ina Ross",
    "credit": "Ina Ross / Quayside",
    "copyright_notice": "© 2026 Quayside",
    "web_statement": "https://quayside.example/rights",
    "licensor_url": "https://quayside.example/buy",
}
WORDS = SAID | {"caption": "Two boats at the pier.", "alt_text": "Two boats", "rights": "agency"}
FEEDS = [f"/feeds/{full}latest.{form}" for full in ("", "full/") for form in ("rss", "atom", "json")]
PAGES = ["/", "/news/", "/latest/", "/authors/nell-byrne/", "/api/stories/", "/sitemaps/news-1.xml", *FEEDS]


class NothingLeaksTests(OwnMedia, TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.files, cls.marks, stories = {}, {b"PLANTED"}, []
        for kind, data, marks in originals():
            photo = upload(file=sent(data, f"PLANTED name.{kind.lower()}"), **WORDS)
            cls.files[photo] = data
            cls.marks.update(marks.values())
            stories.append({"slug": kind.lower(), "lead": photo, "at": timezone.now()})
        cls.stories = cast.stories(cls, stories)

    def public(self, address, status=200, **words):
        """Return what anyone gets at the address: its headers and its bytes."""
        answer = self.client.get(address, words)
        self.assertEqual(answer.status_code, status, address)
        return repr(answer.headers).encode() + b"".join(answer)

    def addresses(self):
        """Yield what shows the photos, but the renditions themselves."""
        yield from PAGES
        for story in self.stories:
            yield story.get_absolute_url()
            yield f"/api/stories/{story.pk}/"

    def test_no_page_feed_or_card_says_what_was_planted(self):
        answers = {address: self.public(address) for address in self.addresses()}
        for story in self.stories:
            answers[story.slug] = self.public("/oembed/", url=settings.SITE_URL + story.get_absolute_url())
        for address, answer in answers.items():
            self.assertEqual([], [mark for mark in self.marks if mark in answer], address)
        shown = b"".join(answers.values())
        for photo in self.files:
            self.assertIn(renditions.address(photo, "16x9", 1280).encode(), shown)
            self.assertIn(renditions.address(photo, "social", 1200).encode(), shown)

    def test_every_rendition_says_whose_it_is_and_no_more(self):
        for photo in self.files:
            for name in renditions.all_names(photo):
                answer = self.public(f"/photos/{renditions.folder(photo)}/{name}")
                self.assertEqual([], [mark for mark in self.marks if mark in answer], (photo.format, name))
                self.assertEqual(
                    [], [text for text in SAID.values() if text.encode() not in answer], (photo.format, name)
                )

    def test_no_address_gives_the_original(self):
        for photo, data in self.files.items():
            self.assertEqual(photo.file.read(), data)
            path, folder = photo.file.name, renditions.folder(photo)
            base = path.rsplit("/", 1)[1]
            for address in (
                f"/{path}",
                f"/media/{path}",
                f"/static/{path}",
                f"/static/../media/{path}",
                f"/photos/{path}",
                f"/photos/{folder}/{base}",
                f"/photos/{folder}/original.{photo.format.lower()}",
                f"/photos/{folder}/..%2f..%2f{path}",
                f"/photos/{folder}/",
                f"/photos/{photo.sha256}/{base}",
                f"/photos/originals/{base}",
                f"/renditions/{folder}/{renditions.name(photo, 'full', 320, 'webp')}",
            ):
                self.assertNotIn(data[:200], self.public(address, 404))
