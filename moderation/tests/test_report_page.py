"""The page on which a comment is reported."""

import re

from django.test import Client, TestCase

from articles.models import Article
from articles.withdraw import withdraw
from comments.models import Comment
from moderation.decide import decide
from moderation.models import Report, Rule
from newsroom.tests import cast

BY_SCRIPT = {"HTTP_HX_REQUEST": "true"}


class ReportPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "Strong words.")
        cls.address = f"/c/{cls.comment.pk}/report/"

    def setUp(self):
        self.client.force_login(self.ravi)

    def send(self, address=None, client=None, **fields):
        extra = {name: fields.pop(name) for name in list(fields) if name.startswith("HTTP_")}
        fields = {"rule": "abuse", "words": "My own words.", "text_version": 1} | fields
        return (client or self.client).post(address or self.address, fields, **extra)

    def remove(self, **facts):
        facts = {"comment": self.comment, "moderator": self.mo, "rule": self.abuse, "version_seen": 1} | facts
        return decide(**{"action": "remove"} | facts)

    def nothing_stored(self):
        self.assertEqual(Report.objects.count(), 0)

    # It works

    def test_the_form_shows_the_comment_and_the_published_rules(self):
        Rule.objects.create(code="old", title="An old rule", text="It is not in force.", retired=True)
        self.client.logout()
        page = self.client.get(self.address)
        for words in ("Strong words.", "Attacks on people are not welcome.", "No advertising."):
            self.assertContains(page, words)
        self.assertNotContains(page, "An old rule")
        self.assertContains(page, "You will be asked to sign in")
        self.assertEqual(page.headers["Cache-Control"], "private, no-store")

    def test_a_report_leads_to_the_page_of_its_state_with_its_reference(self):
        response = self.send()
        made = Report.objects.get()
        self.assertEqual((made.reader, made.rule, made.words), (self.ravi, self.abuse, "My own words."))
        page = self.client.get(response.url)
        self.assertContains(page, made.reference)
        self.assertContains(page, "your report has reached our moderators")

    def test_a_script_gets_the_parts_alone(self):
        self.assertNotContains(self.client.get(self.address, **BY_SCRIPT), "<html")
        response = self.send(**BY_SCRIPT)
        self.assertNotContains(response, "<html")
        self.assertContains(response, Report.objects.get().reference)
        self.assertContains(response, Report.objects.get().get_absolute_url())

    def test_own_words_are_not_asked_for(self):
        self.assertEqual(self.send(words="").status_code, 302)
        self.assertEqual(Report.objects.get().words, "")

    def test_a_reader_does_not_show_who_reported(self):
        self.send()
        self.client.logout()
        for page in (self.story.get_absolute_url(), self.comment.get_absolute_url(), self.address):
            html = self.client.get(page).content.decode()
            self.assertNotIn("Ravi", html)
            self.assertNotIn("My own words.", html)

    # Twice

    def test_a_second_report_is_answered_with_the_first(self):
        self.send()
        reference = Report.objects.get().reference
        for extra in ({}, BY_SCRIPT):
            self.assertContains(self.send(rule="spam", **extra), reference, status_code=409)
            self.assertContains(self.client.get(self.address, **extra), reference)
        self.assertEqual(Report.objects.get().rule, self.abuse)

    # Bad input

    def test_bad_input_is_answered_in_the_page_and_kept(self):
        for fields, says in (
            ({"rule": ""}, "Please choose the guideline"),
            ({"rule": "nonsense"}, "Please choose one of the guidelines below."),
            ({"rule": "abuse\x00x"}, "Please choose one of the guidelines below."),
            ({"rule": str(self.abuse.pk)}, "Please choose one of the guidelines below."),
            ({"words": "x" * 501}, "Your text has 501 characters; there is room for 500."),
            ({"words": "a\u202eb" + "x" * 9}, "invisible control characters"),
            ({"words": "Z" + "\u0301" * 40}, "too many marks"),
            ({"text_version": ""}, "Something was missing. Please send it again."),
            ({"text_version": "x"}, "Something was missing. Please send it again."),
            ({"text_version": "-1"}, "Something was missing. Please send it again."),
        ):
            for extra in ({}, BY_SCRIPT):
                with self.subTest(fields=ascii(fields)[:40], extra=extra):
                    response = self.send(**fields, **extra)
                    self.assertContains(response, says, status_code=422)
                    kept = fields.get("words", "My own words.").replace("\u202e", "")
                    self.assertContains(response, f"\n{kept}</textarea>", status_code=422)
                    self.assertContains(response, 'name="text_version" value="1"', status_code=422)
        self.assertContains(self.client.post(self.address, {}), "Please choose the guideline", status_code=422)
        self.nothing_stored()

    def test_the_chosen_rule_is_kept(self):
        response = self.send(rule="spam", words="x" * 501)
        self.assertContains(response, 'value="spam" checked', status_code=422)

    def test_a_rule_that_was_retired_meanwhile_is_unknown(self):
        Rule.objects.filter(code="spam").update(retired=True)
        self.assertEqual(self.send(rule="spam").status_code, 422)
        self.nothing_stored()

    def test_five_hundred_characters_as_the_reader_sees_them_are_accepted(self):
        self.assertEqual(self.send(words="👩‍👩‍👧‍👦" * 500).status_code, 302)

    def test_forged_fields_change_nothing(self):
        other = cast.comment(self.story, self.rita)
        self.send(reader=self.nell.pk, comment=other.pk, decision=1, reference="R-FORGED", status="decided")
        made = Report.objects.get()
        self.assertEqual((made.reader, made.comment, made.decision), (self.ravi, self.comment, None))
        self.assertNotEqual(made.reference, "R-FORGED")

    def test_other_methods_are_refused(self):
        for method in ("put", "patch", "delete"):
            self.assertEqual(getattr(self.client, method)(self.address).status_code, 405)

    # The comment is not as it was

    def test_an_edited_comment_is_shown_again_first(self):
        Comment.objects.filter(pk=self.comment.pk).update(html="<p>Milder words.</p>", text_version=2, version=2)
        for extra in ({}, BY_SCRIPT):
            response = self.send(**extra)
            self.assertContains(response, "was edited while you wrote", status_code=409)
            self.assertContains(response, "My own words.", status_code=409)
            self.assertContains(response, "Milder words.", status_code=409)
            self.assertContains(response, 'name="text_version" value="2"', status_code=409)
        self.nothing_stored()
        self.send(text_version=2)
        self.assertEqual(Report.objects.get().text_version, 2)
        self.assertEqual(self.send(text_version=10**30).status_code, 409)

    def test_what_was_removed_meanwhile_is_said_to_be_gone_and_the_words_are_kept(self):
        self.remove()
        for extra in ({}, BY_SCRIPT):
            response = self.send(**extra)
            self.assertContains(response, "nothing left to report", status_code=410)
            self.assertContains(response, "My own words.", status_code=410)
            self.assertNotContains(response, "Strong words.", status_code=410)
        self.assertEqual(self.client.get(self.address).status_code, 410)
        self.nothing_stored()

    def test_a_withdrawn_story_says_so_shows_nothing_of_itself_and_keeps_the_words(self):
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        response = self.send()
        self.assertContains(response, "My own words.", status_code=410)
        for secret in ("Strong words.", self.story.headline):
            self.assertNotContains(response, secret, status_code=410)
        self.nothing_stored()

    def test_ones_own_comment_is_not_reported(self):
        self.client.force_login(self.rita)
        self.assertContains(self.client.get(self.address), "This is your own comment.", status_code=403)
        self.assertContains(self.send(), "This is your own comment.", status_code=403)
        self.nothing_stored()

    def test_what_readers_cannot_see_is_not_there(self):
        Article.objects.filter(pk=self.story.pk).update(comments_mode="premoderated")
        held = cast.comment(Article.objects.get(pk=self.story.pk), self.rita)
        Article.objects.filter(pk=self.story.pk).update(legal_hold=True)
        for number in (self.comment.pk, held.pk, 0, 10**6, 10**30):
            address = f"/c/{number}/report/"
            self.assertEqual(self.client.get(address).status_code, 404)
            self.assertEqual(self.send(address=address).status_code, 404)
        Article.objects.filter(pk=self.story.pk).update(legal_hold=False)
        for person in (self.ravi, self.rita, self.mo):
            self.client.force_login(person)
            self.assertEqual(self.send(address=f"/c/{held.pk}/report/").status_code, 404)
        self.nothing_stored()

    # Sign-in in between

    def sign_in(self, address):
        return self.client.post(address, {"login": self.ravi.email, "password": cast.PASSWORD})

    def test_what_was_chosen_and_written_is_kept_over_the_sign_in(self):
        self.client.logout()
        to_sign_in = self.send(rule="spam", words="Kept over all that.")
        self.nothing_stored()
        self.assertRedirects(self.sign_in(to_sign_in.url), self.address)
        page = self.client.get(self.address)
        self.assertContains(page, "Kept over all that.")
        self.assertContains(page, 'value="spam" checked')
        self.send(rule="spam", words="Kept over all that.")
        self.assertEqual(Report.objects.get().words, "Kept over all that.")
        self.assertEqual(self.client.session["typed"], {})

    def test_a_second_report_over_the_sign_in_leaves_nothing_to_go_on_with(self):
        self.send()
        self.client.logout()
        self.sign_in(self.send(words="Again.").url)
        self.assertContains(self.client.get(self.address), "You have reported this comment before")
        self.assertEqual(self.client.session["typed"], {})

    def test_a_script_is_sent_to_sign_in_as_a_page(self):
        self.client.logout()
        response = self.send(**BY_SCRIPT)
        self.assertEqual(response.status_code, 204)
        self.sign_in(response.headers["HX-Redirect"])
        self.assertContains(self.client.get(self.address), "My own words.")

    def test_bad_input_is_answered_before_anybody_is_asked_to_sign_in(self):
        self.client.logout()
        self.assertEqual(self.send(rule="nonsense").status_code, 422)

    def test_a_comment_removed_during_the_sign_in_leaves_the_words(self):
        self.client.logout()
        to_sign_in = self.send()
        self.remove()
        self.sign_in(to_sign_in.url)
        self.assertContains(self.client.get(self.address), "My own words.", status_code=410)

    def test_a_comment_edited_during_the_sign_in_is_read_again_first(self):
        self.client.logout()
        to_sign_in = self.send()
        Comment.objects.filter(pk=self.comment.pk).update(text_version=2, version=2)
        self.sign_in(to_sign_in.url)
        form = self.client.get(self.address).content.decode()
        version = re.search(r'name="text_version" value="(\d+)"', form)[1]
        self.assertEqual(self.send(text_version=version).status_code, 409)

    def test_a_form_from_elsewhere_is_refused_and_the_words_shown(self):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.ravi)
        self.assertContains(self.send(client=strict), "My own words.", status_code=403)
        self.nothing_stored()
