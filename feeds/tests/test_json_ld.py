"""The linked data on a story's page and on the front (newsroom's checkable list of properties)."""

import html
from datetime import timedelta

from django.template import Context, Template
from django.test import TestCase, override_settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.correct import correct
from articles.models import Article, Masthead, Policy
from comments.models import Comment
from feeds import linked_data
from newsroom.tests import cast

from .parse import linked_data as said_on

HOME = "http://127.0.0.1:8000"
HARD = 'A </script><script>alert(1)</script> & <!-- "B" \u2028\u2029 😀'


class StoryTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        Masthead.objects.update(organisation="The Test Ltd", founded=1883)
        Policy.objects.create(slug="corrections", title="Corrections", body="<p>We do.</p>")
        cls.at = timezone.now() - timedelta(hours=4)
        cls.story = cast.story(
            cls,
            at=cls.at,
            lead=cast.photo(
                size=(1400, 1400),
                creator="Pia Quill",
                copyright_notice="© Pia Quill",
                web_statement="https://pia.example/rights",
                licensor_url="https://pia.example/buy",
                source_type="digitalCapture",
            ),
            agency=cls.agency,
            dateline="PORTAVALLY",
            body="<p>The harbour wall <em>will</em> be raised.</p>",
        )
        cls.story.tags.add("Harbour")
        cls.address = HOME + cls.story.get_absolute_url()

    def page(self):
        return self.client.get(self.story.get_absolute_url())

    def said(self, kind="NewsArticle"):
        return said_on(self.page())[kind]

    def change(self, **facts):
        Article.objects.filter(pk=self.story.pk).update(**facts)

    def test_its_address_is_the_canonical_one(self):
        said = self.said()
        self.assertEqual(said["@context"], "https://schema.org")
        for name in ("@id", "url", "mainEntityOfPage"):
            self.assertEqual(said[name], self.address)
        self.assertContains(self.page(), f'<link rel="canonical" href="{self.address}">', html=True)

    def test_it_says_what_the_page_says(self):
        said = self.said()
        self.assertEqual(said["headline"], "Harbour wall to be raised")
        self.assertEqual(said["description"], "Work begins in spring.")
        self.assertEqual(said["articleSection"], "News")
        self.assertEqual(said["keywords"], ["Harbour"])
        self.assertEqual(said["wordCount"], 6)
        self.assertEqual(said["inLanguage"], "en-IE")
        self.assertEqual(said["dateline"], "PORTAVALLY")
        self.assertIs(said["isAccessibleForFree"], True)

    def test_each_kind_of_story_has_its_type(self):
        self.assertEqual(set(linked_data.TYPES), set(Article.Kind))
        for kind, name in linked_data.TYPES.items():
            with self.subTest(kind):
                story = cast.story(self, headline=kind, slug=kind, kind=kind)
                self.assertIn(name, said_on(self.client.get(story.get_absolute_url())))

    def test_the_photo_in_three_shapes_with_credit_and_maker(self):
        images = self.said()["image"]
        self.assertEqual([(each["width"], each["height"]) for each in images], [(1280, 720), (1280, 960), (1280, 1280)])
        for each in images:
            self.assertEqual(each["@type"], "ImageObject")
            self.assertEqual(each["creditText"], "Pia / The Test")
            self.assertEqual(each["creator"], {"@type": "Person", "name": "Pia Quill"})
            self.assertEqual(each["copyrightNotice"], "© Pia Quill")
            self.assertEqual(each["license"], "https://pia.example/rights")
            self.assertEqual(each["acquireLicensePage"], "https://pia.example/buy")
            self.assertTrue(each["digitalSourceType"].endswith("/digitalsourcetype/digitalCapture"))
            self.assertEqual(each["caption"], "Two boats at the pier.")
            self.assertEqual(self.client.get(each["url"].removeprefix(HOME)).status_code, 200)

    def test_a_photo_too_small_to_be_shown_is_left_out(self):
        story = cast.story(self, headline="Small", slug="small", lead=cast.photo("teal", size=(200, 150)))
        self.assertNotIn("image", said_on(self.client.get(story.get_absolute_url()))["NewsArticle"])

    def test_times_carry_their_offset_and_only_an_editor_moves_the_second(self):
        said = self.said()
        self.assertEqual(parse_datetime(said["datePublished"]), self.at.replace(microsecond=0))
        self.assertEqual(said["dateModified"], said["datePublished"])
        cast.update(Article.objects.get(pk=self.story.pk), self.ed)
        told = self.said()
        self.assertEqual(told["datePublished"], said["datePublished"])
        self.assertGreater(parse_datetime(told["dateModified"]), parse_datetime(said["dateModified"]))

    def test_an_authors_name_holds_nothing_but_the_name(self):
        self.author.role = "Harbour correspondent"
        self.author.save()
        (author,) = self.said()["author"]
        self.assertEqual(author["@type"], "Person")
        self.assertEqual(author["name"], "Nell Byrne")
        self.assertEqual(author["jobTitle"], "Harbour correspondent")
        self.assertEqual(author["url"], f"{HOME}/authors/nell-byrne/")

    def test_an_agency_without_a_byline_is_an_organisation(self):
        self.story.bylines.all().delete()
        said = self.said()
        self.assertEqual(said["author"], [{"@type": "Organization", "name": "Test Agency"}])
        self.assertEqual(said["sourceOrganization"]["name"], "Test Agency")

    def test_an_agencys_copyright_is_the_line_on_the_page(self):
        said = self.said()
        self.assertEqual(said["copyrightNotice"], self.story.copyright_line)
        self.assertContains(self.page(), f'<p class="copyright">{said["copyrightNotice"]}</p>', html=True)
        self.assertEqual(said["copyrightHolder"]["name"], "TA")
        self.assertEqual(said["copyrightYear"], self.story.copyright_year)

    def test_our_own_copyright_is_the_publishers(self):
        self.change(agency=None)
        said = self.said()
        self.assertEqual(said["copyrightHolder"], {"@id": said["publisher"]["@id"]})
        self.assertNotIn("copyrightNotice", said)

    def test_the_publisher_links_the_policies_that_are_there(self):
        ours = self.said()["publisher"]
        self.assertEqual(ours["@type"], "NewsMediaOrganization")
        self.assertEqual((ours["name"], ours["legalName"], ours["foundingDate"]), ("The Test", "The Test Ltd", "1883"))
        self.assertEqual(ours["logo"]["@type"], "ImageObject")
        for name, slug in (
            ("publishingPrinciples", "ethics"),
            ("ethicsPolicy", "ethics"),
            ("correctionsPolicy", "corrections"),
        ):
            self.assertEqual(ours[name], f"{HOME}/policies/{slug}/")
        self.assertNotIn("ownershipFundingInfo", ours)

    def test_public_corrections_stand_in_it_and_updates_do_not(self):
        self.assertNotIn("correction", self.said())
        correct(article=self.story, by=self.ed, kind="correction", text="It is 2 m.")
        correct(article=self.story, by=self.ed, kind="update", text="With a reply of the council.")
        (only,) = self.said()["correction"]
        self.assertEqual((only["@type"], only["text"]), ("CorrectionComment", "It is 2 m."))
        self.assertIsNotNone(parse_datetime(only["datePublished"]).tzinfo)

    def test_the_number_of_comments_is_that_of_those_every_reader_sees(self):
        self.assertEqual(self.said()["commentCount"], 0)
        cast.comment(self.story, self.rita)
        held = cast.comment(self.story, self.ravi, "Later.")
        Comment.objects.filter(pk=held.pk).update(status="held")
        said = self.said()
        self.assertEqual(said["commentCount"], 1)
        self.assertEqual(said["discussionUrl"], f"{HOME}/comments/on/{self.story.pk}/")

    def test_a_number_that_is_known_costs_no_query(self):
        article = Article.objects.for_page().get(pk=self.story.pk)
        template = Template("{% load machines %}{% story_head article count as head %}{{ head.script }}")
        context = Context({"article": article, "count": 0, "masthead": Masthead.objects.get()})
        with self.assertNumQueries(1) as asked:
            self.assertIn('"commentCount":0', template.render(context))
        self.assertIn("articles_policy", asked.captured_queries[0]["sql"])

    def test_no_text_can_end_the_script(self):
        self.change(headline=HARD, standfirst=HARD)
        correct(article=self.story, by=self.ed, kind="correction", text=HARD)
        page = self.page()
        said = said_on(page)["NewsArticle"]
        self.assertEqual(said["headline"], HARD)
        self.assertEqual(said["correction"][0]["text"], HARD)
        self.assertNotIn("<script>alert", page.content.decode())
        inside = page.content.decode().split('<script type="application/ld+json">')[1].split("</script>")[0]
        for character in "<>&\u2028\u2029":
            self.assertNotIn(character, inside)
        self.assertEqual(html.unescape(inside), inside)

    def test_the_way_to_it(self):
        steps = self.said("BreadcrumbList")["itemListElement"]
        self.assertEqual([step["position"] for step in steps], list(range(1, len(steps) + 1)))
        self.assertEqual([step["name"] for step in steps][:2], ["The Test", "News"])
        self.assertEqual(steps[1]["item"], f"{HOME}/news/")

    def test_a_story_of_another_site_names_it_as_its_home(self):
        self.change(canonical_url="https://elsewhere.example/original?a=1&b=2")
        said = self.said()
        self.assertEqual(said["url"], "https://elsewhere.example/original?a=1&b=2")
        self.assertContains(self.page(), 'href="https://elsewhere.example/original?a=1&amp;b=2"')

    @override_settings(SITE_URL="https://www.paper.example", ALLOWED_HOSTS=["*"])
    def test_addresses_are_those_of_the_site(self):
        self.assertTrue(self.said()["url"].startswith("https://www.paper.example/news/"))


class FrontTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.paper(cls)

    def test_the_paper_and_its_site(self):
        template = Template("{% load machines %}{% front_json_ld %}")
        html = template.render(Context({"masthead": Masthead.objects.get()}))
        self.assertEqual(html.count('<script type="application/ld+json">'), 2)
        self.assertIn('"@type":"NewsMediaOrganization"', html)
        self.assertIn('"@type":"WebSite"', html)
        self.assertIn(f'"ethicsPolicy":"{HOME}/policies/ethics/"', html)
