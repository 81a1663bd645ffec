"""robots.txt, security.txt and the web manifest."""

from datetime import timedelta

from django.contrib.staticfiles import finders
from django.test import TestCase, override_settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from PIL import Image

from articles.models import Masthead
from newsroom.tests import cast


class SiteTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.paper(cls)

    def lines(self, address):
        response = self.client.get(address)
        self.assertEqual(response.headers["Content-Type"], "text/plain; charset=utf-8")
        return response.content.decode().splitlines()

    def test_robots_are_kept_out_of_what_is_not_for_readers(self):
        lines = self.lines("/robots.txt")
        self.assertEqual(lines[0], "User-agent: *")
        for path in ("/admin/", "/account/", "/me/", "/moderation/", "/search/"):
            self.assertIn(f"Disallow: {path}", lines)
        self.assertNotIn("Disallow: /", lines)

    def test_whoever_finds_a_hole_learns_whom_to_tell(self):
        lines = dict(line.split(": ", 1) for line in self.lines("/.well-known/security.txt"))
        self.assertEqual(lines["Contact"], "mailto:letters@paper.example")
        self.assertEqual(lines["Canonical"], "http://127.0.0.1:8000/.well-known/security.txt")
        left = parse_datetime(lines["Expires"]) - timezone.now()
        self.assertTrue(timedelta(days=90) < left < timedelta(days=365), left)

    def test_the_operator_may_name_another_contact(self):
        with override_settings(SECURITY_CONTACT="https://paper.example/security"):
            self.assertIn("Contact: https://paper.example/security", self.lines("/.well-known/security.txt"))

    def test_without_any_contact_there_is_no_such_file(self):
        Masthead.objects.update(contact_email="")
        self.assertEqual(self.client.get("/.well-known/security.txt").status_code, 404)

    def test_the_manifest_names_the_paper_and_icons_that_are_there(self):
        response = self.client.get("/site.webmanifest")
        self.assertEqual(response.headers["Content-Type"], "application/manifest+json")
        said = response.json()
        self.assertEqual(said["name"], "The Test")
        for icon in said["icons"]:
            path = finders.find(icon["src"].removeprefix("/static/"))
            self.assertTrue(path, icon)
            if icon["type"] == "image/png":
                with Image.open(path) as picture:
                    self.assertEqual("{}x{}".format(*picture.size), icon["sizes"])

    def test_all_of_them_only_read(self):
        for address in ("/robots.txt", "/.well-known/security.txt", "/site.webmanifest"):
            self.assertEqual(self.client.post(address).status_code, 405)
            self.assertIn("public", self.client.get(address).headers["Cache-Control"])
