"""Strange values in what an address of the desk asks for, and in what is sent to it: nothing breaks on them.

Which parameters a page reads is found by watching it read them.
"""

import uuid
from unittest.mock import patch

from django.http import QueryDict
from django.test import TestCase
from django.utils.datastructures import MultiValueDict

from articles.models import Unsaved
from errors.tests.scene import told
from fronts.models import Front

from . import cast

STRANGE = ["", "-1", "9" * 19, "u" + "9" * 30, "9" * 5000, "²", "a\0b\ufffe"]
LISTS = ["p", "o", "q", "all", "e", "_to_field", "_popup", "_facets", "state__exact", "section__id__exact", "saved_at"]


def asked_of(client, page):
    """Return the names of the parameters that a page reads."""
    names, read = set(), MultiValueDict.__getitem__

    def note(query, name):
        if isinstance(query, QueryDict):
            names.add(name)
        return read(query, name)

    with patch.object(MultiValueDict, "__getitem__", note):
        client.get(page)
    return sorted(names)


class StrangeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        photo = cast.photo()
        cls.story = cast.story(cls, lead=photo, tags=["Harbour"])
        cast.save(cls.story, cls.ed, headline="Later")
        told(cls.story, confirmed=True)
        tag, front = cls.story.tags.get().pk, Front.objects.everywhere()[0].pk
        story, desk = f"/admin/articles/article/{cls.story.pk}", "/admin/articles"
        cls.lists = [f"{desk}/article/", f"{desk}/photouse/"]
        cls.pages = [
            *(f"{desk}/article/{name}/" for name in ("mine", "add", "up-next", "photos", "unsaved")),
            *(f"{story}/{name}/" for name in ("change", "preview", "versions", "versions/compare", "release")),
            *(f"/admin/taggit/tag/{name}" for name in ("", f"{tag}/change/", f"{tag}/merge/")),
            *(f"/admin/images/photo/{name}" for name in ("", "rights/", "many/", "upload/", "just-uploaded/")),
            *(f"/admin/fronts/front/{name}" for name in (f"{front}/", f"{front}/preview/", f"{front}/history/")),
            *(f"/admin/images/photo/{photo.pk}/{name}/" for name in ("change", "delete", "block")),
            *("/admin/fronts/banner/", f"/admin/fronts/front/top/{cls.story.pk}/"),
            *("/admin/errors/errorreport/", f"/admin/errors/errorreport/story/{cls.story.pk}/"),
            *("/search/", "/latest/", f"/errors/on/{cls.story.pk}/", "/api/stories/", "/oembed/", "/archive/"),
        ]

    def test_no_page_breaks_on_what_its_address_asks_for(self):
        self.client.force_login(self.ada)
        for page in self.pages + self.lists:
            names = asked_of(self.client, page) + (LISTS if page in self.lists else [])
            # Each parameter with each value once; the others have others meanwhile, as one that is wrong hides them.
            for turn in range(len(STRANGE)) if names else ():
                values = {name: STRANGE[(turn + place) % len(STRANGE)] for place, name in enumerate(names)}
                with self.subTest(page=page, values={name: value[:20] for name, value in values.items()}):
                    self.assertNotEqual(self.client.get(page, values).status_code, 500)

    def test_a_list_that_reads_one_breaks_on_none(self):
        self.client.force_login(self.nell)
        for name in ("person", "section", "state", "q"):
            for value in STRANGE:
                with self.subTest(name=name, value=value[:20]):
                    answer = self.client.get("/admin/articles/article/", {"q": "harbour", name: value})
                    self.assertLess(answer.status_code, 500)

    def test_who_chooses_what_is_no_story_has_chosen_none(self):
        self.client.force_login(self.ed)
        draft = cast.draft(self)
        sent = {"action": "submit", "note": "a\0b", "_selected_action": [*STRANGE, str(draft.pk)]}
        self.assertEqual(self.client.post("/admin/articles/article/", sent).status_code, 302)
        draft.refresh_from_db()
        self.assertEqual(draft.status, "review")

    def test_what_is_kept_of_a_form_may_have_any_name_and_value(self):
        self.client.force_login(self.ed)
        page = f"/admin/articles/article/{self.story.pk}/keep/"
        for name in (STRANGE[0], STRANGE[2], STRANGE[-1], "headline", "figures-TOTAL_FORMS", "figures-0-photo"):
            for value in STRANGE:
                window = {"keep-client": str(uuid.uuid4()), "keep-has_form": "on", "keep-base": "1"}
                with self.subTest(name=name[:20], value=value[:20]):
                    self.assertEqual(self.client.post(page, window | {name: value}).status_code, 200)
            row = Unsaved.objects.latest("pk")
            form = self.client.get(f"/admin/articles/article/{self.story.pk}/change/", {"unsaved": row.pk})
            self.assertIn(form.status_code, (200, 422))
            self.assertEqual(self.client.get(f"/admin/articles/article/unsaved/{row.pk}/").status_code, 200)

    def test_what_belongs_to_the_window_may_be_anything(self):
        self.client.force_login(self.ed)
        page, names = f"/admin/articles/article/{self.story.pk}/keep/", ("client", "who", "base", "resumes", "leaving")
        for name in names:
            for value in STRANGE:
                window = {"keep-client": str(uuid.uuid4()), "keep-has_form": "on", f"keep-{name}": value}
                with self.subTest(name=name, value=value[:20]):
                    self.assertLess(self.client.post(page, window | {"headline": "x"}).status_code, 500)
