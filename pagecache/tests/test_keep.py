"""What is kept, how long, and that nobody's request changes what another is sent."""

import gzip
import threading
import time
from datetime import UTC, datetime
from unittest import mock

from django.db import connection
from django.test import SimpleTestCase, TestCase, TransactionTestCase, override_settings

from pagecache import due, keep, versions
from pagecache.keep import ask
from pagecache.models import PageVersion
from pagecache.move import move
from pagecache.pages import Page, Pages, accepts_gzip, asked_for, pages

from . import site

FAR, SOON = "pagecache.tests.test_keep.far", "pagecache.tests.test_keep.soon"


def far(at):
    return None


def soon(at):
    return datetime.fromtimestamp(at.timestamp() + 0.2, UTC)


@override_settings(ROOT_URLCONF="pagecache.tests.site", PAGES_DUE=[])
class KeepTests(TestCase):
    def setUp(self):
        site.while_rendering.clear()

    def text(self, address="/story/1/", **headers):
        return self.client.get(address, headers=headers).content.decode()

    def test_a_page_is_rendered_once(self):
        first = self.text()
        self.assertEqual(self.text(), first)
        with self.assertNumQueries(0):  # the versions are asked for by hand (versions.py)
            self.text()

    def test_it_is_rendered_anew_when_one_of_its_versions_moves(self):
        first = self.text()
        move("story:1")
        second = self.text()
        self.assertNotEqual(second, first)
        move("paper")
        self.assertNotEqual(self.text(), second)

    @override_settings(VERSIONS_STAND_MS=200)
    def test_an_answer_about_versions_may_stand_for_a_moment_and_no_longer(self):
        self.addCleanup(ask.known.clear)
        first = self.text()
        move("story:1")
        self.assertEqual(self.text(), first)
        time.sleep(0.25)
        self.assertNotEqual(self.text(), first)

    def test_it_stays_when_something_else_moves(self):
        first = self.text()
        move("story:2", "latest")
        self.assertEqual(self.text(), first)

    def test_what_moved_while_it_was_rendered_is_not_passed_off_as_new(self):
        site.while_rendering.append(lambda: move("story:1"))
        first = self.text()
        self.assertNotEqual(self.text(), first)

    def test_a_number_never_stands_twice_also_when_a_backup_comes_back(self):
        move("story:1")
        first, number = self.text(), PageVersion.objects.get(name="story:1").number
        PageVersion.objects.all().delete()
        move("story:1")
        self.assertGreater(PageVersion.objects.get(name="story:1").number, number)
        self.assertNotEqual(self.text(), first)

    def test_time_alone_ends_it(self):
        with override_settings(PAGES_DUE=[FAR, SOON]):
            first = self.text()
            self.assertEqual(self.text(), first)
            time.sleep(0.25)
            self.assertNotEqual(self.text(), first)

    def test_a_page_that_goes_stale_by_itself_stands_as_long_as_it_says(self):
        first = self.text("/brief/")
        self.assertEqual(self.text("/brief/"), first)
        time.sleep(0.25)
        self.assertNotEqual(self.text("/brief/"), first)

    def test_what_is_due_is_asked_again_only_when_a_clock_moves(self):
        with override_settings(PAGES_DUE=[SOON]):
            first = due.until({"paper": 1}, 100.0)
            self.assertAlmostEqual(first, 100.2, places=2)
            self.assertEqual(due.until({"paper": 1}, 100.1), first)
            self.assertGreater(due.until({"paper": 2}, 100.1), first)

    def test_only_the_named_parameters_are_seen_each_once_and_in_one_order(self):
        first = self.text("/story/1/?before=5&page=2")
        self.assertIn("before=5&page=2", first)
        self.assertEqual(self.text("/story/1/?utm_source=x&page=2&before=4&before=5&_=9"), first)
        self.assertNotEqual(self.text("/story/1/?before=5"), first)

    def test_the_view_sees_the_address_and_nothing_else(self):
        self.client.cookies["sessionid"] = "canary"
        headers = {
            "authorization": "Bearer canary",
            "x-forwarded-host": "canary.example",
            "x-forwarded-proto": "https",
            "accept-language": "canary",
            "x-http-method-override": "DELETE",
            "hx-request": "true",
            "range": "bytes=0-1",
        }
        seen = self.text("/mirror/?canary=1", **headers)
        self.assertNotIn("canary", seen)
        self.assertEqual(seen.splitlines()[:4], ["GET", "/mirror/", "{}", "False"])
        self.assertEqual(
            seen.splitlines()[5:], ["Content-Type="] if "Content-Type=" in seen else ["Host=127.0.0.1:8000"]
        )

    def test_what_is_not_a_page_for_everyone_goes_by(self):
        self.assertNotEqual(self.text("/own/"), self.text("/own/"))
        self.assertEqual(
            self.client.post("/story/1/").status_code, 403 if self.client.handler.enforce_csrf_checks else 200
        )

    def test_errors_are_not_kept(self):
        for number in (404, 500):
            response = self.client.get(f"/story/{number}/")
            self.assertEqual(response.status_code, number)
            self.assertIn("no-store", response.headers["Cache-Control"])
        self.assertFalse(pages.by_key)

    def test_a_strange_host_is_refused_also_where_a_page_is_kept(self):
        self.text()
        self.assertEqual(self.client.get("/story/1/", headers={"host": "evil.example"}).status_code, 400)

    def test_plain_http_is_sent_on_where_the_site_is_https(self):
        self.text()
        with override_settings(SECURE_SSL_REDIRECT=True):
            self.assertEqual(self.client.get("/story/1/", secure=True).status_code, 200)
        client = self.client_class()
        with override_settings(SECURE_SSL_REDIRECT=True):
            response = client.get("/story/1/")
        self.assertEqual(response.status_code, 301)
        self.assertTrue(response.headers["Location"].startswith("https://"))

    def test_headers_for_those_who_keep_it_too(self):
        response = self.client.get("/story/1/")
        self.assertEqual(
            response.headers["Cache-Control"],
            "public, max-age=0, s-maxage=2, stale-while-revalidate=2, stale-if-error=86400",
        )
        self.assertEqual(response.headers["Vary"], "Accept-Encoding")
        self.assertEqual(int(response.headers["Content-Length"]), len(response.content))
        self.assertFalse(response.cookies)

    def test_gzip_is_sent_to_those_who_take_it(self):
        plain = self.client.get("/story/1/")
        zipped = self.client.get("/story/1/", headers={"accept-encoding": "br, gzip"})
        self.assertEqual(zipped.headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(zipped.content), plain.content)
        self.assertNotEqual(zipped.headers["ETag"], plain.headers["ETag"])

    def test_304_for_those_who_have_it(self):
        for encoding in ("identity", "gzip"):
            etag = self.client.get("/story/1/", headers={"accept-encoding": encoding}).headers["ETag"]
            for asked in (etag, f"W/{etag}", f'"other", {etag}', "*"):
                response = self.client.get("/story/1/", headers={"accept-encoding": encoding, "if-none-match": asked})
                self.assertEqual((response.status_code, response.content), (304, b""), asked)
                self.assertIn("s-maxage", response.headers["Cache-Control"])
        self.assertEqual(self.client.get("/story/1/", headers={"if-none-match": '"other"'}).status_code, 200)

    def test_head_is_answered_without_the_body(self):
        whole = self.client.get("/story/1/")
        head = self.client.head("/story/1/")
        self.assertEqual(head.content, b"")
        self.assertEqual(head.headers["Content-Length"], str(len(whole.content)))

    def test_a_very_long_query_is_answered_but_not_kept(self):
        self.assertEqual(self.client.get("/story/1/", {"before": "5" * 400}).status_code, 200)
        self.assertFalse(pages.by_key)

    def test_the_last_good_copy_while_the_database_is_away(self):
        first = self.text()
        move("story:1")
        with mock.patch.object(versions, "read", side_effect=versions.Away) as asked:
            self.assertEqual(self.text(), first)
            self.assertEqual(asked.call_count, 2)  # the second time with a new connection
            self.assertEqual(self.text(), first)
            self.assertEqual(asked.call_count, 2)  # and then not again for a second
        ask.away_until = 0.0
        self.assertNotEqual(self.text(), first)

    def test_what_is_rendered_while_it_is_away_is_not_kept(self):
        with mock.patch.object(versions, "read", side_effect=versions.Away):
            self.assertEqual(self.client.get("/story/7/").status_code, 200)
        self.assertFalse(pages.by_key)

    def test_the_last_good_copy_when_the_new_one_breaks(self):
        first = self.text()
        move("story:1")

        def fail():
            raise RuntimeError

        site.while_rendering.append(fail)
        self.client.raise_request_exception = False
        self.assertEqual(self.text(), first)
        self.assertNotEqual(self.text(), first)


@override_settings(ROOT_URLCONF="pagecache.tests.site", PAGES_DUE=[])
class AtOnceTests(TransactionTestCase):
    def get_at_once(self, number):
        answers = []

        def get():
            try:
                answers.append(self.client_class().get("/story/1/").content)
            finally:
                connection.close()

        threads = [threading.Thread(target=get) for _ in range(number)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def test_of_many_one_renders(self):
        for _ in range(5):
            move("story:1")
            before = site.rendered["count"]
            site.while_rendering[:] = [lambda: time.sleep(0.05)]
            answers = self.get_at_once(8)
            self.assertEqual(len(set(answers)), 1)
            self.assertEqual(site.rendered["count"], before + 1)

    def test_the_others_take_the_last_good_copy_when_it_takes_long(self):
        last = self.client.get("/story/1/").content
        move("story:1")
        site.while_rendering[:] = [lambda: time.sleep(0.4)]
        with mock.patch.object(keep, "PATIENCE", 0.05):
            answers = self.get_at_once(4)
        self.assertEqual(answers.count(last), 3)


class PagesTests(SimpleTestCase):
    def test_the_least_used_is_thrown_away_when_there_is_no_more_room(self):
        kept = Pages(most=3 * Page(b"x", [], (), 0).size)
        for name in "abc":
            kept.keep((name, ""), Page(b"x", [], (), 0))
        kept.get(("a", ""))
        kept.keep(("d", ""), Page(b"x", [], (), 0))
        self.assertEqual([key[0] for key in kept.by_key], ["c", "a", "d"])
        self.assertLessEqual(kept.size, kept.most)

    def test_none_is_kept_without_room(self):
        kept = Pages(most=0)
        kept.keep(("a", ""), Page(b"x", [], (), 0))
        self.assertEqual((len(kept.by_key), kept.size), (0, 0))

    def test_who_accepts_gzip(self):
        for header in ("gzip", "br;q=1, gzip;q=0.5", "*", "GZIP"):
            self.assertTrue(accepts_gzip(header), header)
        for header in ("", "br", "gzip;q=0", "identity", "x-gzip-not"):
            self.assertFalse(accepts_gzip(header), header)

    def test_strange_queries(self):
        self.assertEqual(asked_for("&".join(["before=1"] * 60), ["before"]), "")
        self.assertEqual(asked_for("%00before=1&before=%ff", ["before"]), "before=%EF%BF%BD")
