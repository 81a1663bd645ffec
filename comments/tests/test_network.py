"""Where a comment came from, as far as it is known."""

from datetime import UTC, datetime, timedelta

from django.test import RequestFactory, SimpleTestCase, TestCase, override_settings

from comments.models import Comment
from comments.network import address_of, network, network_of
from newsroom.tests import cast

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)


class NetworkTests(SimpleTestCase):
    def test_addresses_of_one_network_are_one(self):
        self.assertEqual(network_of("192.0.2.1", NOW), network_of("192.0.2.254", NOW))
        self.assertNotEqual(network_of("192.0.2.1", NOW), network_of("192.0.3.1", NOW))
        self.assertEqual(network_of("2001:db8:1:2::1", NOW), network_of("2001:db8:1:2:ffff:ffff:ffff:ffff", NOW))
        self.assertNotEqual(network_of("2001:db8:1:2::1", NOW), network_of("2001:db8:1:3::1", NOW))

    def test_an_address_in_the_dress_of_the_other_kind_is_the_same(self):
        self.assertEqual(network("::ffff:192.0.2.7"), "192.0.2.0/24")
        self.assertEqual(network("fe80::1%eth0"), "fe80::/64")

    def test_it_is_a_hash_and_holds_nothing_of_the_address(self):
        found = network_of("192.0.2.1", NOW)
        self.assertRegex(found, r"^[0-9a-f]{32}$")
        with override_settings(SECRET_KEY="another"):
            self.assertNotEqual(network_of("192.0.2.1", NOW), found)

    def test_with_each_month_comes_another_key(self):
        last = datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC)
        self.assertEqual(network_of("192.0.2.1", last), network_of("192.0.2.1", NOW))
        self.assertNotEqual(network_of("192.0.2.1", last + timedelta(seconds=1)), network_of("192.0.2.1", NOW))

    def test_what_is_no_address_is_one_unknown_place(self):
        for address in ("", None, "unix:", "1.2.3", "<script>"):
            self.assertEqual(network(address), "unknown")
        self.assertRegex(network_of("", NOW), r"^[0-9a-f]{32}$")


class AddressTests(SimpleTestCase):
    def asked(self, told="", by="203.0.113.9"):
        headers = {"x-forwarded-for": told} if told else {}
        return address_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=by))

    @override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=0)
    def test_without_proxies_nobody_says_where_they_come_from(self):
        self.assertEqual(self.asked("192.0.2.1"), "203.0.113.9")
        self.assertEqual(self.asked("192.0.2.1, 198.51.100.7"), "203.0.113.9")

    @override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
    def test_behind_a_proxy_its_word_is_taken_and_no_other(self):
        self.assertEqual(self.asked("192.0.2.1"), "192.0.2.1")
        self.assertEqual(self.asked("10.0.0.1, 172.16.0.1, 192.0.2.1"), "192.0.2.1")
        self.assertEqual(self.asked("10.0.0.1,2001:db8::7"), "2001:db8::7")

    @override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=2)
    def test_behind_two_the_outer_one_saw_the_reader(self):
        self.assertEqual(self.asked("10.0.0.1, 192.0.2.1, 198.51.100.7"), "192.0.2.1")

    @override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=2)
    def test_whoever_came_past_the_proxies_is_who_stands_at_the_door(self):
        self.assertEqual(self.asked("192.0.2.1"), "203.0.113.9")
        self.assertEqual(self.asked(), "203.0.113.9")


class StoredTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def test_a_comment_by_the_page_carries_the_hash_and_no_address(self):
        self.client.force_login(self.rita)
        page = self.client.get(f"/comments/on/{self.story.pk}/new/")
        form = {"text": "Well said.", "form_key": page.context["form"]["form_key"].value()}
        self.client.post(f"/comments/on/{self.story.pk}/new/", form, REMOTE_ADDR="192.0.2.77")
        comment = Comment.objects.get()
        self.assertEqual(comment.network, network_of("192.0.2.1", comment.posted_at))
        self.assertNotIn("192.0.2", str(Comment.objects.values_list().get()))
