"""The register of authorities' orders: kept by the lawyer alone, counted in the yearly report, forgotten in time."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from law.addresses import reader_at
from law.enter import enter
from law.evidence import bundle
from law.models import AuthorityOrder, Sealed
from law.yearly import tables
from moderation.refusals import NotAllowed, Refused
from newsroom.tests import cast
from privacy.erase import erase
from privacy.forget import forget

from .scene import again, decided, scene

TO_ACT, TO_INFORM = (
    "Number of orders to act against illegal content received",
    "Number of orders to provide information",
)


class OrdersTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)
        cls.came = timezone.now() - timedelta(hours=6)
        cls.facts = {"kind": "act", "authority": "The Circuit Court", "state": "IE", "received_at": cls.came}

    def setUp(self):
        self.client.force_login(self.law)

    def ordered(self, **facts):
        return enter(by=self.law, **self.facts | facts)

    def typed(self, **facts):
        came = f"{timezone.localtime(self.came):%Y-%m-%dT%H:%M}"
        comment = f"http://127.0.0.1:8000{self.comment.get_absolute_url()}"
        return self.facts | {"received_at": came, "law": "defamation", "items": 1, "comment": comment} | facts

    # The pages

    def test_an_order_is_entered_found_and_closed(self):
        page = self.client.post("/moderation/orders/new/", self.typed(note="By Friday."), follow=True)
        order = AuthorityOrder.objects.get()
        self.assertRedirects(page, f"/moderation/orders/{order.reference}/")
        self.assertContains(page, "Recorded.")
        self.assertEqual((order.comment, order.entered_by, order.law), (self.comment, self.law, "defamation"))
        self.assertContains(self.client.get("/moderation/orders/"), "Not done yet · its receipt is not confirmed")
        done = f"{timezone.localtime(self.came + timedelta(hours=2)):%Y-%m-%dT%H:%M}"
        again = self.typed(confirmed_at=done, effect_at=done, version_seen=1)
        self.client.post(f"/moderation/orders/{order.reference}/", again)
        self.assertNotContains(self.client.get("/moderation/orders/"), order.reference)
        self.assertContains(self.client.get("/moderation/orders/?show=done"), order.reference)
        self.assertContains(self.client.get(f"/moderation/orders/{order.reference}/"), done)

    def test_it_can_be_about_a_reader_by_the_address_of_their_page(self):
        typed = self.typed(kind="inform", comment="", reader=f"/readers/{self.rita.pk}/")
        self.client.post("/moderation/orders/new/", typed)
        self.assertEqual(AuthorityOrder.objects.get().reader, self.rita)
        self.assertEqual(reader_at(f"/moderation/people/{self.rita.pk}/"), self.rita.pk)
        self.assertIsNone(reader_at(f"https://elsewhere.example/readers/{self.rita.pk}/"))

    def test_what_is_wrong_is_named_and_what_was_typed_is_kept(self):
        wrong = {"kind": "", "authority": "", "state": "XX", "items": "many", "received_at": "Friday", "law": "other"}
        wrong |= {"comment": "/c/99999999/", "reader": "Rita", "confirmed_at": "soon", "note": "Kept words."}
        page = self.client.post("/moderation/orders/new/", wrong)
        self.assertEqual(page.status_code, 422)
        for words in (
            "what is ordered",
            "which authority",
            "the member state",
            "give a number",
            "the day and the time",
        ):
            self.assertContains(page, words, status_code=422)
        for words in ("no comment at this address", "no reader at this address", "Kept words.", "Friday"):
            self.assertContains(page, words, status_code=422)
        self.assertFalse(AuthorityOrder.objects.exists())

    def test_times_run_forward_and_none_is_to_come(self):
        before = f"{timezone.localtime(self.came - timedelta(hours=1)):%Y-%m-%dT%H:%M}"
        later = f"{timezone.localtime(self.came + timedelta(days=2)):%Y-%m-%dT%H:%M}"
        for facts, words in (({"effect_at": before}, "not before"), ({"confirmed_at": later}, "still to come")):
            page = self.client.post("/moderation/orders/new/", self.typed(**facts))
            self.assertContains(page, words, status_code=409)
        with self.assertRaises(IntegrityError), transaction.atomic():
            order = AuthorityOrder(**self.facts, entered_by=self.law)
            order.effect_at = self.came - timedelta(hours=1)
            order.save()

    def test_two_who_change_it_at_once_lose_nothing(self):
        order = self.ordered()
        enter(by=self.ada, order=fresh(order), version_seen=1, **self.facts | {"note": "Hers."})
        page = self.client.post(f"/moderation/orders/{order.reference}/", self.typed(version_seen=1, note="His."))
        self.assertContains(page, "Somebody has changed this order", status_code=409)
        self.assertContains(page, "His.", status_code=409)
        self.assertEqual(fresh(order).note, "Hers.")
        with self.assertRaises(Refused):
            enter(by=self.law, order=order, **self.facts)  # without the version that was seen

    def test_it_is_the_lawyers_alone(self):
        self.client.force_login(self.mo)
        for address in ("/moderation/orders/", "/moderation/orders/new/", f"/moderation/orders/{self.ordered()}/"):
            self.assertEqual(self.client.get(address).status_code, 403)
        self.assertNotContains(self.client.get("/moderation/notices/"), "/moderation/orders/")
        with self.assertRaises(NotAllowed):
            enter(by=self.mo, **self.facts)
        self.client.force_login(self.law)
        self.assertContains(self.client.get("/moderation/notices/"), "/moderation/orders/")
        self.assertEqual(self.client.put("/moderation/orders/new/").status_code, 405)
        self.assertEqual(self.client.get("/moderation/orders/O-NOWHERE/").status_code, 404)

    def test_hostile_text_is_text(self):
        order = self.ordered(authority="<script>alert(1)</script>", note='"><script>alert(1)</script>')
        for address in ("/moderation/orders/", f"/moderation/orders/{order.reference}/"):
            self.assertNotContains(self.client.get(address), "<script>alert")

    # The report

    def test_the_yearly_report_counts_them_by_category_and_state(self):
        hour = timedelta(hours=1)
        self.ordered(law="defamation", items=3, confirmed_at=self.came + hour, effect_at=self.came + 4 * hour)
        self.ordered(law="defamation", confirmed_at=self.came + 2 * hour)
        self.ordered(state="FR", kind="inform", effect_at=self.came + 5 * hour)
        table = next(one for one in tables(timezone.localtime(self.came).year) if one.name == "3_member_states_orders")
        rows = {(row[3], row[5]): dict(zip(table.columns, row, strict=True)) for row in table.rows}
        total, court = rows["TOTAL", "TOTAL"], rows["KEYWORD_DEFAMATION", "IE"]
        self.assertEqual((total[TO_ACT], total[TO_INFORM], court[TO_ACT], court[TO_INFORM]), (2, 1, 2, 0))
        self.assertEqual(rows["STATEMENT_CATEGORY_NOT_SPECIFIED_ORDER", "FR"][TO_INFORM], 1)
        items = "Number of specific items of information included in the total number of orders to act against illegal "
        self.assertEqual(court[items + "content"], 4)
        told = "Median time to inform the authority of the receipt of the order to act against illegal content"
        self.assertEqual((court[told], court[f"Contextual information on {told}"]), (1.5, "In hours."))
        self.assertEqual(total["Median time to give effect to the order to provide information"], 5.0)
        self.assertEqual(len(table.rows), 28 * 91)

    def test_what_an_order_called_for_is_not_the_papers_own_initiative(self):
        self.ordered(comment=self.comment)
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        table = next(one for one in tables(timezone.localtime().year) if one.name == "6_own_initiative_TC")
        self.assertEqual(table.rows[0][5], 0)

    # What is kept

    def test_while_it_is_open_the_text_is_kept_for_it_and_then_goes(self):
        order = self.ordered(comment=self.comment, reader=self.rita, note="About Rita.")
        self.assertIn(b"The Circuit Court", bundle(again(self.comment)))
        erase(person=self.rita)
        order.refresh_from_db()
        self.assertEqual((order.reader, order.note, order.authority), (None, "", "The Circuit Court"))
        self.assertTrue(Sealed.objects.filter(comment=self.comment).exists())
        enter(by=self.law, order=order, version_seen=1, **self.facts | {"effect_at": timezone.now()})
        forget()
        self.assertFalse(Sealed.objects.filter(comment=self.comment).exists())

    def test_whom_it_was_about_is_forgotten_in_time_and_the_count_stays(self):
        order = self.ordered(reader=self.rita, note="About Rita.", effect_at=timezone.now())
        forget(at=timezone.now() + timedelta(days=700))
        self.assertEqual(fresh(order).reader, self.rita)
        forget(at=timezone.now() + timedelta(days=740))
        self.assertEqual((fresh(order).reader, fresh(order).note, fresh(order).kind), (None, "", "act"))

    def test_a_list_of_many_takes_as_many_queries_as_one_of_few(self):
        for number in range(6):
            self.ordered(authority=f"Court {number}", comment=cast.comment(self.story, self.rita, f"Words, {number}."))
        with self.assertNumQueries(7):  # session, person, permissions (2), count, masthead, rows
            self.client.get("/moderation/orders/")


def fresh(order):
    return AuthorityOrder.objects.get(pk=order.pk)
