"""Writing at the desk, through the admin's own form."""

from django.test import TestCase

from articles import publish
from articles.models import Article, Figure, Revision, SectionLimit, Unsaved
from articles.tag_names import read, written
from images.models import Photo
from newsroom.tests import cast

ADD = "/admin/articles/article/add/"


def form_data(case, bylines=1, figures=(), **fields):
    """Return what the story form sends."""
    data = {
        "headline": "New pier opens",
        "standfirst": "Ribbon cut on Monday.",
        "body": "<p>The pier is open.</p>",
        "section": case.news.pk,
        "lead_in_words": 3,
        "comments_mode": "open",
        "_continue": "1",
        "bylines-TOTAL_FORMS": bylines,
        "bylines-INITIAL_FORMS": 0,
        "figures-TOTAL_FORMS": len(figures),
        "figures-INITIAL_FORMS": 0,
        "related-TOTAL_FORMS": 0,
        "related-INITIAL_FORMS": 0,
        "opening_hours-TOTAL_FORMS": 0,
        "opening_hours-INITIAL_FORMS": 0,
    }
    if bylines:
        data |= {"bylines-0-author": case.author.pk, "bylines-0-position": 0}
    for number, (photo, place) in enumerate(figures):
        data |= {f"figures-{number}-photo": photo, f"figures-{number}-place": place, f"figures-{number}-position": 0}
    return data | fields


class StoryFormTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo()

    def change_data(self, story, **fields):
        byline = story.bylines.get()
        return form_data(
            self,
            **{
                "bylines-INITIAL_FORMS": 1,
                "bylines-0-id": byline.pk,
                "bylines-0-article": story.pk,
                "slug": story.slug,
                "base": story.latest,
                **fields,
            },
        )

    def save_new(self, **data):
        answer = self.client.post(ADD, form_data(self, **data))
        self.assertEqual(answer.status_code, 302, getattr(answer, "context_data", {}).get("errors"))
        return Article.objects.latest("pk")

    def test_a_story_with_lead_photo_photo_in_the_body_and_tags(self):
        self.client.force_login(self.ed)
        inside = cast.photo("maroon")
        story = self.save_new(
            figures=[(self.photo.pk, "lead")],
            tags="Piers, harbour",
            body=f'<p>The pier is open.</p><figure data-photo="{inside.pk}"></figure><p>At last.</p>',
        )
        self.assertEqual(story.slug, "new-pier-opens")
        self.assertEqual(story.created_by, self.ed)
        self.assertEqual(story.lead.photo, self.photo)
        self.assertTrue(Figure.objects.filter(article=story, photo=inside, place="body").exists())
        self.assertEqual(
            story.body_parts, ['<p><span class="lead-in">The pier is</span> open.</p>', inside.pk, "<p>At last.</p>"]
        )
        self.assertCountEqual(story.tags.names(), ["Piers", "harbour"])
        self.assertEqual(Revision.objects.get(article=story).facts["headline"], "New pier opens")

    def test_tags_are_one_in_any_letter_case(self):
        self.client.force_login(self.ed)
        self.save_new(tags="Harbour")
        second = self.save_new(tags="harbour", headline="Second")
        self.assertEqual(list(second.tags.names()), ["Harbour"])

    def test_tags_come_back_as_they_were_typed(self):
        self.client.force_login(self.ed)
        story = self.save_new(tags='Portavally council, "Walls, gates and quays",  Harbour, The "Belle"')
        names = ["Harbour", "Portavally council", 'The "Belle"', "Walls, gates and quays"]
        self.assertEqual(sorted(story.tags.names()), names)
        field = self.client.get(f"/admin/articles/article/{story.pk}/change/").context["adminform"].form["tags"].value()
        typed = written(field)
        self.assertEqual(typed, 'Harbour, Portavally council, The "Belle", "Walls, gates and quays"')
        self.assertEqual(read(typed), names)
        self.assertEqual(read('"a, ""b""", """c""", d "e, f" g, "h'), ['"c"', '"h', 'a, "b"', 'd "e, f" g'])
        self.assertEqual(read("one tag of several words"), ["one tag of several words"])

    def test_a_new_story_proposes_ones_own_byline_and_keeps_it_only_if_it_is_sent(self):
        self.client.force_login(self.nell)
        page = self.client.get(ADD)
        self.assertContains(page, f'<option value="{self.author.pk}" selected>Nell Byrne</option>')
        story = self.save_new(**{"bylines-0-author": "", "bylines-0-position": ""})
        self.assertFalse(story.bylines.exists())
        self.client.force_login(self.ed)
        self.assertNotContains(self.client.get(ADD), "selected>Nell Byrne")

    def test_how_to_write_without_scripts_is_said_only_where_they_do_not_run(self):
        self.client.force_login(self.ed)
        self.assertContains(self.client.get(ADD), "<noscript>An empty line begins a paragraph")

    def test_a_tag_that_is_too_long_and_too_many_tags_are_told_at_their_field(self):
        self.client.force_login(self.ed)
        longest = "x" * 100
        for tags, told in (
            (f"{longest}y, Piers", "too long for a tag"),
            (", ".join(f"tag{number}" for number in range(51)), "at most 50 tags"),
        ):
            answer = self.client.post(ADD, form_data(self, tags=tags))
            self.assertContains(answer, told, status_code=422)
            self.assertContains(answer, tags, status_code=422)
            self.assertIn("tags", answer.context["adminform"].form.errors)
        self.assertEqual(self.save_new(tags=f"{longest}, Piers").tags.count(), 2)

    def test_a_body_typed_without_the_editor_becomes_paragraphs(self):
        self.client.force_login(self.ed)
        story = self.save_new(body="First line.\r\n\r\nSecond “line” – 2 < 3 & 4.")
        self.assertEqual(story.body, "<p>First line.</p><p>Second “line” – 2 &lt; 3 &amp; 4.</p>")

    def test_hostile_html_is_cleaned_on_its_way_in(self):
        self.client.force_login(self.ed)
        story = self.save_new(
            body='<p onclick="x()">Fine<script>alert(1)</script> <a href="javascript:alert(1)">link</a></p>'
            '<img src=x onerror="alert(1)"><figure data-photo="1 onload=x"></figure>'
        )
        stored = story.body + "".join(part for part in story.body_parts if isinstance(part, str))
        for word in ("script", "onclick", "javascript", "onerror", "onload", "<img"):
            self.assertNotIn(word, stored)

    def test_a_photo_that_is_not_in_the_library_is_left_out_of_the_page(self):
        self.client.force_login(self.ed)
        story = self.save_new(body='<p>Text.</p><figure data-photo="99999"></figure>')
        self.assertNotIn(99999, story.body_parts)

    def test_attaching_a_photo_tells_at_once_what_forbids_it(self):
        self.client.force_login(self.ed)
        photo = cast.photo("red", rights="")
        self.save_new(figures=[(photo.pk, "lead")])
        story = Article.objects.latest("pk")
        page = self.client.get(f"/admin/articles/article/{story.pk}/change/")
        self.assertContains(page, "cannot be published as it is. Nobody has said yet by what right")
        self.assertContains(page, "1 to put right")

    def test_what_is_saved_in_a_public_story_reaches_readers_when_it_is_released(self):
        story = cast.story(self)
        self.client.force_login(self.ed)
        photo = cast.photo("red", rights="", credit="")
        address = f"/admin/articles/article/{story.pk}/"
        data = self.change_data(story, headline="Pier closed", figures=[(photo.pk, "lead")])
        self.assertRedirects(self.client.post(f"{address}change/", data), f"{address}change/")
        story.refresh_from_db()
        self.assertEqual((story.headline, story.figures.count()), ("Harbour wall to be raised", 0))
        self.assertEqual((story.released, story.latest), (1, 2))
        self.assertNotContains(self.client.get(story.get_absolute_url()), "Pier closed")
        page = self.client.get(f"{address}change/")
        self.assertContains(page, "Pier closed")
        self.assertContains(page, "Readers see version 1")
        ask = {"version_seen": story.version, "kind": "typo"}
        refused = self.client.post(f"{address}release/", ask)
        self.assertContains(refused, "Nobody has said yet by what right", status_code=422)
        self.assertContains(refused, "It has no credit.", status_code=422)
        Photo.objects.filter(pk=photo.pk).update(rights="staff", credit="Pia")
        self.assertEqual(self.client.post(f"{address}release/", ask).status_code, 302)
        self.assertContains(self.client.get(story.get_absolute_url()), "Pier closed")
        self.assertEqual(story.figures.count(), 1)

    def test_before_publication_the_doubts_are_shown_and_forbid_nothing(self):
        self.client.force_login(self.ed)
        photo = cast.photo("red", caption="A boat.", territory="Ireland")
        self.save_new(figures=[(photo.pk, "lead")])
        address = f"/admin/articles/article/{Article.objects.latest('pk').pk}/publish/"
        page = self.client.get(address)
        self.assertContains(page, "does not seem to say what is going on and where and when")
        self.assertContains(page, "It may be shown here alone: Ireland.")
        self.assertNotContains(page, "Before this story can be published")

    def test_what_a_photo_passes_on_stands_greyed_in_the_fields_for_words_of_the_storys_own(self):
        self.client.force_login(self.ed)
        self.save_new(figures=[(self.photo.pk, "lead")])
        page = self.client.get(f"/admin/articles/article/{Article.objects.latest('pk').pk}/change/")
        self.assertContains(page, 'placeholder="Two boats at the pier."')
        self.assertContains(page, 'placeholder="Pia / The Test"')

    def test_a_photo_for_the_body_that_the_text_does_not_name_is_told(self):
        self.client.force_login(self.ed)
        story = self.save_new(figures=[(self.photo.pk, "body")])
        page = self.client.get(f"/admin/articles/article/{story.pk}/change/")
        self.assertContains(page, "the text does not name it: readers do not see it.")
        self.assertNotContains(page, "does not seem to say")

    def test_two_lead_photos_are_refused_in_words(self):
        self.client.force_login(self.ed)
        other = cast.photo("maroon")
        answer = self.client.post(ADD, form_data(self, figures=[(self.photo.pk, "lead"), (other.pk, "lead")]))
        self.assertContains(answer, "one lead photo", status_code=422)
        self.assertFalse(Article.objects.exists())

    def test_of_two_editors_the_later_one_keeps_their_text_and_is_told(self):
        story = cast.draft(self)
        self.client.force_login(self.ed)
        address = f"/admin/articles/article/{story.pk}/change/"
        data = self.change_data(story, headline="Ed was here")
        self.assertEqual(self.client.post(address, data).status_code, 302)
        self.client.force_login(self.ada)
        answer = self.client.post(address, data | {"headline": "Ada was here too"}, follow=True)
        self.assertContains(answer, "Bring together")
        self.assertContains(answer, "was here too")
        story.refresh_from_db()
        self.assertEqual(story.headline, "Ed was here")
        self.assertEqual(story.revisions.count(), 2)

    def test_every_save_adds_a_revision_and_moves_the_version(self):
        story = cast.draft(self)
        self.client.force_login(self.ed)
        self.client.post(f"/admin/articles/article/{story.pk}/change/", self.change_data(story, headline="Better"))
        story.refresh_from_db()
        self.assertEqual((story.version, story.saved_by), (2, self.ed))
        self.assertEqual([revision.number for revision in story.revisions.all()], [2, 1])

    def test_forged_fields_change_nothing(self):
        self.client.force_login(self.nell)
        story = self.save_new(status="published", version=77, created_by=self.ed.pk, publish_at="2020-01-01")
        self.assertEqual((story.status, story.version, story.created_by), ("draft", 1, self.nell))

    def test_a_reporter_changes_their_own_draft_and_nobody_elses(self):
        own = cast.draft(self)  # Nell's byline
        other = cast.draft(self, headline="Not Nell's")
        other.bylines.all().delete()
        self.client.force_login(self.nell)
        self.assertEqual(self.client.get(f"/admin/articles/article/{own.pk}/change/").status_code, 200)
        self.assertEqual(self.client.get(f"/admin/articles/article/{other.pk}/change/").status_code, 302)
        self.assertEqual(self.client.get(f"/admin/articles/article/{other.pk}/preview/").status_code, 404)
        self.assertNotContains(self.client.get("/admin/articles/article/"), "Not Nell")
        self.assertNotContains(self.client.get("/admin/"), "Not Nell")

    def test_what_cannot_be_saved_any_more_is_kept_and_found_again(self):
        approved, gone = cast.draft(self), cast.draft(self, slug="gone")
        sent = [self.change_data(story, headline=f"Pier {story.slug}") for story in (approved, gone)]
        publish.submit(article=approved, by=self.nell)
        publish.approve(article=approved, by=self.ed)
        numbers = [approved.pk, gone.pk]
        gone.delete()
        self.client.force_login(self.nell)
        for number, data in zip(numbers, sent, strict=True):
            with self.subTest(data["slug"]):
                answer = self.client.post(f"/admin/articles/article/{number}/change/", data, follow=True)
                self.assertContains(answer, "What you typed is kept")
                self.assertContains(answer, f"Pier {data['slug']}")
        approved.refresh_from_db()
        self.assertEqual((approved.latest, Unsaved.objects.filter(by=self.nell).count()), (1, 2))

    def test_of_who_writes_no_stories_nothing_is_kept(self):
        story = cast.draft(self)
        self.client.force_login(self.mo)
        answer = self.client.post(f"/admin/articles/article/{story.pk}/change/", self.change_data(story))
        self.assertEqual((answer.status_code, Unsaved.objects.count()), (403, 0))

    def test_an_editor_of_one_section_moves_no_story_into_another(self):
        SectionLimit.objects.create(user=self.ed, section=self.news)
        story = cast.draft(self)
        self.client.force_login(self.ed)
        address = f"/admin/articles/article/{story.pk}/change/"
        self.assertNotContains(self.client.get(address), ">Sport<")
        answer = self.client.post(address, self.change_data(story, section=self.sport.pk))
        self.assertContains(answer, "Select a valid choice", status_code=422)
        self.assertEqual(self.client.post(address, self.change_data(story, headline="Pier")).status_code, 302)

    def test_a_reporter_reads_but_does_not_change_a_published_story(self):
        story = cast.story(self)
        self.client.force_login(self.nell)
        address = f"/admin/articles/article/{story.pk}/change/"
        self.assertEqual(self.client.get(address).status_code, 200)
        self.client.post(address, self.change_data(story, headline="Mine"))  # is kept as unsaved text, and no more
        self.assertEqual(story.revisions.count(), 1)
        self.assertEqual(self.client.post(f"/admin/articles/article/{story.pk}/withdraw/", {}).status_code, 403)

    def test_what_was_public_is_not_deleted(self):
        story = cast.story(self)
        self.client.force_login(self.ed)
        self.assertEqual(self.client.post(f"/admin/articles/article/{story.pk}/delete/").status_code, 403)

    def test_the_preview_is_the_story_page(self):
        story = cast.draft(self)
        self.client.force_login(self.ed)
        page = self.client.get(f"/admin/articles/article/{story.pk}/preview/")
        self.assertTemplateUsed(page, "articles/article.html")
        self.assertContains(page, "Preview")
        self.assertIn("no-store", page.headers["Cache-Control"])
        self.client.logout()
        self.assertEqual(self.client.get(f"/admin/articles/article/{story.pk}/preview/").status_code, 302)

    def test_publishing_at_a_time_to_come(self):
        story = cast.draft(self)
        self.client.force_login(self.ed)
        address = f"/admin/articles/article/{story.pk}/publish/"
        past = self.client.post(address, {"version_seen": story.version, "when": "2020-01-01T10:00"})
        self.assertContains(past, "has passed", status_code=422)
        self.client.post(address, {"version_seen": story.version, "when": "2099-01-01T10:00"})
        story.refresh_from_db()
        self.assertEqual(story.status, "scheduled")

    def test_a_deed_on_a_page_that_is_out_of_date_is_409(self):
        story = cast.draft(self)
        self.client.force_login(self.ed)
        answer = self.client.post(f"/admin/articles/article/{story.pk}/publish/", {"version_seen": 99})
        self.assertEqual(answer.status_code, 409)

    def test_withdrawing_needs_a_word_to_readers(self):
        story = cast.story(self)
        self.client.force_login(self.ed)
        address = f"/admin/articles/article/{story.pk}/withdraw/"
        self.assertContains(
            self.client.post(address, {"version_seen": story.version}), "Tell readers why", status_code=422
        )

    def test_save_and_publish_leads_to_the_question(self):
        story = cast.draft(self)
        self.client.force_login(self.ed)
        data = self.change_data(story) | {"_publish": "1"}
        data.pop("_continue")
        self.assertRedirects(
            self.client.post(f"/admin/articles/article/{story.pk}/change/", data),
            f"/admin/articles/article/{story.pk}/publish/",
        )

    def test_the_contact_sheet_finds_photos_by_their_words(self):
        cast.photo("maroon", caption="A goat on the wall.")
        self.client.force_login(self.ed)
        sheet = self.client.get("/admin/articles/article/photos/?q=goat")
        self.assertContains(sheet, "A goat")
        self.assertNotContains(sheet, "Two boats")
