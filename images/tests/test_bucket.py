"""Photos in a bucket: with the settings of a real site, against a server that speaks as S3 does."""

import io
import logging
import socket
import urllib.error
import urllib.request
from contextlib import contextmanager
from unittest.mock import patch

import boto3
import pytest
from botocore.config import Config
from botocore.httpsession import URLLib3Session
from django.conf import settings
from django.test import SimpleTestCase, TestCase, override_settings
from moto.moto_server.threaded_moto_server import ThreadedMotoServer
from PIL import Image

from images import renditions, store
from images.doctor import files as doctor
from images.make import make
from images.models import Photo
from images.take_in import take_in
from images.tasks import make_renditions, remove_superseded
from images.upload import upload
from newsroom.bucket import bucket
from newsroom.tests import cast

from .pictures import scene, sent

ONE_TRY = {"retries": {"total_max_attempts": 1}}
KEYS = {"access_key": "a-key", "secret_key": "a-secret"}


def in_bucket(endpoint, **patience):
    """Return the settings of a site whose photos are in a bucket there."""
    told = bucket("photos", endpoint, "us-east-1")
    told["OPTIONS"] |= KEYS
    if patience:
        told["OPTIONS"]["client_config"] = told["OPTIONS"]["client_config"].merge(Config(**patience))
    return override_settings(STORAGES=settings.STORAGES | {"default": told})


@contextmanager
def asked():
    """Collect what the bucket is asked within."""
    questions, real = [], URLLib3Session.send

    def send(session, request):
        questions.append(request.method)
        return real(session, request)

    with patch.object(URLLib3Session, "send", send):
        yield questions


@pytest.mark.once
class BucketTests(TestCase):
    @classmethod
    def setUpClass(cls):
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        cls.server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        cls.server.start()
        cls.addClassCleanup(cls.server.stop)
        cls.endpoint = "http://{}:{}".format(*cls.server.get_host_and_port())
        words = {"aws_access_key_id": KEYS["access_key"], "aws_secret_access_key": KEYS["secret_key"]}
        cls.s3 = boto3.client("s3", endpoint_url=cls.endpoint, region_name="us-east-1", **words)
        cls.s3.create_bucket(Bucket="photos")
        cls.enterClassContext(in_bucket(cls.endpoint))
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        with patch("images.upload.make_renditions"):
            cls.photo = upload(
                file=sent(scene()), credit="Quayside", rights="staff", alt_text="A pier", caption="A pier."
            )
        cls.story = cast.story(cls, lead=cls.photo)

    def objects(self, folder=""):
        found = self.s3.list_objects_v2(Bucket="photos", Prefix=folder).get("Contents", [])
        return {each["Key"] for each in found}

    def files(self):
        return self.objects(renditions.path_of(self.photo, ""))

    def wanted(self):
        return {renditions.path_of(self.photo, name) for name in renditions.all_names(self.photo)}

    def tearDown(self):
        for key in self.files():
            self.s3.delete_object(Bucket="photos", Key=key)

    def test_an_upload_is_kept_whole_and_private(self):
        key = self.photo.file.name
        self.assertRegex(key, r"^originals/\d{4}/\d\d/[0-9a-f]{32}\.jpeg$")
        data = self.s3.get_object(Bucket="photos", Key=key)["Body"].read()
        self.assertEqual(data, sent(scene()).read())
        with store.fetched(key) as file:
            self.assertEqual(file.read(), data)
        grants = self.s3.get_object_acl(Bucket="photos", Key=key)["Grants"]
        self.assertEqual([grant for grant in grants if grant["Grantee"]["Type"] == "Group"], [])
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{self.endpoint}/photos/{key}")  # noqa: S310
        refused.exception.close()
        self.assertEqual(refused.exception.code, 403)

    def test_renditions_are_made_with_one_look_at_the_folder(self):
        with asked() as questions:
            self.assertEqual(make(photo=self.photo).files, len(self.wanted()))
        # The list, the original, and each file that is sent.
        self.assertEqual(sorted(questions), ["GET", "GET", "HEAD", *["PUT"] * len(self.wanted())])
        self.assertEqual(self.files(), self.wanted())
        for key in self.files():
            said = self.s3.get_object(Bucket="photos", Key=key)
            Image.open(io.BytesIO(said["Body"].read())).load()
            self.assertEqual(said["ContentType"], renditions.TYPES[key.rpartition(".")[2]])
        with asked() as questions:
            self.assertEqual(make(photo=self.photo).files, 0)
        self.assertEqual(questions, ["GET"])
        self.assertEqual(make(photo=self.photo, anew=True).files, len(self.wanted()))
        self.assertEqual(self.files(), self.wanted())

    def test_the_address_gives_what_is_there_and_makes_what_is_missing(self):
        address = renditions.address(self.photo, "16x9", 320)
        first, again = self.client.get(address), self.client.get(address)
        self.assertEqual(Image.open(io.BytesIO(b"".join(first))).size, (320, 180))
        self.assertEqual(int(again.headers["Content-Length"]), len(b"".join(again)))
        self.assertEqual(len(self.files()), 1)
        with asked() as questions:
            self.assertEqual(
                self.client.get(address, headers={"If-None-Match": again.headers["ETag"]}).status_code, 304
            )
            self.assertEqual(self.client.get(self.story.get_absolute_url()).status_code, 200)
        self.assertEqual(questions, [])

    def test_files_by_earlier_names_lead_on_and_go_in_the_end(self):
        earlier = renditions.address(self.photo, "16x9", 320)
        make(photo=self.photo)
        Photo.objects.filter(pk=self.photo.pk).update(credit="Another")
        self.photo.refresh_from_db()
        superseded = make(photo=self.photo).superseded
        self.assertRedirects(self.client.get(earlier), renditions.address(self.photo, "16x9", 320))
        remove_superseded.func(self.photo.pk, superseded)
        self.assertEqual(self.files(), self.wanted())
        self.assertEqual(self.client.get(earlier).status_code, 404)
        self.photo.credit = "Quayside"
        self.photo.save()

    def test_a_file_that_is_lost_is_told(self):
        self.assertEqual(doctor(False)[0], 0)
        key = self.photo.file.name
        data = self.s3.get_object(Bucket="photos", Key=key)["Body"].read()
        self.s3.delete_object(Bucket="photos", Key=key)
        with self.assertLogs("images.renditions", "ERROR"):
            make_renditions.func(self.photo.pk)
        self.photo.refresh_from_db()
        self.assertIn("failed: Its file is lost", renditions.state(self.photo))
        self.assertEqual(doctor(False)[0], 1)
        store.keep(key, data)

    @contextmanager
    def away(self):
        """The bucket's address is one at which nobody answers."""
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))  # it does not listen
            endpoint = f"http://127.0.0.1:{nobody.getsockname()[1]}"
            with in_bucket(endpoint, **ONE_TRY), self.assertLogs("images.store"):
                yield

    def test_a_picture_is_503_and_its_page_as_ever(self):
        with self.away():
            answer = self.client.get(renditions.address(self.photo, "16x9", 320))
            self.assertEqual((answer.status_code, answer.headers["Retry-After"]), (503, "30"))
            self.assertContains(self.client.get(self.story.get_absolute_url()), renditions.folder(self.photo))
        self.assertEqual(self.client.get(renditions.address(self.photo, "16x9", 320)).status_code, 200)

    def test_an_upload_is_refused_in_words_and_leaves_nothing(self):
        before = Photo.objects.count()
        with self.away(), self.assertRaises(store.StoreAway):
            upload(file=sent(scene(410)))
        with self.away():
            fate = take_in(file=sent(scene(410)))
        self.assertEqual((fate.kind, fate.why), ("failed", str(store.StoreAway())))
        self.assertEqual(Photo.objects.count(), before)
        self.assertEqual(take_in(file=sent(scene(410))).kind, "filed")

    def test_the_desk_is_told_and_keeps_what_was_typed(self):
        self.client.force_login(self.pia)
        sent_form = {"caption": "The ferry leaves.", "credit": "Pia", "focal_x": "0.5", "focal_y": "0.5"}
        with self.away():
            answer = self.client.post("/admin/images/photo/add/", sent_form | {"upload": sent(scene(411))})
        self.assertContains(answer, "does not answer. Please try again in some minutes.", status_code=503)
        self.assertContains(answer, "The ferry leaves.", status_code=503)

    def test_the_worker_notes_it_and_ends_well_later(self):
        with self.away():
            make_renditions.func(self.photo.pk)
        self.photo.refresh_from_db()
        self.assertIn("failed: The place where photos are kept does not answer.", renditions.state(self.photo))
        make_renditions.func(self.photo.pk)
        self.photo.refresh_from_db()
        self.assertEqual(renditions.state(self.photo), "ready")


class PatienceTests(SimpleTestCase):
    def test_nobody_waits_long_for_a_store_that_says_nothing(self):
        told = bucket("photos")["OPTIONS"]["client_config"]
        self.assertLessEqual(told.connect_timeout * 2, 10)
        self.assertLessEqual(told.read_timeout * 2, 20)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
            impatient = in_bucket(endpoint, read_timeout=0.1, **ONE_TRY)
            with impatient, self.assertLogs("images.store"):
                for question in (
                    lambda: store.fetched("x"),
                    lambda: store.names_in("x"),
                    lambda: store.keep("x", b"x"),
                    lambda: store.remove(["x"]),
                    lambda: store.is_there("x"),
                ):
                    with self.assertRaises(store.StoreAway):
                        question()
