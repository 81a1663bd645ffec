from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.block import block
from articles.caption import caption
from articles.models import Figure
from images.models import Photo, PhotoEvent
from images.tests.pictures import OwnMedia
from newsroom.tests import cast

FILED = {
    "xmp": {"caption": "Boats of Tolan & sons.", "credit": "Quayside", "taken": "2024-05-03T14:05:06+01:00"},
    "iim": {"caption": "Boats.", "credit": "Quayside"},
    "file_name": "boats.jpg",
}


class PhotoPageTests(OwnMedia, TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo(headline="Boats")
        Photo.objects.filter(pk=cls.photo.pk).update(as_filed=FILED)
        cls.story = cast.story(cls, lead=cls.photo)
        cls.address = reverse("admin:images_photo_change", args=[cls.photo.pk])

    def setUp(self):
        self.client.force_login(self.pia)

    def typed(self, **changes):
        """Return what a browser sends of the page as it is now, with `changes`."""
        form = self.client.get(self.address).context["form"]
        sent = {name: form.fields[name].widget.format_value(form[name].value()) for name in form.fields}
        sent = {name: value[0] if isinstance(value, list) else value for name, value in sent.items()}
        return {name: value for name, value in (sent | changes).items() if value not in (None, "")}

    def save(self, status=302, **changes):
        answer = self.client.post(self.address, self.typed(**changes))
        self.assertEqual(answer.status_code, status, answer.context and answer.context["form"].errors)
        return answer

    def second_story(self, **own):
        story = cast.draft(self, headline="A second story", slug="second")
        Figure.objects.create(article=story, photo=self.photo, **own)
        return story

    def now(self):
        return Photo.objects.get(pk=self.photo.pk)

    # Saving

    def test_what_is_saved_is_saved_and_told_with_the_stories_it_reached(self):
        answer = self.save(caption="Three boats.", city="Portavally", rights="handout", restrictions="No archive")
        said = self.client.get(answer.url)
        self.assertContains(said, "It reached “Harbour wall to be raised”")
        now = self.now()
        self.assertEqual((now.caption, now.city, now.rights), ("Three boats.", "Portavally", "handout"))
        self.assertContains(self.client.get(self.story.get_absolute_url()), "Three boats.")
        self.assertContains(said, "from <del>Two boats at the pier.</del> to <ins>Three boats.</ins>")
        self.assertContains(said, "from <del>staff: taken for the paper by one of its own</del>")

    def test_what_no_story_shows_reaches_none(self):
        self.assertNotContains(self.client.get(self.save(city="Portavally").url), "It reached")

    def test_a_save_without_a_change_changes_nothing(self):
        moment = "2026-10-25T01:30:07Z"  # in the hour that came twice
        Photo.objects.filter(pk=self.photo.pk).update(taken_at=moment, keywords="boats\nsea")
        saved = self.save(keywords="boats\r\nsea", taken_at_which=moment)  # as browsers send it
        self.assertContains(self.client.get(saved.url), "Nothing was changed.")
        self.assertFalse(PhotoEvent.objects.filter(deed="caption").exists())

    def test_of_the_hour_that_comes_twice_it_is_asked_which_is_meant(self):
        answer = self.save(422, taken_at="2026-10-25T01:30", caption="Four boats.")
        self.assertContains(answer, "01:30 comes twice on Sunday 25 October 2026", status_code=422)
        self.assertContains(answer, "Four boats.", status_code=422)
        self.save(taken_at="2026-10-25T01:30", taken_at_which="2026-10-25T00:30:00Z")
        self.assertEqual(self.now().taken_at.isoformat(), "2026-10-25T00:30:00+00:00")

    def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(self):
        answer = self.save(422, use_from="2026-06-01T10:00", use_until="2026-05-01T10:00", caption="Four boats.")
        self.assertContains(answer, "ends before it begins", status_code=422)
        self.assertContains(answer, "Four boats.", status_code=422)
        answer = self.save(422, licence_url="javascript:alert(1)", focal_x="7")
        self.assertEqual(set(answer.context["form"].errors), {"licence_url", "focal_x"})
        answer = self.save(422, decorative="on")
        self.assertContains(answer, '<a href="#id_decorative">A decorative photo has no alt text', status_code=422)
        self.assertEqual(self.now().caption, "Two boats at the pier.")

    def test_without_the_version_that_was_seen_nothing_is_saved(self):
        answer = self.client.post(self.address, {"caption": "Blind"})
        self.assertContains(answer, "Open the page again", status_code=422)

    # Two at once

    def test_who_saves_second_sees_what_the_first_changed_and_keeps_what_they_typed(self):
        typed = self.typed(caption="Mine.", city="Carrow")
        theirs = self.now()
        theirs.caption, theirs.credit, theirs.rights = "Ed’s.", "Ed / The Test", "agency"
        caption(photo=theirs, by=self.ed)
        answer = self.client.post(self.address, typed)
        self.assertContains(answer, "Ed</bdi> saved this photo after you opened it", status_code=409)
        self.assertContains(answer, "Taken over from them: Credit, Rights", status_code=409)
        form = answer.context["form"]
        self.assertEqual(
            [form[name].value() for name in ("caption", "credit", "city")], ["Mine.", "Ed / The Test", "Carrow"]
        )
        self.assertContains(answer, "Ed wrote: <q>Ed’s.</q>", status_code=409)
        self.assertEqual(self.now().caption, "Ed’s.")
        again = {name: form[name].value() for name in form.fields if form[name].value()}
        self.assertEqual(self.client.post(self.address, again).status_code, 302)
        now = self.now()
        self.assertEqual(
            (now.caption, now.credit, now.city, now.rights), ("Mine.", "Ed / The Test", "Carrow", "agency")
        )

    def test_who_changed_the_same_to_the_same_and_more_only_saves_again(self):
        typed = self.typed(caption="Same.", decorative="on", alt_text="", city="Carrow")
        theirs = self.now()
        theirs.caption, theirs.decorative, theirs.alt_text = "Same.", True, ""
        caption(photo=theirs, by=self.ed)
        answer = self.client.post(self.address, typed)
        self.assertNotContains(answer, "Ed wrote:", status_code=409)
        self.assertTrue(answer.context["form"]["decorative"].value())

    def test_a_form_that_is_sent_twice_is_saved_once(self):
        typed = self.typed(caption="Two clicks.")
        for _ in range(2):
            self.assertEqual(self.client.post(self.address, typed).status_code, 302)
        self.assertEqual(self.photo.events.filter(deed="caption").count(), 1)

    def test_who_did_not_see_that_it_was_blocked_is_told(self):
        typed = self.typed(caption="Mine.")
        block(photo=self.now(), by=self.ed, reason="Killed by the agency")
        self.assertContains(self.client.post(self.address, typed), "block – Killed by the agency", status_code=409)

    # What stands beside the fields

    def test_what_the_file_said_stands_beside_what_was_made_of_it(self):
        page = self.client.get(self.address)
        self.assertContains(page, "The file says (XMP): <q>Boats of Tolan &amp; sons.</q>")
        self.assertContains(page, "The file says (IPTC): <q>Boats.</q>")
        self.assertContains(page, "The file says (XMP): <q>Quayside</q>")
        self.assertNotContains(page, "The file says (IPTC): <q>Quayside</q>")
        self.assertContains(page, "filed as <bdi>boats.jpg</bdi>")

    def test_without_scripts_a_button_puts_the_filed_text_in_its_field_and_saves_nothing(self):
        for name, source, wanted in (
            ("caption", "iim", "Boats."),
            ("taken_at", "xmp", "2024-05-03T14:05:06"),
            ("credit", "suggested", "Ina Ross"),
            ("caption", "now", "Two boats at the pier."),
            ("caption", "nowhere", "Two boats at the pier."),
        ):
            answer = self.save(200, take=f"{name}.{source}", creator="Ina Ross", city="Carrow", caption="Typed.")
            form = answer.context["form"]
            self.assertEqual((form[name].value(), form["city"].value()), (wanted, "Carrow"))
        self.assertEqual(self.now().city, "")

    def test_a_button_that_is_none_of_ours_fills_in_nothing(self):
        for name in ("version_seen.xmp", "file.xmp", "sha256.now", "x", ".", "__class__.now"):
            self.save(302, take=name)

    def test_the_suggested_credit_is_that_of_the_chain_as_it_is_typed(self):
        answer = self.save(200, suggest="1", creator="Ina Ross", agency="Quayside", focal_x="seven")
        self.assertEqual(answer.content.decode(), "Ina Ross / Quayside")
        self.assertEqual(answer.headers["Content-Type"], "text/plain; charset=utf-8")

    def test_it_says_how_many_stories_show_the_words_and_which_have_their_own(self):
        second = self.second_story(own_caption="Here.")
        page = self.client.get(self.address)
        self.assertContains(page, "1 live story shows this caption.")
        self.assertContains(page, second.headline)
        self.assertContains(page, "its own caption")
        second.status, second.publish_at = "scheduled", "2030-01-01T10:00Z"
        second.save()
        page = self.client.get(self.address)
        self.assertContains(page, "1 live story shows this caption; 1 has its own.")
        self.assertContains(page, "1 live and 1 scheduled stories show this credit.")

    def test_problems_and_doubts_lead_to_their_fields(self):
        Photo.objects.filter(pk=self.photo.pk).update(caption="", rights="handout", alt_text="", territory="Ireland")
        page = self.client.get(self.address)
        for field, words in (
            ("restrictions", "needs its restrictions in words"),
            ("caption", "It has no caption"),
            ("alt_text", "It has no alt text"),
        ):
            self.assertRegex(page.content.decode(), f'<a href="#id_{field}">[^<]*{words}')
        self.assertContains(page, '<a href="#rights">It may be shown here alone: Ireland.</a>', html=True)

    # The focal point

    def test_without_scripts_a_click_sets_the_focal_point(self):
        answer = self.save(200, **{"focus.x": "70", "focus.y": "187"}, city="Carrow")
        form = answer.context["form"]
        self.assertEqual([form[name].value() for name in ("focal_x", "focal_y", "city")], ["0.25", "1.00", "Carrow"])
        self.assertEqual(
            self.save(200, **{"focus.x": "-1", "focus.y": "x" * 99}).context["form"]["focal_x"].value(), ""
        )

    def test_a_new_focal_point_reaches_the_stories(self):
        answer = self.client.get(self.save(focal_x="0.1").url)
        self.assertContains(answer, "It reached")
        self.assertEqual(self.now().focal_x, 0.1)

    # Who may

    def test_a_reporter_reads_it_all_and_changes_nothing(self):
        typed = self.typed(caption="Nell’s.")
        self.client.force_login(self.nell)
        page = self.client.get(self.address)
        self.assertContains(page, "Two boats at the pier.")
        self.assertContains(page, "Staff: taken for the paper")
        self.assertNotContains(page, '<button class="desk-button">Save')
        self.assertNotContains(page, 'name="caption"')
        for deed in ({}, {"suggest": "1"}, {"take": "caption.iim"}):
            self.assertEqual(self.client.post(self.address, typed | deed).status_code, 403)
        self.assertEqual(self.now().caption, "Two boats at the pier.")

    def test_a_photo_that_is_not_there_is_not_there(self):
        for number in ("999", "x", "9" * 30, "1/../2"):
            self.assertEqual(self.client.get(f"/admin/images/photo/{number}/change/").status_code, 404)

    def test_it_asks_few_queries_however_many_stories_there_are(self):
        self.client.get(self.address)
        with CaptureQueriesContext(connection) as one:
            self.client.get(self.address)
        self.second_story()
        with self.assertNumQueries(len(one)):
            self.client.get(self.address)
        self.assertLess(len(one), 16)


class AddPhotoTests(OwnMedia, TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)

    def add(self, status=302, **fields):
        answer = self.client.post(reverse("admin:images_photo_add"), fields)
        self.assertEqual(answer.status_code, status)
        return answer

    def test_a_reporter_adds_a_photo_with_its_words(self):
        self.client.force_login(self.nell)
        answer = self.add(upload=cast.picture(), caption="A boat.", credit="Nell", rights="staff")
        photo = Photo.objects.get()
        self.assertEqual(answer.url, reverse("admin:images_photo_change", args=[photo.pk]))
        self.assertEqual((photo.caption, photo.uploaded_by, photo.focal_x), ("A boat.", self.nell, 0.5))

    def test_a_file_that_is_refused_says_why_and_loses_no_words(self):
        self.client.force_login(self.pia)
        self.assertContains(self.add(422, caption="A boat."), "required", status_code=422)
        self.assertContains(self.add(422, upload=cast.picture(), rights="x"), "choose the photo again", status_code=422)
        self.add(upload=cast.picture())
        again = self.add(422, upload=cast.picture(), caption="A boat.")
        self.assertContains(again, "in the library already: <a href=", status_code=422)
        self.assertContains(again, "A boat.", status_code=422)

    def test_a_moderator_does_not(self):
        self.client.force_login(self.mo)
        self.assertEqual(self.client.get(reverse("admin:images_photo_add")).status_code, 403)
        self.add(403, upload=cast.picture())
        self.assertFalse(Photo.objects.exists())
