"""Badges: told from the role."""

from django.contrib.auth.models import Group
from django.test import TestCase

from comments import badges as module
from comments.badges import badges
from newsroom.roles import ROLES
from newsroom.tests import cast
from pagecache.models import PageVersion


class BadgesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.root = cast.person("root")
        type(cls.root).objects.filter(pk=cls.root.pk).update(is_superuser=True, is_staff=True)

    def test_each_role_has_its_badge(self):
        self.assertEqual(set(module.ROLES), set(ROLES))
        found = badges(self.story)
        self.assertEqual(found[self.ed.pk], "Staff")
        self.assertEqual(found[self.root.pk], "Staff")
        self.assertEqual(found[self.mo.pk], "Moderator")
        self.assertEqual(found[self.una.pk], "Moderator")
        self.assertEqual(found[self.nell.pk], "Author of this story")
        self.assertNotIn(self.rita.pk, found)

    def test_an_author_is_staff_elsewhere(self):
        other = cast.story(self)
        other.bylines.all().delete()
        self.assertEqual(badges(other)[self.nell.pk], "Staff")

    def test_a_moderator_with_another_role_is_staff(self):
        self.mo.groups.add(Group.objects.get(name="Editor"))
        self.assertEqual(badges(self.story)[self.mo.pk], "Staff")

    def test_other_groups_tell_nothing(self):
        self.rita.groups.add(Group.objects.create(name="Subscribers"))
        self.assertNotIn(self.rita.pk, badges(self.story))

    def test_who_has_left_carries_none(self):
        type(self.ed).objects.filter(pk__in=[self.ed.pk, self.nell.pk, self.root.pk]).update(is_active=False)
        found = badges(self.story)
        self.assertFalse({self.ed.pk, self.nell.pk, self.root.pk} & set(found))

    def test_one_query(self):
        with self.assertNumQueries(1):
            badges(self.story)

    def version(self):
        return PageVersion.objects.filter(name="paper").values_list("number", flat=True).first()

    def save_person(self, person, **fields):
        data = {"display_name": person.display_name, "email": person.email, "is_active": "on"} | fields
        answer = self.client.post(f"/admin/accounts/user/{person.pk}/change/", data)
        self.assertEqual(answer.status_code, 302, getattr(answer, "context_data", {}).get("errors"))

    def test_another_role_shows_on_the_pages_at_once(self):
        self.client.force_login(self.root)
        before = self.version()
        self.save_person(self.rita)
        self.assertEqual(self.version(), before)
        self.save_person(self.rita, groups=[Group.objects.get(name="Moderator").pk], is_staff="on")
        self.assertNotEqual(self.version(), before)
        self.assertEqual(badges(self.story)[self.rita.pk], "Moderator")

    def test_a_group_of_another_name_too(self):
        self.client.force_login(self.root)
        before = self.version()
        group = Group.objects.get(name="Editor")
        self.client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Editors who left"})
        self.assertNotEqual(self.version(), before)
        self.assertNotIn(self.ed.pk, badges(self.story))
