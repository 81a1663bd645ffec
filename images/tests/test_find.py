"""The library's search: every word that is known of a photo, by its beginning, on both databases alike."""

from io import StringIO

from django.core.management import call_command
from django.db import connection, transaction
from django.test import SimpleTestCase, TestCase

from images import doctor
from images.find import FIELDS, index
from images.find_sql import fold, words_of
from images.models import Photo, PhotoWords

from .library import photo_row, photo_rows


class FindTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        # As the Dublin desk would file them: the last one is the newest.
        cls.ferry, cls.bishop, cls.plain = photo_rows(
            {
                "caption": "The ferry leaves Dún Laoghaire.",
                "credit": "Ina Ross / Kestrel",
                "keywords": "ferry\nharbour",
                "as_filed": {"file_name": "DSC_0421.JPG"},
            },
            {"caption": "Bishop Łukasz Ørsted in Straßburg, left.", "people": "Łukasz Ørsted", "city": "Ærøskøbing"},
            {},
        )

    def found(self, words):
        return list(Photo.objects.search(words))

    def test_a_word_of_any_field_finds_the_photo(self):
        limits = {name: Photo._meta.get_field(name) for name in FIELDS}
        photo = photo_row(**{name: f"quay{name.replace('_', '')}" for name in limits})
        for name in FIELDS:
            self.assertEqual(self.found(f"quay{name.replace('_', '')}"), [photo], name)

    def test_the_name_of_the_file_and_the_number_find_it(self):
        for words in ("dsc_0421.jpg", "DSC_0421", "0421", f"{self.ferry.pk} ferry"):
            self.assertEqual(self.found(words), [self.ferry], words)

    def test_the_beginning_of_a_word_is_enough_and_its_end_is_not(self):
        self.assertEqual([self.found(words) for words in ("harb", "h", "arbour")], [[self.ferry], [self.ferry], []])

    def test_all_words_are_needed_wherever_they_stand(self):
        self.assertEqual(self.found("kestrel ferry DUN"), [self.ferry])
        self.assertEqual(self.found("kestrel bishop"), [])

    def test_capitals_accents_and_strokes_do_not_matter(self):
        for words in ("dun laoghaire", "DÚN", "Du\u0301n"):
            self.assertEqual(self.found(words), [self.ferry], words)
        for words in ("lukasz orsted", "ŁUKASZ", "Strassburg", "straß", "aeroskobing", "Ærø"):
            self.assertEqual(self.found(words), [self.bishop], words)

    def test_the_newest_comes_first_and_blank_is_all(self):
        self.assertEqual(self.found("  "), [self.plain, self.bishop, self.ferry])
        self.assertEqual(self.found("x"), [])
        self.assertEqual(self.found("pia"), [self.plain, self.bishop])

    def test_what_has_no_word_in_it_finds_nothing(self):
        for typed in ("!", "_", "…", "\0", "* ( ) \" '"):
            self.assertEqual(self.found(typed), [], typed)

    def test_nothing_that_is_typed_has_a_meaning_to_the_database(self):
        for typed in (
            "ferry OR bishop",
            "ferry NOT left",
            'ferry" OR "bishop',
            "ferry | bishop",
            "'; DROP",
            "caption:ferry",
        ):
            self.assertEqual([photo for photo in self.found(typed) if photo != self.ferry], [], typed)
        self.assertEqual(self.found("ferry* !harbour & leaves:*"), [self.ferry])
        self.assertEqual(self.found("word " * 500), [])
        self.assertEqual(self.found("x" * 5000), [])

    def test_odd_letters_are_no_harm(self):
        for caption in (
            "漢字の写真",
            "фото мост",
            "🚢 ﬁ Ⅻ ½ İı",
            "हिन्दी शब्द",
            "a" * 2000,
            "\U0001e900\U00016d40 1e5 1.5e-3",
        ):
            photo = photo_row(caption=caption)
            for word in words_of(caption):
                self.assertIn(photo, self.found(word), caption)
        self.assertIn(photo, self.found(caption))

    def test_it_is_narrowed_further_in_one_query(self):
        with self.assertNumQueries(1):
            found = list(Photo.objects.in_library().filter(city="").search("pia").exclude(pk=self.bishop.pk)[:10])
        self.assertEqual(found, [self.plain])
        self.assertEqual(Photo.objects.search("ferry").count(), 1)


class InStepTests(TestCase):
    def test_an_edit_takes_the_old_words_out_and_the_new_ones_in(self):
        photo = photo_row(caption="A zeppelin.")
        photo.caption = "An airship."
        self.assertEqual(index([photo]), 1)
        self.assertEqual([Photo.objects.search(word).count() for word in ("zeppelin", "airship")], [0, 1])

    def test_what_is_taken_back_leaves_the_index_as_it_was(self):
        photo = photo_row(caption="A zeppelin.")
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            photo.caption = "An airship."
            index([photo])
            raise ZeroDivisionError
        self.assertEqual([Photo.objects.search(word).count() for word in ("zeppelin", "airship")], [1, 0])

    def test_a_photo_that_is_deleted_for_good_leaves_nothing(self):
        photo, other = photo_rows({"caption": "A zeppelin."}, {"caption": "A zeppelin."})
        photo.delete()
        self.assertEqual(list(Photo.objects.search("zeppelin")), [other])

    def test_the_command_fills_an_empty_index_and_twice_is_as_good_as_once(self):
        photo_rows({"caption": "A zeppelin."}, {})
        PhotoWords.objects.all().delete()
        self.assertFalse(Photo.objects.search("zeppelin").exists())
        for _ in range(2):
            said = StringIO()
            call_command("index_photos", stdout=said)
            self.assertEqual(said.getvalue(), "The library's search reads 2 photos.\n")
            self.assertEqual(Photo.objects.search("zeppelin").count(), 1)

    def test_the_doctor_tells_of_photos_that_cannot_be_found_and_mends_it(self):
        photos = photo_rows({"caption": "A zeppelin."}, {}, {})
        PhotoWords.objects.exclude(photo=photos[2]).delete()
        self.assertEqual(doctor.words(fix=False)[:2], (2, 0))
        self.assertEqual(doctor.words(fix=True)[:2], (2, 2))
        self.assertEqual(doctor.words(fix=False)[:2], (0, 0))
        self.assertEqual(Photo.objects.search("zeppelin").count(), 1)

    def test_the_index_is_whole(self):
        if connection.vendor != "sqlite":
            self.skipTest("FTS5 checks itself")
        photos = photo_rows({}, {"caption": "Łódź"})
        index(photos)
        photos[0].delete()
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO images_words(images_words, rank) VALUES ('integrity-check', 1)")


class FoldTests(SimpleTestCase):
    def test_words_are_in_small_letters_without_accents(self):
        self.assertEqual(fold("Łódź, Ærøskøbing, Dún, Straße, İzmir"), "lodz, aeroskobing, dun, strasse, izmir")
        self.assertEqual(words_of("O’Brien, o'brien DSC_01.jpg"), ["o", "brien", "dsc", "01", "jpg"])
