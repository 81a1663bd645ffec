"""Where a photo is used, as the desk says it: in stories of every state, to nobody of one that they do not see."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Article, Author, Figure
from articles.publish import approve, publish, request_changes, submit
from articles.spike import spike
from articles.where import where_used
from images.models import Photo
from images.tests.library import photo_row
from newsroom.tests import cast

S = Article.Status


class WhereTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.eds = Author.objects.create(name="Ed Itor", slug="ed-itor")
        cls.photo = photo_row()
        cls.public = cls.story_of("In the paper")
        publish(article=cls.public, by=cls.ed)
        cls.secret = cls.story_of("Not out yet")
        cls.page = f"/admin/images/photo/{cls.photo.pk}/change/"

    @classmethod
    def story_of(cls, headline):
        story = cast.draft(cls, headline=headline, bylines=[[cls.eds.pk, ""]])
        Photo.objects.filter(pk=cls.photo.pk).update(credit="Pia", alt_text="A boat", rights="staff", caption="A boat.")
        Figure.objects.create(article=story, photo=cls.photo)
        return story

    def shown(self, who, address, *there, absent=()):
        self.client.force_login(who)
        page = self.client.get(address)
        for words in there:
            self.assertContains(page, words)
        for words in absent:
            self.assertNotContains(page, words)
        return page

    def test_every_state_has_its_place_the_public_ones_first(self):
        self.assertEqual([use.state for use in where_used(self.photo)], ["live", S.DRAFT])
        for deed, state in ((submit, S.REVIEW), (approve, S.APPROVED), (spike, S.SPIKED)):
            deed(article=self.secret, by=self.ed)
            self.assertEqual([use.state for use in where_used(self.photo)], ["live", state])
            self.shown(self.pia, self.page, "Not out yet")
        other = self.story_of("Back with its author")
        submit(article=other, by=self.ed)
        request_changes(article=other, by=self.ed, note="Shorter.")
        self.assertEqual([use.state for use in where_used(self.photo)], ["live", S.CHANGES, S.SPIKED])
        self.shown(self.pia, self.page, "Back with its author")

    def test_a_reporter_is_told_how_many_more_there_are_and_of_none_what_it_is(self):
        self.shown(self.nell, self.page, "In the paper", "And 1 more", absent=["Not out yet"])
        self.shown(self.pia, self.page, "In the paper", "Not out yet", absent=["And 1 more"])

    def test_nor_do_the_log_and_the_report_of_rights_name_what_is_to_go_out(self):
        soon = timezone.now() + timedelta(hours=2)
        figures = [[self.photo.pk, "gallery", "", "", "", False]]
        to_come = cast.story(self, headline="Out tonight", when=soon, bylines=[[self.eds.pk, ""]], figures=figures)
        cast.story(self, headline="Own story, tonight", slug="nells", when=soon, figures=figures)
        Photo.objects.filter(pk=self.photo.pk).update(use_until=soon - timedelta(hours=1))
        for address in ("/admin/articles/photouse/", "/admin/images/photo/rights/"):
            self.shown(self.pia, address, to_come.headline)
            self.shown(self.nell, address, absent=[to_come.headline])
        self.shown(self.nell, "/admin/images/photo/rights/", "Own story, tonight")
