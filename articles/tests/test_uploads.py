import io
import zipfile
from unittest import mock

from django.test import Client, TestCase, override_settings
from django.urls import reverse

from articles.caption import caption
from images.models import Photo
from images.tests.pictures import OwnMedia, encoded, scene, sent, xmp
from newsroom.tests import cast

UPLOAD = reverse("admin:images_photo_upload")
JUST = reverse("admin:images_photo_just_uploaded")


def said(number, credit="Ina Ross"):
    """Return a file that says whose it is."""
    return sent(encoded(scene(400 + number), xmp=xmp(f' photoshop:Credit="{credit}"')), f"said-{number}.jpg")


def packed(*files, **more):
    """Return a ZIP of these files and of more, by their names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in {**{f"day/{file.name}": file.read() for file in files}, **more}.items():
            archive.writestr(name, data)
    return sent(written.getvalue(), "day.zip")


class UploadManyTests(OwnMedia, TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)

    def setUp(self):
        self.client.force_login(self.nell)

    def upload(self, *files, status=200, **words):
        answer = self.client.post(UPLOAD, {"files": list(files), **words})
        self.assertEqual(answer.status_code, status)
        return answer

    def one(self, file, status=200, **words):
        """Send one file as the script does."""
        answer = self.client.post(UPLOAD, {"files": file, **words}, headers={"HX-Request": "true"})
        self.assertEqual(answer.status_code, status)
        return answer

    def fates(self, answer):
        return [(fate.name, fate.kind) for fate in answer.context["fates"]]

    def test_without_scripts_all_are_taken_at_once_and_each_has_its_fate(self):
        answer = self.upload(said(1), sent(b"just words", "notes.txt"), said(2), said(1))
        self.assertEqual(
            self.fates(answer),
            [("said-1.jpg", "filed"), ("notes.txt", "refused"), ("said-2.jpg", "filed"), ("said-1.jpg", "known")],
        )
        self.assertContains(answer, "2 filed, 1 here already, 1 not taken.")
        self.assertContains(answer, "This file is not a photo.")
        self.assertContains(answer, f'href="{JUST}?from={Photo.objects.earliest("pk").pk}"')
        self.assertEqual(Photo.objects.filter(uploaded_by=self.nell).count(), 2)

    def test_the_words_for_all_are_given_where_the_file_says_nothing(self):
        words = {"credit": "Pool", "rights": "pool", "keywords": "boats\r\nsea", "city": "Carrow"}
        self.upload(said(1), sent(scene()), **words)
        credits = {photo.credit: (photo.rights, photo.keywords, photo.city) for photo in Photo.objects.all()}
        same = ("pool", "boats\nsea", "Carrow")
        self.assertEqual(credits, {"Ina Ross": same, "Pool": same})

    def test_words_that_cannot_be_are_told_and_stay(self):
        answer = self.upload(said(1), status=422, credit="x" * 300, city="Carrow")
        self.assertContains(answer, "choose the photos again", status_code=422)
        self.assertContains(answer, 'value="Carrow"', status_code=422)
        self.assertFalse(Photo.objects.exists())

    def test_the_script_is_answered_with_the_fate_of_one_file(self):
        answer = self.one(said(1))
        self.assertTemplateUsed(answer, "admin/images/photo/_fate.html")
        self.assertNotContains(answer, "<html")
        self.assertContains(answer, f'data-fate="filed" data-photo="{Photo.objects.get().pk}"')
        self.assertContains(answer, "Ina Ross")
        self.assertContains(self.one(said(1)), 'data-fate="known" data-photo')
        self.assertContains(self.one(sent(b"just words"), 422), 'data-fate="refused"', status_code=422)

    def test_a_file_of_a_colleague_is_here_already_and_not_of_this_round(self):
        cast.photo()
        self.assertNotContains(self.one(cast.picture(size=(480, 320))), "data-photo=")

    def test_what_is_here_need_not_be_sent_again(self):
        self.one(said(1))
        photo = Photo.objects.get()
        answer = self.client.get(UPLOAD, {"sha256": photo.sha256, "name": "said-1.jpg"})
        self.assertContains(answer, 'data-fate="known"')
        for other in ("0" * 64, "x", "\0", "é" * 200):
            self.assertEqual(self.client.get(UPLOAD, {"sha256": other}).status_code, 204)
        Photo.objects.update(not_made="Its file is lost.")  # it puts the file back
        self.assertEqual(self.client.get(UPLOAD, {"sha256": photo.sha256}).status_code, 204)

    def test_one_file_that_breaks_our_own_reading_loses_no_other(self):
        with mock.patch("images.take_in.upload", side_effect=[OSError("disk"), cast.photo()]):
            answer = self.upload(said(1), said(2))
        self.assertEqual([kind for _, kind in self.fates(answer)], ["failed", "filed"])
        with mock.patch("images.take_in.upload", side_effect=OSError("disk")):
            self.assertContains(self.one(said(1), 500), 'data-fate="failed"', status_code=500)

    def test_nothing_chosen_is_told(self):
        self.assertContains(self.upload(status=422), "Choose one photo or more.", status_code=422)

    @override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=2)
    def test_too_many_at_once_are_told_how_many_may_be(self):
        answer = self.upload(said(1), said(2), said(3), status=413)
        self.assertContains(answer, "Send 2 photos at most", status_code=413)
        self.assertFalse(Photo.objects.exists())

    @override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=200)
    def test_too_many_words_are_no_fault_of_ours(self):
        self.upload(said(1), status=413, restrictions="x" * 500)

    @override_settings(PHOTO_MAX_BYTES=20_000)
    def test_a_file_too_large_is_not_kept_and_the_others_are(self):
        large = io.BytesIO(b"\xff\xd8\xff" + bytes(6_000_000))  # more than is held in memory
        large.name = "large.jpg"
        answer = self.upload(said(1), large, said(2))
        self.assertEqual(self.fates(answer)[-1], ("large.jpg", "refused"))
        self.assertContains(answer, "This file has more than")
        self.assertEqual(Photo.objects.count(), 2)
        large.seek(0)
        self.assertContains(self.one(large, 422), "has more than", status_code=422)

    def test_what_is_in_an_archive_has_a_fate_of_its_own(self):
        self.one(said(1))
        answer = self.one(packed(said(1), said(2), notes=b"just words", **{"__MACOSX/x": b"x"}), city="Carrow")
        self.assertEqual(
            [(fate.name, fate.kind) for fate in answer.context["fates"]],
            [("day/said-1.jpg", "known"), ("day/said-2.jpg", "filed"), ("notes", "refused")],
        )
        self.assertEqual(answer.content.count(b"data-fate="), 3)
        self.assertEqual(Photo.objects.get(city="Carrow").as_filed["file_name"], "said-2.jpg")
        broken = sent(packed(said(3)).read()[:-30], "broken.zip")
        self.assertContains(self.one(broken, 422), "This archive is damaged", status_code=422)

    @override_settings(PHOTO_MAX_BYTES=100_000)
    def test_an_archive_may_be_larger_than_a_photo_but_not_without_end(self):
        fates = self.one(packed(said(1), said(2), more=bytes(100_000))).context["fates"]
        self.assertEqual([fate.kind for fate in fates], ["filed", "filed", "refused"])
        answer = self.one(packed(more=bytes(6_000_000)), 422)
        self.assertContains(answer, "This archive has more than 1.9", status_code=422)

    def test_words_for_all_that_cannot_be_are_told_to_the_script(self):
        answer = self.one(said(1), 422, city="x" * 200)
        self.assertContains(answer, "The words for all cannot be: City: Ensure", status_code=422)

    def test_a_form_from_elsewhere_is_refused(self):
        careful = Client(enforce_csrf_checks=True)
        careful.force_login(self.nell)
        self.assertEqual(careful.post(UPLOAD, {"files": said(1)}).status_code, 403)
        token = careful.get(UPLOAD).context["csrf_token"]
        answer = careful.post(UPLOAD, {"files": said(1), "csrfmiddlewaretoken": token})
        self.assertEqual(self.fates(answer), [("said-1.jpg", "filed")])

    def test_who_may_not_add_photos_sends_none(self):
        self.client.force_login(self.mo)
        self.upload(said(1), status=403)
        self.assertEqual(self.client.get(UPLOAD, {"sha256": "0"}).status_code, 403)
        self.client.force_login(self.rita)
        self.upload(said(1), status=302)
        self.assertFalse(Photo.objects.exists())


class JustUploadedTests(OwnMedia, TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photos = [cast.photo(colour, uploaded_by=cls.pia, alt_text="") for colour in ("navy", "maroon", "teal")]
        cast.photo("olive", uploaded_by=cls.ed)

    def setUp(self):
        self.client.force_login(self.pia)

    def typed(self, answer=None, **changes):
        """Return what a browser sends of the page, with `changes` by photo and field: p1_caption."""
        data = {"photo": []}
        for card in (answer or self.client.get(JUST)).context["cards"]:
            data["photo"].append(card.photo.pk)
            for field in card.form:
                if str(field.value()) not in ("None", "", "False"):
                    data[field.html_name] = field.value()
        return data | {name.replace("_", "-", 1): value for name, value in changes.items()}

    def test_it_shows_what_one_has_uploaded_in_the_last_day_in_its_order(self):
        old = cast.photo("gray", uploaded_by=self.pia)
        Photo.objects.filter(pk=old.pk).update(uploaded_at="2020-01-01T00:00Z")
        shown = lambda **query: [card.photo for card in self.client.get(JUST, query).context["cards"]]  # noqa: E731
        self.assertEqual(shown(), self.photos)
        self.assertEqual(shown(**{"from": self.photos[1].pk}), self.photos[1:])
        for odd in ("x", "9" * 40, "-1", "²"):
            self.client.get(JUST, {"from": odd})

    def test_all_are_saved_in_one_go_and_what_was_not_touched_is_not(self):
        first, second, third = self.photos
        changes = {f"p{first.pk}_caption": "One boat.", f"p{third.pk}_alt_text": "A boat"}
        answer = self.client.post(JUST, self.typed(**changes), follow=True)
        self.assertContains(answer, "Saved: 2 photos.")
        for photo in self.photos:
            photo.refresh_from_db()
        self.assertEqual((first.caption, first.version), ("One boat.", 2))
        self.assertEqual(second.version, 1)
        self.assertEqual((third.alt_text, third.events.get(deed="caption").by), ("A boat", self.pia))

    def test_one_that_is_wrong_keeps_what_was_typed_and_the_others_are_saved(self):
        first, second, _ = self.photos
        changes = {f"p{first.pk}_caption": "One boat.", f"p{second.pk}_credit": "x" * 300}
        answer = self.client.post(JUST, self.typed(**changes))
        self.assertEqual(answer.status_code, 422)
        self.assertContains(answer, "Not all of them are saved", status_code=422)
        self.assertContains(answer, "x" * 300, status_code=422)
        first.refresh_from_db()
        self.assertEqual(first.caption, "One boat.")
        changes = {f"p{second.pk}_credit": "Pia"}
        self.assertEqual(self.client.post(JUST, self.typed(answer, **changes)).status_code, 302)

    def test_one_that_somebody_else_saved_meanwhile_is_brought_together(self):
        first, second, _ = self.photos
        typed = self.typed(**{f"p{first.pk}_caption": "One boat.", f"p{second.pk}_caption": "Two boats."})
        theirs = Photo.objects.get(pk=first.pk)
        theirs.caption, theirs.credit = "Ed’s boat.", "Ed"
        caption(photo=theirs, by=self.ed)
        answer = self.client.post(JUST, typed)
        self.assertContains(answer, "Ed wrote: <q>Ed’s boat.</q>", status_code=409)
        self.assertEqual(Photo.objects.get(pk=second.pk).caption, "Two boats.")
        self.assertEqual(self.client.post(JUST, self.typed(answer)).status_code, 302)
        first.refresh_from_db()
        self.assertEqual((first.caption, first.credit), ("One boat.", "Ed"))

    def test_one_that_was_not_touched_here_is_as_others_have_made_it(self):
        first, second, _ = self.photos
        typed = self.typed(**{f"p{second.pk}_caption": "Two boats."})
        theirs = Photo.objects.get(pk=first.pk)
        theirs.caption = "Ed’s boat."
        caption(photo=theirs, by=self.ed)
        self.assertContains(self.client.post(JUST, typed, follow=True), "Saved: 1 photo.")
        self.assertEqual(Photo.objects.get(pk=first.pk).caption, "Ed’s boat.")
        self.assertContains(self.client.post(JUST, self.typed(), follow=True), "Nothing was changed.")

    def test_without_scripts_a_button_fills_a_field(self):
        first = self.photos[0]
        Photo.objects.filter(pk=first.pk).update(creator="Ina Ross")
        answer = self.client.post(JUST, self.typed(take=f"p{first.pk}-credit.suggested"))
        self.assertEqual(answer.context["cards"][0].form["credit"].value(), "Ina Ross")
        self.assertEqual(answer.context["cards"][1].form["credit"].value(), "Pia / The Test")

    @mock.patch("articles.admin.just_uploaded.ON_A_PAGE", 2)
    def test_a_page_leads_on_to_the_next(self):
        page = self.client.get(JUST)
        self.assertEqual(page.context["onward"], self.photos[2].pk)
        self.assertContains(page, "2 photos, and 1 after them")
        answer = self.client.post(JUST, self.typed(page, onward=self.photos[2].pk))
        self.assertRedirects(answer, f"{JUST}?from={self.photos[2].pk}")

    def test_it_asks_no_more_queries_for_more_photos(self):
        with self.assertNumQueries(8):
            self.client.get(JUST, {"from": self.photos[2].pk})
        with self.assertNumQueries(8):
            self.client.get(JUST)

    def test_a_reporter_reads_them_and_changes_nothing(self):
        Photo.objects.update(uploaded_by=self.nell)
        typed = self.typed()
        self.client.force_login(self.nell)
        page = self.client.get(JUST)
        self.assertContains(page, "Two boats at the pier.")
        self.assertContains(page, "The picture desk captions photos.")
        self.assertNotContains(page, "<textarea")
        self.assertEqual(self.client.post(JUST, typed).status_code, 403)
