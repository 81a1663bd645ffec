"""The evidence of a comment: sealed, the same bytes twice, logged; and kept for a claim."""

import hashlib
import io
import json
import tempfile
import zipfile
from datetime import timedelta
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from comments.edit import edit
from comments.erase import SENTENCE
from law.evidence import bundle, take
from law.keep import hold, lift
from law.models import EvidenceTaken, Sealed
from moderation.refusals import NotAllowed, Refused
from newsroom.tests import cast
from privacy.erase import erase
from privacy.forget import forget

from .scene import again, decided, noticed, reported, scene


class EvidenceTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)
        cls.answer = cast.comment(cls.story, cls.ravi, "Did he?", parent=cls.comment)
        edit(comment=cls.comment, reader=cls.rita, text="He took two bribes.", text_version=1)
        cls.comment = again(cls.comment)
        reported(cls.comment, cls.ravi, cls.abuse, words="Not true.")
        noticed(cls.comment)

    def read(self, content):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def test_everything_that_is_known_is_in_it(self):
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        found = self.read(bundle(again(self.comment)))
        self.assertEqual(found["texts/0001.txt"], b"He took a bribe.")
        self.assertEqual(found["texts/0002.txt"], b"He took two bribes.")
        self.assertIn(b"<p>He took two bribes.</p>", found["texts/as-shown.html"])
        for name, words in (
            ("comment.json", "Rita"),
            ("story.json", self.story.headline),
            ("conversation.json", "Did he?"),
            ("decisions.json", "remove"),
            ("reports.json", "Not true."),
            ("notices.json", "defamation"),
            ("statements.json", "removed"),
        ):
            self.assertIn(words, found[name].decode(), name)

    def test_the_manifest_seals_each_file_and_all(self):
        found = self.read(bundle(self.comment))
        manifest = json.loads(found.pop("manifest.json"))
        self.assertEqual(set(manifest["files"]), set(found))
        for name, content in found.items():
            self.assertEqual(manifest["files"][name], hashlib.sha256(content).hexdigest())
        lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(manifest["files"].items()))
        self.assertEqual(manifest["all"], hashlib.sha256(lines.encode()).hexdigest())

    def test_the_same_rows_make_the_same_bytes_and_each_taking_is_logged(self):
        first, _ = take(comment=self.comment, by=self.law)
        second, taken = take(comment=self.comment, by=self.law, at=timezone.now() + timedelta(days=3))
        self.assertEqual(first, second)
        self.assertEqual(taken.sha256, hashlib.sha256(second).hexdigest())
        self.assertEqual(EvidenceTaken.objects.count(), 2)

    def test_the_command_writes_it_and_says_who_took_it(self):
        with tempfile.TemporaryDirectory() as folder:
            call_command("evidence", self.comment.pk, to=folder, by=self.law.email, stdout=io.StringIO())
            path = Path(folder) / f"comment-{self.comment.pk}.zip"
            self.assertEqual(path.read_bytes(), bundle(self.comment))
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.assertEqual(EvidenceTaken.objects.get().by, self.law)
        for facts in ({"by": "nobody@example.org"}, {"comment": 999_999}):
            with self.assertRaises(CommandError):
                call_command("evidence", facts.pop("comment", self.comment.pk), to="/nowhere", **facts)

    # Kept for a claim

    def test_a_text_is_not_forgotten_while_a_claim_stands(self):
        late = timezone.now() + timedelta(days=500)
        hold(comment=self.comment, because="Claim of N. N.", by=self.law)
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        forget(at=late)
        self.assertEqual(again(self.comment).text, "He took two bribes.")
        lift(comment=self.comment, by=self.law)
        forget(at=late)
        self.assertEqual(again(self.comment).text, SENTENCE)

    def test_who_leaves_takes_the_text_off_the_site_and_it_stays_sealed(self):
        erase(person=self.rita)
        self.assertEqual(again(self.comment).text, SENTENCE)
        sealed = Sealed.objects.get(comment=self.comment)
        self.assertEqual(sealed.content["text"], "He took two bribes.")
        self.assertEqual(sealed.content["author"]["name"], "Rita")
        self.assertEqual([one["text"] for one in sealed.content["wordings"]], ["He took a bribe."])
        self.assertIn(b"two bribes", self.read(bundle(again(self.comment)))["sealed.json"])
        forget(at=timezone.now())
        self.assertTrue(Sealed.objects.exists())
        decided(self.comment, "keep", by=self.mo)  # the notice is decided, and nothing else is claimed
        forget(at=timezone.now())
        self.assertFalse(Sealed.objects.exists())

    def test_without_a_claim_nothing_is_sealed(self):
        decided(self.comment, "keep", by=self.mo)
        erase(person=self.rita)
        self.assertFalse(Sealed.objects.exists())

    def test_one_hold_at_a_time_by_the_lawyer_alone(self):
        hold(comment=self.comment, because="A claim.", by=self.law)
        with self.assertRaises(Refused):
            hold(comment=self.comment, because="Another.", by=self.law)
        for person in (self.mo, self.rita):
            with self.assertRaises(NotAllowed):
                hold(comment=self.answer, because="x", by=person)
            with self.assertRaises(NotAllowed):
                lift(comment=self.comment, by=person)
        self.assertTrue(lift(comment=self.comment, by=self.law))
        self.assertFalse(lift(comment=self.comment, by=self.law))
        hold(comment=self.comment, because="Once more.", by=self.law)
