from datetime import UTC, datetime

from django.test import SimpleTestCase

from images.filed import besides, differing, filed
from images.models import Photo

FILED = {
    "xmp": {
        "caption": "Ferry at the quay.",
        "people": "Ina Ross\nTom Day",
        "source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        "web_statement": "javascript:alert(1)",
        "taken": "2024-05-03T14:05:06+02:00",
        "job": "QS-12",
    },
    "iim": {"caption": "Ferry at the quay.", "headline": "Ferry row", "job": "QS-13"},
    "exif": {"caption": "OLYMPUS DIGITAL CAMERA", "headline": "Ferry"},
}


class FiledTests(SimpleTestCase):
    def values(self, name, **facts):
        return [(said.source, said.value) for said in filed(Photo(as_filed=FILED, **facts), name)]

    def test_each_text_is_told_once_and_the_most_believed_first(self):
        self.assertEqual(self.values("caption"), [("xmp", "Ferry at the quay.")])
        self.assertEqual(self.values("headline"), [("iim", "Ferry row"), ("exif", "Ferry")])

    def test_a_value_is_what_the_field_takes(self):
        self.assertEqual(self.values("people"), [("xmp", "Ina Ross\nTom Day")])
        self.assertEqual(self.values("source_type"), [("xmp", "trainedAlgorithmicMedia")])
        self.assertEqual(self.values("web_statement"), [])
        self.assertEqual(filed(Photo(as_filed=FILED), "source_type")[0].text, "made by generative AI")
        self.assertEqual(self.values("taken_at"), [("xmp", datetime(2024, 5, 3, 12, 5, 6, tzinfo=UTC))])
        self.assertEqual(self.values("decorative"), [])

    def test_only_what_differs_is_offered(self):
        photo = Photo(
            as_filed=FILED, caption="Ferry  at the quay.\n", taken_at=datetime(2024, 5, 3, 12, 5, 6, tzinfo=UTC)
        )
        for name, wanted in (("caption", []), ("taken_at", []), ("headline", ["Ferry row", "Ferry"])):
            self.assertEqual([said.value for said in differing(photo, name)], wanted)

    def test_a_text_too_long_for_its_field_can_be_read_whole(self):
        long = "The ferry leaves. " * 20
        photo = Photo(as_filed={"iim": {"headline": long}})
        (said,) = differing(photo, "headline")
        self.assertEqual((len(said.value), said.text), (200, long.strip()))
        photo.headline = said.value
        self.assertEqual(len(differing(photo, "headline")), 1)

    def test_what_the_desk_has_no_field_for_is_told_besides(self):
        self.assertEqual(list(besides(Photo(as_filed=FILED))), [("job number", "QS-12")])

    def test_a_photo_without_words_says_nothing(self):
        self.assertEqual((filed(Photo(), "caption"), list(besides(Photo()))), ([], []))
