"""Every action × state × person, as the paper means it: this table is written by hand, and not read from the code."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from articles import gates, publish, spike, withdraw, workflow
from articles.models import Article, ArticleEvent, SectionLimit
from articles.release import release
from articles.workflow import Conflict, NotAllowed, WrongState
from newsroom.tests import cast

# draft, review, changes, approved, scheduled, published, withdrawn, spiked; "due": scheduled, and its time has come.
STATES = ["draft", "review", "changes", "approved", "scheduled", "due", "published", "withdrawn", "spiked"]
UNPUBLISHED = {"draft", "review", "changes", "approved"}
PUBLIC = {"due", "published"}
OPEN = {
    "submit": {"draft", "changes"},
    "request_changes": {"review", "approved"},
    "approve": {"review"},
    "publish": UNPUBLISHED | {"scheduled"},
    "schedule": UNPUBLISHED | {"scheduled"},
    "unschedule": {"scheduled"},
    "release": PUBLIC | {"scheduled"},
    "schedule_change": PUBLIC | {"scheduled"},
    "cancel_change": set(),  # nothing is scheduled for any of these
    "correct": PUBLIC,
    "withdraw": PUBLIC | {"scheduled"},
    "unpublish": PUBLIC,
    "reinstate": {"withdrawn"},
    "spike": UNPUBLISHED,
    "unspike": {"spiked"},
    "embargo": UNPUBLISHED | PUBLIC | {"scheduled"},
    "hold": set(STATES),
    "lift": set(),  # of stories under legal hold alone, which none of these is
}
ALLOWED = {
    "nell": {"submit", "embargo"},  # with her own: she stands above all of them
    "ed": set(OPEN),
    "ada": set(OPEN),
    "leo": {"hold", "lift"},
    "pia": set(),
    "mo": set(),
    "rita": set(),
}
ASKED = {
    "request_changes": {"note": "Name the source."},
    "schedule": {"when": "2099-01-01T10:00"},
    "release": {"kind": "typo"},
    "schedule_change": {"kind": "typo", "when": "2099-01-01T10:00"},
    "correct": {"kind": "correction", "text": "It was Tuesday."},
    "withdraw": {"note": "It was wrong."},
    "unpublish": {"note": "Too early."},
    "hold": {"note": "A letter came."},
    "lift": {"note": "The letter is answered."},
}


def in_state(case, state):
    """Return a story in that state, of which something newer is on the desk where it is released."""
    later = timezone.now() + timedelta(days=1)
    made = {"scheduled": {"when": later}, "due": {"when": later}, "published": {}, "withdrawn": {}}
    story = cast.story(case, slug=state, **made[state]) if state in made else cast.draft(case, slug=state)
    if state in made:
        cast.save(story, case.ed, kicker="Newer")
    if state == "due":
        gone = timezone.now() - timedelta(seconds=1)
        Article.objects.filter(pk=story.pk).update(publish_at=gone, first_published_at=gone)
    steps = {
        "review": [publish.submit],
        "changes": [publish.submit, publish.request_changes],
        "approved": [publish.submit, publish.approve],
        "withdrawn": [withdraw.withdraw],
        "spiked": [spike.spike],
    }
    for deed in steps.get(state, ()):
        story.refresh_from_db()
        deed(article=story, by=case.ed, note="As it is.")
    return Article.objects.get(pk=story.pk)


class WorkflowTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cls.leo = cast.person("leo", "Lawyer")
        cast.paper(cls)
        cls.stories = {state: in_state(cls, state) for state in STATES}
        # Of what Ed has withdrawn he does not himself bring back: here it was Ada.
        ArticleEvent.objects.filter(deed="withdraw").update(by=cls.ada)

    def test_the_table_is_as_the_paper_means_it(self):
        self.assertEqual(set(OPEN), set(workflow.ACTIONS))
        for name, states in OPEN.items():
            for who, allowed in ALLOWED.items():
                for state, story in self.stories.items():
                    objection = workflow.objections(name, getattr(self, who), story)
                    expected = NotAllowed if name not in allowed else None if state in states else WrongState
                    if (who, name, state) == ("ada", "reinstate", "withdrawn"):
                        expected = NotAllowed  # she withdrew it
                    if (who, name) == ("nell", "embargo") and state in PUBLIC:
                        expected = NotAllowed  # readers see it
                    with self.subTest(action=name, person=who, state=state):
                        self.assertIs(type(objection), expected or type(None), objection)

    def test_the_desk_does_what_the_table_says_and_nothing_else(self):
        self.client.force_login(self.ed)
        for name, states in OPEN.items():
            for state, story in self.stories.items():
                data = {"version_seen": story.version, **ASKED.get(name, {})}
                with self.subTest(action=name, state=state), transaction.atomic():
                    before = story.events.count()
                    answer = self.client.post(f"/admin/articles/article/{story.pk}/{name}/", data)
                    self.assertEqual(answer.status_code, 302 if state in states else 409)
                    self.assertEqual(story.events.count() - before, int(state in states))
                    transaction.set_rollback(True)

    def test_the_form_leads_when_it_is_saved_to_what_can_be_done_then(self):
        then = {"nell": {"submit": {"draft", "changes"}}, "ed": {"publish": UNPUBLISHED}}
        then["ed"]["release"] = PUBLIC | {"scheduled"}
        for who, leads in then.items():
            self.client.force_login(getattr(self, who))
            for state, story in self.stories.items():
                page = self.client.get(f"/admin/articles/article/{story.pk}/change/").content.decode()
                offered = {name for name in ("submit", "publish", "release") if f'name="_{name}"' in page}
                with self.subTest(person=who, state=state):
                    self.assertEqual(offered, {name for name, states in leads.items() if state in states})

    def test_each_deed_of_the_table_is_written_down_with_the_states(self):
        story = cast.draft(self, slug="steps")
        for deed in (publish.submit, publish.approve, publish.publish, gates.hold, gates.lift):
            deed(article=story, by=self.ed, **({"note": "A letter."} if deed in (gates.hold, gates.lift) else {}))
        events = story.events.order_by("pk").values_list("deed", "before", "after", "version")
        steps = [("submit", "draft", "review"), ("approve", "review", "approved"), ("publish", "approved", "published")]
        steps += [("hold", "published", "published"), ("lift", "published", "published")]
        self.assertEqual(list(events)[1:], [(*step, 1) for step in steps])

    def test_a_story_that_changed_since_it_was_fetched_is_not_touched(self):
        story = cast.draft(self, slug="stale")
        stale = Article.objects.get(pk=story.pk)
        publish.submit(article=story, by=self.ed)
        stale.status = "draft"
        with self.assertRaises(Conflict):
            spike.spike(article=stale, by=self.ed)
        story.refresh_from_db()
        self.assertEqual(story.status, "review")

    def test_an_editor_of_one_section_leaves_the_others_alone(self):
        SectionLimit.objects.create(user=self.ed, section=self.sport)
        story, ed = self.stories["review"], type(self.ed).objects.get(pk=self.ed.pk)
        with self.assertRaisesMessage(NotAllowed, "limited to other sections"):
            publish.approve(article=story, by=ed)
        self.client.force_login(self.ed)
        answer = self.client.post(f"/admin/articles/article/{story.pk}/approve/", {"version_seen": story.version})
        self.assertEqual(answer.status_code, 403)
        Article.objects.filter(pk=self.stories["changes"].pk).update(created_by=self.ada)  # else it would be Ed's own
        for deed, facts in {gates.embargo: {"until": timezone.now() + timedelta(days=1)}, publish.submit: {}}.items():
            with self.assertRaisesMessage(NotAllowed, "limited to other sections"):
                deed(article=Article.objects.get(pk=self.stories["changes"].pk), by=ed, **facts)
        gates.hold(article=story, by=ed, note="A letter came.")  # this cannot wait for somebody else
        SectionLimit.objects.create(user=self.ed, section=self.news)
        publish.request_changes(article=story, by=type(self.ed).objects.get(pk=self.ed.pk), note="Shorter.")

    def test_an_editor_of_one_section_brings_no_story_into_another(self):
        SectionLimit.objects.create(user=self.ed, section=self.news)
        story = Article.objects.get(pk=cast.change(cast.story(self, slug="moves"), self.ed, kicker="New").pk)
        cast.save(story, self.ada, section=self.sport.pk)
        story.refresh_from_db()
        with self.assertRaisesMessage(NotAllowed, "limited to other sections"):
            release(article=story, by=type(self.ed).objects.get(pk=self.ed.pk), kind="typo")

    def test_who_may_delete_a_story(self):
        SectionLimit.objects.create(user=self.ed, section=self.sport)
        sport = type(self.ed).objects.get(pk=self.ed.pk)
        for state, story in self.stories.items():
            with self.subTest(state=state):
                self.assertEqual(workflow.may_delete(self.ada, story), state == "spiked")
        theirs = cast.draft(self, slug="of-ada")
        Article.objects.filter(pk=theirs.pk).update(created_by=self.ada)
        theirs.refresh_from_db()
        spike.spike(article=theirs, by=self.ada)
        self.assertFalse(workflow.may_delete(sport, theirs))
        self.assertTrue(workflow.may_delete(self.ada, theirs))
        gates.hold(article=theirs, by=self.ada, note="A letter came.")
        self.assertFalse(workflow.may_delete(self.ada, theirs))
        self.client.force_login(self.ada)
        answer = self.client.post(f"/admin/articles/article/{theirs.pk}/delete/", {"post": "yes"})
        self.assertEqual(answer.status_code, 403)

    def test_a_reporter_sends_in_what_is_their_own(self):
        theirs = cast.draft(self, slug="theirs", bylines=[])
        with self.assertRaisesMessage(NotAllowed, "somebody else's"):
            publish.submit(article=theirs, by=self.nell)
        theirs.bylines.all().delete()
        with self.assertRaises(NotAllowed):
            publish.submit(article=theirs, by=self.nell)

    def test_the_page_of_a_deed_says_what_follows_from_it_for_this_story(self):
        self.client.force_login(self.ed)
        for state, words in (("published", "Its address says that it was withdrawn"), ("scheduled", "does not go out")):
            page = self.client.get(f"/admin/articles/article/{self.stories[state].pk}/withdraw/")
            self.assertContains(page, words)

    def test_what_is_asked_to_change_stands_before_the_author(self):
        self.client.force_login(self.nell)
        page = self.client.get(f"/admin/articles/article/{self.stories['changes'].pk}/change/")
        self.assertContains(page, "To change:")
        self.assertContains(page, "As it is.")


class SpikeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def test_what_comes_off_the_spike_is_what_it_was(self):
        story = in_state(self, "approved")
        spike.spike(article=story, by=self.ed, note="Old.")
        self.assertEqual((story.status, story.status_before), ("spiked", "approved"))
        spike.unspike(article=story, by=self.ed)
        self.assertEqual((story.status, story.status_before), ("approved", ""))

    def test_the_database_refuses_a_spike_that_leads_nowhere(self):
        story = cast.draft(self)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Article.objects.filter(pk=story.pk).update(status="spiked")


class WithdrawTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def test_another_person_brings_back_what_one_has_withdrawn(self):
        story = cast.story(self)
        address, first = story.get_absolute_url(), story.first_published_at
        withdraw.withdraw(article=story, by=self.ed, note="It was wrong.")
        self.assertContains(self.client.get(address), "It was wrong.", status_code=410)
        with self.assertRaisesMessage(NotAllowed, "You withdrew this story yourself"):
            withdraw.reinstate(article=story, by=self.ed)
        withdraw.reinstate(article=story, by=self.ada)
        self.assertEqual(self.client.get(address).status_code, 200)
        self.assertEqual((story.first_published_at, story.withdrawal_note), (first, ""))

    def test_one_withdrawn_off_the_schedule_comes_back_before_readers(self):
        at = timezone.now()
        story = cast.story(self, when=at + timedelta(hours=1))
        withdraw.withdraw(article=story, by=self.ed, note="Wrong.", at=at)
        self.assertEqual((story.first_published_at, story.copyright_year), (None, None))
        self.assertFalse(story.revisions.exclude(released_at=None).exists())
        withdraw.reinstate(article=story, by=self.ada, at=at)
        self.assertEqual({story.publish_at, story.first_published_at, story.revisions.get().released_at}, {at})
        self.assertTrue(Article.objects.live(at).filter(pk=story.pk).exists())

    def test_one_that_was_to_come_again_comes_back_before_readers_too(self):
        at = timezone.now()
        story = cast.story(self, at=at - timedelta(days=2))
        first = story.first_published_at
        withdraw.unpublish(article=story, by=self.ed, note="Not checked.", at=at)
        publish.publish(article=story, by=self.ed, when=at + timedelta(days=1), at=at)
        withdraw.withdraw(article=story, by=self.ed, note="Wrong.", at=at)
        withdraw.reinstate(article=story, by=self.ada, at=at)
        self.assertEqual((story.publish_at, story.first_published_at), (at, first))
        self.assertTrue(Article.objects.live(at).filter(pk=story.pk).exists())

    def test_what_could_not_be_published_today_does_not_come_back(self):
        story = cast.story(self)
        withdraw.withdraw(article=story, by=self.ed, note="It was wrong.")
        gates.hold(article=story, by=self.ed, note="A letter came.")
        with self.assertRaisesMessage(publish.NotReady, "legal hold"):
            withdraw.reinstate(article=story, by=self.ada)

    def test_what_is_taken_off_quietly_is_not_found_and_its_reason_stays_at_the_desk(self):
        story = cast.story(self)
        cast.save(story, self.ed, headline="Newer")
        story.refresh_from_db()
        withdraw.unpublish(article=story, by=self.ed, note="Not checked.")
        answer = self.client.get(story.get_absolute_url())
        self.assertEqual(answer.status_code, 404)
        self.assertNotContains(answer, "Not checked", status_code=404)
        story.refresh_from_db()
        self.assertEqual((story.status, story.released, story.headline), ("approved", None, "Newer"))
        publish.publish(article=story, by=self.ed)
        self.assertContains(self.client.get(story.get_absolute_url()), "Newer")


class GateTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cls.leo = cast.person("leo", "Lawyer")
        cast.paper(cls)

    def test_a_hold_takes_a_public_story_off_at_once_and_lifting_it_brings_it_back(self):
        story = cast.story(self)
        self.client.force_login(self.leo)
        address = f"/admin/articles/article/{story.pk}/"
        self.assertContains(
            self.client.post(f"{address}hold/", {"version_seen": story.version}), "Say why", status_code=422
        )
        self.client.post(f"{address}hold/", {"version_seen": story.version, "note": "A letter came."})
        self.assertEqual(self.client.get(story.get_absolute_url()).status_code, 404)
        story.refresh_from_db()
        self.client.post(f"{address}lift/", {"version_seen": story.version, "note": "Answered."})
        self.assertEqual(self.client.get(story.get_absolute_url()).status_code, 200)

    def test_nothing_goes_out_under_a_hold(self):
        story = cast.draft(self)
        gates.hold(article=story, by=self.leo, note="A letter came.")
        with self.assertRaisesMessage(publish.NotReady, "legal hold"):
            publish.publish(article=story, by=self.ed)

    def test_an_embargo_hides_a_public_story_until_its_end(self):
        story, until = cast.story(self), timezone.now() + timedelta(days=1)
        gates.embargo(article=story, by=self.ed, until=until)
        self.assertEqual(self.client.get(story.get_absolute_url()).status_code, 404)
        self.assertTrue(story.is_live(until))
        gates.embargo(article=story, by=self.ed, until=None)
        self.assertEqual(self.client.get(story.get_absolute_url()).status_code, 200)

    def test_a_reporter_sets_one_and_only_an_editor_shortens_it(self):
        story, until = cast.draft(self), timezone.now() + timedelta(days=1)
        gates.embargo(article=story, by=self.nell, until=until)
        gates.embargo(article=story, by=self.nell, until=until + timedelta(days=1))
        for earlier in (until, None):
            with self.assertRaisesMessage(NotAllowed, "Only an editor"):
                gates.embargo(article=story, by=self.nell, until=earlier)
        gates.embargo(article=story, by=self.ed, until=None)
        self.assertIsNone(story.embargo_until)
