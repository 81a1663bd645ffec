"""The author's page: who they are, and what they wrote."""

from django.db.models import ProtectedError
from django.test import TestCase

from articles.models import Author
from images import renditions
from newsroom.tests import cast

ADDRESS = "/authors/nell-byrne/"


class AuthorPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, headline="Pier opens")

    def change(self, **facts):
        Author.objects.filter(pk=self.author.pk).update(**facts)

    def test_who_they_are_and_how_to_reach_them(self):
        self.change(
            role="Harbour correspondent",
            bio="She has walked every pier.\r\n\r\nShe owns no boat. <b>",
            expertise="harbours, fisheries , ",
            languages="English, Irish",
            contact_email="nell@paper.example",
            contact_link="https://social.example/@nell",
        )
        page = self.client.get(ADDRESS)
        for part in (
            "<h1>Nell Byrne</h1>",
            "Harbour correspondent",
            "<p>She has walked every pier.</p><p>She owns no boat. &lt;b&gt;</p>",
            "<dd>harbours, fisheries</dd>",
            "<dd>English, Irish</dd>",
            'href="mailto:nell@paper.example"',
            'href="https://social.example/@nell">social.example/@nell</a>',
            "Pier opens",
            '<meta name="description" content="She has walked every pier.">',
            'aria-label="Breadcrumb"',
        ):
            self.assertContains(page, part)

    def test_what_is_not_said_takes_no_room(self):
        page = self.client.get(ADDRESS)
        for part in ("<dt>", 'class="author"', 'class="role"', self.nell.email):
            self.assertNotContains(page, part)

    def test_their_photo_is_public_and_stays_as_long_as_they_show_it(self):
        photo = cast.photo()
        address = renditions.address(photo, "1x1", 320)
        self.assertEqual(self.client.get(address).status_code, 404)
        self.change(photo=photo)
        self.assertEqual(self.client.get(address).status_code, 200)
        self.assertContains(self.client.get(ADDRESS), f"/photos/{photo.sha256[:20]}/1x1-")
        self.assertContains(self.client.get(ADDRESS), 'alt="Nell Byrne"')
        with self.assertRaises(ProtectedError):
            photo.delete()

    def test_the_credit_of_their_photo_stands_under_it(self):
        self.change(photo=cast.photo(source_type="trainedAlgorithmicMedia"))
        page = self.client.get(ADDRESS)
        self.assertContains(page, '<span class="credit">Pia / The Test</span>')
        self.assertContains(page, "AI-generated image")

    def test_the_desk_takes_no_photo_that_may_not_be_shown(self):
        self.client.force_login(self.ada)
        address = f"/admin/articles/author/{self.author.pk}/change/"
        photo = cast.photo(rights="", credit="")
        answer = self.client.post(address, {"name": "Nell Byrne", "slug": "nell-byrne", "photo": photo.pk})
        self.assertContains(
            answer, "may not be shown. Nobody has said yet by what right", status_code=answer.status_code
        )
        self.assertContains(answer, "It has no credit.", status_code=answer.status_code)
        self.author.refresh_from_db()
        self.assertIsNone(self.author.photo)
        self.change(photo=photo)  # one that is there already hinders nothing else
        data = {"name": "Nell B.", "slug": "nell-byrne", "photo": photo.pk}
        self.assertEqual(self.client.post(address, data).status_code, 302)

    def test_somebody_who_has_written_nothing_yet_has_a_page(self):
        Author.objects.create(name="Una New", slug="una-new")
        self.assertContains(self.client.get("/authors/una-new/"), "No stories here yet.")

    def test_the_desk_sets_it_and_the_page_moves(self):
        self.client.force_login(self.ada)
        self.client.get(ADDRESS)  # kept from now on
        data = {"name": "Nell Byrne", "slug": "nell-byrne", "expertise": "piers", "contact_link": "nell.example/about"}
        answer = self.client.post(f"/admin/articles/author/{self.author.pk}/change/", data)
        self.assertEqual(answer.status_code, 302)
        self.author.refresh_from_db()
        self.assertEqual(self.author.contact_link, "https://nell.example/about")
        self.assertContains(self.client.get(ADDRESS), "<dd>piers</dd>")

    def test_a_contact_that_is_no_address_is_refused(self):
        self.client.force_login(self.ada)
        data = {"name": "Nell Byrne", "slug": "nell-byrne", "contact_link": "javascript:alert(1)"}
        answer = self.client.post(f"/admin/articles/author/{self.author.pk}/change/", data)
        self.assertContains(answer, "Enter a valid URL", status_code=answer.status_code)
        self.author.refresh_from_db()
        self.assertEqual(self.author.contact_link, "")
