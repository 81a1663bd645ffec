"""The policy pages and their index."""

from django.test import TestCase, override_settings

from newsroom.tests import cast


class PolicyPagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.paper(cls)

    def test_the_index_leads_to_each_and_each_back(self):
        index = self.client.get("/policies/")
        for slug in ("comments", "ethics", "privacy"):
            self.assertContains(index, f'<a href="/policies/{slug}/">Policy on {slug}</a>')
            self.assertContains(self.client.get(f"/policies/{slug}/"), '<a href="/policies/">How we work</a>')
        self.assertContains(index, 'href="/corrections/"')

    @override_settings(PAGES_DUE=[])
    def test_the_cost(self):
        for address in ("/policies/", "/policies/comments/"):
            with self.assertNumQueries(3):
                self.client.get(address)

    def test_they_only_read(self):
        self.assertEqual(self.client.post("/policies/").status_code, 405)
