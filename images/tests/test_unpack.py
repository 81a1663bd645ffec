import io
import zipfile
from unittest import mock

from django.conf import settings
from django.test import SimpleTestCase

from images import examine, unpack

from .pictures import encoded, scene


def packed(*files, compression=zipfile.ZIP_DEFLATED):
    """Return a ZIP of (name, bytes)."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return written.getvalue()


class UnpackTests(SimpleTestCase):
    def members(self, data):
        return list(unpack.members(io.BytesIO(data)))

    def refuses(self, member, kind, words):
        self.assertIsInstance(member.refused, kind)
        self.assertIn(words, str(member.refused))
        self.assertIsNone(member.file)

    def test_each_photo_comes_out_as_it_went_in(self):
        photo = encoded(scene())
        first, second = self.members(packed(("a.jpg", photo), ("quay/é.jpg", b"no photo")))
        self.assertEqual((first.name, first.file.name, first.file.read()), ("a.jpg", "a.jpg", photo))
        self.assertEqual((second.name, second.file.read()), ("quay/é.jpg", b"no photo"))

    def test_what_systems_keep_for_themselves_is_nobodys_photo(self):
        names = ("__MACOSX/._a.jpg", ".DS_Store", "quay/.hidden/a.jpg", "a.jpg", "quay/")
        found = self.members(packed(*((name, b"") for name in names)))
        self.assertEqual([member.name for member in found if member.file], ["a.jpg"])
        self.assertEqual(len([member for member in found if not member.file and not member.refused]), 3)

    def test_a_name_that_leads_out_is_refused(self):
        for name in ("../a.jpg", "quay/../../a.jpg", "/etc/a.jpg", "C:\\a.jpg", "..\\a.jpg", "a\n.jpg"):
            with self.subTest(name):
                member, sound = self.members(packed((name, b"x"), ("b..jpg", b"x")))
                self.refuses(member, examine.NotAPhoto, "leads out")
                self.assertTrue(sound.file)

    def test_what_is_locked_is_refused(self):
        data = bytearray(packed(("a.jpg", b"x"), ("b.jpg", b"x")))
        data[data.index(b"PK\1\2") + 8] |= 1
        locked, sound = self.members(bytes(data))
        self.refuses(locked, examine.NotAPhoto, "password")
        self.assertTrue(sound.file)

    def test_what_is_packed_in_another_way_is_refused(self):
        (member,) = self.members(packed(("a.jpg", b"x"), compression=zipfile.ZIP_BZIP2))
        self.refuses(member, examine.KindNotTaken, "plain ZIP")

    def test_an_archive_in_an_archive_is_refused(self):
        (member,) = self.members(packed(("b.jpg", packed(("a.jpg", b"x")))))
        self.refuses(member, examine.KindNotTaken, "inside the archive")

    def test_what_is_too_large_is_refused_unread(self):
        large = packed(("a.jpg", bytes(settings.PHOTO_MAX_BYTES + 1)))
        with mock.patch.object(zipfile.ZipFile, "open") as read:
            (member,) = self.members(large)
        self.refuses(member, examine.TooManyBytes, "25.0")
        read.assert_not_called()

    def test_an_archive_that_grows_without_end_is_left_off(self):
        with mock.patch.object(unpack, "FREE_GROWTH", 3_000_000):
            found = self.members(packed(*((f"{number}.jpg", bytes(1_000_000)) for number in range(5))))
        self.assertEqual([bool(member.file) for member in found], [True, True, True, False, False])
        self.refuses(found[-1], examine.TooManyBytes, "far more than photos do")

    def test_a_member_that_says_it_is_smaller_gives_no_more(self):
        data = packed(("a.jpg", bytes(100_000)))
        at = data.index(b"PK\1\2") + 24
        (member,) = self.members(data[:at] + (10).to_bytes(4, "little") + data[at + 4 :])
        self.refuses(member, examine.Unreadable, "damaged")

    def test_too_many_files_are_refused_before_they_are_listed(self):
        data = packed(*((f"{number}.jpg", b"") for number in range(5)))
        for limit in ("MOST_MEMBERS", "MOST_LISTED"):
            with mock.patch.object(unpack, limit, 4), self.assertRaises(examine.TooManyBytes):
                self.members(data)
        end = data.index(b"PK\5\6")
        longer = b"PK\6\6" + bytes(36) + (10**9).to_bytes(8, "little") + bytes(8) + b"PK\6\7" + bytes(16)
        with mock.patch.object(zipfile, "ZipFile") as read, self.assertRaises(examine.TooManyBytes):
            self.members(data[:end] + longer + data[end:])
        read.assert_not_called()

    def test_what_is_damaged_is_refused(self):
        data = packed(("a.jpg", bytes(range(256)) * 40), ("b.jpg", b"x"))
        with self.assertRaises(examine.Unreadable):
            self.members(data[: len(data) // 2])
        with self.assertRaises(examine.Unreadable):
            self.members(b"PK\3\4 and nothing more")
        broken, sound = self.members(data[:60] + b"\xff\xff\xff\xff" + data[64:])
        self.refuses(broken, examine.Unreadable, "damaged in the archive")
        self.assertTrue(sound.file)

    def test_a_zip_is_known_by_how_it_begins(self):
        self.assertTrue(unpack.is_archive(io.BytesIO(packed(("a.jpg", b"x")))))
        self.assertTrue(unpack.is_archive(io.BytesIO(packed())))
        self.assertFalse(unpack.is_archive(io.BytesIO(encoded(scene()))))
