"""What looks at a comment before it appears."""

from datetime import timedelta
from types import SimpleNamespace

from django.test import SimpleTestCase, override_settings
from django.utils import timezone
from moderation.checks import links, shouting

from comments import checks

NOW = timezone.now()
NEW = SimpleNamespace(date_joined=NOW - timedelta(hours=1))
OLD = SimpleNamespace(date_joined=NOW - timedelta(days=400))


def found(check, text, reader=OLD):
    return [hit.outcome for hit in check(text=text, reader=reader, article=None, at=NOW)]


class LinksTests(SimpleTestCase):
    def test_many_links_are_held_and_a_few_are_not(self):
        self.assertEqual(found(links.check, "https://a.example and www.b.example"), [])
        self.assertEqual(found(links.check, "https://a.example HTTP://B.example www.c.example"), ["hold"])

    def test_one_link_from_a_new_account_is_held(self):
        self.assertEqual(found(links.check, "See https://a.example", NEW), ["hold"])
        self.assertEqual(found(links.check, "No link. At all...", NEW), [])
        first_day_over = SimpleNamespace(date_joined=NOW - timedelta(days=1))
        self.assertEqual(found(links.check, "See https://a.example", first_day_over), [])

    def test_how_old_an_account_must_be_is_a_setting(self):
        for hours, outcome, words in (
            (0, [], ""),
            (1, [], ""),
            (2, ["hold"], "2 hours old"),
            (48, ["hold"], "2 days old"),
        ):
            with self.subTest(hours), self.settings(COMMENT_LINKS_AFTER_HOURS=hours):
                self.assertEqual(found(links.check, "See https://a.example", NEW), outcome)
                hits = list(links.check(text="See https://a.example", reader=NEW, article=None, at=NOW))
                self.assertIn(words, "".join(hit.because for hit in hits))

    def test_the_reason_is_told_in_words_with_what_was_found(self):
        [hit] = links.check(text="See https://a.example now", reader=NEW, article=None, at=NOW)
        self.assertEqual(hit.words, "https://a.example")
        self.assertIn("less than a day old", hit.because)


class ShoutingTests(SimpleTestCase):
    def test_a_text_in_capitals_is_marked(self):
        self.assertEqual(found(shouting.check, "THIS IS NOT WHAT I PAY MY RATES FOR, LADS"), ["mark"])

    def test_a_word_or_a_script_without_capitals_is_no_shouting(self):
        names = "The HSE and the IDA met in Garvagh this week."
        for text in ("USA! RTÉ!", names, "これは大きな声ではありません" * 5, "12 345 !!!" * 9):
            self.assertEqual(found(shouting.check, text), [], text)

    def test_names_of_places_are_no_offence(self):
        for text in ("Scunthorpe", "Penistone", "Cockburn Street", "a specialist in Essex", "Dublin Rathgar"):
            self.assertEqual(found(shouting.check, text) + found(links.check, text, NEW), [])


def long_winded(*, text, reader, article, at):
    yield checks.Found(checks.MARK, "It is long.", "w" * 5000)


class RunTests(SimpleTestCase):
    @override_settings(
        COMMENT_CHECKS=[
            "moderation.checks.shouting.check",
            "moderation.checks.links.check",
            "moderation.tests.test_checks.long_winded",
        ]
    )
    def test_all_run_and_each_hit_has_the_name_of_its_check(self):
        text = "LOOK AT ALL OF THIS NONSENSE HERE: HTTPS://A.EXAMPLE"
        hits = checks.run(text=text, reader=NEW, article=None, at=NOW)
        self.assertEqual([hit.check_name for hit in hits], ["shouting", "links", "test_checks"])
        self.assertEqual(len(hits[2].words), 200)

    @override_settings(COMMENT_CHECKS=[])
    def test_none_find_nothing(self):
        self.assertEqual(checks.run(text="HTTPS://A.EXAMPLE", reader=NEW, article=None, at=NOW), [])
